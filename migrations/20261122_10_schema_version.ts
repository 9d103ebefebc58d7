import type { Knex } from 'knex'

/** The service may read which migrations ran, so that a command on an older database says so in one sentence. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('GRANT SELECT ON knex_migrations TO satu_login_app;')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('REVOKE SELECT ON knex_migrations FROM satu_login_app;')
}
