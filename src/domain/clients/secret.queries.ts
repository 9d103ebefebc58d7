import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { SecretRow } from './secret.rules.ts'

/** @returns the secrets of a client that nobody revoked; expiry is the rule's */
export function unrevokedSecrets(database: Database, clientId: string): Promise<SecretRow[]> {
  return database.query<SecretRow>({
    text: 'SELECT hash, expires_at, revoked_at FROM client_secret WHERE client_id = $1 AND revoked_at IS NULL',
    values: [clientId],
  })
}

/** Keeps a new secret's SHA-256. @returns the row's id, which names the secret without telling it */
export async function insertSecret(
  trx: Knex.Transaction, clientId: string, { hash, at, sampai }: { hash: Buffer; at: Date; sampai: Date | undefined },
): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ id: string }] }>(
    'INSERT INTO client_secret (client_id, hash, created_at, expires_at) VALUES (?, ?, ?, ?) RETURNING id',
    [clientId, hash, at, sampai ?? null],
  )
  return rows[0].id
}

/** @returns the secret that was issued last, revoked or not; undefined before the first */
export async function newestSecret(trx: Knex.Transaction, clientId: string): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    'SELECT id FROM client_secret WHERE client_id = ? ORDER BY urut DESC LIMIT 1', [clientId])
  return rows[0]?.id
}

/** Revokes one secret of a client. @returns false when it is not there, or was revoked before */
export async function revokeSecret(
  trx: Knex.Transaction, clientId: string, { id, at }: { id: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE client_secret SET revoked_at = :at
     WHERE client_id = :clientId AND id = CAST(:id AS uuid) AND revoked_at IS NULL RETURNING id`, { clientId, id, at })
  return rows.length === 1
}

/** Revokes every live secret but the newest, so that with the next one two live. @returns ids of the revoked */
export async function revokeAllButNewest(trx: Knex.Transaction, clientId: string, at: Date): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `UPDATE client_secret SET revoked_at = :at WHERE id IN (
       SELECT id FROM client_secret
       WHERE client_id = :clientId AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :at)
       ORDER BY urut DESC OFFSET 1
     ) RETURNING id`,
    { clientId, at },
  )
  return rows.map(({ id }) => id)
}
