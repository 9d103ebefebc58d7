import type { Knex } from 'knex'

/**
 * What a session was proven by and no longer counts: a factor that was removed. The session goes on with what is left of
 * its assurance, until something is proven anew.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE oidc_session ADD COLUMN amr_dicabut text[] NOT NULL DEFAULT '{}';
    COMMENT ON COLUMN oidc_session.amr_dicabut IS 'Words of its amr that count no more, since the last sign-in in it.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE oidc_session DROP COLUMN amr_dicabut;')
}
