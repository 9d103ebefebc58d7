import type { Knex } from 'knex'

/** The passkey that a session leans on: removing another one leaves the session as it is. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE oidc_session ADD COLUMN kunci uuid REFERENCES faktor_passkey;
    COMMENT ON COLUMN oidc_session.kunci IS 'The passkey that was used in it last, since the last sign-in.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE oidc_session DROP COLUMN kunci;')
}
