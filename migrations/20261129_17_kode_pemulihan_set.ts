import type { Knex } from 'knex'

/** A used code is found as well, so that whoever types it again is told so. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX kode_pemulihan_live;
    -- Serves the person as of today and the check of a code; no two codes of a set begin alike.
    CREATE UNIQUE INDEX kode_pemulihan_set ON kode_pemulihan (pegawai_id, awalan) WHERE revoked_at IS NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX kode_pemulihan_set;
    CREATE UNIQUE INDEX kode_pemulihan_live ON kode_pemulihan (pegawai_id, awalan)
      WHERE used_at IS NULL AND revoked_at IS NULL;
  `)
}
