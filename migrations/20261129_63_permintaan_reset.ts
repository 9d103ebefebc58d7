import type { Knex } from 'knex'

/** What was asked for with a number and four digits: an activation, or a new password for a forgotten one. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE permintaan_aktivasi
      ADD COLUMN tujuan text NOT NULL DEFAULT 'aktivasi' CHECK (tujuan IN ('aktivasi', 'reset')),
      ADD COLUMN lewat text CHECK (lewat IN ('email', 'sms')),
      ADD COLUMN aplikasi text;
    COMMENT ON COLUMN permintaan_aktivasi.lewat IS 'The one way that was wished for; NULL leaves it to the service.';
    COMMENT ON COLUMN permintaan_aktivasi.aplikasi IS 'Host of the application whose sign-in it was; NULL for our own pages.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE permintaan_aktivasi DROP COLUMN tujuan, DROP COLUMN lewat, DROP COLUMN aplikasi;')
}
