import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { actAs } from '../../audit/act.ts'
import { messagePerson } from '../pesan/index.ts'
import { insertWave, markUnreachable, takeForReminder } from './gelombang.queries.ts'

interface Desk {
  readonly database: Database
  readonly clock: Clock
}

/** Reminders that one press sends: each is a message of its own, and the page waits. */
export const MOST_REMINDED = 100

/**
 * Begins a wave with whoever of a unit has no account yet. The caller has made sure that the unit is in reach.
 * @param wave `unitIds` the unit and all below it; `oleh` who begins it
 * @returns its id; undefined where everybody has an account, and nothing was begun
 */
export async function beginWave(
  { database, clock }: Desk, wave: { unitId: string; unitIds: readonly string[]; oleh: string },
): Promise<string | undefined> {
  const id = newId()
  const begun = await actAs({ database, clock, actor: `pegawai:${wave.oleh}` }, async ({ trx, at, tell }) => {
    const orang = await insertWave(trx, { ...wave, id, at, today: clock.today() })
    if (orang === 0) return false
    tell({ kind: 'aktivasi.gelombang-dibuat', data: { gelombang: id, unit: wave.unitId, orang } })
    return true
  })
  return begun ? id : undefined
}

/** What one press of the button came to. */
export interface Reminded {
  readonly terkirim: number
  readonly tanpaKontak: number
}

/**
 * Owes a reminder by e-mail to people of a wave who have no account yet, once each for the wave.
 * @param order `oleh` who sends them
 */
export function remindWave(
  { database, clock }: Desk, { id, oleh }: { id: string; oleh: string },
): Promise<Reminded> {
  return actAs({ database, clock, actor: `pegawai:${oleh}` }, async ({ trx, at, tell }) => {
    const taken = await takeForReminder(trx, { id, at, most: MOST_REMINDED })
    const sent: string[] = []
    for (const { pegawai_id: pegawaiId, nama } of taken) {
      const { hasil } = await messagePerson(trx, {
        pegawaiId, template: 'aktivasi-ajakan', data: { nama }, lewat: ['email'], dedupKey: `aktivasi-ajakan ${id}`, at,
      })
      if (hasil === 'dikirim' || hasil === 'sudah') sent.push(pegawaiId)
    }
    const reached = new Set(sent)
    await markUnreachable(trx, id, taken.map(({ pegawai_id }) => pegawai_id).filter((one) => !reached.has(one)))
    const told = { terkirim: sent.length, tanpaKontak: taken.length - sent.length }
    if (taken.length > 0) tell({ kind: 'aktivasi.diingatkan', data: { gelombang: id, ...told } })
    return told
  })
}
