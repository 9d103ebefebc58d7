import type { Knex } from 'knex'

/**
 * Whom a sign-in under way is about, so that it ends with everything else of him. Null until a password was right, and
 * on rows of older nodes, which are an hour old at most.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE oidc_interaction ADD COLUMN account_id uuid;
    -- Serves the end of everything of a person.
    CREATE INDEX oidc_interaction_account ON oidc_interaction (account_id) WHERE account_id IS NOT NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE oidc_interaction DROP COLUMN account_id;')
}
