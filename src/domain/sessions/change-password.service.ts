import { findPasswordOwner } from '../accounts/account.queries.ts'
import type { ActivationDependencies } from '../accounts/activate.service.ts'
import { checkPassword, type PasswordReason } from '../accounts/password.rules.ts'
import { findPasswordHash, replacePassword } from '../accounts/change.queries.ts'
import { forgetTries, giveBack } from '../accounts/throttle/throttle.queries.ts'
import { actAs } from '../audit/act.ts'
import { tellOwner } from '../mfa/kabar.ts'
import { type HeldBack, type Prover, recordFailure, tried } from '../mfa/tried.ts'
import { endOwnSessions } from './own/own.queries.ts'
import { endTrust } from './perangkat.service.ts'

export interface PasswordChange extends Prover {
  readonly current: string
  readonly next: string
  /** uid of the session that goes on: the one in which the password is changed. */
  readonly keep: string
  /** Fires when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

export type ChangeOutcome =
  /** `sesi`: how many others were ended; `sandi` names the new password, for `whilePasswordStands`. */
  | { readonly ok: true; readonly sesi: number; readonly sandi: string }
  | { readonly ok: false; readonly alasan: 'aturan'; readonly reason: PasswordReason }
  /** `salah`: the current one; `bersamaan`: it was replaced elsewhere while this was under way. */
  | { readonly ok: false; readonly alasan: 'salah' | 'bersamaan' }
  | HeldBack

/**
 * A person gives himself another password (ASVS 5.0 6.2.2 and 6.2.3): the current one is asked, every other session ends
 * with what was given in it, no device of his is trusted any more, and the owner is told. The try at the current one is counted as every try at him. Within a
 * request or `perform`.
 * @throws BusyError when too many hashes wait; the signal's reason
 */
export async function changePassword(
  dependencies: ActivationDependencies, change: PasswordChange,
): Promise<ChangeOutcome> {
  const { database, common, clock, terms } = dependencies
  const owner = await findPasswordOwner(database, change.pegawaiId)
  const check = checkPassword(change.next, { ...owner, common: (text) => common.has(text), terms })
  if (!check.ok) return { ok: false, alasan: 'aturan', reason: check.reason }
  return tried(database, change, clock.now(), async (counter) => {
    const hash = await findPasswordHash(database, change.pegawaiId)
    const { ok } = await dependencies.hasher.verifyPassword(hash, change.current, change.signal)
    if (!ok || hash === undefined) {
      recordFailure(change, { jenis: 'sandi', alasan: 'salah' }, clock.now())
      return { ok: false, alasan: 'salah' }
    }
    await database.query(giveBack(counter))
    return replace(dependencies, change, { hash, next: check.normalised })
  })
}

async function replace(
  { database, hasher, clock }: ActivationDependencies, { pegawaiId, keep }: PasswordChange,
  { hash, next }: { hash: string; next: string },
): Promise<ChangeOutcome> {
  const newHash = await hasher.hashPassword(next)
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }): Promise<ChangeOutcome> => {
    // The account, then the tries, then the sessions: as a sign-in that is written locks them.
    const sandi = await replacePassword(trx, { pegawaiId, from: hash, to: newHash })
    if (sandi === undefined) return { ok: false, alasan: 'bersamaan' }
    await forgetTries(trx, pegawaiId)
    const sesi = await endOwnSessions(trx, pegawaiId, { selain: keep }, { reason: 'sandi-diganti', at })
    await endTrust(trx, pegawaiId)
    tell({ kind: 'akun.sandi-diganti', subject: pegawaiId, data: {} })
    await tellOwner(trx, pegawaiId, { kejadian: 'sandi-diganti' }, at)
    return { ok: true, sesi, sandi }
  })
}
