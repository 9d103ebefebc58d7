import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { haveAgreed, NEEDS_SECOND, requireOnDuty, type Second } from '../mfa/kebijakan/kedua.service.ts'
import type { TotpDependencies } from '../mfa/totp/verify.service.ts'
import { findMarks, type Marks, writeMarks } from './client.queries.ts'
import { actAsOperator, givenReason, unknownClient } from './operator-act.ts'

/** What the policy may name an application by, after an act. */
export interface MarkedClient extends Marks {
  readonly client_id: string
}

interface Order extends Partial<Marks> {
  readonly reason: string
  readonly second?: Second | undefined
}

const GROUP = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A rule may be about risky applications, or about a group: one that is neither any more may be asked less. */
const asksLess = (before: Marks, after: Marks): boolean =>
  (before.berisiko && !after.berisiko) || (before.kelompok !== null && before.kelompok !== after.kelompok)

/**
 * Says whether an application is of high risk, and which group it belongs to; rules of the policy may name both, and it
 * counts from the next request. What is not given stays.
 * @throws OperatorError for an unknown client, a group that is no name, or where it might ask less and nobody agreed
 */
export async function markClient(
  dependencies: TotpDependencies, clientId: string, { reason, second, ...wanted }: Order,
): Promise<MarkedClient> {
  const { database, clock } = dependencies
  const alasan = givenReason(reason)
  if (wanted.kelompok && !GROUP.test(wanted.kelompok)) throw new OperatorError('A group is lower-case words with hyphens.')
  const known = await findMarks(database.knex, clientId)
  if (!known) throw unknownClient(clientId)
  const wish = (before: Marks): Marks => ({
    berisiko: wanted.berisiko ?? before.berisiko, kelompok: wanted.kelompok === undefined ? before.kelompok : wanted.kelompok,
  })
  const disetujui = asksLess(known, wish(known)) ? await haveAgreed(dependencies, second) : undefined
  return actAsOperator(database, clock, async ({ trx, at, tell }) => {
    const before = await findMarks(trx, clientId)
    if (!before) throw unknownClient(clientId)
    const after = wish(before)
    if (disetujui !== undefined) await requireOnDuty(trx, disetujui, clock.today())
    // Somebody marked it in the meantime.
    else if (asksLess(before, after)) throw new OperatorError(NEEDS_SECOND)
    if (before.berisiko !== after.berisiko || before.kelompok !== after.kelompok) {
      await writeMarks(trx, clientId, after, at)
      tell({ kind: 'klien.ditandai', subject: clientId, clientId, data: { ...after, alasan, disetujui } })
    }
    return { client_id: clientId, ...after }
  })
}
