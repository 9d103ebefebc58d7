import type { Knex } from 'knex'

async function countOf(trx: Knex.Transaction, text: string, values: Record<string, Knex.RawBinding> = {}): Promise<number> {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(text, values)
  return rows[0]?.count ?? 0
}

/** @returns how many people's service was ended by events since then */
export function countEndings(trx: Knex.Transaction, since: Date): Promise<number> {
  return countOf(trx, `SELECT count(DISTINCT pegawai_id)::int AS count FROM kepegawaian_peristiwa WHERE mengakhiri_at > :since`,
    { since })
}

/** @returns how many people may sign in by their kedudukan */
export function countServing(trx: Knex.Transaction): Promise<number> {
  return countOf(trx, `SELECT count(*)::int AS count FROM pegawai WHERE keadaan IN ('aktif', 'terbatas')`)
}
