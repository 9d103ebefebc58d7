import type { Knex } from 'knex'

const TABLES = ['oidc_authorization_code', 'oidc_access_token', 'oidc_refresh_token']

/**
 * The session that a code or token belongs to, so that it is read together with its grant and its session in one
 * statement. Null on rows of older nodes: they are read one by one, as before.
 */
export async function up(knex: Knex): Promise<void> {
  for (const table of TABLES) await knex.raw(`ALTER TABLE ${table} ADD COLUMN session_uid text;`)
}

export async function down(knex: Knex): Promise<void> {
  for (const table of TABLES) await knex.raw(`ALTER TABLE ${table} DROP COLUMN session_uid;`)
}
