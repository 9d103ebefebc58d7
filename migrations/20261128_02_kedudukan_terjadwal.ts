import type { Knex } from 'knex'

/**
 * Kedudukan hukum that begin on a day to come. A person is read with those that are due, so that they take effect at
 * 00:00 WIB without any sync; the night job writes them into `pegawai` afterwards.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kedudukan_terjadwal (
      id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id     uuid NOT NULL REFERENCES pegawai,
      kode           text NOT NULL,
      nama           text,
      keadaan        text CHECK (keadaan IN ('aktif', 'terbatas', 'beku', 'calon', 'tutup')),
      berlaku        date NOT NULL,
      sumber         text NOT NULL,
      run_id         uuid REFERENCES kepegawaian_run,
      recorded_at    timestamptz NOT NULL,
      diterapkan_at  timestamptz,
      dibatalkan_at  timestamptz
    );
    COMMENT ON COLUMN kedudukan_terjadwal.keadaan IS 'Null: nobody knows this kode; from that day the person is held.';
    -- Serves every read of a person. One word of a source for a day: a later one takes its place.
    CREATE UNIQUE INDEX kedudukan_terjadwal_live ON kedudukan_terjadwal (pegawai_id, berlaku, sumber)
      WHERE diterapkan_at IS NULL AND dibatalkan_at IS NULL;
    -- Serves the night job and the calendar of coming ends.
    CREATE INDEX kedudukan_terjadwal_berlaku ON kedudukan_terjadwal (berlaku)
      WHERE diterapkan_at IS NULL AND dibatalkan_at IS NULL;
    CREATE INDEX kedudukan_terjadwal_pegawai ON kedudukan_terjadwal (pegawai_id);
  `)
  for (const [change, rows] of [['insert', 'NEW'], ['update', 'NEW'], ['delete', 'OLD']]) {
    await knex.raw(`
      CREATE TRIGGER kabarkan_pegawai_${change} AFTER ${change} ON kedudukan_terjadwal
        REFERENCING ${rows} TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    `)
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE kedudukan_terjadwal;')
}
