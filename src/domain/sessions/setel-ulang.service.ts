import type { Database } from '../../kernel/db/database.ts'
import type { Jobs } from '../../kernel/jobs/index.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { actAs } from '../audit/act.ts'
import { tellOfHelp } from '../accounts/bantuan/kabar.ts'
import { resetFactors } from './faktor-reset.service.ts'
import { findDueResets, takeReset } from './setel-ulang.queries.ts'

const TICK_MS = 60_000

/**
 * Carries out the resets whose day has come, and stops those whose owner proved a factor meanwhile; he is told of either.
 * Nobody's request is taken twice, whichever node looks.
 * @returns how many were brought to an end
 */
export async function tendResets(database: Database, clock: Clock): Promise<number> {
  const due = await findDueResets(database, clock.now())
  for (const id of due) await endReset(database, clock, id)
  return due.length
}

function endReset(database: Database, clock: Clock, id: string): Promise<void> {
  return actAs({ database, clock, actor: 'sistem' }, async (act) => {
    const { trx, at, tell } = act
    const taken = await takeReset(trx, id, at)
    if (taken === undefined) return
    const { pegawai_id: pegawaiId, alasan, keadaan } = taken
    if (keadaan === 'dilaksanakan') {
      await resetFactors(act, { pegawaiId, alasan })
      return
    }
    tell({ kind: 'bantuan.dibatalkan', subject: pegawaiId, data: { permintaan: id, jenis: 'setel-ulang', sebab: 'dibuktikan' } })
    await tellOfHelp(trx, pegawaiId, { kejadian: 'setel-ulang-dibatalkan', id }, at)
  })
}

/** Has this process look for what is due, every minute. */
export function keepResets(jobs: Jobs, { database, clock }: { database: Database; clock: Clock }): void {
  jobs.every(TICK_MS, async () => { await tendResets(database, clock) })
}
