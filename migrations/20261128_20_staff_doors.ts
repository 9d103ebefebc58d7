import type { Knex } from 'knex'

const CHANGES = { insert: 'NEW', update: 'NEW', delete: 'OLD' } as const

/**
 * What the staff doors need of the database: every node hears of a role that was given or taken, and a session knows
 * when it was used there last.
 */
export async function up(knex: Knex): Promise<void> {
  for (const [change, rows] of Object.entries(CHANGES)) {
    await knex.raw(`
      CREATE TRIGGER kabarkan_pegawai_${change} AFTER ${change} ON product_role
        REFERENCING ${rows} TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    `)
  }
  await knex.raw(`
    ALTER TABLE oidc_session ADD COLUMN petugas_seen_at timestamptz;
    COMMENT ON COLUMN oidc_session.petugas_seen_at IS
      'Last use at a door of a product role: applications and the launcher do not prolong it (decision 16).';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE oidc_session DROP COLUMN petugas_seen_at;')
  for (const change of Object.keys(CHANGES)) {
    await knex.raw(`DROP TRIGGER kabarkan_pegawai_${change} ON product_role;`)
  }
}
