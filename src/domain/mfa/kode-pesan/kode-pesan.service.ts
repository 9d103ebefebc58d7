import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Seal } from '../../../kernel/lib/seal.ts'
import { actAs } from '../../audit/act.ts'
import { record } from '../../audit/index.ts'
import type { Codes } from '../../accounts/kode/index.ts'
import { messagePerson } from '../../accounts/pesan/index.ts'
import { giveBack } from '../../accounts/throttle/throttle.queries.ts'
import type { Saluran } from '../kebijakan/aturan.ts'
import { type HeldBack, type Prover, recordFailure, tried } from '../tried.ts'

export interface MessageCodeDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly codes: Codes
  /** Seals the code until its message is gone. */
  readonly seal: Seal
}

/** How long a code is good (ASVS 5.0, 6.5.5: ten minutes at most). */
const MENIT = 10
const DIGITS = 6

/** What became of the wish for a code. */
export type SendOutcome =
  /** `mask`: enough of the contact to recognise it. */
  | { readonly hasil: 'dikirim'; readonly mask: string }
  /** One is on its way, or the person had as many messages as he may within the hour. */
  | { readonly hasil: 'tunggu'; readonly waitSeconds: number }
  /** Nothing on file that is believed. */
  | { readonly hasil: 'tanpa-kontak' }

export type MessageCodeOutcome = { readonly ok: true } | HeldBack | { readonly ok: false; readonly alasan: 'salah' }

/** Each way has a purpose of its own: a code proves the way that it came on. */
const purposeOf = (saluran: Saluran): string => `masuk-${saluran}`

/** Nothing was sent: the code goes with the transaction. */
class NotSent extends Error {
  readonly outcome: SendOutcome

  constructor(outcome: SendOutcome) {
    super('no code was sent')
    this.outcome = outcome
  }
}

/**
 * Sends a person a code that stands in for a second factor. The caller has made sure that he is past his password and
 * that the policy allows this way (`messageWays`).
 */
export async function sendMessageCode(
  { database, clock, codes, seal }: MessageCodeDependencies,
  { pegawaiId, saluran, bahasa }: { pegawaiId: string; saluran: Saluran; bahasa: 'id' | 'en' },
): Promise<SendOutcome> {
  try {
    return await actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
      const issued = await codes.issueCode(trx, { pegawaiId, tujuan: purposeOf(saluran), menit: MENIT, digits: DIGITS })
      if ('waitSeconds' in issued) throw new NotSent({ hasil: 'tunggu', waitSeconds: issued.waitSeconds })
      const result = await messagePerson(trx, {
        pegawaiId, template: 'kode', data: { menit: MENIT, untuk: 'masuk' }, rahasia: { isi: { kode: issued.code }, seal },
        sebagai: 'kode', lewat: [saluran], bahasa, at, berlakuSampai: new Date(at.getTime() + MENIT * 60_000),
      })
      if (result.hasil === 'batas') throw new NotSent({ hasil: 'tunggu', waitSeconds: result.waitSeconds })
      const [to] = result.hasil === 'dikirim' ? result.tujuan : []
      if (to === undefined) throw new NotSent({ hasil: 'tanpa-kontak' })
      tell({ kind: 'faktor.kode-dikirim', subject: pegawaiId, data: { saluran } })
      return { hasil: 'dikirim', mask: to.mask }
    })
  } catch (error) {
    if (error instanceof NotSent) return error.outcome
    throw error
  }
}

/**
 * Checks a code that was sent, once. The try is counted before, with all others at this person. Within a request or
 * `perform`.
 * @param prover `code` six digits
 */
export async function verifyMessageCode(
  { database, clock, codes }: MessageCodeDependencies, prover: Prover & { readonly code: string; readonly saluran: Saluran },
): Promise<MessageCodeOutcome> {
  const { pegawaiId, code, saluran } = prover
  return tried(database, prover, clock.now(), async (counter): Promise<MessageCodeOutcome> => {
    const now = clock.now()
    if (!await codes.useCode(database, { pegawaiId, tujuan: purposeOf(saluran), code })) {
      recordFailure(prover, { jenis: saluran, alasan: 'salah' }, now)
      return { ok: false, alasan: 'salah' }
    }
    await database.query(giveBack(counter))
    record({
      kind: 'faktor.terbukti', actor: `pegawai:${pegawaiId}`, subject: pegawaiId, data: { jenis: saluran, faktor: saluran },
    }, now)
    return { ok: true }
  })
}
