/** Resets of second factors that two people agreed to, and that wait for their day. */
import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'

/** Whoever proves a factor of his after the second word has it still: nothing is to be reset. Another kind joins with one line. */
const PROVEN = `(EXISTS (SELECT FROM faktor_totp t WHERE t.pegawai_id = r.pegawai_id AND t.revoked_at IS NULL
    AND t.dipakai_at > r.diputus_at)
  OR EXISTS (SELECT FROM faktor_passkey w WHERE w.pegawai_id = r.pegawai_id AND w.revoked_at IS NULL
    AND w.ditandai_at IS NULL AND w.dipakai_at > r.diputus_at)
  OR EXISTS (SELECT FROM kode_pemulihan k WHERE k.pegawai_id = r.pegawai_id AND k.used_at > r.diputus_at))`

const AGREED = `r.jenis = 'setel-ulang' AND r.keadaan = 'disetujui'`

/** @returns requests that are to be carried out, or that a factor was proven since */
export async function findDueResets(database: Database, at: Date): Promise<string[]> {
  const rows = await database.query<{ id: string }>({
    text: `SELECT r.id FROM permintaan_bantuan r WHERE ${AGREED} AND (r.laksana_at <= $1 OR ${PROVEN}) ORDER BY r.laksana_at LIMIT 100`,
    values: [at],
  })
  return rows.map(({ id }) => id)
}

/** A request that this call took to its end. */
export interface TakenReset {
  readonly pegawai_id: string
  readonly alasan: string
  readonly keadaan: 'dilaksanakan' | 'dibatalkan'
}

/** Takes one to its end in one conditional statement: of two nodes one does it. @returns undefined when there is nothing to do */
export async function takeReset(trx: Knex.Transaction, id: string, at: Date): Promise<TakenReset | undefined> {
  const { rows } = await trx.raw<{ rows: TakenReset[] }>(
    `UPDATE permintaan_bantuan r SET selesai_at = :at,
       keadaan = CASE WHEN ${PROVEN} THEN 'dibatalkan' ELSE 'dilaksanakan' END,
       sebab_batal = CASE WHEN ${PROVEN} THEN 'dibuktikan' END
     WHERE r.id = :id AND ${AGREED} AND (r.laksana_at <= :at OR ${PROVEN})
     RETURNING pegawai_id, alasan, keadaan`, { id, at })
  return rows[0]
}
