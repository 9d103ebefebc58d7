import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { lockClient, replaceUris } from './client.queries.ts'
import { actAsOperator, unknownClient } from './operator-act.ts'
import { hostMistakes, mistakeLines, type RegisteredUris, uriMistakes } from './registered-uris.rules.ts'

/**
 * Registers other addresses for a client; what it is apart from them, its secrets too, stays.
 * @returns whether anything changed; nothing is written or told otherwise
 * @throws OperatorError when there is no such client, or for addresses that `client add` would refuse
 */
export function moveClient(
  database: Database, clock: Clock, clientId: string, { host, ...uris }: RegisteredUris & { readonly host: string },
): Promise<boolean> {
  return actAsOperator(database, clock, async ({ trx, at, tell }) => {
    const client = await lockClient(trx, clientId)
    if (!client) throw unknownClient(clientId)
    const mistakes = [...hostMistakes(host, client.state), ...uriMistakes(uris, host, client.state)]
    if (mistakes.length > 0) throw new OperatorError(`${clientId} cannot move:\n${mistakeLines(mistakes)}`)
    if (!await replaceUris(trx, clientId, { host, uris, at })) return false
    tell({
      kind: 'klien.dipindahkan', subject: clientId, clientId,
      data: { dari: client.host, ke: host, redirect_uris: [...uris.redirect_uris] },
    })
    return true
  })
}
