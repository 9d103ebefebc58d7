import type { Knex } from 'knex'

/** The least assurance of a sign-in that an application accepts (decision 17); null: a password will do. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE client ADD COLUMN acr_minimum text
      CHECK (acr_minimum IN ('urn:bantenprov:acr:sandi', 'urn:bantenprov:acr:mfa', 'urn:bantenprov:acr:tahan-phishing'));
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE client DROP COLUMN acr_minimum;')
}
