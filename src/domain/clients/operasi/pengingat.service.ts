import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { takeReminders } from './pengingat.queries.ts'
import { reminderSpans } from './pengingat.rules.ts'
import { writeToContact } from './surat.ts'

/** Reminds the contact of each client of its secrets' ends, 30, 7 and 1 days before, each once, by letter. */
export async function remindOfSecrets({ database, clock }: { readonly database: Database; readonly clock: Clock }): Promise<void> {
  const today = clock.today()
  await actAs({ database, clock, actor: 'sistem' }, async ({ trx, at, tell }) => {
    for (const secret of await takeReminders(trx, { spans: reminderSpans(), today, at })) {
      const { id, clientId, nama, hari, batas, pengganti } = secret
      const terkirim = await writeToContact(trx, secret, {
        template: 'rahasia-berakhir', data: { nama, klien: clientId, hari, pengganti },
        dedupKey: `rahasia ${id} ${batas}`, today, at,
      })
      tell({ kind: 'klien.rahasia-diingatkan', subject: clientId, clientId, data: { rahasia: id, hari: batas, terkirim } })
    }
  })
}
