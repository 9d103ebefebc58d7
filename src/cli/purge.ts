import { purgeExpired } from '../domain/sessions/purge.service.ts'
import { command } from './kit/command.ts'
import { atWork } from './kit/database.ts'
import { alignColumns } from './kit/table.rules.ts'

export const commands = [
  command({
    name: 'purge', parameters: [], options: {},
    about: 'Takes away what has expired, in small batches; a running service does so by itself every ten minutes.',
    async run(_given, say) {
      const counts = await atWork(say, ({ database, clock }) => purgeExpired(database, clock))
      const gone = Object.entries(counts).filter(([, rows]) => rows > 0)
      const text = gone.length === 0
        ? 'Nothing has expired.' : alignColumns(gone.map(([table, rows]) => [table, `${rows} rows`]))
      return { json: counts, text }
    },
  }),
]
