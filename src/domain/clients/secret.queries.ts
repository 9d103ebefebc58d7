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
  trx: Knex.Transaction, clientId: string, hash: Buffer, at: Date,
): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ id: string }] }>(
    'INSERT INTO client_secret (client_id, hash, created_at) VALUES (?, ?, ?) RETURNING id', [clientId, hash, at],
  )
  return rows[0].id
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
