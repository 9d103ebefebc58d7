/** A changed address of somebody with a product role counts only once its owner, or two people of BKD, agreed (decision 27). */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { enqueueMail } from '../../../kernel/notifications/index.ts'
import { type Actor, insertEvents } from '../../audit/index.ts'
import { isOnDuty } from '../on-duty.service.ts'
import {
  allowFirst, applyKontak, decideKontak, findKontak, findOneKontak, keepProposals, type ProposedKontak, roleHoldersAmong,
} from './kontak.queries.ts'
import { KONTAK_LABELS, maskKontak } from './kontak.rules.ts'

/** How long the link in the letter answers; afterwards BKD is asked. */
const ANSWER_MS = 7 * 24 * 60 * 60_000

interface ProposalContext {
  readonly sumber: string
  readonly run: string
  /** official day in WIB */
  readonly today: string
  readonly at: Date
}

/**
 * Of people whose addresses a source wants to change, keeps those back who hold a product role: their old address is
 * asked first. Two statements where nobody does.
 * @returns ids of people whose addresses must stay as they are for now
 */
export async function holdBackKontak(
  trx: Knex.Transaction, proposals: readonly ProposedKontak[], { sumber, run, today, at }: ProposalContext,
): Promise<string[]> {
  if (proposals.length === 0) return []
  const held = await roleHoldersAmong(trx, proposals.map(({ pegawai_id }) => pegawai_id), today)
  if (held.length === 0) return []
  const holders = new Set(held)
  const until = new Date(at.getTime() + ANSWER_MS)
  const asked = await findKontak(trx, await keepProposals(
    trx, proposals.filter(({ pegawai_id }) => holders.has(pegawai_id)), { sumber, run, at, until }))
  for (const { id, nama, kolom, nilai, surel_lama } of asked) {
    if (surel_lama === null) continue
    await enqueueMail(trx, {
      to: surel_lama, template: 'kontak-berubah',
      data: { id, nama, kolom: KONTAK_LABELS[kolom], baru: maskKontak(nilai) },
    })
  }
  await insertEvents(trx, asked.map(({ pegawai_id, kolom }) => ({
    kind: 'kontak.menunggu' as const, actor: 'sistem' as const, subject: pegawai_id, data: { kolom, sumber },
  })), { correlationId: run }, at)
  return held
}

export type KontakAnswer = 'setuju' | 'tolak'

/** Takes the answer that came by the link. @returns false when there was nothing left to answer */
export function answerKontak(database: Database, clock: Clock, id: string, answer: KontakAnswer): Promise<boolean> {
  const at = clock.now()
  return database.knex.transaction(async (trx) => {
    const [question] = await findKontak(trx, [id])
    if (!question) return false
    const by: Actor = `pegawai:${question.pegawai_id}`
    return decide(trx, { id, answer, by, at, beforeEnd: true, subject: question.pegawai_id, kolom: question.kolom })
  })
}

export type BkdOutcome = 'pertama' | 'selesai' | 'orang-yang-sama' | 'sendiri' | 'sudah-diputus'

/**
 * BKD answers where the old address cannot: to agree takes two people, neither of them the one concerned and both
 * of BKD when the second speaks; to refuse takes one (decision 28).
 */
export async function answerKontakForBkd(
  database: Database, clock: Clock, { id, answer, by }: { id: string; answer: KontakAnswer; by: string },
): Promise<BkdOutcome> {
  const found = await findOneKontak(database, id)
  if (!found || found.putusan !== null) return 'sudah-diputus'
  if (found.pegawai_id === by) return 'sendiri'
  const at = clock.now()
  const deed = { id, answer, at, beforeEnd: false, subject: found.pegawai_id, kolom: found.kolom }
  return database.knex.transaction(async (trx) => {
    if (answer === 'tolak') {
      return await decide(trx, { ...deed, by: `pegawai:${by}` }) ? 'selesai' : 'sudah-diputus'
    }
    const first = found.izin_pertama
    const hasLeft = first !== null && !await isOnDuty(trx, { pegawaiId: first, role: 'bkd', today: clock.today() })
    if (await allowFirst(trx, id, { by, instead: hasLeft ? first : undefined })) {
      await insertEvents(trx, [{
        kind: 'kontak.izin-pertama', actor: `pegawai:${by}`, subject: found.pegawai_id, data: { kolom: found.kolom },
      }], { correlationId: newId() }, at)
      return 'pertama'
    }
    const [now] = await findKontak(trx, [id])
    if (now?.izin_pertama === by) return 'orang-yang-sama'
    return await decide(trx, { ...deed, by: `pegawai:${by}` }) ? 'selesai' : 'sudah-diputus'
  })
}

async function decide(
  trx: Knex.Transaction,
  { id, answer, by, at, beforeEnd, subject, kolom }: {
    id: string; answer: KontakAnswer; by: Actor; at: Date; beforeEnd: boolean; subject: string; kolom: string
  },
): Promise<boolean> {
  const putusan = answer === 'setuju' ? 'disetujui' : 'ditolak'
  if (!await decideKontak(trx, id, { putusan, by, at, beforeEnd })) return false
  if (answer === 'setuju') await applyKontak(trx, id, at)
  await insertEvents(trx, [{ kind: `kontak.${putusan}`, actor: by, subject, data: { kolom } }], { correlationId: newId() }, at)
  return true
}
