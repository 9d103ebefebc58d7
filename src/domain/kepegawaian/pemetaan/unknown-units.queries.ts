import type { Knex } from 'knex'
import type { UnknownUnit } from './unknown-units.rules.ts'

/** Which lines were read: all of a source, or those of some people. */
export interface ReadLines {
  readonly sumber: string
  readonly full: boolean
  /** the source's ids of the people that were read; not looked at when `full` */
  readonly people: ReadonlySet<string>
  readonly at: Date
}

/**
 * Remembers the units that a run met and nobody knows; what the lines that were read no longer name is forgotten. With
 * nothing to remember and nothing to forget it costs two statements that touch no row.
 */
export async function rememberUnknownUnits(
  trx: Knex.Transaction, unknown: readonly UnknownUnit[], { sumber, full, people, at }: ReadLines,
): Promise<void> {
  await trx.raw(`
    DELETE FROM unit_tak_dikenal_orang
    WHERE sumber = :sumber AND (:full::boolean OR pegawai_external_id = ANY(:people))`,
  { sumber, full, people: full ? [] : [...people] })
  if (unknown.length > 0) await insertUnknown(trx, unknown, { sumber, at, dariReferensi: false })
  await trx.raw(`
    DELETE FROM unit_tak_dikenal u WHERE sumber = :sumber AND NOT dari_referensi AND NOT EXISTS (
      SELECT FROM unit_tak_dikenal_orang o WHERE o.sumber = u.sumber AND o.unit_external_id = u.external_id)`,
  { sumber })
}

/** @param dariReferensi a file of units names them, not a line of a person */
export async function insertUnknown(
  trx: Knex.Transaction, unknown: readonly UnknownUnit[],
  { sumber, at, dariReferensi }: { sumber: string; at: Date; dariReferensi: boolean },
): Promise<void> {
  await trx.raw(`
    INSERT INTO unit_tak_dikenal (sumber, external_id, nama, dari_referensi, pertama_at, terakhir_at)
    SELECT :sumber, external_id, nama, :dariReferensi::boolean, :at::timestamptz, :at::timestamptz
    FROM json_to_recordset(:rows::json) AS r(external_id text, nama text)
    ON CONFLICT (sumber, external_id) DO UPDATE SET nama = COALESCE(excluded.nama, unit_tak_dikenal.nama),
      dari_referensi = unit_tak_dikenal.dari_referensi OR excluded.dari_referensi, terakhir_at = excluded.terakhir_at`,
  { sumber, at, dariReferensi, rows: JSON.stringify(unknown.map(({ externalId, nama }) => ({ external_id: externalId, nama }))) })
  const waiting = unknown.flatMap(({ externalId, people }) => people.map((person) => ({ unit: externalId, person })))
  if (waiting.length === 0) return
  await trx.raw(`
    INSERT INTO unit_tak_dikenal_orang (sumber, unit_external_id, pegawai_external_id)
    SELECT :sumber, unit, person FROM json_to_recordset(:rows::json) AS r(unit text, person text)
    ON CONFLICT DO NOTHING`, { sumber, rows: JSON.stringify(waiting) })
}
