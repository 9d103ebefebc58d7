import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { keepReading } from './pemberitahuan.queries.ts'
import { VERSI_PEMBERITAHUAN } from './pemberitahuan.rules.ts'

/** Keeps that a person read the notice of today. */
export function readNotice({ database, clock }: { database: Database; clock: Clock }, pegawaiId: string): Promise<void> {
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
    await keepReading(trx, { pegawaiId, versi: VERSI_PEMBERITAHUAN, at })
    tell({ kind: 'pemberitahuan.dibaca', subject: pegawaiId, data: { versi: VERSI_PEMBERITAHUAN } })
  })
}
