import type { Knex } from 'knex'

/**
 * The question of the brake (decisions 27 and 28): a run that would close or freeze too many waits until two people of
 * BKD allow that very difference. What they allow is the digest, it is used once, and it does not keep.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kepegawaian_rem (
      id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      sumber      text NOT NULL,
      digest      bytea NOT NULL,
      run_id      uuid NOT NULL REFERENCES kepegawaian_run ON DELETE CASCADE,
      sebab       jsonb NOT NULL,
      dibuat_at   timestamptz NOT NULL,
      pertama     uuid REFERENCES pegawai,
      pertama_at  timestamptz,
      kedua       uuid REFERENCES pegawai,
      kedua_at    timestamptz,
      dipakai_run uuid REFERENCES kepegawaian_run,
      dipakai_at  timestamptz,
      batal_at    timestamptz,
      CHECK (kedua IS NULL OR kedua <> pertama),
      CHECK (dipakai_at IS NULL OR (kedua IS NOT NULL AND batal_at IS NULL))
    );
    COMMENT ON COLUMN kepegawaian_rem.digest IS 'SHA-256 over who would go from what state to what state.';
    COMMENT ON COLUMN kepegawaian_rem.sebab IS 'Which limits were passed, and the numbers.';
    -- The same question is asked once.
    CREATE UNIQUE INDEX kepegawaian_rem_live ON kepegawaian_rem (sumber, digest)
      WHERE dipakai_at IS NULL AND batal_at IS NULL;
    CREATE INDEX kepegawaian_rem_run ON kepegawaian_rem (run_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE kepegawaian_rem;')
}
