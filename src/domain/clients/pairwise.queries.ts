import type { Database } from '../../kernel/db/database.ts'

/**
 * A person's `sub` in one sector (decision 19): random, made at first use, the same for ever. Two first uses at once
 * agree: the second insert waits for the first and reads its row.
 */
export async function findPairwiseSub(database: Database, sector: string, pegawaiId: string): Promise<string> {
  const [row] = await database.query<{ sub: string }>({
    text: `INSERT INTO pairwise_sub (sector, pegawai_id) VALUES ($1, $2)
           ON CONFLICT (sector, pegawai_id) DO UPDATE SET sector = excluded.sector RETURNING sub`,
    values: [sector, pegawaiId],
  })
  if (!row) throw new Error('pairwise sub was neither found nor made')
  return row.sub
}
