import type { Knex } from 'knex'

/**
 * Which columns of a person a source filled that comes after the one that leads him, and with what: it may change what is
 * still its own, and nothing else.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE pegawai_isian (
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      kolom      text NOT NULL,
      sumber     text NOT NULL,
      nilai      text,
      run_id     uuid NOT NULL REFERENCES kepegawaian_run,
      diisi_at   timestamptz NOT NULL,
      PRIMARY KEY (pegawai_id, kolom)
    );
    COMMENT ON COLUMN pegawai_isian.nilai IS 'As it was filled; another one in pegawai is somebody else''s word by now.';
    -- Serves the purge of runs.
    CREATE INDEX pegawai_isian_run ON pegawai_isian (run_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE pegawai_isian;')
}
