import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { ResourceServer } from './sumber.types.ts'

/** @returns the scopes of those resource servers that there are */
export async function findResourceScopes(
  database: Database, identifiers: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const rows = await database.query<{ identifier: string; scopes: string[] }>({
    text: 'SELECT identifier, scopes FROM resource_server WHERE identifier = ANY($1::text[])', values: [identifiers],
  })
  return new Map(rows.map(({ identifier, scopes }) => [identifier, scopes]))
}

/** Registers a resource server where its own client is registered; one that is there already stays as it is. */
export async function insertResourceServer(
  trx: Knex.Transaction, { identifier, nama, scopes, format, signing_alg }: ResourceServer, clientId: string,
): Promise<void> {
  await trx.raw(
    `INSERT INTO resource_server (identifier, nama, scopes, format, signing_alg, client_id)
     SELECT :identifier, :nama, :scopes, :format, :signing_alg, client_id FROM client WHERE client_id = :clientId
     ON CONFLICT (identifier) DO NOTHING`,
    { identifier, nama, scopes: [...scopes], format, signing_alg, clientId },
  )
}
