/** How each source is doing: a row a source, whoever asked it. */
import type { Knex } from 'knex'

/** What a run that was applied says about its source; in the transaction of the run. */
export interface Success {
  readonly sumber: string
  /** everybody was told, not only some */
  readonly whole: boolean
  readonly at: Date
  /** columns of people that it does not have; undefined for a part that does not tell */
  readonly absentColumns?: readonly string[] | undefined
}

/** Writes that what the source told until now is applied; a failure before it is over. */
export async function markSucceeded(
  trx: Knex | Knex.Transaction, { sumber, whole, at, absentColumns }: Success,
): Promise<void> {
  await trx.raw(
    `INSERT INTO kepegawaian_sumber AS s (sumber, berhasil_at, penuh_at, dicoba_at, kolom_tak_ada)
     VALUES (:sumber, :at, CASE WHEN :whole THEN CAST(:at AS timestamptz) END, :at,
       COALESCE(CAST(:absent AS text[]), '{}'))
     ON CONFLICT (sumber) DO UPDATE SET
       berhasil_at = excluded.berhasil_at, dicoba_at = excluded.dicoba_at,
       penuh_at = COALESCE(excluded.penuh_at, s.penuh_at), gagal_sejak = NULL, gagal_kali = 0, gagal_kode = NULL,
       kolom_tak_ada = COALESCE(CAST(:absent AS text[]), s.kolom_tak_ada)`,
    { sumber, whole, at, absent: absentColumns ? [...absentColumns] : null },
  )
}
