import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { type Act, actAs } from '../../audit/act.ts'
import { answerLaporan, insertLaporan } from './koreksi.queries.ts'
import { type Bidang, MOST_OPEN } from './koreksi.rules.ts'

interface Report {
  readonly pegawaiId: string
  readonly bidang: Bidang
  /** As `readKoreksi` gives it. */
  readonly uraian: string
}

/**
 * Notes for BKD what a person says is wrong about him, within an act of his. It changes nothing by itself: who he is
 * comes from the personnel system alone.
 * @returns false when as many reports of his as may be wait already
 */
export async function noteMistake({ trx, at, tell }: Act, { pegawaiId, bidang, uraian }: Report): Promise<boolean> {
  const laporan = await insertLaporan(trx, { pegawaiId, bidang, uraian, at, most: MOST_OPEN })
  if (laporan === undefined) return false
  tell({ kind: 'koreksi.dilaporkan', subject: pegawaiId, data: { laporan, bidang } })
  return true
}

interface Dependencies {
  readonly database: Database
  readonly clock: Clock
}

/** @returns false when as many reports of his as may be wait already */
export function reportMistake({ database, clock }: Dependencies, report: Report): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${report.pegawaiId}` }, (act) => noteMistake(act, report))
}

/**
 * Answers a report; its writer reads the answer on his own page.
 * @returns false when it was answered already
 */
export function answerMistake(
  { database, clock }: Dependencies, { id, jawaban, oleh }: { id: string; jawaban: string; oleh: string },
): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${oleh}` }, async ({ trx, at, tell }) => {
    const about = await answerLaporan(trx, { id, jawaban, oleh, at })
    if (about) tell({ kind: 'koreksi.dijawab', subject: about, data: { laporan: id } })
    return about !== undefined
  })
}
