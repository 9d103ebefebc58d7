import type { Knex } from 'knex'

/** One-time links that a person is sent: one that lives for each purpose, used once. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE tautan_sekali (
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      tujuan     text NOT NULL,
      sidik      bytea NOT NULL UNIQUE,
      expires_at timestamptz NOT NULL,
      used_at    timestamptz,
      PRIMARY KEY (pegawai_id, tujuan)
    );
    COMMENT ON COLUMN tautan_sekali.sidik IS 'SHA-256 of purpose and 256 random bits: the table alone opens nothing.';
    -- Serves the purge.
    CREATE INDEX tautan_sekali_expires ON tautan_sekali (expires_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE tautan_sekali;')
}
