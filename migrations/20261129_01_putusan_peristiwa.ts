import type { Knex } from 'knex'

/**
 * A human's answer to an event that contradicts who is who, or waits for what will never come: applied to the one person
 * that it is about, or left aside. Once, with who answered, when and why.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE kepegawaian_peristiwa DROP CONSTRAINT kepegawaian_peristiwa_status_check;
    ALTER TABLE kepegawaian_peristiwa ADD CONSTRAINT kepegawaian_peristiwa_status_check CHECK
      (status IN ('diterima', 'diterapkan', 'terjadwal', 'tertunda', 'ditahan', 'bertentangan', 'diabaikan'));
    ALTER TABLE kepegawaian_peristiwa
      ADD COLUMN putusan text CHECK (putusan IN ('terapkan', 'abaikan')),
      ADD COLUMN diputus_oleh uuid REFERENCES pegawai,
      ADD COLUMN diputus_at timestamptz,
      ADD COLUMN putusan_alasan text,
      ADD CHECK (num_nulls(putusan, diputus_oleh, diputus_at, putusan_alasan) IN (0, 4));
    COMMENT ON COLUMN kepegawaian_peristiwa.putusan_alasan IS 'Why, in the words of whoever answered.';
    GRANT UPDATE (putusan, diputus_oleh, diputus_at, putusan_alasan) ON kepegawaian_peristiwa TO satu_login_app;

    -- Serves the page of events: those in a state, newest first.
    CREATE INDEX kepegawaian_peristiwa_daftar ON kepegawaian_peristiwa (status, diterima_at DESC, id DESC);
    -- Serves the units that events wait for, and whoever takes a mapping back.
    CREATE INDEX kepegawaian_peristiwa_unit ON kepegawaian_peristiwa (sumber, unit) WHERE unit IS NOT NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX kepegawaian_peristiwa_daftar, kepegawaian_peristiwa_unit;
    ALTER TABLE kepegawaian_peristiwa DROP COLUMN putusan, DROP COLUMN diputus_oleh, DROP COLUMN diputus_at,
      DROP COLUMN putusan_alasan;
    ALTER TABLE kepegawaian_peristiwa DROP CONSTRAINT kepegawaian_peristiwa_status_check;
    ALTER TABLE kepegawaian_peristiwa ADD CONSTRAINT kepegawaian_peristiwa_status_check CHECK
      (status IN ('diterima', 'diterapkan', 'terjadwal', 'tertunda', 'ditahan', 'bertentangan')) NOT VALID;
  `)
}
