import type { Knex } from 'knex'

/** When a desk was told that something came to it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`ALTER TABLE permohonan_langkah ADD COLUMN dikabarkan_at timestamptz;`)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE permohonan_langkah DROP COLUMN dikabarkan_at;')
}
