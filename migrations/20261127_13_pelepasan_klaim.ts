import type { Knex } from 'knex'

/** The release ledger (decision 12): which application received which claims of whom, by day; names, never values. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE pelepasan_klaim (
      pegawai_id uuid        NOT NULL REFERENCES pegawai,
      client_id  text        NOT NULL,
      hari       date        NOT NULL,
      klaim      text[]      NOT NULL,
      pertama_at timestamptz NOT NULL,
      -- Serves the person's own page and the export of what was released of him.
      PRIMARY KEY (pegawai_id, client_id, hari, klaim)
    );
    COMMENT ON COLUMN pelepasan_klaim.hari IS 'Day in WIB.';
    COMMENT ON COLUMN pelepasan_klaim.klaim IS 'Names in the order of the alphabet: one set, one spelling.';
    -- Serves the notice after a breach at one application: whom, since when.
    CREATE INDEX pelepasan_klaim_client ON pelepasan_klaim (client_id, hari);
    REVOKE UPDATE, DELETE, TRUNCATE ON pelepasan_klaim FROM satu_login_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE pelepasan_klaim;')
}
