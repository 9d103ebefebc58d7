import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { KeyState } from './rotation.rules.ts'

export interface StoredKey {
  readonly kid: string
  readonly alg: string
  readonly state: KeyState
  readonly private_sealed: string
}

/** Keys that are published: those that sign, wait, or may still have to verify. */
export async function findPublishedKeys(database: Database): Promise<StoredKey[]> {
  return database.query<StoredKey>({
    text: `SELECT kid, alg, state, private_sealed FROM signing_key WHERE state <> 'retired'
           ORDER BY alg, CASE state WHEN 'current' THEN 0 WHEN 'next' THEN 1 ELSE 2 END`,
    values: [],
  })
}

export interface RetiredKey {
  readonly kid: string
  readonly private_sealed: string
  readonly demotedAt: Date
  readonly retiredAt: Date
}

/** @returns the keys that signed once and were retired since an instant */
export async function findRetiredKeys(database: Database, since: Date): Promise<RetiredKey[]> {
  return database.query<RetiredKey>({
    text: `SELECT kid, private_sealed, demoted_at AS "demotedAt", retired_at AS "retiredAt" FROM signing_key
           WHERE state = 'retired' AND demoted_at IS NOT NULL AND retired_at >= $1 ORDER BY alg, demoted_at`,
    values: [since],
  })
}

/** A key before it has a state. */
export interface NewKey {
  readonly kid: string
  readonly alg: string
  readonly publicJwk: object
  readonly privateSealed: string
}

/**
 * Stores a new key as the one of its algorithm that signs, or that waits.
 * @returns false when there is one already: it stands
 */
export async function insertKey(
  trx: Knex.Transaction, key: NewKey, state: 'next' | 'current', at: Date,
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO signing_key (kid, alg, state, public_jwk, private_sealed, published_at, promoted_at)
     VALUES (:kid, :alg, :state, :jwk, :sealed, :at, :promoted)
     ON CONFLICT DO NOTHING RETURNING kid`,
    {
      kid: key.kid, alg: key.alg, state, jwk: JSON.stringify(key.publicJwk), sealed: key.privateSealed, at,
      promoted: state === 'current' ? at : null,
    },
  )
  return rows.length === 1
}

/**
 * Remembers the fingerprint of an encryption key at its first use.
 * @returns the fingerprint on record: another one where this id already means another key
 */
export async function rememberFingerprint(
  database: Database, id: string, fingerprint: string,
): Promise<string | undefined> {
  await database.query({
    text: 'INSERT INTO encryption_key (id, fingerprint) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING',
    values: [id, fingerprint],
  })
  // Apart from the insert: a node that had to wait for another one does not see its row in the same statement.
  const [row] = await database.query<{ fingerprint: string }>({
    text: 'SELECT fingerprint FROM encryption_key WHERE id = $1', values: [id],
  })
  return row?.fingerprint
}
