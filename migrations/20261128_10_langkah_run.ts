import type { Knex } from 'knex'

/**
 * A run is a row from its first step on: which step it is at, how far, who started it, and what it came to. What differs
 * stands beside it field by field, and so does every line that was left out.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE kepegawaian_run
      DROP CONSTRAINT kepegawaian_run_outcome_check,
      ADD CONSTRAINT kepegawaian_run_outcome_check
        CHECK (outcome IN ('berjalan', 'menunggu', 'diterapkan', 'ditolak', 'dibatalkan', 'uji')),
      ALTER COLUMN isi_sha256 DROP NOT NULL,
      ADD COLUMN langkah    text CHECK (langkah IN ('snapshot', 'validasi', 'selisih', 'rem', 'penerapan')),
      ADD COLUMN kemajuan   integer NOT NULL DEFAULT 0,
      ADD COLUMN dari       integer NOT NULL DEFAULT 0,
      ADD COLUMN detak_at   timestamptz,
      ADD COLUMN pemicu     text NOT NULL DEFAULT 'perintah' CHECK (pemicu IN ('perintah', 'jadwal', 'unggah')),
      ADD COLUMN aktor      text NOT NULL DEFAULT 'operator',
      ADD COLUMN sebab      text,
      ADD COLUMN permintaan text CHECK (permintaan IN ('uji', 'terapkan')),
      ADD COLUMN sintetis   boolean NOT NULL DEFAULT false,
      ADD COLUMN isi_per    timestamptz;
    COMMENT ON COLUMN kepegawaian_run.isi_sha256 IS 'Null until the source has been read.';
    COMMENT ON COLUMN kepegawaian_run.kemajuan IS 'So much of dari; the unit differs from step to step.';
    COMMENT ON COLUMN kepegawaian_run.detak_at IS 'When the progress was last told.';
    COMMENT ON COLUMN kepegawaian_run.sebab IS 'Why it was refused or given up; a code.';
    COMMENT ON COLUMN kepegawaian_run.permintaan IS 'What waits to be done with its uploaded bundle; null once it began.';
    COMMENT ON COLUMN kepegawaian_run.isi_per IS 'When reading of the source began: what happened later may be missing.';
    -- Serves the list of runs, newest first, and the newest applied one.
    CREATE INDEX kepegawaian_run_started ON kepegawaian_run (started_at, id);
    -- What is under way, waits or is asked for: a handful.
    CREATE INDEX kepegawaian_run_open ON kepegawaian_run (outcome) WHERE outcome IN ('berjalan', 'menunggu');

    CREATE TABLE kepegawaian_selisih (
      run_id      uuid NOT NULL REFERENCES kepegawaian_run ON DELETE CASCADE,
      nomor       integer NOT NULL,
      hal         text NOT NULL CHECK (hal IN ('pegawai', 'unit', 'jabatan')),
      pegawai_id  uuid REFERENCES pegawai,
      external_id text,
      kolom       text NOT NULL,
      lama        text,
      baru        text,
      PRIMARY KEY (run_id, nomor)
    );
    COMMENT ON COLUMN kepegawaian_selisih.pegawai_id IS 'Null for units, jabatan, and people that a run would bring who are not there.';
    -- Serves the history of one person.
    CREATE INDEX kepegawaian_selisih_pegawai ON kepegawaian_selisih (pegawai_id) WHERE pegawai_id IS NOT NULL;

    CREATE TABLE kepegawaian_karantina (
      run_id uuid NOT NULL REFERENCES kepegawaian_run ON DELETE CASCADE,
      nomor  integer NOT NULL,
      berkas text NOT NULL,
      baris  integer NOT NULL,
      kolom  text NOT NULL,
      alasan text NOT NULL,
      PRIMARY KEY (run_id, nomor)
    );
    COMMENT ON TABLE kepegawaian_karantina IS 'Where a line was left out and why; no value of any person.';
  `)
}

/** Runs that the old rules do not know are gone with what stood beside them; nothing else refers to them. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE kepegawaian_karantina, kepegawaian_selisih;
    DELETE FROM kepegawaian_run WHERE outcome IN ('menunggu', 'dibatalkan', 'uji') OR isi_sha256 IS NULL;
    ALTER TABLE kepegawaian_run
      DROP CONSTRAINT kepegawaian_run_outcome_check,
      ADD CONSTRAINT kepegawaian_run_outcome_check CHECK (outcome IN ('berjalan', 'diterapkan', 'ditolak')),
      ALTER COLUMN isi_sha256 SET NOT NULL,
      DROP COLUMN langkah, DROP COLUMN kemajuan, DROP COLUMN dari, DROP COLUMN detak_at, DROP COLUMN pemicu,
      DROP COLUMN aktor, DROP COLUMN sebab, DROP COLUMN permintaan, DROP COLUMN sintetis, DROP COLUMN isi_per;
    DROP INDEX kepegawaian_run_started, kepegawaian_run_open;
  `)
}
