/**
 * Asking with a number and four digits, for a code that activates or for a new password: the same answer and the same
 * work, whoever it was.
 */
import type { Knex } from 'knex'
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import type { Database } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/jobs/index.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Seal } from '../../../kernel/lib/seal.ts'
import { record } from '../../audit/index.ts'
import type { Codes } from '../../accounts/kode/index.ts'
import { type Contacts, contactsOf, messagePerson } from '../../accounts/pesan/index.ts'
import type { KnownBrowser } from '../../accounts/throttle/known-browser.rules.ts'
import { countFailure, countTry } from '../../accounts/throttle/throttle.queries.ts'
import { strangerId, waitSeconds } from '../../accounts/throttle/throttle.rules.ts'
import { keadaanPada } from '../../pegawai/keadaan.rules.ts'
import type { HeldBack } from '../tried.ts'
import { sendReset } from '../lupa/kirim.service.ts'
import { reasonAgainstReset } from '../lupa/lupa.rules.ts'
import { type Calon, reasonAgainst } from './aktivasi.rules.ts'
import { insertPermintaan, type Permintaan, takePermintaan, type Tujuan, type Wish } from './permintaan.queries.ts'

/** Names the job that rings; the trigger on the table has it too. */
const BELL = 'aktivasi.kirim'
const SWEEP_MS = 30_000
const BATCH = 50

/** What one-time codes of an activation are bound to. */
export const TUJUAN = 'aktivasi'
/** How long the code in the message is good. */
export const MENIT = 15
const DIGITS = 6

export interface AktivasiDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly codes: Codes
  /** Keys what stands for numbers that nobody has; the same on all nodes. */
  readonly throttleKey: string
}

/** Who asks, as he typed it. */
export interface CodeRequest extends Wish {
  /** Normalised. */
  readonly nip: string
  /** From `lastFour`. */
  readonly empat: string
  readonly browser?: KnownBrowser | undefined
  readonly network?: string | undefined
}

/** Who is behind a request: `siapa` counts his tries, and is somebody's id where `cocok`. It never leaves the service. */
export interface Peminta {
  readonly siapa: string
  readonly cocok: boolean
}

/** Why nobody is sent what he asks for. */
const REASONS: Readonly<Record<Tujuan, (
  calon: Calon & { readonly frozen: boolean } | undefined, contacts: Contacts, empat: string) => string | undefined>> = {
  aktivasi: reasonAgainst, reset: reasonAgainstReset,
}

/**
 * Counts the try, right or wrong: whoever asks ten times in a quarter of an hour is held back, so that being held back
 * tells nothing. Two statements and the flush for every outcome. Within a request.
 */
export async function requestCode(
  { database, clock, throttleKey }: AktivasiDependencies, { nip, empat, browser, network, ...wish }: CodeRequest,
): Promise<({ readonly ok: true } & Peminta) | HeldBack> {
  const at = clock.now()
  const { credential, counter: { siapa }, boleh, tertua, kini } = await countTry(database, {
    nip, strangerId: strangerId(throttleKey, nip), browser, network,
  })
  const contacts = await contactsOf(database, siapa, at)
  if (!boleh) return { ok: false, alasan: 'ditahan', waitSeconds: waitSeconds(tertua, kini) }
  const calon = credential && {
    activated: credential.password_hash !== null, frozen: credential.frozen, keadaan: keadaanPada(credential, clock.today()),
  }
  const alasan = REASONS[wish.tujuan](calon, contacts, empat)
  askAgain({ siapa, cocok: alasan === undefined }, { ...wish, at })
  record({
    kind: `${wish.tujuan}.diminta`, actor: 'tak-dikenal', subject: credential?.pegawai_id,
    ...(alasan === undefined ? { data: {} } : { outcome: 'gagal', data: { alasan } }),
  }, at)
  if (network && alasan !== undefined) UnitOfWork.current().append(countFailure(network, siapa))
  return { ok: true, siapa, cocok: alasan === undefined }
}

/** Asks once more for whoever asked before. Within a request. */
export function askAgain({ siapa, cocok }: Peminta, wish: Wish & { readonly at: Date }): void {
  UnitOfWork.current().append(insertPermintaan({ ...wish, pegawaiId: cocok ? siapa : undefined }))
}

type Sender = Omit<AktivasiDependencies, 'throttleKey'> & { readonly seal: Seal }

/** Makes and owes what was asked for; a request that waited longer than its code would live is let go. */
export async function sendRequestedCodes(sender: Sender): Promise<number> {
  const at = sender.clock.now()
  return sender.database.knex.transaction(async (trx) => {
    const asked = await takePermintaan(trx, new Date(at.getTime() - MENIT * 60_000), BATCH)
    for (const one of asked) {
      if (one.tujuan === 'aktivasi') await sendActivation(trx, sender, one, at)
      else {
        await sendReset(trx, { ...sender, at, today: sender.clock.today() }, {
          pegawaiId: one.pegawai_id, bahasa: one.bahasa, lewat: one.lewat ?? undefined, aplikasi: one.aplikasi ?? undefined,
        })
      }
    }
    return asked.length
  })
}

async function sendActivation(
  trx: Knex.Transaction, { codes, seal }: Sender, { pegawai_id: pegawaiId, bahasa }: Permintaan, at: Date,
): Promise<void> {
  const issued = await codes.issueCode(trx, { pegawaiId, tujuan: TUJUAN, menit: MENIT, digits: DIGITS })
  if (!('code' in issued)) return
  await messagePerson(trx, {
    pegawaiId, template: 'kode', sebagai: 'kode', data: { menit: MENIT, untuk: 'aktivasi' }, bahasa, at,
    rahasia: { isi: { kode: issued.code }, seal }, berlakuSampai: new Date(at.getTime() + MENIT * 60_000),
  })
}

/** Has this process send what is asked for, when the bell rings and every half minute. */
export function sendActivationCodes(jobs: Jobs, dependencies: Parameters<typeof sendRequestedCodes>[0]): void {
  const send = async (): Promise<void> => {
    while (await sendRequestedCodes(dependencies) === BATCH);
  }
  jobs.handle(BELL, send)
  jobs.every(SWEEP_MS, send)
}
