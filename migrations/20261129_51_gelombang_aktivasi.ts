import type { Knex } from 'knex'

/** Waves: who of a unit had no account when a helper set out to bring them in, and who of them was reminded. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE gelombang_aktivasi (
      id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      unit_id     uuid NOT NULL REFERENCES unit_kerja,
      dibuat_oleh uuid NOT NULL REFERENCES pegawai,
      dibuat_at   timestamptz NOT NULL
    );
    -- Serves the list of waves.
    CREATE INDEX gelombang_aktivasi_baru ON gelombang_aktivasi (dibuat_at DESC, id DESC);

    CREATE TABLE gelombang_orang (
      gelombang_id   uuid NOT NULL REFERENCES gelombang_aktivasi,
      pegawai_id     uuid NOT NULL REFERENCES pegawai,
      diingatkan_at  timestamptz,
      tanpa_kontak   boolean NOT NULL DEFAULT false,
      PRIMARY KEY (gelombang_id, pegawai_id)
    );
    -- Serves whether somebody was invited.
    CREATE INDEX gelombang_orang_pegawai ON gelombang_orang (pegawai_id) WHERE diingatkan_at IS NOT NULL;
    COMMENT ON COLUMN gelombang_orang.diingatkan_at IS 'A reminder goes once for each wave.';
    COMMENT ON COLUMN gelombang_orang.tanpa_kontak IS 'No contact could be used then: this one needs a letter.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE gelombang_orang, gelombang_aktivasi;')
}
