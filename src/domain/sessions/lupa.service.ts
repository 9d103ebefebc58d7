import { findPasswordOwner } from '../accounts/account.queries.ts'
import type { ActivationDependencies } from '../accounts/activate.service.ts'
import { setPasswordHash } from '../accounts/change.queries.ts'
import { lockFrozen } from '../accounts/freeze.queries.ts'
import { checkPassword, type PasswordReason } from '../accounts/password.rules.ts'
import { useLink } from '../accounts/tautan/index.ts'
import { forgetTries } from '../accounts/throttle/throttle.queries.ts'
import { actAs } from '../audit/act.ts'
import { tellOwner } from '../mfa/kabar.ts'
import { linkPurpose, type ResetLink } from '../mfa/lupa/tautan.ts'
import { endEverythingOf } from './endings/index.ts'

export interface ForgottenPassword {
  /** Whose link it is, as `readResetLink` said. */
  readonly pegawaiId: string
  readonly tautan: ResetLink
  readonly password: string
  /** Fires when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

export type ResetOutcome =
  /** `sandi` names the password, as `signInWithPassword` does. */
  | { readonly ok: true; readonly sandi: string }
  | { readonly ok: false; readonly alasan: 'aturan'; readonly reason: PasswordReason }
  /** The link opens nothing any more. */
  | { readonly ok: false; readonly alasan: 'tautan' }

/**
 * Stores a new password for a forgotten one and uses the link, both or neither: of many at the same time one succeeds.
 * Whatever the person was signed in to ends, and he is told on every contact. The caller has made sure that he showed his
 * second factor in this very journey.
 * @throws BusyError when too many hashes wait; the signal's reason
 */
export async function replaceForgotten(
  { database, hasher, common, clock, terms }: ActivationDependencies, { pegawaiId, tautan, password, signal }: ForgottenPassword,
): Promise<ResetOutcome> {
  const owner = await findPasswordOwner(database, pegawaiId)
  const check = checkPassword(password, { ...owner, common: (text) => common.has(text), terms })
  if (!check.ok) return { ok: false, alasan: 'aturan', reason: check.reason }
  const hash = await hasher.hashPassword(check.normalised, signal)
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }): Promise<ResetOutcome> => {
    // The account, then the link, then the tries and the sessions: as whoever ends everything locks them.
    const isOpen = await lockFrozen(trx, pegawaiId) === false
    const used = isOpen ? await useLink(trx, { tujuan: linkPurpose(tautan.lewat), rahasia: tautan.rahasia }) : undefined
    if (used !== pegawaiId) return { ok: false, alasan: 'tautan' }
    const sandi = await setPasswordHash(trx, pegawaiId, hash)
    await forgetTries(trx, pegawaiId)
    const sesi = await endEverythingOf(trx, { pegawaiIds: [pegawaiId], reason: 'sandi-diganti', at })
    tell({ kind: 'akun.sandi-diganti', subject: pegawaiId, data: { cara: 'lupa', sesi } })
    await tellOwner(trx, pegawaiId, { kejadian: 'sandi-lupa' }, at)
    return { ok: true, sandi }
  })
}
