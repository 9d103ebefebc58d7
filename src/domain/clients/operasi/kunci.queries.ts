import type { Knex } from 'knex'
import type { ClientMetadata } from '../client.types.ts'

/**
 * Writes other keys, or another address of them, where the client has them by this way already.
 * @returns false when it has not, any more
 */
export async function writeKeys(
  trx: Knex.Transaction, clientId: string, { keys, at }: { keys: Pick<ClientMetadata, 'jwks' | 'jwks_uri'>; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE client SET metadata = metadata || CAST(:keys AS jsonb), updated_at = :at
     WHERE client_id = :clientId AND jsonb_exists(metadata, :cara) RETURNING client_id`,
    { clientId, keys: JSON.stringify(keys), at, cara: keys.jwks === undefined ? 'jwks_uri' : 'jwks' })
  return rows.length === 1
}
