import type { Knex } from 'knex'

/** The days of appointment as CPNS and as PNS, which the NIP tells to the month alone, and of a PPPK to the year. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE pegawai ADD COLUMN tmt_cpns date, ADD COLUMN tmt_pns date;
    COMMENT ON COLUMN pegawai.tmt_cpns IS 'First appointment: as CPNS, or the first contract of a PPPK.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('ALTER TABLE pegawai DROP COLUMN tmt_cpns, DROP COLUMN tmt_pns;')
}
