import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { keepReading } from './pemberitahuan.queries.ts'

/** Of the notice on /privasi and in the journey; a new one is shown to whoever read another. Raise it with its text. */
export const VERSI_PEMBERITAHUAN = 1

/** Keeps that a person read the notice of today. */
export function readNotice({ database, clock }: { database: Database; clock: Clock }, pegawaiId: string): Promise<void> {
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
    await keepReading(trx, { pegawaiId, versi: VERSI_PEMBERITAHUAN, at })
    tell({ kind: 'pemberitahuan.dibaca', subject: pegawaiId, data: { versi: VERSI_PEMBERITAHUAN } })
  })
}
