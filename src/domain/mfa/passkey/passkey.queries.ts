import type { Knex } from 'knex'
import type { Database, Statement } from '../../../kernel/db/database.ts'
import { sha256 } from '../../../kernel/lib/ids.ts'

export interface PasskeyRow {
  readonly id: string
  readonly pegawai_id: string
  readonly nama: string
  readonly kredensial: string
  readonly kunci_publik: Buffer
  readonly penghitung: number
  readonly transports: readonly string[]
  readonly ditandai_at: Date | null
}

/** What a challenge was drawn for; it is good for nothing else. */
export interface ChallengePlace {
  readonly tujuan: 'daftar' | 'masuk'
  /** Id of the interaction or session. */
  readonly ikatan: string
}

const COLUMNS = 'id, pegawai_id, nama, kredensial, kunci_publik, penghitung, transports, ditandai_at'

/** How long a browser may take over an answer. */
const CHALLENGE_LIVES = `interval '5 minutes'`

/** Passkeys that a person may have. */
const MOST_PASSKEYS = 10

/** Keeps the hash of a challenge that a page is given. */
export function insertChallenge(challenge: string, { tujuan, ikatan }: ChallengePlace, now: Date): Statement {
  return {
    text: `INSERT INTO tantangan_passkey (sidik, tujuan, ikatan, expires_at)
           VALUES ($1, $2, $3, $4::timestamptz + ${CHALLENGE_LIVES})`,
    values: [sha256(challenge), tujuan, ikatan, now],
  }
}

/** Uses a challenge: of many at the same time one finds it unused. Columns: used_at, where it was good. */
export function spendChallenge(challenge: string, { tujuan, ikatan }: ChallengePlace, now: Date): Statement {
  return {
    text: `UPDATE tantangan_passkey SET used_at = $4
           WHERE sidik = $1 AND tujuan = $2 AND ikatan = $3 AND used_at IS NULL AND expires_at > $4 RETURNING used_at`,
    values: [sha256(challenge), tujuan, ikatan, now],
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

/** @returns false when the credential is known already, or the person has as many as he may */
export async function insertPasskey(
  trx: Knex.Transaction,
  passkey: {
    id: string; pegawaiId: string; nama: string; kredensial: string; kunciPublik: Buffer; penghitung: number
    tersinkron: boolean; transports: string[]; at: Date
  },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO faktor_passkey
       (id, pegawai_id, nama, kredensial, kunci_publik, penghitung, tersinkron, transports, dibuat_at)
     SELECT :id, :pegawaiId, :nama, :kredensial, :kunciPublik, :penghitung, :tersinkron, :transports, :at
     WHERE (SELECT count(*) FROM faktor_passkey WHERE pegawai_id = :pegawaiId AND revoked_at IS NULL) < ${MOST_PASSKEYS}
     ON CONFLICT (kredensial) DO NOTHING RETURNING id`, passkey)
  return rows.length === 1
}

/** Keeps the counter of a signature where it goes forward. Columns: id, where it did. */
export function moveCounter(id: string, shown: number, now: Date): Statement {
  return {
    text: `UPDATE faktor_passkey SET penghitung = $2, dipakai_at = $3
           WHERE id = $1 AND revoked_at IS NULL AND ditandai_at IS NULL
             AND (penghitung < $2 OR (penghitung = 0 AND $2 = 0)) RETURNING id`,
    values: [id, shown, now],
  }
}

/** Marks a passkey whose counter went back. @returns false when it was marked, or ended, before */
export async function flagPasskey(trx: Knex.Transaction, id: string, at: Date): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE faktor_passkey SET ditandai_at = :at WHERE id = :id AND revoked_at IS NULL AND ditandai_at IS NULL
     RETURNING id`, { id, at })
  return rows.length === 1
}

/** Ends all passkeys of a person. @returns their ids */
export async function revokeAllPasskeys(trx: Knex.Transaction, pegawaiId: string, at: Date): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    'UPDATE faktor_passkey SET revoked_at = :at WHERE pegawai_id = :pegawaiId AND revoked_at IS NULL RETURNING id',
    { pegawaiId, at })
  return rows.map(({ id }) => id)
}
