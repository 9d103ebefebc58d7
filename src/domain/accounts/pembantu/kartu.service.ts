import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { writeKartu } from './kartu.queries.ts'
import type { Kartu } from './kartu.rules.ts'

/**
 * A helper says where he is found; from then on everybody reads it who cannot go on with a sign-in.
 * @param order.kartu without mistakes
 * @returns whether he helps the people of this unit
 */
export function publishKartu(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { pegawaiId, unitId, kartu }: { readonly pegawaiId: string; readonly unitId: string; readonly kartu: Kartu },
): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, tell }) => {
    const written = await writeKartu(trx, { ...kartu, pegawaiId, unitId, today: clock.today() })
    if (written) tell({ kind: 'pembantu.kartu-ditulis', subject: pegawaiId, data: { unit: unitId } })
    return written
  })
}
