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
  database: Database, key: { kid: string; alg: string; publicJwk: object; privateSealed: string },
): Promise<boolean> {
  const rows = await database.query({
    text: `INSERT INTO signing_key (kid, alg, state, public_jwk, private_sealed, promoted_at)
           VALUES ($1, $2, 'current', $3, $4, now())
           ON CONFLICT (alg) WHERE state = 'current' DO NOTHING RETURNING kid`,
    values: [key.kid, key.alg, JSON.stringify(key.publicJwk), key.privateSealed],
  })
  return rows.length === 1
}

/** Remembers the fingerprint of an encryption key at its first use. @returns the fingerprint on record */
export async function rememberFingerprint(database: Database, id: string, fingerprint: string): Promise<string> {
  const rows = await database.query<{ fingerprint: string }>({
    text: `WITH added AS (
             INSERT INTO encryption_key (id, fingerprint) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING
             RETURNING fingerprint)
           SELECT fingerprint FROM added UNION ALL SELECT fingerprint FROM encryption_key WHERE id = $1 LIMIT 1`,
    values: [id, fingerprint],
  })
  return rows[0]?.fingerprint ?? fingerprint
}
