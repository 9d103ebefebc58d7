import type { Database } from '../../kernel/db/database.ts'
import { UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import { AppError } from '../../kernel/lib/app-error.ts'
import { BusyError } from '../../kernel/lib/busy-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { record } from '../audit/index.ts'
import { keadaanPada } from '../pegawai/keadaan.rules.ts'
import { lockOpenAccount, lockPassword, replaceHash } from './account.queries.ts'
import { judgeLogin } from './login.rules.ts'
import type { PasswordHasher } from './password-hash.ts'
import { normalisePassword } from './password.rules.ts'
import type { KnownBrowser } from './throttle/known-browser.rules.ts'
import { passwordDigest } from './sinyal/batas.rules.ts'
import { watchTry } from './sinyal/sinyal.service.ts'
import type { SlowLane } from './throttle/slow-lane.ts'
import { countFailure, type CountedTry, countTry, giveBack } from './throttle/throttle.queries.ts'
import { strangerId, waitSeconds } from './throttle/throttle.rules.ts'

/** Whose password was right. */
export interface SignedInPerson {
  readonly sub: string
  /** Names the password that he typed, for `whilePasswordStands`. */
  readonly sandi: string
}

export interface LoginDependencies {
  readonly database: Database
  readonly hasher: PasswordHasher
  readonly clock: Clock
  /** Keys what stands for numbers that nobody has; the same on all nodes. */
  readonly throttleKey: string
  readonly slowLane: SlowLane
}

export interface LoginAttempt {
  /** Normalised: a NIP of 18 digits, or the number of a person without one. */
  readonly nip: string
  readonly password: string
  /** The application that was asked for. */
  readonly clientId: string
  /** What the browser is known as. */
  readonly browser?: KnownBrowser | undefined
  /** Where it comes from, as `networkOf` says it. */
  readonly network?: string | undefined
  /** Fires when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

/** What a sign-in came to: somebody, nobody, or that too many were tried. */
export type LoginOutcome =
  | { readonly ok: true; readonly person: SignedInPerson }
  | { readonly ok: false; readonly waitSeconds?: number }

/**
 * Lets a request finish a sign-in only while the password that was typed is the person's and the account is open: where
 * that changed meanwhile nothing is left behind, and who changes it now waits and then ends what was written.
 * @param person as `signInWithPassword` said, in this request or in one before
 */
export function whilePasswordStands({ sub, sandi }: Pick<SignedInPerson, 'sub' | 'sandi'>): void {
  UnitOfWork.current().provided(lockPassword(sub, sandi), () =>
    new AppError('stale-interaction', 400, 'the password was replaced, or the account frozen, meanwhile'))
}

/** Lets a request make a session surer, or begin one without a password, only while the account is not frozen. */
export function whileAccountIsOpen(sub: string): void {
  UnitOfWork.current().provided(lockOpenAccount(sub), () =>
    new AppError('stale-interaction', 400, 'the account was frozen meanwhile'))
}

/** Renews a hash of older parameters when there is room for it: a right password is not refused for that. */
async function renewHash(hasher: PasswordHasher, pegawaiId: string, old: string, password: string): Promise<void> {
  try {
    UnitOfWork.current().append(replaceHash(pegawaiId, old, await hasher.hashPassword(password)))
  } catch (error) {
    if (!(error instanceof BusyError)) throw error
  }
}

/** Looks at a password from a browser that is new to the person, right or wrong, whoever it is about. */
async function watch(
  { database, clock, throttleKey }: LoginDependencies, { counter: { siapa }, dikenal }: CountedTry,
  { password, network }: LoginAttempt, cocok: boolean,
): Promise<void> {
  if (dikenal) return
  const sidik = passwordDigest(throttleKey, normalisePassword(password) ?? '')
  await watchTry({ database, clock }, { siapa, sidik, cocok, network })
}

/** Checks the password, slowly for an address with many failures. A try that was not checked is given back. */
async function check(
  { database, hasher, slowLane }: LoginDependencies, { credential, counter, lambat, dikenal }: CountedTry,
  { password, network, signal }: LoginAttempt,
): Promise<{ ok: boolean; needsRehash: boolean }> {
  try {
    if (lambat && !dikenal && network) await slowLane.pass(network, signal)
    return await hasher.verifyPassword(credential?.password_hash ?? undefined, password, signal)
  } catch (error) {
    await database.query(giveBack(counter))
    throw error
  }
}

/**
 * Checks NIP and password. The try is counted before, in the look-up. Every way to fail costs the same: one look-up and
 * one argon2id verification, one audit event and a failure counted for the address, one look for signals where the browser
 * is new to the person; nothing but the event says which it was. Who is held back costs the look-up alone, whether or not there is such a person.
 * @returns whose password it is: the journey says when he is signed in, and tells the audit trail; or nobody, with the seconds to wait when tries are held back
 * @throws BusyError when too many verifications wait, or too many tries of an address that is slowed; the signal's
 *   reason
 */
export async function signInWithPassword(
  dependencies: LoginDependencies, attempt: LoginAttempt,
): Promise<LoginOutcome> {
  const { database, hasher, clock, throttleKey } = dependencies
  const { nip, password, clientId, browser, network } = attempt
  const counted = await countTry(database, { nip, strangerId: strangerId(throttleKey, nip), browser, network })
  const { credential: row, counter } = counted
  const about = { subject: row?.pegawai_id, clientId }
  if (counted.kabarkan) {
    record({ kind: 'masuk.alamat-diperlambat', actor: 'sistem', outcome: 'ditolak', data: {} }, clock.now())
  }
  if (!counted.boleh) {
    const data = { peramban: counted.dikenal ? 'dikenal' : 'lain' } as const
    if (counted.catat) {
      record({ kind: 'masuk.ditahan', actor: 'tak-dikenal', ...about, outcome: 'ditolak', data }, clock.now())
    }
    return { ok: false, waitSeconds: waitSeconds(counted.tertua, counted.kini) }
  }
  const { ok: passwordFits, needsRehash } = await check(dependencies, counted, attempt)
  await watch(dependencies, counted, attempt, passwordFits)
  const person = row && {
    keadaan: keadaanPada(row, clock.today()), activated: row.password_hash !== null, frozen: row.frozen,
  }
  const verdict = judgeLogin({ person, passwordFits })
  const { password_hash: hash, password_changed_at: sandi } = row ?? {}
  if (!verdict.ok || !row || !hash || !sandi) {
    const alasan = verdict.ok ? 'sandi-salah' : verdict.alasan
    record({ kind: 'masuk.gagal', actor: 'tak-dikenal', ...about, outcome: 'gagal', data: { alasan } }, clock.now())
    if (network) UnitOfWork.current().append(countFailure(network, counter.siapa))
    return { ok: false }
  }
  const signedIn = { sub: row.pegawai_id, sandi }
  whilePasswordStands(signedIn)
  UnitOfWork.current().append(giveBack(counter))
  if (needsRehash) await renewHash(hasher, row.pegawai_id, hash, password)
  return { ok: true, person: signedIn }
}
