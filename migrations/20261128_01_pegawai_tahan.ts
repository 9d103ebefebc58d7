import type { Knex } from 'knex'

/**
 * Marks beside the last good state (domain.md section 5): whoever carries a live one keeps what he had and gets nothing
 * new. `hilang`: missing from a full snapshot. `kalender`: ends of service up to and including `hari` wait for BKD.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE pegawai_tahan (
      id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      sebab      text NOT NULL CHECK (sebab IN ('hilang', 'kalender')),
      sejak      timestamptz NOT NULL,
      hari       date,
      run_id     uuid REFERENCES kepegawaian_run,
      lepas_at   timestamptz,
      CHECK ((sebab = 'kalender') = (hari IS NOT NULL))
    );
    COMMENT ON COLUMN pegawai_tahan.hari IS 'Ends of service that begin to count on this day or before it do not count.';
    -- Serves every read of a person; one live mark for each ground.
    CREATE UNIQUE INDEX pegawai_tahan_live ON pegawai_tahan (pegawai_id, sebab) WHERE lepas_at IS NULL;
    CREATE INDEX pegawai_tahan_pegawai ON pegawai_tahan (pegawai_id);
  `)
  for (const [change, rows] of [['insert', 'NEW'], ['update', 'NEW'], ['delete', 'OLD']]) {
    await knex.raw(`
      CREATE TRIGGER kabarkan_pegawai_${change} AFTER ${change} ON pegawai_tahan REFERENCING ${rows} TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    `)
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE pegawai_tahan;')
}
