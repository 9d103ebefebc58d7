/** The calendar of ends of service: held where too many would end, ended when their day has come, told before. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Jobs } from '../../../kernel/jobs/index.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { runCalendar } from './kalender.service.ts'

export { type Confirmation, confirmEnds } from './confirm.service.ts'
export { runCalendar } from './kalender.service.ts'
export { endsOfDay } from './list.service.ts'

/** Each hour; 17:00 UTC is 00:00 WIB. */
const HOURLY = '0 * * * *'

/** Has one node of the house look at the calendar each hour, at midnight of Banten first of all. */
export function keepCalendar(jobs: Jobs, house: { readonly database: Database; readonly clock: Clock }): void {
  jobs.schedule('kepegawaian.kalender', HOURLY, () => runCalendar(house))
}
