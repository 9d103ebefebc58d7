import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { lockClient, markSelfService } from './client.queries.ts'
import { isProgram } from './client.types.ts'
import { actAsOperator, givenReason, unknownClient } from './operator-act.ts'

/** Whether an application is everybody's self-service, after an act. */
export interface SelfService {
  readonly client_id: string
  readonly layanan_mandiri: boolean
}

/**
 * Says whether the application of a client is everybody's self-service: people whose state is `terbatas` enter such
 * alone (domain.md section 5). It holds from the next request, on every node; where it is so already nothing is told.
 *
 * @param reason for the audit trail, not empty
 * @throws OperatorError when there is no such client, or it is a program that nobody enters
 */
export function setSelfService(
  database: Database, clock: Clock, clientId: string, { on, reason }: { readonly on: boolean; readonly reason: string },
): Promise<SelfService> {
  return actAsOperator(database, clock, async ({ trx, tell }) => {
    const alasan = givenReason(reason)
    const client = await lockClient(trx, clientId)
    if (!client) throw unknownClient(clientId)
    if (isProgram(client.metadata.grant_types)) throw new OperatorError(`${clientId} is a program: nobody enters it.`)
    if (await markSelfService(trx, clientId, on)) {
      tell({ kind: 'klien.layanan-mandiri', subject: clientId, clientId, data: { nyala: on, alasan } })
    }
    return { client_id: clientId, layanan_mandiri: on }
  })
}
