import type { Database } from '../../../kernel/db/database.ts'
import type { Mistake } from '../registered-uris.rules.ts'
import { provinceApi } from './province-api.rules.ts'
import { findResourceScopes } from './sumber.queries.ts'

/**
 * Which resource servers there are, and which scopes they have, is data (RFC 8707).
 * @param resources scopes by identifier, as a client file names them
 * @param issuer of this instance, whose API is a resource; undefined where nobody knows it
 * @returns what the file names and is not there
 */
export async function resourceMistakes(
  database: Database, resources: Readonly<Record<string, readonly string[]>> = {}, issuer?: string,
): Promise<Mistake[]> {
  const identifiers = Object.keys(resources)
  if (identifiers.length === 0) return []
  const known = await findResourceScopes(database, identifiers)
  if (issuer !== undefined) {
    const { identifier, scopes } = provinceApi(issuer)
    known.set(identifier, scopes)
  }
  return Object.entries(resources).flatMap(([identifier, scopes]) => {
    const there = known.get(identifier)
    const field = `resources["${identifier}"]`
    if (there === undefined) return [{ field, message: 'is no registered resource server' }]
    const unknown = scopes.filter((scope) => !there.includes(scope))
    return unknown.length === 0 ? [] : [{ field, message: `has no scope ${unknown.join(', ')}` }]
  })
}
