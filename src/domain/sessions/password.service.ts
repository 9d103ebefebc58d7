import { activateAccount, type ActivationDependencies } from '../accounts/activate.service.ts'
import { endEverythingOf } from './endings/index.ts'

/** What a new password came to. */
export interface PasswordOutcome {
  readonly sub: string
  /** False when it was the first: the account is active now. */
  readonly replaced: boolean
  /** Living sessions that were ended. */
  readonly sessions: number
}

/**
 * Gives a person a password: the first one activates the account; each later one ends every session, grant, code and
 * token of the person in the same transaction, since a password is replaced when somebody else may know it.
 * @throws OperatorError as `activateAccount`
 */
export async function setPassword(
  dependencies: ActivationDependencies, order: { nip: string; password: string },
): Promise<PasswordOutcome> {
  let replaced = false
  let sessions = 0
  const { sub } = await activateAccount(dependencies, order, async (trx, { pegawaiId, at }) => {
    replaced = true
    sessions = await endEverythingOf(trx, { pegawaiIds: [pegawaiId], reason: 'sandi-diganti', at })
  })
  return { sub, replaced, sessions }
}
