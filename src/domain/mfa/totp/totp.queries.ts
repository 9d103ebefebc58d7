import type { Knex } from 'knex'
import type { Database, Statement } from '../../../kernel/db/database.ts'
import type { TryCounter } from '../../accounts/throttle/counting.queries.ts'
import type { UsedSteps } from './totp.rules.ts'

/** An authenticator as a check of a code needs it. */
export interface TotpRow extends UsedSteps {
  readonly id: string
  readonly nama: string
  readonly rahasia_sealed: string
  readonly gagal_beruntun: number
}

const COLUMNS = `id, nama, rahasia_sealed, langkah_terakhir, langkah_hangus, gagal_beruntun`

/** Authenticators that a person may have, those under way not counted. */
const MOST_TOTP = 5

/** How long one that was begun may wait for its first right code. */
const BEGUN_LIVES = `interval '1 hour'`

/** @returns the person's confirmed authenticators */
export function findTotp(database: Database, pegawaiId: string): Promise<TotpRow[]> {
  return database.query<TotpRow>({
    text: `SELECT ${COLUMNS} FROM faktor_totp
           WHERE pegawai_id = $1 AND konfirmasi_at IS NOT NULL AND revoked_at IS NULL ORDER BY konfirmasi_at, id`,
    values: [pegawaiId],
  })
}

/** @returns one that was begun within the hour and not confirmed */
export async function findBegunTotp(
  database: Database, { pegawaiId, id, now }: { pegawaiId: string; id: string; now: Date },
): Promise<TotpRow | undefined> {
  const [row] = await database.query<TotpRow>({
    text: `SELECT ${COLUMNS} FROM faktor_totp WHERE id = $1 AND pegawai_id = $2 AND konfirmasi_at IS NULL
             AND revoked_at IS NULL AND dibuat_at > $3::timestamptz - ${BEGUN_LIVES}`,
    values: [id, pegawaiId, now],
  })
  return row
}

/** Begins an authenticator; columns: id, where there is room for one more, or it takes the place of all others. */
export function insertTotp(
  begun: { id: string; pegawaiId: string; nama: string; sealed: string; now: Date; pengganti: boolean },
): Statement {
  return {
    text: `INSERT INTO faktor_totp (id, pegawai_id, nama, rahasia_sealed, dibuat_at)
           SELECT $1, $2, $3, $4, $5 WHERE $6 OR (SELECT count(*) FROM faktor_totp
             WHERE pegawai_id = $2 AND konfirmasi_at IS NOT NULL AND revoked_at IS NULL) < ${MOST_TOTP}
           RETURNING id`,
    values: [begun.id, begun.pegawaiId, begun.nama, begun.sealed, begun.now, begun.pengganti],
  }
}

/**
 * Lets an authenticator count, with the step that proved it used up.
 * @returns false when it was confirmed or ended meanwhile
 */
export async function confirmTotpRow(
  trx: Knex.Transaction, { id, langkah, nama, at }: { id: string; langkah: number; nama: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE faktor_totp SET konfirmasi_at = :at, langkah_terakhir = :langkah, nama = :nama
     WHERE id = :id AND konfirmasi_at IS NULL AND revoked_at IS NULL RETURNING id`, { id, langkah, nama, at })
  return rows.length === 1
}

/**
 * Uses a step, once ever, and gives the try back: one statement, committed at once. Of many at the same time one finds
 * the step unused. Columns: id, of the authenticator if it was this one.
 */
export function spendStep(
  { id, langkah, now }: { id: string; langkah: number; now: Date }, { siapa, peramban, pada }: TryCounter,
): Statement {
  return {
    text: `WITH dipakai AS (
             UPDATE faktor_totp SET langkah_terakhir = $2, dipakai_at = $3, gagal_beruntun = 0,
               langkah_hangus = ARRAY(SELECT s FROM unnest(langkah_hangus) AS s WHERE s > $2)
             WHERE id = $1 AND langkah_terakhir < $2 AND NOT $2 = ANY (langkah_hangus)
               AND konfirmasi_at IS NOT NULL AND revoked_at IS NULL
             RETURNING id
           ), balik AS (
             UPDATE percobaan_masuk SET percobaan = array_remove(percobaan, $6::timestamptz)
             WHERE siapa = $4 AND peramban = $5 AND EXISTS (SELECT FROM dipakai)
           )
           SELECT id FROM dipakai`,
    values: [id, langkah, now, siapa, peramban, pada],
  }
}

/**
 * Counts a wrong code for every authenticator of a person, and burns the steps that it was right for.
 * @param hangus by authenticator: a step to come
 * @param kini the step of now: what was burnt before it is forgotten
 */
export function countWrongCode(
  pegawaiId: string, { hangus, kini }: { hangus: readonly { id: string; langkah: number }[]; kini: number },
): Statement {
  return {
    text: `UPDATE faktor_totp f SET gagal_beruntun = f.gagal_beruntun + 1,
             langkah_hangus = ARRAY(
               SELECT s FROM unnest(f.langkah_hangus) AS s WHERE s >= $4
               UNION SELECT baru.s FROM unnest($2::uuid[], $3::bigint[]) AS baru(id, s) WHERE baru.id = f.id)
           WHERE f.pegawai_id = $1 AND f.konfirmasi_at IS NOT NULL AND f.revoked_at IS NULL`,
    values: [pegawaiId, hangus.map(({ id }) => id), hangus.map(({ langkah }) => langkah), kini],
  }
}

/** Ends an authenticator, its seed with it. @returns false when the person has none such */
export async function revokeTotpRow(
  trx: Knex.Transaction, { pegawaiId, id, at }: { pegawaiId: string; id: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE faktor_totp SET revoked_at = :at, rahasia_sealed = NULL
     WHERE id = :id AND pegawai_id = :pegawaiId AND konfirmasi_at IS NOT NULL AND revoked_at IS NULL RETURNING id`,
    { id, pegawaiId, at })
  return rows.length === 1
}

/** Calls an authenticator something else. @returns false when the person has none such */
export async function renameTotpRow(
  trx: Knex.Transaction, { pegawaiId, id, nama }: { pegawaiId: string; id: string; nama: string },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE faktor_totp SET nama = :nama
     WHERE id = :id AND pegawai_id = :pegawaiId AND konfirmasi_at IS NOT NULL AND revoked_at IS NULL RETURNING id`,
    { id, pegawaiId, nama })
  return rows.length === 1
}

/** Ends all authenticators of a person, or all but one. @returns ids of those that counted */
export async function revokeAllTotp(trx: Knex.Transaction, pegawaiId: string, at: Date, kecuali?: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string; confirmed: boolean }[] }>(
    `UPDATE faktor_totp SET revoked_at = :at, rahasia_sealed = NULL
     WHERE pegawai_id = :pegawaiId AND revoked_at IS NULL AND id IS DISTINCT FROM CAST(:kecuali AS uuid)
     RETURNING id, konfirmasi_at IS NOT NULL AS confirmed`,
    { pegawaiId, at, kecuali: kecuali ?? null })
  return rows.filter(({ confirmed }) => confirmed).map(({ id }) => id)
}
