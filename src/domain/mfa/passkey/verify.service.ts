import { actAs } from '../../audit/act.ts'
import { record } from '../../audit/index.ts'
import type { TryCounter } from '../../accounts/throttle/counting.queries.ts'
import type { Bukti } from '../assurance.rules.ts'
import { tellOwner } from '../kabar.ts'
import { type Prover, recordFailure, tried } from '../tried.ts'
import type { PasskeyDependencies } from './challenge.service.ts'
import { judgeAuthentication, type Rejection } from './judge.ts'
import { findCredential, flagPasskey, moveCounter, type PasskeyRow, spendChallenge } from './passkey.queries.ts'
import { buktiOfPasskey } from './passkey.rules.ts'
import { type AuthenticationAnswer, personOfHandle, type Read, readAuthentication } from './passkey.schema.ts'

export type PasskeyOutcome =
  /** `kunci`: our id of the passkey; a sign-in by it alone is bound to it. */
  | { readonly ok: true; readonly pegawaiId: string; readonly bukti: Bukti; readonly kunci: string }
  /**
   * `tantangan`: it was used, is too old, or was asked for elsewhere: ask anew. `mundur`: there may be a copy of the
   * passkey, and it opens nothing any more.
   */
  | { readonly ok: false; readonly alasan: 'tantangan' | Rejection | 'mundur' }
  /** Tries at this person are held back for so many seconds. */
  | { readonly ok: false; readonly alasan: 'tunggu'; readonly waitSeconds: number }

/** A use of a passkey: `ikatan` and `pegawaiId` as `askAuthentication` was asked with. */
export interface PasskeyUse extends Omit<Prover, 'pegawaiId'> {
  readonly ikatan: string
  /** Whose passkey it has to be; undefined: it says who is here (passwordless). */
  readonly pegawaiId?: string | undefined
  /** The browser's JSON, or the text of it. */
  readonly response: unknown
}

const UNFIT = { ok: false, alasan: 'tidak-cocok' } as const

/**
 * Checks a signature of a passkey. The challenge is used up before anything of the answer is believed. A failure counts
 * as every failed try at the person. Where nobody is known yet, a passkey that is not ours counts for nobody, and who is
 * held back hears so only after a right signature: nobody can be locked out, or asked about, with what he did not sign.
 * Whether the person may sign in is the caller's to ask. Within a request or `perform`.
 */
export async function verifyPasskey(dependencies: PasskeyDependencies, use: PasskeyUse): Promise<PasskeyOutcome> {
  const { database, clock, relyingParty } = dependencies
  const { ikatan, pegawaiId } = use
  const read = readAuthentication(use.response)
  if (!read) return UNFIT
  const spent = await database.query(spendChallenge(read.challenge, { tujuan: 'masuk', ikatan, pegawaiId }, clock.now()))
  if (spent.length === 0) return { ok: false, alasan: 'tantangan' }
  const row = await findCredential(database, read.answer.id)
  const owner = pegawaiId ?? row?.pegawai_id
  if (owner === undefined) {
    record({ kind: 'faktor.gagal', actor: 'tak-dikenal', outcome: 'gagal', data: { jenis: 'passkey', alasan: 'salah' } }, clock.now())
    return UNFIT
  }
  const isKnown = pegawaiId !== undefined
  const verdict = row && isOf(row, owner, read, isKnown) ? await judgeAuthentication(read, row, relyingParty) : 'tidak-cocok'
  return count(dependencies, { ...use, pegawaiId: owner, isKnown }, row, verdict)
}

/** An authenticator names the person where nobody else did; what it names has to be true in any case. */
function isOf(row: PasskeyRow, owner: string, { answer }: Read<AuthenticationAnswer>, isKnown: boolean): boolean {
  const { userHandle } = answer.response
  return row.pegawai_id === owner && (userHandle ? personOfHandle(userHandle) === owner : isKnown)
}

/** Counts the try, whatever was found: who is held back learns nothing of it. */
async function count(
  dependencies: PasskeyDependencies, { isKnown, ...prover }: Prover & { isKnown: boolean },
  row: PasskeyRow | undefined, verdict: { readonly shown: number } | Rejection,
): Promise<PasskeyOutcome> {
  const now = dependencies.clock.now()
  const outcome = await tried(dependencies.database, prover, now, async (counter): Promise<PasskeyOutcome> => {
    if (row && typeof verdict === 'object') return goForward(dependencies, prover, { row, ...verdict }, counter)
    const alasan = typeof verdict === 'object' ? 'tidak-cocok' : verdict
    recordFailure(prover, { jenis: 'passkey', alasan: alasan === 'verifikasi' ? alasan : 'salah' }, now)
    return { ok: false, alasan }
  })
  if (outcome.ok || outcome.alasan !== 'ditahan') return outcome
  const mayHear = isKnown || typeof verdict === 'object'
  return mayHear ? { ok: false, alasan: 'tunggu', waitSeconds: outcome.waitSeconds } : UNFIT
}

/** The counter of a right signature goes forward, or there may be a copy (WebAuthn Level 3, 6.1.1). */
async function goForward(
  dependencies: PasskeyDependencies, prover: Prover, { row, shown }: { row: PasskeyRow; shown: number }, counter: TryCounter,
): Promise<PasskeyOutcome> {
  const { database, clock } = dependencies
  const { pegawaiId } = prover
  const now = clock.now()
  const moved = await database.query(moveCounter({ id: row.id, shown, now }, counter))
  if (moved.length === 0) {
    await stop(dependencies, row)
    recordFailure(prover, { jenis: 'passkey', alasan: 'mundur' }, now)
    return { ok: false, alasan: 'mundur' }
  }
  record({
    kind: 'faktor.terbukti', actor: `pegawai:${pegawaiId}`, subject: pegawaiId, data: { jenis: 'passkey', faktor: row.id },
  }, now)
  return { ok: true, pegawaiId, bukti: buktiOfPasskey(row.tersinkron), kunci: row.id }
}

/** Lets a passkey open nothing any more, and what it opened as well: its owner or somebody with a copy is there. */
function stop({ database, clock, whenStopped }: PasskeyDependencies, { id, pegawai_id: pegawaiId, nama }: PasskeyRow): Promise<void> {
  return actAs({ database, clock, actor: 'sistem' }, async ({ trx, at, tell }) => {
    if (!await flagPasskey(trx, id, at)) return
    await whenStopped(trx, { pegawaiId, kunci: id, at })
    tell({ kind: 'faktor.ditandai', subject: pegawaiId, data: { jenis: 'passkey', faktor: id } })
    await tellOwner(trx, pegawaiId, { kejadian: 'ditandai', faktor: nama }, at)
  })
}
