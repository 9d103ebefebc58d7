import type { Knex } from 'knex'

/**
 * How each source is doing, and since when what it told is known. That is also what `data_per` tells applications: a
 * small value of its own, so that a sync each minute need not make every node forget every person.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kepegawaian_sumber (
      sumber          text PRIMARY KEY,
      berhasil_at     timestamptz,
      penuh_at        timestamptz,
      dicoba_at       timestamptz,
      gagal_sejak     timestamptz,
      gagal_kali      integer NOT NULL DEFAULT 0,
      gagal_kode      text,
      kursor          text,
      coba_lagi_at    timestamptz,
      kolom_tak_ada   text[] NOT NULL DEFAULT '{}'
    );
    COMMENT ON COLUMN kepegawaian_sumber.berhasil_at IS 'What was told until then is applied.';
    COMMENT ON COLUMN kepegawaian_sumber.penuh_at IS 'When everybody of it was last applied.';
    COMMENT ON COLUMN kepegawaian_sumber.gagal_sejak IS 'It has not answered since; null while it does.';
    COMMENT ON COLUMN kepegawaian_sumber.kursor IS 'Where the next question for changes goes on.';
    COMMENT ON COLUMN kepegawaian_sumber.kolom_tak_ada IS 'Columns of people that it never tells; another source may.';
    INSERT INTO kepegawaian_sumber (sumber, berhasil_at, penuh_at)
      SELECT sumber, max(finished_at), max(finished_at) FILTER (WHERE mode = 'penuh')
      FROM kepegawaian_run WHERE outcome = 'diterapkan' GROUP BY sumber;

    DROP TRIGGER kabarkan_pegawai ON kepegawaian_run;
    CREATE TRIGGER kabarkan_data_per AFTER INSERT OR DELETE OR UPDATE OF berhasil_at ON kepegawaian_sumber
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_data_per');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE kepegawaian_sumber;
    CREATE TRIGGER kabarkan_pegawai AFTER INSERT OR UPDATE OR DELETE ON kepegawaian_run
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_pegawai');
  `)
}
