import type { Knex } from 'knex'

/**
 * Each attempt at telling an application of a logout: when it began, how long it took, what it came to. Written with the
 * claim, so that one whose node died is on record too, as an attempt without an end.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE pengiriman_percobaan (
      pengiriman_id uuid NOT NULL REFERENCES pengiriman_logout ON DELETE CASCADE,
      ke            smallint NOT NULL,
      mulai_at      timestamptz NOT NULL,
      lama_ms       integer,
      receipt       text,
      PRIMARY KEY (pengiriman_id, ke)
    );
    COMMENT ON COLUMN pengiriman_percobaan.ke IS 'The first is 1, as in pengiriman_logout.attempts.';
    COMMENT ON COLUMN pengiriman_percobaan.lama_ms IS 'Null while it is under way, and for good when its node died.';
    COMMENT ON COLUMN pengiriman_percobaan.receipt IS 'What it came to, in words of ours; never a body.';

    -- Serves the receipts on a person's page.
    CREATE INDEX pengiriman_logout_account ON pengiriman_logout (account_id, created_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX pengiriman_logout_account; DROP TABLE pengiriman_percobaan;')
}
