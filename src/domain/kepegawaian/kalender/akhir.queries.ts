/** Who stops by date, and when. */
import type { Knex } from 'knex'
import { OPD_KINDS } from '../../pegawai/unit/unit.rules.ts'
import type { AkhirSebab } from './kalender.rules.ts'

/** An end of service by date of somebody whom his kedudukan lets sign in. */
export interface Akhir {
  readonly pegawai_id: string
  /** First day without sign-in, YYYY-MM-DD. */
  readonly hari: string
  readonly sebab: AkhirSebab
}

/**
 * Ends between two days (`:from` and `:to`, both included) of people whom their kedudukan lets sign in; a person may have
 * several. An end that a live mark of the calendar holds is one all the same. Columns: those of Akhir.
 */
export const ENDS = `
  SELECT id AS pegawai_id, tmt_pensiun AS hari, 'pensiun' AS sebab FROM pegawai
  WHERE tmt_pensiun BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND keadaan IN ('aktif', 'terbatas')
  UNION ALL
  SELECT id, akhir_kontrak + 1, 'kontrak' FROM pegawai
  WHERE akhir_kontrak BETWEEN CAST(:from AS date) - 1 AND CAST(:to AS date) - 1 AND keadaan IN ('aktif', 'terbatas')
  UNION ALL
  SELECT k.pegawai_id, k.berlaku, 'kedudukan' FROM kedudukan_terjadwal k JOIN pegawai p ON p.id = k.pegawai_id
  WHERE k.berlaku BETWEEN CAST(:from AS date) AND CAST(:to AS date) AND k.diterapkan_at IS NULL
    AND k.dibatalkan_at IS NULL AND k.keadaan NOT IN ('aktif', 'terbatas') AND p.keadaan IN ('aktif', 'terbatas')`

/** The OPD of each unit: the nearest one upward of the ten kinds (domain.md section 4); columns unit_id, opd_id. */
export const UNIT_OPD = `
  SELECT DISTINCT ON (unit_id) unit_id, id AS opd_id FROM (
    WITH RECURSIVE naik AS (
      SELECT id AS unit_id, id, jenis, induk_id, 0 AS jauh FROM unit_kerja
      UNION ALL
      SELECT naik.unit_id, u.id, u.jenis, u.induk_id, naik.jauh + 1
      FROM naik JOIN unit_kerja u ON u.id = naik.induk_id WHERE naik.jauh < 12
    ) SELECT * FROM naik
  ) AS naik WHERE jenis IN (${OPD_KINDS.map((kind) => `'${kind}'`).join(', ')}) ORDER BY unit_id, jauh`

/** The unit of each person on `:today`; columns pegawai_id, unit_id. */
export const POST_TODAY = `
  SELECT DISTINCT ON (pegawai_id) pegawai_id, unit_id FROM pegawai_jabatan
  WHERE valid_from <= CAST(:today AS date) AND (valid_to IS NULL OR valid_to > CAST(:today AS date))
  ORDER BY pegawai_id, valid_from DESC`

interface Range {
  readonly from: string
  readonly to: string
}

/** An end that nobody has confirmed and nothing was ended for yet. */
export interface OpenEnd extends Akhir {
  /** id of the OPD that the person works in on the day of asking */
  readonly opd: string | null
}

/** @returns the open ends of these days, each person once a day */
export async function openEnds(trx: Knex.Transaction, range: Range & { readonly today: string }): Promise<OpenEnd[]> {
  const { rows } = await trx.raw<{ rows: OpenEnd[] }>(
    `WITH opd AS MATERIALIZED (${UNIT_OPD}), post AS (${POST_TODAY})
     SELECT DISTINCT ON (e.hari, e.pegawai_id) e.pegawai_id, e.hari, e.sebab, opd.opd_id AS opd
     FROM (${ENDS}) AS e
     LEFT JOIN post ON post.pegawai_id = e.pegawai_id LEFT JOIN opd ON opd.unit_id = post.unit_id
     WHERE NOT EXISTS (SELECT FROM akhir_masa a WHERE a.pegawai_id = e.pegawai_id AND a.hari = e.hari
       AND (a.disetujui_at IS NOT NULL OR a.berakhir_at IS NOT NULL))
     ORDER BY e.hari, e.pegawai_id, e.sebab`,
    { ...range },
  )
  return rows
}

/** @returns how many people may sign in by their kedudukan, by OPD */
export async function countServing(
  trx: Knex.Transaction, today: string,
): Promise<{ readonly opd: string | null; readonly serving: number }[]> {
  const { rows } = await trx.raw<{ rows: { opd: string | null; serving: number }[] }>(
    `WITH opd AS MATERIALIZED (${UNIT_OPD}), post AS (${POST_TODAY})
     SELECT opd.opd_id AS opd, count(*)::int AS serving
     FROM pegawai p LEFT JOIN post ON post.pegawai_id = p.id LEFT JOIN opd ON opd.unit_id = post.unit_id
     WHERE p.keadaan IN ('aktif', 'terbatas') GROUP BY opd.opd_id`,
    { today },
  )
  return rows
}

/** An end that has come; nothing holds death. */
export interface ReachedEnd extends Omit<Akhir, 'sebab'> {
  readonly sebab: AkhirSebab | 'meninggal'
}

/** Before any end that a directory knows. */
const BEGINNING = '1900-01-01'

/** @returns ends up to today for which nothing was ended yet, but those that a mark of the calendar holds */
export async function reachedEnds(trx: Knex.Transaction, today: string): Promise<ReachedEnd[]> {
  const { rows } = await trx.raw<{ rows: ReachedEnd[] }>(
    `SELECT e.pegawai_id, e.hari, e.sebab FROM (
       SELECT * FROM (${ENDS}) AS dated
       WHERE NOT EXISTS (SELECT FROM pegawai_tahan m WHERE m.pegawai_id = dated.pegawai_id AND m.sebab = 'kalender'
         AND m.lepas_at IS NULL AND m.hari >= dated.hari)
       UNION ALL
       SELECT id, tgl_meninggal, 'meninggal' FROM pegawai
       WHERE tgl_meninggal <= CAST(:to AS date) AND keadaan IN ('aktif', 'terbatas')
     ) AS e
     WHERE NOT EXISTS (SELECT FROM akhir_masa a WHERE a.pegawai_id = e.pegawai_id AND a.hari = e.hari
       AND a.berakhir_at IS NOT NULL)`,
    { from: BEGINNING, to: today },
  )
  return rows
}

/** Writes down that these ends were confirmed, or that everything was ended for them. */
export async function markEnds(
  trx: Knex.Transaction,
  { ends, at, column }: {
    ends: readonly { readonly pegawai_id: string; readonly hari: string; readonly sebab: string }[]
    at: Date
    column: 'disetujui_at' | 'berakhir_at'
  },
): Promise<void> {
  await trx.raw(
    `INSERT INTO akhir_masa AS a (pegawai_id, hari, sebab, ${column})
     SELECT DISTINCT ON (pegawai_id, hari) pegawai_id, hari, sebab, CAST(:at AS timestamptz)
     FROM json_to_recordset(CAST(:ends AS json)) AS e(pegawai_id uuid, hari date, sebab text)
     ORDER BY pegawai_id, hari, sebab
     ON CONFLICT (pegawai_id, hari) DO UPDATE SET ${column} = coalesce(a.${column}, excluded.${column})`,
    { ends: JSON.stringify(ends), at },
  )
}
