/** What opens an activation: the code of a message, or a long code with the number it belongs to. */
import type { Database } from '../../../kernel/db/database.ts'
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import { sha256 } from '../../../kernel/lib/ids.ts'
import { record } from '../../audit/index.ts'
import type { TryCounter } from '../../accounts/throttle/counting.queries.ts'
import { countFailure, countTry, giveBack } from '../../accounts/throttle/throttle.queries.ts'
import { strangerId, waitSeconds } from '../../accounts/throttle/throttle.rules.ts'
import { type HeldBack, type Prover, tried } from '../tried.ts'
import { spendLongCode } from './kode-panjang.queries.ts'
import { type AktivasiDependencies, type CodeRequest, type Peminta, TUJUAN } from './permintaan.service.ts'

/** Somebody who proved to be whom he says; he has no password yet and is signed in to nothing. */
export type Opened = { readonly ok: true; readonly pegawaiId: string } | { readonly ok: false; readonly alasan: 'salah' } | HeldBack

/** Of somebody who is not matched every code is wrong, after the same work. */
const NO_PURPOSE = 'aktivasi:tanpa-kode'

interface Verdict {
  readonly pegawaiId: string | undefined
  readonly cara: 'pesan' | 'surat' | 'lanjut'
  readonly counter: TryCounter
  readonly network?: string | undefined
}

/** Writes down what a code came to, and gives the try back where it was right. */
async function judged(
  { database, clock }: { database: Database; clock: AktivasiDependencies['clock'] }, isRight: boolean,
  { pegawaiId, cara, counter, network }: Verdict,
): Promise<Opened> {
  if (isRight && pegawaiId !== undefined) {
    record({ kind: 'aktivasi.dibuka', actor: `pegawai:${pegawaiId}`, subject: pegawaiId, data: { cara } }, clock.now())
    await database.query(giveBack(counter))
    return { ok: true, pegawaiId }
  }
  record({ kind: 'aktivasi.gagal', actor: 'tak-dikenal', subject: pegawaiId, outcome: 'gagal', data: { cara } }, clock.now())
  if (network) UnitOfWork.current().append(countFailure(network, counter.siapa))
  return { ok: false, alasan: 'salah' }
}

/** Takes the code of a message, once. Every wrong one costs the same, whether or not any was sent. Within a request. */
export async function openWithMessage(
  dependencies: AktivasiDependencies, { siapa, cocok }: Peminta,
  { code, browser, network }: Omit<Prover, 'pegawaiId'> & { readonly code: string },
): Promise<Opened> {
  const { database, clock, codes } = dependencies
  const prover = { pegawaiId: siapa, browser, network }
  return tried<Opened>(database, prover, clock.now(), async (counter) => {
    const isRight = await codes.useCode(database, { pegawaiId: siapa, tujuan: cocok ? TUJUAN : NO_PURPOSE, code })
    return judged(dependencies, isRight, { pegawaiId: cocok ? siapa : undefined, cara: 'pesan', counter, network })
  })
}

/**
 * Takes a long code with the number it was made for, once.
 * @param kode from `readLongCode`
 */
export async function openWithLongCode(
  dependencies: AktivasiDependencies, { nip, kode, browser, network }: Pick<CodeRequest, 'nip' | 'browser' | 'network'> & { readonly kode: string },
): Promise<Opened> {
  const { database, clock, throttleKey } = dependencies
  const { credential, counter, boleh, tertua, kini } = await countTry(database, {
    nip, strangerId: strangerId(throttleKey, nip), browser, network,
  })
  if (!boleh) return { ok: false, alasan: 'ditahan', waitSeconds: waitSeconds(tertua, kini) }
  const jenis = await spendLongCode(database, { pegawaiId: counter.siapa, sidik: sha256(kode), at: clock.now() })
  return judged(dependencies, jenis !== undefined, { pegawaiId: credential?.pegawai_id, cara: jenis ?? 'surat', counter, network })
}
