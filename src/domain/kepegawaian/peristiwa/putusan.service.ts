import type { Knex } from 'knex'
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { actAs } from '../../audit/act.ts'
import type { Actor } from '../../audit/index.ts'
import type { StaffDesk } from '../petugas.ts'
import { findNames, type PersonName, writeAnswer } from './daftar.queries.ts'
import { loadKnown } from './orang.queries.ts'
import { type Answer, type AnswerRefusal, type Candidate, candidatesFor, judgeAnswer } from './putusan.rules.ts'
import { findEvents, type Stored } from './simpan.queries.ts'
import { limitWaiting, LOCK_NOT_AVAILABLE, lockDirectory } from './terapkan.queries.ts'
import { applyEvents } from './terapkan.service.ts'

/** `sibuk`: an import is writing people; nothing was answered */
export type Answered = { readonly ok: true } | { readonly ok: false; readonly alasan: AnswerRefusal | 'sibuk' }

/**
 * Answers an event, once, in one transaction with its audit event. Applied, it goes the way of every other event: by the
 * fold, and held by the brake where too many would end.
 */
export async function answerEvent({ database, clock, petugas: { sub } }: StaffDesk, id: string, answer: Answer): Promise<Answered> {
  const actor: Actor = `pegawai:${sub}`
  try {
    return await actAs<Answered>({ database, clock, actor }, async ({ trx, at, tell }) => {
      await limitWaiting(trx)
      await lockDirectory(trx)
      const [event] = await findEvents(trx, [id])
      if (!event) return { ok: false, alasan: 'tidak-ada' }
      const refusal = judgeAnswer(event, answer, { candidates: await candidatesOf(trx, event), sub })
      if (refusal !== undefined) return { ok: false, alasan: refusal }
      const applies = answer.putusan === 'terapkan'
      const pegawaiId = applies ? answer.pegawaiId : event.pegawai_id
      const isOurs = await writeAnswer(trx, {
        id, dari: event.status, ke: applies ? 'diterima' : 'diabaikan', pegawaiId, putusan: answer.putusan, oleh: sub, at, alasan: answer.alasan,
      })
      if (!isOurs) return { ok: false, alasan: 'sudah-diputus' }
      tell({
        kind: 'peristiwa.diputus', ...(pegawaiId !== null && { subject: pegawaiId }),
        data: { peristiwa: id, sumber: event.sumber, jenis: event.jenis, dari: event.status, putusan: answer.putusan, alasan: answer.alasan },
      })
      if (applies) {
        const origin = UnitOfWork.originNow() ?? { correlationId: newId() }
        await applyEvents(trx, [id], { sumber: event.sumber, at, today: clock.today(), actor, origin })
      }
      return { ok: true }
    })
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error
    return { ok: false, alasan: 'sibuk' }
  }
}

async function candidatesOf(trx: Knex.Transaction, event: Stored): Promise<Candidate[]> {
  const externals = event.external_id === null ? [] : [{ sumber: event.sumber, external_id: event.external_id }]
  return candidatesFor(event, await loadKnown(trx, externals, [event.nip, event.nip_baru].filter((nip) => nip !== null)))
}

/** An event with whom it may be about. */
export interface SeenEvent {
  readonly event: Stored
  readonly candidates: readonly (Candidate & PersonName)[]
  /** the person it is known to be about */
  readonly person: PersonName | undefined
}

/** @returns undefined when there is no such event */
export function lookAtEvent({ database }: Pick<StaffDesk, 'database'>, id: string): Promise<SeenEvent | undefined> {
  return database.knex.transaction(async (trx) => {
    const [event] = await findEvents(trx, [id])
    if (!event) return undefined
    const candidates = event.status === 'bertentangan' ? await candidatesOf(trx, event) : []
    const names = await findNames(trx, [...candidates.map(({ pegawaiId }) => pegawaiId), ...event.pegawai_id === null ? [] : [event.pegawai_id]])
    return {
      event, person: event.pegawai_id === null ? undefined : names.get(event.pegawai_id),
      candidates: candidates.flatMap((one) => {
        const name = names.get(one.pegawaiId)
        return name ? [{ ...one, ...name }] : []
      }),
    }
  })
}
