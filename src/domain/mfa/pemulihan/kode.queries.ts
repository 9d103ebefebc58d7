import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { TryCounter } from '../../accounts/throttle/counting.queries.ts'

/** A code as a check needs it. */
export interface KodeRow {
  readonly id: string
  readonly kode_hash: string
  readonly used: boolean
}

/** @returns the code of the person's latest set that begins so */
export async function findKode(database: Database, pegawaiId: string, awalan: string): Promise<KodeRow | undefined> {
  const [row] = await database.query<KodeRow>({
    text: `SELECT id, kode_hash, used_at IS NOT NULL AS used FROM kode_pemulihan
           WHERE pegawai_id = $1 AND awalan = $2 AND revoked_at IS NULL`,
    values: [pegawaiId, awalan],
  })
  return row
}

/** Uses a code, once, and gives the try back. @returns how many are left; undefined when somebody was faster */
export async function spendKode(
  trx: Knex.Transaction, { id, pegawaiId, at }: { id: string; pegawaiId: string; at: Date },
  { siapa, peramban, pada }: TryCounter,
): Promise<number | undefined> {
  const { rows } = await trx.raw<{ rows: { left: number }[] }>(
    `WITH dipakai AS (
       UPDATE kode_pemulihan SET used_at = :at
       WHERE id = :id AND pegawai_id = :pegawaiId AND used_at IS NULL AND revoked_at IS NULL RETURNING id
     ), balik AS (
       UPDATE percobaan_masuk SET percobaan = array_remove(percobaan, CAST(:pada AS timestamptz))
       WHERE siapa = :siapa AND peramban = :peramban AND EXISTS (SELECT FROM dipakai)
     )
     SELECT (SELECT count(*)::int FROM kode_pemulihan k WHERE k.pegawai_id = :pegawaiId AND k.used_at IS NULL
       AND k.revoked_at IS NULL AND k.id <> dipakai.id) AS left
     FROM dipakai`, { id, pegawaiId, at, siapa, peramban, pada })
  return rows[0]?.left
}

/** Voids whatever a person has left. @returns how many that were */
export async function revokeKode(trx: Knex.Transaction, pegawaiId: string, at: Date): Promise<number> {
  const { rows } = await trx.raw<{ rows: { used: boolean }[] }>(
    `UPDATE kode_pemulihan SET revoked_at = :at WHERE pegawai_id = :pegawaiId AND revoked_at IS NULL
     RETURNING used_at IS NOT NULL AS used`, { pegawaiId, at })
  return rows.filter(({ used }) => !used).length
}

/**
 * Puts a set in the place of the one before; two at the same time come one after the other.
 * @returns how many codes of the old one were left
 */
export async function replaceKode(
  trx: Knex.Transaction, pegawaiId: string, kode: readonly { awalan: string; hash: string }[], at: Date,
): Promise<number> {
  await trx.raw('SELECT FROM pegawai WHERE id = ? FOR NO KEY UPDATE', [pegawaiId])
  const left = await revokeKode(trx, pegawaiId, at)
  await trx('kode_pemulihan').insert(kode.map(({ awalan, hash }) => (
    { pegawai_id: pegawaiId, awalan, kode_hash: hash, dibuat_at: at })))
  return left
}
