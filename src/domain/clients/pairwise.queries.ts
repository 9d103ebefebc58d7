import type { Database } from '../../kernel/db/database.ts'

/**
 * A person's `sub` in one sector (decision 19): random, made at first use, the same for ever. Later uses read alone. Two
 * first uses at once agree: the second insert waits for the first, meets its row and takes the sub from there.
 */
export async function findPairwiseSub(database: Database, sector: string, pegawaiId: string): Promise<string> {
  const [row] = await database.query<{ sub: string }>({
    text: `WITH found AS (
             SELECT sub FROM pairwise_sub WHERE sector = $1 AND pegawai_id = $2
           ), made AS (
             INSERT INTO pairwise_sub (sector, pegawai_id)
             SELECT $1::text, $2::uuid WHERE NOT EXISTS (SELECT FROM found)
             ON CONFLICT (sector, pegawai_id) DO UPDATE SET sector = excluded.sector RETURNING sub
           )
           SELECT sub FROM found UNION ALL SELECT sub FROM made`,
    values: [sector, pegawaiId],
  })
  if (!row) throw new Error('pairwise sub was neither found nor made')
  return row.sub
}
