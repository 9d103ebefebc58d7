import { actAs } from '../../audit/act.ts'
import { isOnDuty } from '../../accounts/on-duty.service.ts'
import { forgetFirst, insertPermission, lockFirst } from '../brake/brake.queries.ts'
import type { RunDesk } from './upload.service.ts'
import { requestApplication } from './upload.queries.ts'

/**
 * Allows exactly what a braked run would do, as the first or the second of two different people of BKD: a first one who is
 * not of BKD any more when the second speaks was none. After the second,
 * an uploaded bundle is run again at once and must come to the same difference; a source that is polled goes on with its
 * next sync, the command line with its next import, if that comes to the same.
 *
 * @returns `first`: another one has to allow it too; `second`: it goes on; `refused`: it does not wait (any more), he was
 *   the first himself, or he is not of BKD today
 */
export async function allowRun(
  { database, clock }: RunDesk, { runId, by }: { readonly runId: string; readonly by: string },
): Promise<'first' | 'second' | 'refused'> {
  return actAs({ database, clock, actor: `pegawai:${by}` }, async ({ trx, at, tell }) => {
    const today = clock.today()
    const first = await lockFirst(trx, runId)
    if (first !== undefined && !await isOnDuty(trx, { pegawaiId: first, role: 'bkd', today })) await forgetFirst(trx, runId)
    const given = await insertPermission(trx, { run: runId, by, today, at })
    if (!given) return 'refused'
    const { place, digest, sumber } = given
    tell<'kepegawaian.rem-diizinkan'>({
      kind: 'kepegawaian.rem-diizinkan', data: { run: runId, sumber, sidik: digest, ke: place },
    })
    if (place === 1) return 'first'
    await requestApplication(trx, { run: runId, from: 'menunggu', at })
    return 'second'
  })
}
