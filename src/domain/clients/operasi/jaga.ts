import type { Database } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/jobs/index.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { remindOfSecrets } from './pengingat.service.ts'
import { askForSuccessors } from './penerus.service.ts'

/** Each hour, beside the others that begin at the full one. */
const HOURLY = '10 * * * *'

/** Has one node of the house look after clients each hour: whose secret ends, and whose contact is gone. */
export function keepClients(jobs: Jobs, house: { readonly database: Database; readonly clock: Clock }): void {
  jobs.schedule('klien.pengingat', HOURLY, () => remindOfSecrets(house))
  jobs.schedule('klien.penerus', HOURLY, () => askForSuccessors(house))
}
