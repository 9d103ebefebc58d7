import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { activate, lockClient, resume, suspend } from './client.queries.ts'
import type { ClientState } from './client.types.ts'
import { actAsOperator, givenReason, type OperatorAct, unknownClient } from './operator-act.ts'
import { hostMistakes, mistakeLines, uriMistakes } from './registered-uris.rules.ts'

/** A client in the state that an act has left it in. */
export interface MovedClient {
  readonly client_id: string
  readonly state: ClientState
}

/**
 * Suspends a client: nobody gets past /auth until it is resumed.
 *
 * @param reason for the audit trail, not empty
 * @throws OperatorError when there is no such client or it is not open
 */
export function suspendClient(
  database: Database, clock: Clock, clientId: string, reason: string,
): Promise<MovedClient> {
  return actAsOperator(database, clock, async (act) => {
    const alasan = givenReason(reason)
    const dari = await suspend(act.trx, clientId, act.at)
    if (!dari) throw await wrongState(act, clientId, 'uji or aktif')
    act.tell({ kind: 'klien.ditangguhkan', subject: clientId, clientId, data: { dari, alasan } })
    return { client_id: clientId, state: 'tangguh' }
  })
}

/**
 * Takes a suspended client back to the state it was suspended from.
 *
 * @param reason for the audit trail, not empty
 * @throws OperatorError when there is no such client or it is not suspended
 */
export function resumeClient(
  database: Database, clock: Clock, clientId: string, reason: string,
): Promise<MovedClient> {
  return actAsOperator(database, clock, async (act) => {
    const alasan = givenReason(reason)
    const ke = await resume(act.trx, clientId, act.at)
    if (!ke) throw await wrongState(act, clientId, 'tangguh')
    act.tell({ kind: 'klien.dipulihkan', subject: clientId, clientId, data: { ke, alasan } })
    return { client_id: clientId, state: ke }
  })
}

/**
 * Opens a client on trial or a waiting one to everybody who may enter. For a host outside the province the operator
 * has checked by hand whose it is.
 *
 * @throws OperatorError when there is no such client, it is in another state, or it has URIs that only a trial may
 *   have
 */
export function approveClient(database: Database, clock: Clock, clientId: string): Promise<MovedClient> {
  return actAsOperator(database, clock, async (act) => {
    const client = await lockClient(act.trx, clientId)
    if (client?.state !== 'uji' && client?.state !== 'menunggu') {
      throw await wrongState(act, clientId, 'uji or menunggu')
    }
    const mistakes = [...hostMistakes(client.host, 'aktif'), ...uriMistakes(client.metadata, client.host, 'aktif')]
    if (mistakes.length > 0) throw new OperatorError(`${clientId} cannot be approved:\n${mistakeLines(mistakes)}`)
    await activate(act.trx, clientId, act.at)
    act.tell({ kind: 'klien.disetujui', subject: clientId, clientId, data: { dari: client.state } })
    return { client_id: clientId, state: 'aktif' }
  })
}

async function wrongState({ trx }: OperatorAct, clientId: string, needed: string): Promise<OperatorError> {
  const client = await lockClient(trx, clientId)
  return client === undefined
    ? unknownClient(clientId)
    : new OperatorError(`${clientId} is ${client.state}; this needs a client that is ${needed}.`)
}
