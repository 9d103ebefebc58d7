import type { Knex } from 'knex'

/** Bundles that somebody uploaded and that wait for their run: sealed, gone with its end, their hash stays with the run. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kepegawaian_unggahan (
      run_id     uuid PRIMARY KEY REFERENCES kepegawaian_run ON DELETE CASCADE,
      isi_sealed text NOT NULL,
      dibuat_at  timestamptz NOT NULL
    );
    CREATE FUNCTION kepegawaian_unggahan_bell() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      PERFORM graphile_worker.add_job('kepegawaian.unggahan', job_key => 'kepegawaian.unggahan');
      RETURN NULL;
    END $$;
    -- No request can be written without the bell (decision 24).
    CREATE TRIGGER bell_baru AFTER INSERT ON kepegawaian_run
      FOR EACH ROW WHEN (NEW.permintaan IS NOT NULL) EXECUTE FUNCTION kepegawaian_unggahan_bell();
    CREATE TRIGGER bell_lagi AFTER UPDATE OF permintaan ON kepegawaian_run
      FOR EACH ROW WHEN (NEW.permintaan IS NOT NULL) EXECUTE FUNCTION kepegawaian_unggahan_bell();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER bell_baru ON kepegawaian_run;
    DROP TRIGGER bell_lagi ON kepegawaian_run;
    DROP FUNCTION kepegawaian_unggahan_bell();
    DROP TABLE kepegawaian_unggahan;
  `)
}
