import type { Knex } from 'knex'

const OPEN = 'delivered_at IS NULL AND given_up_at IS NULL'

/** @param ring what follows where applications are owed a token */
const owes = (ring: string): string => `
  CREATE OR REPLACE FUNCTION oidc_session_owes_logout() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
  BEGIN
    INSERT INTO pengiriman_logout (account_id, client_id, sid, sebab, created_at, next_at)
    SELECT OLD.account_id, client.client_id, entered.value->>'sid', coalesce(NEW.sebab_akhir, 'keluar'), now(), now()
    FROM jsonb_each(OLD.authorizations) AS entered JOIN client ON client.client_id = entered.key
    WHERE NEW.authorizations->entered.key IS NULL AND entered.value->>'sid' IS NOT NULL
      AND client.metadata->>'backchannel_logout_uri' IS NOT NULL;
    ${ring}
    RETURN NULL;
  END $$;`

const BELL = `PERFORM graphile_worker.add_job('logout.kirim', job_key => 'logout.kirim:now:' || pg_current_xact_id());`

/**
 * Thousands who leave at once, with a token each for every application: what is due is found application by application,
 * however many wait and whatever the planner knows of a table that has just grown; and a transaction rings once, not
 * once for each session.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX pengiriman_logout_open;
    -- What is due of one application, the oldest first.
    CREATE INDEX pengiriman_logout_due ON pengiriman_logout (client_id, next_at, id) WHERE ${OPEN};
    -- How many attempts at one application are under way.
    CREATE INDEX pengiriman_logout_leased ON pengiriman_logout (client_id) WHERE lease_until IS NOT NULL;
    ${owes(`
    IF FOUND AND current_setting('satu_login.bell', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
      PERFORM set_config('satu_login.bell', pg_current_xact_id()::text, true);
      ${BELL}
    END IF;`)}
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${owes(`IF FOUND THEN ${BELL} END IF;`)}
    DROP INDEX pengiriman_logout_due, pengiriman_logout_leased;
    CREATE INDEX pengiriman_logout_open ON pengiriman_logout (next_at) WHERE ${OPEN};
  `)
}
