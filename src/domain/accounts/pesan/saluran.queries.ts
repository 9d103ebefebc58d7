import type { Database } from '../../../kernel/db/database.ts'
import type { Saluran } from '../../../kernel/notifications/index.ts'

/** Remembers by which ways messages leave this instance; of several nodes the one that started last knows best. */
export async function rememberWays(database: Database, saluran: readonly Saluran[]): Promise<void> {
  await database.query({
    text: `INSERT INTO saluran_pesan (saluran) VALUES ($1)
           ON CONFLICT (satu) DO UPDATE SET saluran = excluded.saluran WHERE saluran_pesan.saluran <> excluded.saluran`,
    values: [[...saluran]],
  })
}
