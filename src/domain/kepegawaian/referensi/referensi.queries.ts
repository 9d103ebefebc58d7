import type { Knex } from 'knex'
import type { OtherSystem, ReferenceJabatan } from './lines.rules.ts'

/** A unit's code in another system; null: it has none there any more. */
export interface CrossCode {
  readonly unit_id: string
  readonly sistem: OtherSystem
  readonly kode: string | null
}

/** Dated codes of other systems: what differs ends today and begins anew. @returns the units that differ */
export async function applyCrossCodes(
  trx: Knex.Transaction, codes: readonly CrossCode[], today: string,
): Promise<string[]> {
  if (codes.length === 0) return []
  const rows = JSON.stringify(codes)
  const source = 'json_to_recordset(:rows::json) AS r(unit_id uuid, sistem text, kode text)'
  const { rows: ended } = await trx.raw<{ rows: { unit_id: string }[] }>(`
    UPDATE unit_kode_silang k SET valid_to = :today::date FROM ${source}
    WHERE k.unit_id = r.unit_id AND k.sistem = r.sistem AND k.valid_to IS NULL AND k.kode IS DISTINCT FROM r.kode
    RETURNING k.unit_id`, { rows, today })
  const { rows: begun } = await trx.raw<{ rows: { unit_id: string }[] }>(`
    INSERT INTO unit_kode_silang (unit_id, sistem, kode, valid_from)
    SELECT r.unit_id, r.sistem, r.kode, :today::date FROM ${source}
    WHERE r.kode IS NOT NULL AND NOT EXISTS (SELECT FROM unit_kode_silang k
      WHERE k.unit_id = r.unit_id AND k.sistem = r.sistem AND k.valid_to IS NULL)
    ON CONFLICT (unit_id, sistem, valid_from) DO UPDATE SET kode = excluded.kode, valid_to = NULL
    RETURNING unit_id`, { rows, today })
  return [...ended, ...begun].map(({ unit_id }) => unit_id)
}

/** What became of a list of jabatan. */
export interface AppliedJabatan {
  readonly created: number
  readonly changed: number
}

/** Jabatan of a source with their eselon and age of retirement; what is the same stays untouched. */
export async function applyReferenceJabatan(
  trx: Knex.Transaction, list: readonly ReferenceJabatan[], { sumber, at }: { sumber: string; at: Date },
): Promise<AppliedJabatan> {
  const rows = JSON.stringify(list)
  const source = 'json_to_recordset(:rows::json) AS r(kjab text, nama text, jenis text, eselon text, bup smallint)'
  const { rows: written } = await trx.raw<{ rows: { id: string; is_new: boolean }[] }>(`
    INSERT INTO jabatan AS j (sumber, external_id, nama, jenis) SELECT :sumber, kjab, nama, jenis FROM ${source}
    ON CONFLICT (sumber, external_id) DO UPDATE SET nama = excluded.nama, jenis = excluded.jenis
      WHERE (j.nama, j.jenis) IS DISTINCT FROM (excluded.nama, excluded.jenis)
    RETURNING id, xmax = 0 AS is_new`, { rows, sumber })
  const { rows: details } = await trx.raw<{ rows: { jabatan_id: string }[] }>(`
    INSERT INTO jabatan_referensi AS d (jabatan_id, eselon, bup, at)
    SELECT j.id, r.eselon, r.bup, :at::timestamptz FROM ${source} JOIN jabatan j ON j.sumber = :sumber AND j.external_id = r.kjab
    ON CONFLICT (jabatan_id) DO UPDATE SET eselon = excluded.eselon, bup = excluded.bup, at = excluded.at
      WHERE (d.eselon, d.bup) IS DISTINCT FROM (excluded.eselon, excluded.bup)
    RETURNING jabatan_id`, { rows, sumber, at })
  const created = new Set(written.filter(({ is_new }) => is_new).map(({ id }) => id))
  const touched = new Set([...written.map(({ id }) => id), ...details.map(({ jabatan_id }) => jabatan_id)])
  return { created: created.size, changed: touched.size - created.size }
}
