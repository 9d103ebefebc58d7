import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { clearFrozen, lockFrozen, setFrozen } from '../accounts/freeze.queries.ts'
import { requirePerson } from '../accounts/person.service.ts'
import type { Act } from '../audit/act.ts'
import { actAsOperator } from '../clients/operator-act.ts'
import { endEverythingOf } from './endings/index.ts'

/** What freezing or unfreezing came to. */
export interface FreezeOutcome {
  readonly pegawaiId: string
  /** False when the account was like that already: nothing was written then. */
  readonly changed: boolean
  /** Living sessions that were ended. */
  readonly sessions: number
}

interface FreezeOrder {
  /** As an operator types it. */
  readonly nip: string
  /** For the audit trail, not empty. */
  readonly reason: string
}

function givenReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new OperatorError('Give a reason: it stands in the audit trail.')
  return given
}

/** Freezes an account that the act has locked, and ends whatever was given to its person. @returns living sessions that were ended */
export async function freezeLocked(
  { trx, at, tell }: Act, { pegawaiId, alasan, ...tautan }: { pegawaiId: string; alasan: string; tautan?: string },
): Promise<number> {
  await setFrozen(trx, { pegawaiId, reason: alasan, at })
  const sessions = await endEverythingOf(trx, { pegawaiIds: [pegawaiId], reason: 'dibekukan', at })
  tell({ kind: 'pegawai.dibekukan', subject: pegawaiId, data: { alasan, ...tautan } })
  return sessions
}

/**
 * Freezes a person's account at once: no sign-in any more, and every session, grant, code and token of the person ends
 * in the same transaction. One person with a reason is enough for an act that protects (decision 28).
 * @throws OperatorError for an unknown person, one without an account, or an empty reason
 */
export async function freezePerson(
  database: Database, clock: Clock, { nip, reason }: FreezeOrder,
): Promise<FreezeOutcome> {
  const alasan = givenReason(reason)
  const { pegawai_id: pegawaiId } = await requirePerson(database, nip)
  return actAsOperator(database, clock, async (act) => {
    const frozen = await lockFrozen(act.trx, pegawaiId)
    if (frozen === undefined) throw new OperatorError('This person has no account: there is nothing to freeze.')
    if (frozen) return { pegawaiId, changed: false, sessions: 0 }
    return { pegawaiId, changed: true, sessions: await freezeLocked(act, { pegawaiId, alasan }) }
  })
}

/**
 * Lets a frozen person sign in again; what was ended stays ended.
 * @throws OperatorError for an unknown person, one without an account, or an empty reason
 */
export async function unfreezePerson(
  database: Database, clock: Clock, { nip, reason }: FreezeOrder,
): Promise<FreezeOutcome> {
  const alasan = givenReason(reason)
  const { pegawai_id: pegawaiId } = await requirePerson(database, nip)
  return actAsOperator(database, clock, async ({ trx, tell }) => {
    const frozen = await lockFrozen(trx, pegawaiId)
    if (frozen === undefined) throw new OperatorError('This person has no account: there is nothing to unfreeze.')
    if (!frozen) return { pegawaiId, changed: false, sessions: 0 }
    await clearFrozen(trx, pegawaiId)
    tell({ kind: 'pegawai.dilepas', subject: pegawaiId, data: { alasan } })
    return { pegawaiId, changed: true, sessions: 0 }
  })
}
