import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { listOfDay } from './confirm.service.ts'

/** @returns the open ends of a day, and the name of exactly this list, which an answer has to bring along */
export function endsOfDay({ database, clock }: { readonly database: Database; readonly clock: Clock }, hari: string) {
  return database.knex.transaction((trx) => listOfDay({ trx, today: clock.today() }, hari), { readOnly: true })
}
