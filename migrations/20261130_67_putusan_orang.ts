import type { Knex } from 'knex'

/** What a person decided, newest first, on the page of his desk. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('CREATE INDEX permohonan_keputusan_orang ON permohonan_keputusan (oleh, at DESC, id DESC)')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX permohonan_keputusan_orang')
}
