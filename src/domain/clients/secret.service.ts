import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { newSecret, sha256 } from '../../kernel/lib/ids.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import type { Act } from '../audit/act.ts'
import { lockClient } from './client.queries.ts'
import { actAsOperator, unknownClient } from './operator-act.ts'
import { insertSecret, revokeAllButNewest, unrevokedSecrets } from './secret.queries.ts'
import { secretIsLive, secretRefusal } from './secret.rules.ts'

/** 256 random bits, shown this once and kept as a SHA-256 alone. */
export interface IssuedSecret {
  readonly client_id: string
  readonly client_secret: string
}

/**
 * Issues a secret. Two live at most, so that an application can change over without a gap: a third revokes the
 * oldest.
 *
 * @throws OperatorError when there is no such client, it is not approved yet, or it proves itself without a secret
 */
export function issueSecret(database: Database, clock: Clock, clientId: string): Promise<IssuedSecret> {
  return actAsOperator(database, clock, async (act) => {
    const client = await lockClient(act.trx, clientId)
    if (!client) throw unknownClient(clientId)
    const { state, metadata: { token_endpoint_auth_method: method } } = client
    const refusal = secretRefusal(client)
    if (refusal === 'tanpa-rahasia') throw new OperatorError(`${clientId} has no secret: it uses ${method}.`)
    if (refusal !== undefined) throw new OperatorError(`${clientId} is ${state} and gets a secret once it is approved.`)
    const { rahasia } = await giveSecret(act, clientId)
    return { client_id: clientId, client_secret: rahasia }
  })
}

/** @returns whether the client would be let in with this secret now */
export async function hasLiveSecret(
  database: Database, clock: Clock, { client_id, client_secret }: IssuedSecret,
): Promise<boolean> {
  return secretIsLive(client_secret, await unrevokedSecrets(database, client_id), clock.now())
}

/**
 * Issues a secret inside an act that has locked the client or just made it.
 * @param sampai until when it opens anything; without an end unless given
 * @returns the secret, and how many older ones it revoked
 */
export async function giveSecret(
  { trx, at, tell }: Act, clientId: string, sampai?: Date,
): Promise<{ rahasia: string; dicabut: number }> {
  const secret = newSecret()
  const dicabut = await revokeAllButNewest(trx, clientId, at)
  const rahasia = await insertSecret(trx, clientId, { hash: sha256(secret), at, sampai })
  tell({ kind: 'klien.rahasia-diterbitkan', subject: clientId, clientId, data: { rahasia, dicabut } })
  return { rahasia: secret, dicabut: dicabut.length }
}
