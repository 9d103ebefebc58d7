/** How each source is doing: a row a source, whoever asked it. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Timetable } from './schedule.rules.ts'

/** What a run that was applied says about its source; in the transaction of the run. */
export interface Success {
  readonly sumber: string
  /** everybody was told, not only some */
  readonly whole: boolean
  readonly at: Date
  /** columns of people that it does not have; undefined for a part that does not tell */
  readonly absentColumns?: readonly string[] | undefined
  /** where the next question for changes goes on; undefined: as before */
  readonly cursor?: string | undefined
}

/** Writes that what the source told until now is applied; a failure before it is over. */
export async function markSucceeded(
  trx: Knex | Knex.Transaction, { sumber, whole, at, absentColumns, cursor }: Success,
): Promise<void> {
  await trx.raw(
    `INSERT INTO kepegawaian_sumber AS s (sumber, berhasil_at, penuh_at, dicoba_at, kolom_tak_ada, kursor)
     VALUES (:sumber, :at, CASE WHEN :whole THEN CAST(:at AS timestamptz) END, :at,
       COALESCE(CAST(:absent AS text[]), '{}'), :cursor)
     ON CONFLICT (sumber) DO UPDATE SET
       berhasil_at = excluded.berhasil_at, dicoba_at = excluded.dicoba_at,
       penuh_at = COALESCE(excluded.penuh_at, s.penuh_at), gagal_sejak = NULL, gagal_kali = 0, gagal_kode = NULL,
       coba_lagi_at = NULL, kursor = COALESCE(excluded.kursor, s.kursor),
       kolom_tak_ada = COALESCE(CAST(:absent AS text[]), s.kolom_tak_ada)`,
    { sumber, whole, at, absent: absentColumns ? [...absentColumns] : null, cursor: cursor ?? null },
  )
}

/** Writes that a source was asked and nobody was closed for what it said: it waits for two people. */
export async function markTried(database: Database, sumber: string, at: Date): Promise<void> {
  await database.query({
    text: `INSERT INTO kepegawaian_sumber (sumber, dicoba_at) VALUES ($1, $2)
      ON CONFLICT (sumber) DO UPDATE SET dicoba_at = excluded.dicoba_at`,
    values: [sumber, at],
  })
}

/**
 * Writes that a source could not be read, or told something that is refused.
 * @param failure `pause`: minutes until the next try by how often it failed in a row, this time included
 */
export async function markFailed(
  database: Database,
  { sumber, code, at, pause }: { sumber: string; code: string; at: Date; pause: (failures: number) => number },
): Promise<void> {
  const [row] = await database.query<{ failures: number }>({
    text: `INSERT INTO kepegawaian_sumber AS s (sumber, dicoba_at, gagal_sejak, gagal_kali, gagal_kode)
      VALUES ($1, $2, $2, 1, $3)
      ON CONFLICT (sumber) DO UPDATE SET dicoba_at = excluded.dicoba_at, gagal_kali = s.gagal_kali + 1,
        gagal_sejak = COALESCE(s.gagal_sejak, excluded.gagal_sejak), gagal_kode = excluded.gagal_kode
      RETURNING gagal_kali AS failures`,
    values: [sumber, at, code],
  })
  await database.query({
    text: `UPDATE kepegawaian_sumber SET coba_lagi_at = $2::timestamptz + make_interval(mins => $3) WHERE sumber = $1`,
    values: [sumber, at, pause(row?.failures ?? 1)],
  })
}

export interface SourceTimetable extends Timetable {
  readonly cursor: string | null
}

/** @returns how sources are doing, by name */
export async function findTimetables(database: Database): Promise<Map<string, SourceTimetable>> {
  const rows = await database.query<SourceTimetable & { sumber: string }>({
    text: `SELECT sumber, penuh_at AS "wholeAt", dicoba_at AS "triedAt", coba_lagi_at AS "nextTryAt", kursor AS cursor
      FROM kepegawaian_sumber`,
    values: [],
  })
  return new Map(rows.map(({ sumber, ...state }) => [sumber, state]))
}
