import type { Knex } from 'knex'

/** A client is made from its resource servers too: every node hears when one changes. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TRIGGER kabarkan_klien AFTER INSERT OR UPDATE OR DELETE ON resource_server
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_klien');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TRIGGER kabarkan_klien ON resource_server;')
}
