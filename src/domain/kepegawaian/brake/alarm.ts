import type { Knex } from 'knex'
import { mailToRole } from '../../accounts/role-mail.queries.ts'
import type { Ending } from './brake.rules.ts'

/** Tells everybody of BKD by e-mail that a run waits for them; once for each difference. */
export async function mailAlarm(
  trx: Knex.Transaction,
  { run, sumber, digest, endings, today }: {
    run: string; sumber: string; digest: Buffer; endings: readonly Ending[]; today: string
  },
): Promise<void> {
  await mailToRole(trx, 'bkd', {
    template: 'rem-menahan', today, dedupKey: `rem:${run}:${digest.toString('hex')}`,
    data: { run, sumber, berakhir: String(endings.length) },
  })
}
