import type { Knex } from 'knex'

/** Where a session was signed in from: its owner recognises it by that, and security staff find it by that. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE oidc_session ADD COLUMN alamat inet, ADD COLUMN peramban text;
    COMMENT ON COLUMN oidc_session.alamat IS 'Of the browser when the password was typed last, as the proxies verified it.';
    COMMENT ON COLUMN oidc_session.peramban IS 'What the browser said of itself then, at most 200 characters.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE oidc_session DROP COLUMN alamat, DROP COLUMN peramban;')
}
