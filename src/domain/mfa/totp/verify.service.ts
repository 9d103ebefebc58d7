import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Seal } from '../../../kernel/lib/seal.ts'
import { actAs } from '../../audit/act.ts'
import { record } from '../../audit/index.ts'
import type { TryCounter } from '../../accounts/throttle/counting.queries.ts'
import { tellOwner } from '../kabar.ts'
import { type HeldBack, type Prover, recordFailure, tried } from '../tried.ts'
import { openSecret } from './secret.ts'
import { countWrongCode, findTotp, spendStep, type TotpRow } from './totp.queries.ts'
import { type Drift, judgeTotp, MOST_WRONG, secondsToNext, stepAt, type TotpVerdict } from './totp.rules.ts'

export interface TotpDependencies {
  readonly database: Database
  readonly seal: Seal
  readonly clock: Clock
}

/** What a code came to. */
export type TotpOutcome =
  | { readonly ok: true; readonly faktorId: string }
  | HeldBack
  /** Right once; a new one comes after so many seconds. */
  | { readonly ok: false; readonly alasan: 'terpakai'; readonly tungguDetik: number }
  /** Right at another time: the phone's clock is off. */
  | { readonly ok: false; readonly alasan: 'meleset'; readonly selisih: Drift }
  /** `terkunci`: every authenticator of this person had too many wrong codes in a row; another way is needed. */
  | { readonly ok: false; readonly alasan: 'salah' | 'terkunci' }

interface Judged { readonly row: TotpRow; readonly verdict: TotpVerdict }

/**
 * Checks a code against every authenticator of a person. The try is counted before; a step is good once ever, whoever
 * asks and on whichever node. Within a request or `perform`.
 * @param prover `code` six digits, as `normaliseCode` gives them
 */
export async function verifyTotp(
  dependencies: TotpDependencies, prover: Prover & { readonly code: string },
): Promise<TotpOutcome> {
  const { database, clock } = dependencies
  return tried(database, prover, clock.now(), (counter) => check(dependencies, prover, counter))
}

async function check(
  { database, seal, clock }: TotpDependencies, prover: Prover & { readonly code: string }, counter: TryCounter,
): Promise<TotpOutcome> {
  const { pegawaiId, code } = prover
  const now = clock.now()
  const rows = await findTotp(database, pegawaiId)
  const open = rows.filter(({ gagal_beruntun: wrong }) => wrong < MOST_WRONG)
  if (rows.length > 0 && open.length === 0) {
    recordFailure(prover, { jenis: 'totp', alasan: 'terkunci' }, now)
    return { ok: false, alasan: 'terkunci' }
  }
  const judged = open.map((row): Judged => ({ row, verdict: judgeTotp(openSecret(seal, row), code, now, row) }))
  for (const { row, verdict } of judged) {
    if (verdict.hasil === 'cocok') return spend({ database, clock }, prover, counter, { row, langkah: verdict.langkah })
  }
  return refuse({ database, clock }, prover, judged)
}

async function spend(
  { database, clock }: Pick<TotpDependencies, 'database' | 'clock'>, prover: Prover, counter: TryCounter,
  { row: { id }, langkah }: { row: TotpRow; langkah: number },
): Promise<TotpOutcome> {
  const now = clock.now()
  const { pegawaiId } = prover
  const spent = await database.query(spendStep({ id, langkah, now }, counter))
  if (spent.length === 0) {
    // Somebody was faster with the same code.
    recordFailure(prover, { jenis: 'totp', alasan: 'terpakai' }, now)
    return { ok: false, alasan: 'terpakai', tungguDetik: secondsToNext(now) }
  }
  record({
    kind: 'faktor.terbukti', actor: `pegawai:${pegawaiId}`, subject: pegawaiId, data: { jenis: 'totp', faktor: id },
  }, now)
  return { ok: true, faktorId: id }
}

/** A right code that was used already is no guess: it does not count towards the hundred. */
async function refuse(
  { database, clock }: Pick<TotpDependencies, 'database' | 'clock'>, prover: Prover, judged: readonly Judged[],
): Promise<TotpOutcome> {
  const now = clock.now()
  const [used] = judged.flatMap(({ verdict }) => verdict.hasil === 'terpakai' ? [verdict] : [])
  const off = judged.flatMap(({ row, verdict }) => verdict.hasil === 'meleset' ? [{ id: row.id, ...verdict }] : [])
  const alasan = used ? 'terpakai' : off.length > 0 ? 'meleset' : 'salah'
  recordFailure(prover, { jenis: 'totp', alasan }, now)
  if (used) return { ok: false, alasan: 'terpakai', tungguDetik: used.tungguDetik }
  const hangus = off.flatMap(({ id, hangus: langkah }) => langkah === undefined ? [] : [{ id, langkah }])
  UnitOfWork.current().append(countWrongCode(prover.pegawaiId, { hangus, kini: stepAt(now) }))
  const full = judged.filter(({ row }) => row.gagal_beruntun === MOST_WRONG - 1)
  if (full.length > 0) await tellLocked({ database, clock }, prover.pegawaiId, full.map(({ row }) => row.id))
  return off[0] ? { ok: false, alasan: 'meleset', selisih: off[0].selisih } : { ok: false, alasan: 'salah' }
}

async function tellLocked(
  { database, clock }: Pick<TotpDependencies, 'database' | 'clock'>, pegawaiId: string, faktor: readonly string[],
): Promise<void> {
  await actAs({ database, clock, actor: 'sistem' }, async ({ trx, at, tell }) => {
    await tellOwner(trx, pegawaiId, { kejadian: 'terkunci' }, at)
    for (const one of faktor) tell({ kind: 'faktor.terkunci', subject: pegawaiId, data: { jenis: 'totp', faktor: one } })
  })
}
