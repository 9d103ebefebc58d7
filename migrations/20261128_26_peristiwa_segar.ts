import type { Knex } from 'knex'

/** What a snapshot asks about events: which came after its reading had begun, and which of them are to come. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE INDEX kepegawaian_peristiwa_diterima ON kepegawaian_peristiwa (diterima_at) WHERE pegawai_id IS NOT NULL;
    CREATE INDEX kepegawaian_peristiwa_hari ON kepegawaian_peristiwa (hari) WHERE jenis IN ('masuk', 'mutasi', 'jabatan');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX kepegawaian_peristiwa_diterima, kepegawaian_peristiwa_hari;')
}
