import { type ListedDelivery, selectDeliveries } from '../domain/sessions/pengiriman/list.queries.ts'
import { command } from './kit/command.ts'
import { atWork } from './kit/database.ts'
import { alignColumns } from './kit/table.rules.ts'

const MOST = 200

function listText(deliveries: readonly ListedDelivery[]): string {
  if (deliveries.length === 0) return 'No application was owed a logout token in the last 30 days.'
  const rows = deliveries.map(({ created_at: at, client_id: id, sebab, state, attempts, receipt }) =>
    [at.toISOString().slice(0, 19), id, sebab, state, String(attempts), receipt ?? ''])
  return alignColumns([['since (UTC)', 'client_id', 'why', 'state', 'tries', 'receipt'], ...rows])
}

export const commands = [
  command({
    name: 'logout list', parameters: [], options: { client: { value: 'client_id', about: 'only of this application' } },
    about: `Lists the latest logout tokens that applications were owed, up to ${MOST}, and what each came to.`,
    async run({ client }, say) {
      const deliveries = await atWork(say, ({ database }) =>
        database.query<ListedDelivery>(selectDeliveries(client, MOST)))
      return { json: deliveries, text: listText(deliveries) }
    },
  }),
]
