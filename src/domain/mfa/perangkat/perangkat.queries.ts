import type { Knex } from 'knex'
import type { Statement } from '../../../kernel/db/database.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'
import { MOST_DEVICES } from './perangkat.rules.ts'

/** A browser at the end of a sign-in. */
export interface SeenDevice {
  readonly pegawaiId: string
  readonly sidik: Buffer
  /** Names of products, null where the browser says nothing. */
  readonly nama: string | null
  readonly at: Date
}

/** A device as its owner sees it. */
export interface OwnDevice {
  readonly id: string
  /** Hexadecimal. */
  readonly sidik: string
  readonly nama: string | null
  readonly pertama: Date
  readonly terakhir: Date
  readonly tepercayaSampai: Date | null
}

/** The living devices of a person, the one seen last first. */
export function selectOwnDevices(pegawaiId: string): Statement {
  return {
    text: `SELECT id, encode(sidik, 'hex') AS sidik, nama, pertama, terakhir, tepercaya_sampai AS "tepercayaSampai"
           FROM perangkat WHERE pegawai_id = $1 AND dicabut_at IS NULL ORDER BY terakhir DESC, id`,
    values: [pegawaiId],
  }
}

/**
 * Keeps that a browser was seen, and with `sampai` that it is trusted until then; without, a trust that is there stays.
 * For the statement that ends a sign-in.
 */
export function putDevice({ pegawaiId, sidik, nama, at }: SeenDevice, sampai?: Date): Statement {
  return {
    text: `INSERT INTO perangkat AS p (pegawai_id, sidik, nama, pertama, terakhir, tepercaya_sampai)
           VALUES ($1, $2, $3, $4, $4, $5)
           ON CONFLICT (pegawai_id, sidik) WHERE dicabut_at IS NULL DO UPDATE
           SET terakhir = greatest(p.terakhir, excluded.terakhir),
             tepercaya_sampai = coalesce(excluded.tepercaya_sampai, p.tepercaya_sampai)`,
    values: [pegawaiId, sidik, nama, at, sampai ?? null],
  }
}

/**
 * Adds a browser that was never seen of this person. Of many at the same time one does.
 * @returns its id, and whether there was another before; undefined where it is known after all
 */
export async function addDevice(
  trx: Knex.Transaction, { pegawaiId, sidik, nama, at }: SeenDevice,
): Promise<{ readonly id: string; readonly lain: boolean } | undefined> {
  const { rows } = await trx.raw<{ rows: { id: string; lain: boolean }[] }>(
    `INSERT INTO perangkat AS p (pegawai_id, sidik, nama, pertama, terakhir)
     VALUES (:pegawaiId, :sidik, :nama, :at, :at)
     ON CONFLICT (pegawai_id, sidik) WHERE dicabut_at IS NULL DO NOTHING
     RETURNING p.id, EXISTS (SELECT FROM perangkat o WHERE o.pegawai_id = p.pegawai_id) AS lain`,
    { pegawaiId, sidik, nama, at })
  return rows[0]
}

/** Forgets what a person's list has no room for. */
export async function forgetSurplus(trx: Knex.Transaction, pegawaiId: string, at: Date): Promise<void> {
  await trx.raw(
    `UPDATE perangkat SET dicabut_at = :at, tepercaya_sampai = NULL WHERE id IN (
       SELECT id FROM perangkat WHERE pegawai_id = :pegawaiId AND dicabut_at IS NULL
       ORDER BY terakhir DESC, id OFFSET :most)`,
    { pegawaiId, at, most: MOST_DEVICES })
}

/** Ends the trust of one device of a person, or of all. @returns how many had any */
export async function clearTrust(trx: Knex.Transaction, pegawaiId: string, id?: string): Promise<number> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `UPDATE perangkat SET tepercaya_sampai = NULL
     WHERE pegawai_id = :pegawaiId AND tepercaya_sampai IS NOT NULL AND id = coalesce(CAST(:id AS uuid), id)`,
    { pegawaiId, id: id ?? null })
  return rowCount
}

/** Forgets a device of a person. @returns false when he has none such (any more) */
export async function revokeDevice(
  trx: Knex.Transaction, { pegawaiId, id, at }: { pegawaiId: string; id: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    'UPDATE perangkat SET dicabut_at = :at WHERE id = :id AND pegawai_id = :pegawaiId AND dicabut_at IS NULL',
    { pegawaiId, id, at })
  return rowCount > 0
}

/** Devices that nobody signed in from for long: their cookies are gone by then. */
export const UNSEEN_DEVICES: Leftovers = { table: 'perangkat', over: 'terakhir < $1', by: 'terakhir' }
