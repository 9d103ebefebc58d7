import type { Database } from '../../kernel/db/database.ts'
import { factorsOf } from '../pegawai/person.queries.ts'
import type { PersonToday } from '../pegawai/person.ts'

/** What a person has beside his password. */
export interface OwnFactors extends Pick<PersonToday, 'faktor' | 'kodePemulihan'> {
  /** Passkeys whose counter went back: they open nothing, and wait for him to take them away. */
  readonly dihentikan: PersonToday['faktor']
}

/**
 * Second factors as they are now: who has just changed them must see it, and the person in memory is of a moment ago.
 * @returns factors, the oldest first, and how many recovery codes are left
 */
export async function findOwnFactors(database: Database, pegawaiId: string): Promise<OwnFactors> {
  const [faktor, [codes], dihentikan] = await Promise.all([
    database.query<OwnFactors['faktor'][number]>({
      text: `SELECT id, jenis, nama, sejak FROM (${factorsOf('$1')}) AS f ORDER BY sejak, id`, values: [pegawaiId],
    }),
    database.query<{ sisa: number }>({
      text: `SELECT count(*)::int AS sisa FROM kode_pemulihan
             WHERE pegawai_id = $1 AND used_at IS NULL AND revoked_at IS NULL`,
      values: [pegawaiId],
    }),
    database.query<OwnFactors['faktor'][number]>({
      text: `SELECT id, 'passkey' AS jenis, nama, dibuat_at AS sejak FROM faktor_passkey
             WHERE pegawai_id = $1 AND revoked_at IS NULL AND ditandai_at IS NOT NULL ORDER BY dibuat_at, id`,
      values: [pegawaiId],
    }),
  ])
  return { faktor, kodePemulihan: codes?.sisa ?? 0, dihentikan }
}
