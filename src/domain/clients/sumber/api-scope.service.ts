import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import { lockClient, type LockedClient, replaceResources } from '../client.queries.ts'
import { isProgram } from '../client.types.ts'
import { actAsOperator, unknownClient } from '../operator-act.ts'
import { provinceApi } from './province-api.rules.ts'

/** What a program may do at the province's API. */
export interface ApiScopes {
  readonly client_id: string
  readonly resource: string
  readonly scopes: readonly string[]
}

interface ScopeChange {
  readonly act: 'add' | 'remove'
  readonly scope: string
  /** Of this instance, whose API it is about. */
  readonly issuer: string
}

/**
 * Gives a registered program a scope of the province's API, or takes it, also from tokens that it has: the API asks the
 * registration at each request. Where it is so already nothing is written or told.
 *
 * @throws OperatorError when there is no such client or scope, for a client that people sign in to, a closed one, or
 *   the last thing that the program may ask for
 */
export function changeApiScope(
  database: Database, clock: Clock, clientId: string, { act, scope, issuer }: ScopeChange,
): Promise<ApiScopes> {
  const { identifier: resource, scopes: known } = provinceApi(issuer)
  return actAsOperator(database, clock, async ({ trx, at, tell }) => {
    const client = await lockClient(trx, clientId)
    if (!client) throw unknownClient(clientId)
    if (!known.includes(scope)) throw new OperatorError(`The API has no scope ${scope}. It has: ${known.join(', ')}.`)
    requireProgram(clientId, client, scope)
    const { resources = {} } = client.metadata
    const had = resources[resource] ?? []
    const scopes = known.filter((one) => one === scope ? act === 'add' : had.includes(one))
    if (had.includes(scope) !== (act === 'add')) {
      const { [resource]: _, ...others } = resources
      const changed = scopes.length === 0 ? others : { ...others, [resource]: scopes }
      if (Object.keys(changed).length === 0) {
        throw new OperatorError(`${scope} is all that ${clientId} may ask for. To close it: "client suspend".`)
      }
      await replaceResources(trx, clientId, { resources: changed, at })
      const kind = act === 'add' ? 'klien.cakupan-diberikan' : 'klien.cakupan-dicabut'
      tell({ kind, subject: clientId, clientId, data: { sumber: resource, cakupan: scope } })
    }
    return { client_id: clientId, resource, scopes }
  })
}

/** What a program does by itself goes to no client with people behind it. */
function requireProgram(clientId: string, { metadata, state }: LockedClient, scope: string): void {
  if (!isProgram(metadata.grant_types)) {
    throw new OperatorError(`${clientId} is a client that people sign in to: ${scope} goes to programs alone, whose one grant is `
      + 'client_credentials. Register the program as a client of its own: "client add".')
  }
  if (state === 'tutup') throw new OperatorError(`${clientId} is tutup.`)
}
