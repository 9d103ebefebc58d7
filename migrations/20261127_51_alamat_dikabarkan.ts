import type { Knex } from 'knex'

/** That an address is slowed is told to the audit trail once a window, not at every try from there. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE kegagalan_alamat ADD COLUMN dikabarkan_at timestamptz;')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE kegagalan_alamat DROP COLUMN dikabarkan_at;')
}
