import type { Knex } from 'knex'
import { ENDS } from './akhir.queries.ts'
import { daysLater } from '../days.rules.ts'
import { type AkhirSebab } from './kalender.rules.ts'

/** An end of which a person is warned now. */
export interface Warning {
  readonly pegawai_id: string
  readonly sebab: AkhirSebab
  readonly hari: string
  /** Of the warnings the one that it is: so many days before. */
  readonly batas: number
  readonly email: string | null
}

/**
 * Writes down whom to warn now, by the nearest warning that is due; who has had it is not among them. An announced
 * kedudukan is told by who announced it.
 * @param spans days before the end, from `dari` to `sampai`, in which the warning `batas` is the nearest due
 */
export async function takeWarnings(
  trx: Knex.Transaction,
  { spans, today, at }: {
    spans: readonly { readonly batas: number; readonly dari: number; readonly sampai: number }[]
    today: string
    at: Date
  },
): Promise<Warning[]> {
  const farthest = Math.max(...spans.map(({ sampai }) => sampai))
  const { rows } = await trx.raw<{ rows: Warning[] }>(
    `WITH told AS (
       INSERT INTO peringatan_masa (pegawai_id, sebab, hari, batas, at)
       SELECT e.pegawai_id, e.sebab, e.hari, span.batas, CAST(:at AS timestamptz) FROM (${ENDS}) AS e
       JOIN json_to_recordset(CAST(:spans AS json)) AS span(batas int, dari int, sampai int)
         ON e.hari - CAST(:today AS date) BETWEEN span.dari AND span.sampai
       WHERE e.sebab <> 'kedudukan'
       ON CONFLICT DO NOTHING RETURNING pegawai_id, sebab, hari, batas
     )
     SELECT told.*, p.email FROM told JOIN pegawai p ON p.id = told.pegawai_id ORDER BY told.hari, told.sebab`,
    { spans: JSON.stringify(spans), today, at, from: daysLater(today, 1), to: daysLater(today, farthest) },
  )
  return rows
}
