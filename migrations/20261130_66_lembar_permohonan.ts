import type { Knex } from 'knex'

/** Sheets that were printed: what the code on a paper stands for, so that anybody can ask whether it is ours. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE permohonan_lembar (
      kode          text PRIMARY KEY,
      permohonan_id uuid NOT NULL REFERENCES permohonan,
      lembar        text NOT NULL CHECK (lembar IN ('disposisi', 'formulir', 'analisis', 'csirt')),
      sidik         bytea NOT NULL,
      keadaan       text NOT NULL,
      dibuat_at     timestamptz NOT NULL,
      UNIQUE (permohonan_id, lembar, sidik)
    );
    COMMENT ON COLUMN permohonan_lembar.kode IS 'Random, and on the paper alone.';
    COMMENT ON COLUMN permohonan_lembar.sidik IS 'SHA-256 of what stands on the sheet: the same content has the same code.';
    COMMENT ON COLUMN permohonan_lembar.keadaan IS 'Of the application when the sheet first said this.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE permohonan_lembar;')
}
