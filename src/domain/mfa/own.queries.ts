import type { Database } from '../../kernel/db/database.ts'
import { factorsOf } from '../pegawai/person.queries.ts'
import type { PersonToday } from '../pegawai/person.ts'

/** What a person has beside his password. */
export type OwnFactors = Pick<PersonToday, 'faktor' | 'kodePemulihan'>

/**
 * Second factors as they are now: who has just changed them must see it, and the person in memory is of a moment ago.
 * @returns factors, the oldest first, and how many recovery codes are left
 */
export async function findOwnFactors(database: Database, pegawaiId: string): Promise<OwnFactors> {
  const [faktor, [codes]] = await Promise.all([
    database.query<OwnFactors['faktor'][number]>({
      text: `SELECT id, jenis, nama, sejak FROM (${factorsOf('$1')}) AS f ORDER BY sejak, id`, values: [pegawaiId],
    }),
    database.query<{ sisa: number }>({
      text: `SELECT count(*)::int AS sisa FROM kode_pemulihan
             WHERE pegawai_id = $1 AND used_at IS NULL AND revoked_at IS NULL`,
      values: [pegawaiId],
    }),
  ])
  return { faktor, kodePemulihan: codes?.sisa ?? 0 }
}
