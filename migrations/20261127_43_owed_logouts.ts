import type { Knex } from 'knex'

/**
 * An application that vanishes from a living session is owed a logout token: when the session ends, and when the person
 * leaves that application alone. The rows are made where it vanishes, by the update itself and under its lock, so that
 * of two that end a session at once only one owes, and nothing is missed that another tab entered in the last moment.
 * One bell for a whole transaction.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE oidc_session ADD COLUMN sebab_akhir text;
    COMMENT ON COLUMN oidc_session.sebab_akhir IS 'Why it was ended; null where the person signed out.';

    CREATE FUNCTION oidc_session_owes_logout() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      INSERT INTO pengiriman_logout (account_id, client_id, sid, sebab, created_at, next_at)
      SELECT OLD.account_id, client.client_id, entered.value->>'sid', coalesce(NEW.sebab_akhir, 'keluar'), now(), now()
      FROM jsonb_each(OLD.authorizations) AS entered JOIN client ON client.client_id = entered.key
      WHERE NEW.authorizations->entered.key IS NULL AND entered.value->>'sid' IS NOT NULL
        AND client.metadata->>'backchannel_logout_uri' IS NOT NULL;
      IF FOUND THEN
        PERFORM graphile_worker.add_job('logout.kirim', job_key => 'logout.kirim:now:' || pg_current_xact_id());
      END IF;
      RETURN NULL;
    END $$;

    -- A session that had run out by itself is over for the applications too.
    CREATE TRIGGER owes_logout AFTER UPDATE ON oidc_session FOR EACH ROW
      WHEN (OLD.destroyed_at IS NULL AND OLD.account_id IS NOT NULL AND OLD.expires_at > now()
        AND NOT NEW.authorizations @> OLD.authorizations)
      EXECUTE FUNCTION oidc_session_owes_logout();

    DROP TRIGGER bell ON pengiriman_logout;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TRIGGER bell AFTER INSERT ON pengiriman_logout FOR EACH STATEMENT EXECUTE FUNCTION pengiriman_logout_bell();
    DROP TRIGGER owes_logout ON oidc_session;
    DROP FUNCTION oidc_session_owes_logout();
    ALTER TABLE oidc_session DROP COLUMN sebab_akhir;
  `)
}
