import type { Knex } from 'knex'

/**
 * Logout tokens that an application has to be told (decision 24): the rows are the truth, a job of the library only
 * rings. The bell hangs on the table itself, so that no row can be written, and no retry be put off, without it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE pengiriman_logout (
      id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      account_id   uuid NOT NULL,
      client_id    text NOT NULL REFERENCES client,
      sid          text NOT NULL,
      sebab        text NOT NULL,
      created_at   timestamptz NOT NULL,
      attempts     smallint NOT NULL DEFAULT 0,
      next_at      timestamptz NOT NULL,
      lease_until  timestamptz,
      delivered_at timestamptz,
      given_up_at  timestamptz,
      receipt      text,
      CHECK (delivered_at IS NULL OR given_up_at IS NULL)
    );
    COMMENT ON COLUMN pengiriman_logout.sid IS 'The session as this application knows it.';
    COMMENT ON COLUMN pengiriman_logout.attempts IS 'Counted when one begins: an attempt that is overtaken cannot report.';
    COMMENT ON COLUMN pengiriman_logout.lease_until IS 'Until then a node is at it; afterwards it is taken to have died.';
    COMMENT ON COLUMN pengiriman_logout.receipt IS 'What the last attempt came to, in words of ours; never a body.';

    -- What is due, and who is busy.
    CREATE INDEX pengiriman_logout_open ON pengiriman_logout (next_at)
      WHERE delivered_at IS NULL AND given_up_at IS NULL;
    -- The operator's list, and the purge.
    CREATE INDEX pengiriman_logout_created ON pengiriman_logout (created_at);
    CREATE INDEX pengiriman_logout_client ON pengiriman_logout (client_id, created_at);

    CREATE FUNCTION pengiriman_logout_bell() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        PERFORM graphile_worker.add_job('logout.kirim');
      ELSE
        -- One bell for all retries of the same second, just after it.
        PERFORM graphile_worker.add_job('logout.kirim', run_at => date_trunc('second', NEW.next_at) + interval '1 s',
          job_key => 'logout.kirim:' || extract(epoch FROM date_trunc('second', NEW.next_at))::bigint);
      END IF;
      RETURN NULL;
    END $$;

    CREATE TRIGGER bell AFTER INSERT ON pengiriman_logout
      FOR EACH STATEMENT EXECUTE FUNCTION pengiriman_logout_bell();
    CREATE TRIGGER later_bell AFTER UPDATE ON pengiriman_logout
      FOR EACH ROW WHEN (NEW.next_at > OLD.next_at) EXECUTE FUNCTION pengiriman_logout_bell();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE pengiriman_logout; DROP FUNCTION pengiriman_logout_bell();')
}
