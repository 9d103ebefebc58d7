import type { Knex } from 'knex'

/** What a helper records about a colleague's contact stands under the ticket that it was asked for by. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE kontak_dicatat ADD COLUMN tiket text;
    COMMENT ON COLUMN kontak_dicatat.tiket IS 'Of a helper: number of the ticket; null: BKD recorded it.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE kontak_dicatat DROP COLUMN tiket;')
}
