import type { Knex } from 'knex'
import type { Database, Statement } from '../../../kernel/db/database.ts'
import { sha256 } from '../../../kernel/lib/ids.ts'
import type { TryCounter } from '../../accounts/throttle/counting.queries.ts'

export interface PasskeyRow {
  readonly id: string
  readonly pegawai_id: string
  readonly nama: string
  readonly kredensial: string
  readonly kunci_publik: Buffer
  readonly penghitung: number
  readonly tersinkron: boolean
  readonly ditandai_at: Date | null
}

/** What a challenge was drawn for; it is good for nothing else. */
export interface ChallengePlace {
  readonly tujuan: 'daftar' | 'masuk'
  /** Id of the interaction or session. */
  readonly ikatan: string
  /** Whose answer it asks for; undefined where whoever has a passkey may answer. */
  readonly pegawaiId?: string | undefined
}

const bindingOf = ({ ikatan, pegawaiId = '' }: ChallengePlace): string => `${ikatan} ${pegawaiId}`

const COLUMNS = 'id, pegawai_id, nama, kredensial, kunci_publik, penghitung, tersinkron, ditandai_at'

/** How long a browser may take over an answer. */
const CHALLENGE_LIVES = `interval '5 minutes'`

/** Passkeys that a person may have. */
const MOST_PASSKEYS = 10

/** Keeps the hash of a challenge that a page is given. */
export function insertChallenge(challenge: string, place: ChallengePlace, now: Date): Statement {
  return {
    text: `INSERT INTO tantangan_passkey (sidik, tujuan, ikatan, expires_at)
           VALUES ($1, $2, $3, $4::timestamptz + ${CHALLENGE_LIVES})`,
    values: [sha256(challenge), place.tujuan, bindingOf(place), now],
  }
}

/** Uses a challenge: of many at the same time one finds it unused. Columns: used_at, where it was good. */
export function spendChallenge(challenge: string, place: ChallengePlace, now: Date): Statement {
  return {
    text: `UPDATE tantangan_passkey SET used_at = $4
           WHERE sidik = $1 AND tujuan = $2 AND ikatan = $3 AND used_at IS NULL AND expires_at > $4 RETURNING used_at`,
    values: [sha256(challenge), place.tujuan, bindingOf(place), now],
  }
}

/** @returns the living passkeys of a person, the oldest first */
export function findPasskeys(database: Database, pegawaiId: string): Promise<PasskeyRow[]> {
  return database.query<PasskeyRow>({
    text: `SELECT ${COLUMNS} FROM faktor_passkey WHERE pegawai_id = $1 AND revoked_at IS NULL ORDER BY dibuat_at, id`,
    values: [pegawaiId],
  })
}

/** @returns the living passkey that an authenticator calls so */
export async function findCredential(database: Database, kredensial: string): Promise<PasskeyRow | undefined> {
  const [row] = await database.query<PasskeyRow>({
    text: `SELECT ${COLUMNS} FROM faktor_passkey WHERE kredensial = $1 AND revoked_at IS NULL`, values: [kredensial],
  })
  return row
}

/** Keeps a new passkey, unless its credential is known, or its person has as many as he may. */
export async function insertPasskey(
  trx: Knex.Transaction,
  passkey: {
    id: string; pegawaiId: string; nama: string; kredensial: string; kunciPublik: Buffer; penghitung: number
    tersinkron: boolean; transports: string[]; at: Date
  },
): Promise<'baru' | 'penuh' | 'dikenal'> {
  // Two of one person come one after the other, so that the second counts the first.
  await trx.raw('SELECT FROM pegawai WHERE id = ? FOR NO KEY UPDATE', [passkey.pegawaiId])
  const { rows: [most] } = await trx.raw<{ rows: { penuh: boolean }[] }>(
    `SELECT count(*) >= ${MOST_PASSKEYS} AS penuh FROM faktor_passkey WHERE pegawai_id = ? AND revoked_at IS NULL`,
    [passkey.pegawaiId])
  if (most?.penuh !== false) return 'penuh'
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO faktor_passkey
       (id, pegawai_id, nama, kredensial, kunci_publik, penghitung, tersinkron, transports, dibuat_at)
     VALUES (:id, :pegawaiId, :nama, :kredensial, :kunciPublik, :penghitung, :tersinkron, :transports, :at)
     ON CONFLICT (kredensial) DO NOTHING RETURNING id`, passkey)
  return rows.length === 1 ? 'baru' : 'dikenal'
}

/**
 * Keeps the counter of a right signature where it goes forward, and gives the try back: one statement, committed at once.
 * Of many that show the same count one goes forward. Columns: id, where it did.
 */
export function moveCounter(
  { id, shown, now }: { id: string; shown: number; now: Date }, { siapa, peramban, pada }: TryCounter,
): Statement {
  return {
    text: `WITH maju AS (
             UPDATE faktor_passkey SET penghitung = $2, dipakai_at = $3
             WHERE id = $1 AND revoked_at IS NULL AND ditandai_at IS NULL
               AND (penghitung < $2 OR (penghitung = 0 AND $2 = 0))
             RETURNING id
           ), balik AS (
             UPDATE percobaan_masuk SET percobaan = array_remove(percobaan, $6::timestamptz)
             WHERE siapa = $4 AND peramban = $5 AND EXISTS (SELECT FROM maju)
           )
           SELECT id FROM maju`,
    values: [id, shown, now, siapa, peramban, pada],
  }
}

/**
 * Finds a passkey that opens something and its person's account while that is not frozen and, where a password was typed
 * too, the password is the one that was set then; keeps all of it so until what is written with it is committed.
 */
export function lockPasskey(
  { pegawaiId, kunci, sandi }: { pegawaiId: string; kunci: string; sandi: string | undefined },
): Statement {
  return {
    text: `SELECT FROM account a JOIN faktor_passkey w ON w.pegawai_id = a.pegawai_id
           WHERE a.pegawai_id = $1 AND a.frozen_at IS NULL AND w.id = $2 AND w.revoked_at IS NULL AND w.ditandai_at IS NULL
             AND ($3::timestamptz IS NULL OR a.password_changed_at = $3::timestamptz)
           FOR NO KEY UPDATE`,
    values: [pegawaiId, kunci, sandi ?? null],
  }
}

/** Marks a passkey whose counter went back. @returns false when it was marked, or ended, before */
export async function flagPasskey(trx: Knex.Transaction, id: string, at: Date): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE faktor_passkey SET ditandai_at = :at WHERE id = :id AND revoked_at IS NULL AND ditandai_at IS NULL
     RETURNING id`, { id, at })
  return rows.length === 1
}

/** Ends a passkey, marked or not. @returns false when the person has none such */
export async function revokePasskeyRow(
  trx: Knex.Transaction, { pegawaiId, id, at }: { pegawaiId: string; id: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE faktor_passkey SET revoked_at = :at WHERE id = :id AND pegawai_id = :pegawaiId AND revoked_at IS NULL
     RETURNING id`, { id, pegawaiId, at })
  return rows.length === 1
}

/** Calls a passkey something else. @returns false when the person has none such */
export async function renamePasskeyRow(
  trx: Knex.Transaction, { pegawaiId, id, nama }: { pegawaiId: string; id: string; nama: string },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE faktor_passkey SET nama = :nama WHERE id = :id AND pegawai_id = :pegawaiId AND revoked_at IS NULL
     RETURNING id`, { id, pegawaiId, nama })
  return rows.length === 1
}

/** Ends all passkeys of a person. @returns their ids */
export async function revokeAllPasskeys(trx: Knex.Transaction, pegawaiId: string, at: Date): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    'UPDATE faktor_passkey SET revoked_at = :at WHERE pegawai_id = :pegawaiId AND revoked_at IS NULL RETURNING id',
    { pegawaiId, at })
  return rows.map(({ id }) => id)
}
