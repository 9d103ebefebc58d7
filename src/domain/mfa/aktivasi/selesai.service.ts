/** The end of an activation: the first password, with what was read before it. */
import { findPasswordOwner } from '../../accounts/account.queries.ts'
import type { ActivationDependencies } from '../../accounts/activate.service.ts'
import { checkPassword, type PasswordReason } from '../../accounts/password.rules.ts'
import { forgetTries } from '../../accounts/throttle/throttle.queries.ts'
import { actAs } from '../../audit/act.ts'
import { tellOwner } from '../kabar.ts'
import { findPersonToday } from '../../pegawai/person.queries.ts'
import { mayActivate } from './aktivasi.rules.ts'
import { insertAccount } from './akun.queries.ts'
import { keepReading } from './pemberitahuan.queries.ts'

export interface FirstPassword {
  /** Of whoever proved himself in this journey. */
  readonly pegawaiId: string
  readonly password: string
  /** Version of the privacy notice that he read. */
  readonly versi: number
  readonly signal?: AbortSignal
}

export type ActivationOutcome =
  /** `sandi` names the password, as `signInWithPassword` does. */
  | { readonly ok: true; readonly sandi: string }
  | { readonly ok: false; readonly alasan: 'aturan'; readonly reason: PasswordReason }
  /** Somebody was quicker, or the person may not sign in (any more). */
  | { readonly ok: false; readonly alasan: 'sudah-aktif' | 'keadaan' }

/**
 * Gives somebody his first password: of many at the same time one succeeds. The owner is told on his address.
 * @throws BusyError when too many hashes wait; the signal's reason
 */
export async function finishActivation(
  { database, hasher, common, clock, terms }: ActivationDependencies, { pegawaiId, password, versi, signal }: FirstPassword,
): Promise<ActivationOutcome> {
  const person = await findPersonToday(database, pegawaiId, clock.today())
  if (!person || !mayActivate(person)) return { ok: false, alasan: person?.activated ? 'sudah-aktif' : 'keadaan' }
  const owner = await findPasswordOwner(database, pegawaiId)
  const check = checkPassword(password, { ...owner, common: (text) => common.has(text), terms })
  if (!check.ok) return { ok: false, alasan: 'aturan', reason: check.reason }
  signal?.throwIfAborted()
  const hash = await hasher.hashPassword(check.normalised)
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }): Promise<ActivationOutcome> => {
    const sandi = await insertAccount(trx, pegawaiId, hash)
    if (sandi === undefined) return { ok: false, alasan: 'sudah-aktif' }
    // Guesses before there was a password were guesses at nothing.
    await forgetTries(trx, pegawaiId)
    await keepReading(trx, { pegawaiId, versi, at })
    tell({ kind: 'akun.diaktifkan', subject: pegawaiId, data: {} })
    tell({ kind: 'pemberitahuan.dibaca', subject: pegawaiId, data: { versi } })
    await tellOwner(trx, pegawaiId, { kejadian: 'diaktifkan' }, at)
    return { ok: true, sandi }
  })
}

