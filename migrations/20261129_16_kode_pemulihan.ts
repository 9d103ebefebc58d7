import type { Knex } from 'knex'

const CHANGES = { insert: 'NEW', update: 'NEW' } as const

/**
 * Recovery codes of people, ten to a set, each good once. A code names its row by its first characters, which are no
 * secret; the others are kept as an argon2id hash with a salt of its own (ASVS 5.0, 6.5.2).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kode_pemulihan (
      id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      awalan     text NOT NULL,
      kode_hash  text NOT NULL,
      dibuat_at  timestamptz NOT NULL,
      used_at    timestamptz,
      revoked_at timestamptz
    );
    COMMENT ON COLUMN kode_pemulihan.awalan IS 'The first characters of the code: they find the row and prove nothing.';
    COMMENT ON COLUMN kode_pemulihan.revoked_at IS 'A new set was drawn, or its owner left.';
    -- Serves the person as of today and the check of a code; no two codes of a set begin alike.
    CREATE UNIQUE INDEX kode_pemulihan_live ON kode_pemulihan (pegawai_id, awalan)
      WHERE used_at IS NULL AND revoked_at IS NULL;
  `)
  for (const [change, rows] of Object.entries(CHANGES)) {
    await knex.raw(`
      CREATE TRIGGER kabarkan_pegawai_${change} AFTER ${change} ON kode_pemulihan
        REFERENCING ${rows} TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    `)
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE kode_pemulihan;')
}
