import { migrate } from '../kernel/db/migrate.ts'
import { OperatorError } from '../kernel/lib/operator-error.ts'
import { command } from './kit/command.ts'
import { connected } from './kit/database.ts'

export const commands = [
  command({
    name: 'migrate', parameters: [], options: {},
    about: 'Brings the tables of the database to those of this program; what is new already stays.',
    async run(_given, say) {
      const applied = await connected(say, async ({ connections: { owner } }) => {
        if (!owner) throw new OperatorError('DATABASE_OWNER_URL must be set: only the owner\'s role changes tables.')
        return migrate(owner.knex)
      })
      const text = applied.length === 0
        ? 'Nothing to do: the database is as new as this program.'
        : ['These migrations ran:', ...applied.map((name) => `  ${name}`)].join('\n')
      return { json: { applied: applied.length }, text }
    },
  }),
]
