import { randomInt } from 'node:crypto'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import type { PasswordHasher } from '../../accounts/password-hash.ts'
import type { TryCounter } from '../../accounts/throttle/counting.queries.ts'
import { tellOwner } from '../kabar.ts'
import { type HeldBack, type Prover, recordFailure, tried } from '../tried.ts'
import { findKode, replaceKode, spendKode } from './kode.queries.ts'
import { CODES, drawRecoveryCodes, readRecoveryCode, writeRecoveryCode } from './kode.rules.ts'

export interface RecoveryDependencies {
  readonly database: Database
  readonly hasher: PasswordHasher
  readonly clock: Clock
}

/** What a recovery code came to. */
export type RecoveryOutcome =
  /** `sisa`: how many are left. */
  | { readonly ok: true; readonly sisa: number }
  | HeldBack
  | { readonly ok: false; readonly alasan: 'salah' | 'terpakai' }

/**
 * Draws a new set of ten for a person: whatever was left of the old one is void, and the owner is told. The caller has
 * made sure that it is he, now.
 * @returns the codes as the card shows them; they are nowhere else, and come never again
 * @throws BusyError when too many hashes wait
 */
export async function issueRecoveryCodes(
  { database, hasher, clock }: RecoveryDependencies, pegawaiId: string,
): Promise<string[]> {
  const codes = drawRecoveryCodes((max) => randomInt(max))
  const rows = await Promise.all(codes.map(async ({ awalan, rahasia }) => (
    { awalan, hash: await hasher.hashPassword(rahasia) })))
  await actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
    const hangus = await replaceKode(trx, pegawaiId, rows, at)
    tell({ kind: 'faktor.kode-dibuat', subject: pegawaiId, data: { jumlah: CODES, hangus } })
    await tellOwner(trx, pegawaiId, { kejadian: 'kode-dibuat' }, at)
  })
  return codes.map(writeRecoveryCode)
}

/**
 * Checks a code of the card, which is good once. The try is counted before; every code costs one argon2id verification,
 * whether or not there is one that begins so. Within a request or `perform`.
 * @param prover `code` as it was typed
 * @throws BusyError when too many verifications wait; the try is given back then
 */
export async function verifyRecovery(
  dependencies: RecoveryDependencies, prover: Prover & { readonly code: string },
): Promise<RecoveryOutcome> {
  const { database, clock } = dependencies
  return tried(database, prover, clock.now(), (counter) => check(dependencies, prover, counter))
}

async function check(
  { database, hasher, clock }: RecoveryDependencies, prover: Prover & { readonly code: string }, counter: TryCounter,
): Promise<RecoveryOutcome> {
  const { pegawaiId } = prover
  const typed = readRecoveryCode(prover.code)
  const row = typed && await findKode(database, pegawaiId, typed.awalan)
  const { ok } = await hasher.verifyPassword(row?.kode_hash, typed?.rahasia ?? '')
  const sisa = ok && row && !row.used
    ? await actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
      const left = await spendKode(trx, { id: row.id, pegawaiId, at }, counter)
      if (left === undefined) return undefined
      tell({ kind: 'faktor.kode-dipakai', subject: pegawaiId, data: { sisa: left } })
      await tellOwner(trx, pegawaiId, { kejadian: 'kode-dipakai', sisa: left }, at)
      return left
    })
    : undefined
  if (sisa !== undefined) return { ok: true, sisa }
  const alasan = ok ? 'terpakai' : 'salah'
  recordFailure(prover, { jenis: 'pemulihan', alasan }, clock.now())
  return { ok: false, alasan }
}
