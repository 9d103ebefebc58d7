import type { Knex } from 'knex'

/** Nobody had a way to choose: from now on a language stands there because its person chose it, and else none does. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE account ALTER COLUMN bahasa DROP DEFAULT, ALTER COLUMN bahasa DROP NOT NULL;
    UPDATE account SET bahasa = NULL;
    COMMENT ON COLUMN account.bahasa IS 'Of letters, and of pages where the browser says nothing else; null: he chose none.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    UPDATE account SET bahasa = 'id' WHERE bahasa IS NULL;
    ALTER TABLE account ALTER COLUMN bahasa SET DEFAULT 'id', ALTER COLUMN bahasa SET NOT NULL;
  `)
}
