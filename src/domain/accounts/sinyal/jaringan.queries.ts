import type { Database, Statement } from '../../../kernel/db/database.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'

/**
 * Keeps a network as one that a person signs in from.
 * @returns whether it was not one before: of many sign-ins at the same time it is new to one
 */
export async function insertNetwork(
  database: Database, { pegawaiId, jaringan, at }: { pegawaiId: string; jaringan: string; at: Date },
): Promise<boolean> {
  const rows = await database.query({
    text: `INSERT INTO jaringan_pegawai (pegawai_id, jaringan, pertama, terakhir) VALUES ($1, $2, $3, $3)
           ON CONFLICT DO NOTHING RETURNING pegawai_id`,
    values: [pegawaiId, jaringan, at],
  })
  return rows.length === 1
}

/** Keeps a network from being forgotten, once a day at most. */
export function touchNetwork({ pegawaiId, jaringan, at }: { pegawaiId: string; jaringan: string; at: Date }): Statement {
  return {
    text: `UPDATE jaringan_pegawai SET terakhir = $3::timestamptz
           WHERE pegawai_id = $1 AND jaringan = $2 AND terakhir < $3::timestamptz - interval '1 day'`,
    values: [pegawaiId, jaringan, at],
  }
}

/** Networks that somebody did not sign in from for long. */
export const OLD_NETWORKS: Leftovers = { table: 'jaringan_pegawai', over: 'terakhir < $1', by: 'terakhir' }
