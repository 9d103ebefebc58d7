import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'

export type KeyState = 'next' | 'current' | 'previous' | 'retired'

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

/**
 * Stores a first key of an algorithm as the signing one.
 * @returns false when another process was first: its key stands
 */
export async function insertFirstKey(
  trx: Knex.Transaction, key: { kid: string; alg: string; publicJwk: object; privateSealed: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO signing_key (kid, alg, state, public_jwk, private_sealed, published_at, promoted_at)
     VALUES (:kid, :alg, 'current', :jwk, :sealed, :at, :at)
     ON CONFLICT (alg) WHERE state = 'current' DO NOTHING RETURNING kid`,
    { kid: key.kid, alg: key.alg, jwk: JSON.stringify(key.publicJwk), sealed: key.privateSealed, at: key.at },
  )
  return rows.length === 1
}

/** @returns ids of the encryption keys without which a signing key that is still needed would not open */
export async function findNeededEncryptionKeys(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>({
    text: `SELECT DISTINCT split_part(private_sealed, '.', 2) AS id FROM signing_key WHERE state <> 'retired'`,
    values: [],
  })
  return rows.map(({ id }) => id)
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
