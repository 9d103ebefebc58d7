import type { Knex } from 'knex'

/** Where the holder of a role is found: whoever writes it down publishes it on the help page. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE product_role ADD COLUMN ruang text, ADD COLUMN telepon text;
    COMMENT ON COLUMN product_role.ruang IS 'Of a helper: room in which colleagues find him; shown to everybody.';
    COMMENT ON COLUMN product_role.telepon IS 'Of a helper: the desk''s telephone, not his own; shown to everybody.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE product_role DROP COLUMN ruang, DROP COLUMN telepon;')
}
