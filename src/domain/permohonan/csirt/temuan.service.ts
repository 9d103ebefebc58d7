import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { type Bobot, insertFinding, settleFinding } from './temuan.queries.ts'

interface Desk { readonly database: Database; readonly clock: Clock }

/** Writes down what somebody of the team found; whether he may is the caller's question. */
export async function noteFinding(
  desk: Desk, { permohonanId, bobot, uraian, oleh }: { permohonanId: string; bobot: Bobot; uraian: string; oleh: string },
): Promise<void> {
  await actAs({ ...desk, actor: `pegawai:${oleh}` }, async ({ trx, at, tell }) => {
    const temuan = await insertFinding(trx, { permohonanId, bobot, uraian, oleh, at })
    tell({ kind: 'permohonan.temuan-dicatat', data: { permohonan: permohonanId, temuan, bobot } })
  })
}

/** Says that a finding is mended. @returns false where there is no such open one */
export function markMended(
  desk: Desk, { permohonanId, temuan, oleh }: { permohonanId: string; temuan: string; oleh: string },
): Promise<boolean> {
  return actAs({ ...desk, actor: `pegawai:${oleh}` }, async ({ trx, at, tell }) => {
    const mended = await settleFinding(trx, { permohonanId, temuan, oleh, at })
    if (mended) tell({ kind: 'permohonan.temuan-beres', data: { permohonan: permohonanId, temuan } })
    return mended
  })
}
