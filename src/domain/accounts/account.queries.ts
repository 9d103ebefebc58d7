import type { Knex } from 'knex'
import type { Database, Statement } from '../../kernel/db/database.ts'
import { datedState, isMarked } from '../pegawai/keadaan.queries.ts'
import type { DatedState } from '../pegawai/keadaan.rules.ts'

/** What a sign-in needs to know, in one statement; everything but the person may be missing. */
export interface CredentialRow extends DatedState {
  readonly pegawai_id: string
  readonly nama: string
  /** Keeps what he has and gets nothing new. */
  readonly tahan: boolean
  readonly password_hash: string | null
  readonly frozen: boolean
  /** When the password was set, to the microsecond, as the database says it: names this very password. */
  readonly password_changed_at: string | null
}

/** Reads one CredentialRow for the number `$1`. */
export const CREDENTIAL = `
  SELECT p.id AS pegawai_id, p.nama, p.tahan OR ${isMarked('p')} AS tahan, ${datedState('p')},
    a.password_hash, a.frozen_at IS NOT NULL AS frozen, a.password_changed_at::text
  FROM pegawai_nip n JOIN pegawai p ON p.id = n.pegawai_id LEFT JOIN account a ON a.pegawai_id = p.id
  WHERE n.nip = $1 AND n.valid_to IS NULL`

/** @returns the person whose current number this is, with the account if there is one */
export async function findCredential(database: Database, nip: string): Promise<CredentialRow | undefined> {
  const [row] = await database.query<CredentialRow>({ text: CREDENTIAL, values: [nip] })
  return row
}

/** @returns what a password must not contain: every number the person ever had, and the birth date where known */
export async function findPasswordOwner(
  database: Database, pegawaiId: string,
): Promise<{ nips: string[]; lahir: string | undefined }> {
  const [row] = await database.query<{ nips: string[]; lahir: string | null }>({
    text: `SELECT array_agg(n.nip) AS nips, p.tanggal_lahir AS lahir
           FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id WHERE p.id = $1 GROUP BY p.id`,
    values: [pegawaiId],
  })
  return { nips: row?.nips ?? [], lahir: row?.lahir ?? undefined }
}

/** Replaces a hash by one of today's parameters, unless the password was changed meanwhile. */
export function replaceHash(pegawaiId: string, oldHash: string, newHash: string): Statement {
  return {
    text: 'UPDATE account SET password_hash = $3 WHERE pegawai_id = $1 AND password_hash = $2',
    values: [pegawaiId, oldHash, newHash],
  }
}

/**
 * Finds a person's account while it is not frozen and the password is the one that was set then, and keeps others from
 * changing that until what is written with it is committed; a hash of newer parameters is the same password.
 */
export function lockPassword(pegawaiId: string, changedAt: string): Statement {
  return {
    text: `SELECT FROM account WHERE pegawai_id = $1 AND password_changed_at = $2::timestamptz AND frozen_at IS NULL
           FOR NO KEY UPDATE`,
    values: [pegawaiId, changedAt],
  }
}

/** Finds a person's account while it is not frozen, and keeps it so until what is written with it is committed. */
export function lockOpenAccount(pegawaiId: string): Statement {
  return {
    text: 'SELECT FROM account WHERE pegawai_id = $1 AND frozen_at IS NULL FOR NO KEY UPDATE',
    values: [pegawaiId],
  }
}

/**
 * Activates an account, or gives an activated one a new password.
 * @returns whether there was a password before
 */
export async function upsertAccount(trx: Knex.Transaction, pegawaiId: string, passwordHash: string): Promise<boolean> {
  // A row that was just inserted has no xmax; one that stood in the way was locked, which leaves it there.
  const { rows } = await trx.raw<{ rows: [{ replaced: boolean }] }>(
    `INSERT INTO account (pegawai_id, password_hash) VALUES (?, ?)
     ON CONFLICT (pegawai_id) DO UPDATE SET password_hash = excluded.password_hash, password_changed_at = now()
     RETURNING xmax <> 0 AS replaced`,
    [pegawaiId, passwordHash],
  )
  return rows[0].replaced
}

/** Activates many accounts at once: the demo seed's only. Accounts that exist keep their password. */
export function insertAccounts(pegawaiIds: readonly string[], hashes: readonly string[]): Statement {
  return {
    text: `INSERT INTO account (pegawai_id, password_hash)
           SELECT * FROM unnest($1::uuid[], $2::text[]) ON CONFLICT (pegawai_id) DO NOTHING`,
    values: [pegawaiIds, hashes],
  }
}
