import type { Knex } from 'knex'

/**
 * Which unit owns what a scope tells of a person, and so agrees to the element list of an application. What the
 * directory says comes from Badan Kepegawaian Daerah; `openid` tells nothing and `peran` is the application's own.
 * An instance changes the rows where it is ordered otherwise.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE pemilik_klaim (klaim text PRIMARY KEY, unit_slug text NOT NULL);
    COMMENT ON COLUMN pemilik_klaim.unit_slug IS 'Of a seeded unit (seeds/unit.json); the units come after the tables.';
    INSERT INTO pemilik_klaim (klaim, unit_slug)
    SELECT klaim, 'bkd' FROM unnest(ARRAY['profile', 'email', 'phone', 'pegawai', 'opd', 'jabatan']) AS klaim;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON pemilik_klaim FROM satu_login_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE pemilik_klaim;')
}
