import type { Knex } from 'knex'
import type { UnitDifference } from '../difference/units.rules.ts'

/** New units, their place in the tree, dated names and codes, and the source's ids. Each part is one statement. */
export async function applyUnits(
  trx: Knex.Transaction, difference: UnitDifference,
  { run, sumber, today }: { run: string | null; sumber: string; today: string },
): Promise<void> {
  const { created, moved, names, codes, sources } = difference
  if (created.length > 0) {
    // One statement for all: a parent may be among them.
    await trx.raw(`
      INSERT INTO unit_kerja (id, jenis, induk_id, valid_from, run_id)
      SELECT id, jenis, induk_id, :today::date, :run::uuid
      FROM json_to_recordset(:rows::json) AS r(id uuid, jenis text, induk_id uuid)`,
    { rows: JSON.stringify(created), today, run })
  }
  if (moved.length > 0) {
    await trx.raw(`
      UPDATE unit_kerja u SET jenis = r.jenis, induk_id = r.induk_id
      FROM json_to_recordset(:rows::json) AS r(id uuid, jenis text, induk_id uuid) WHERE u.id = r.id`,
    { rows: JSON.stringify(moved) })
  }
  if (names.length > 0) await applyNames(trx, names, today)
  if (codes.length > 0) await applyCodes(trx, codes, today)
  if (sources.length > 0) {
    await trx.raw(`
      INSERT INTO unit_sumber (sumber, external_id, unit_id, isi_hash)
      SELECT :sumber, external_id, unit_id, decode(isi_hash, 'hex')
      FROM json_to_recordset(:rows::json) AS r(external_id text, unit_id uuid, isi_hash text)
      ON CONFLICT (sumber, external_id) DO UPDATE SET isi_hash = excluded.isi_hash`,
    { rows: JSON.stringify(sources), sumber })
  }
}

/**
 * Today's name ends; one that began today is replaced, a day has one. A name that is announced for a later day stays, and
 * the new one lasts until then.
 */
async function applyNames(trx: Knex.Transaction, names: UnitDifference['names'], today: string): Promise<void> {
  const rows = JSON.stringify(names)
  await trx.raw(`
    UPDATE unit_nama n SET valid_to = :today::date
    FROM json_to_recordset(:rows::json) AS r(unit_id uuid)
    WHERE n.unit_id = r.unit_id AND n.valid_from < :today::date AND (n.valid_to IS NULL OR n.valid_to > :today::date)`,
  { rows, today })
  await trx.raw(`
    INSERT INTO unit_nama (unit_id, nama, valid_from, valid_to)
    SELECT unit_id, nama, :today::date, (SELECT min(valid_from) FROM unit_nama later
      WHERE later.unit_id = r.unit_id AND later.valid_from > :today::date)
    FROM json_to_recordset(:rows::json) AS r(unit_id uuid, nama text)
    ON CONFLICT (unit_id, valid_from) DO UPDATE SET nama = excluded.nama, valid_to = excluded.valid_to`, { rows, today })
}

/** All old codes end before the first new one begins: units may exchange theirs. */
async function applyCodes(trx: Knex.Transaction, codes: UnitDifference['codes'], today: string): Promise<void> {
  const rows = JSON.stringify(codes)
  await trx.raw(`
    UPDATE unit_kode k SET valid_to = :today::date
    FROM json_to_recordset(:rows::json) AS r(unit_id uuid)
    WHERE k.unit_id = r.unit_id AND k.valid_to IS NULL`, { rows, today })
  await trx.raw(`
    INSERT INTO unit_kode (unit_id, kode, kode_sumber, valid_from)
    SELECT unit_id, kode, kode_sumber, :today::date
    FROM json_to_recordset(:rows::json) AS r(unit_id uuid, kode text, kode_sumber text)
    ON CONFLICT (unit_id, valid_from)
      DO UPDATE SET kode = excluded.kode, kode_sumber = excluded.kode_sumber, valid_to = NULL`, { rows, today })
}
