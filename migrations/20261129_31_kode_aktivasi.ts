import type { Knex } from 'knex'

/** Long codes that open an activation beside the number: on a letter, or to go on with on another device. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kode_aktivasi (
      id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id  uuid NOT NULL REFERENCES pegawai,
      jenis       text NOT NULL CHECK (jenis IN ('surat', 'lanjut')),
      sidik       bytea NOT NULL UNIQUE,
      dibuat_at   timestamptz NOT NULL,
      dibuat_oleh uuid REFERENCES pegawai,
      expires_at  timestamptz NOT NULL,
      used_at     timestamptz,
      dicabut_at  timestamptz,
      CHECK ((jenis = 'surat') = (dibuat_oleh IS NOT NULL))
    );
    COMMENT ON COLUMN kode_aktivasi.sidik IS 'SHA-256 of 99 random bits: the table alone opens nothing.';
    COMMENT ON COLUMN kode_aktivasi.dicabut_at IS 'Another one was printed, or the person may not activate any more.';
    -- A second print voids the first: one of each kind is good at a time.
    CREATE UNIQUE INDEX kode_aktivasi_berlaku ON kode_aktivasi (pegawai_id, jenis) WHERE used_at IS NULL AND dicabut_at IS NULL;
    CREATE INDEX kode_aktivasi_expires ON kode_aktivasi (expires_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE kode_aktivasi;')
}
