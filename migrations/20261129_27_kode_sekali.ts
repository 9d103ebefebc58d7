import type { Knex } from 'knex'

/** One-time codes that a person is sent or handed: one that lives for each purpose, used once. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kode_sekali (
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      tujuan     text NOT NULL,
      sidik      bytea NOT NULL,
      dibuat_at  timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at    timestamptz,
      PRIMARY KEY (pegawai_id, tujuan)
    );
    COMMENT ON COLUMN kode_sekali.sidik IS 'Keyed digest of purpose, person and code: the table alone tells no code.';
    -- Serves the purge.
    CREATE INDEX kode_sekali_expires ON kode_sekali (expires_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE kode_sekali;')
}
