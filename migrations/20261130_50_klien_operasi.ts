import type { Knex } from 'knex'

/** Who of the OPD answers for a client, when a successor was asked for, and which reminder of a secret's end was the last. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE client
      ADD COLUMN penanggung_jawab uuid REFERENCES pegawai,
      ADD COLUMN penerus_diminta_at timestamptz;
    COMMENT ON COLUMN client.penanggung_jawab IS 'Contact of the OPD; null: nobody was named yet.';
    COMMENT ON COLUMN client.penerus_diminta_at IS 'When the OPD was asked for another one, once; null while the contact stands.';

    ALTER TABLE client_secret ADD COLUMN diingatkan_hari smallint;
    COMMENT ON COLUMN client_secret.diingatkan_hari IS 'Of the reminders of its end the last one: so many days before.';
    -- The look for secrets that end soon.
    CREATE INDEX client_secret_expiry ON client_secret (expires_at) WHERE revoked_at IS NULL AND expires_at IS NOT NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX client_secret_expiry;
    ALTER TABLE client_secret DROP COLUMN diingatkan_hari;
    ALTER TABLE client DROP COLUMN penanggung_jawab, DROP COLUMN penerus_diminta_at;
  `)
}
