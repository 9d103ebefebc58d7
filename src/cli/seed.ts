import { loadAplikasi } from '../domain/clients/index.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { requireSchema } from '../kernel/db/schema.ts'
import { OperatorError } from '../kernel/lib/operator-error.ts'
import { createSeal } from '../kernel/lib/seal.ts'
import { DEMO_PASSWORD, seedDemo } from '../seed/demo.ts'
import { seedPermohonan } from '../seed/demo-permohonan.ts'
import { command, type Say } from './kit/command.ts'
import { atWork, connected } from './kit/database.ts'
import { createCommandHasher } from './kit/hasher.ts'
import { sealingKeysOf } from './kit/sealing.ts'
import { alignColumns } from './kit/table.rules.ts'

/** Makes what is missing and brings a database of nothing but itself to today's tables: a newcomer's one command. */
function makeDemo(say: Say) {
  return connected(say, async (desk) => {
    const { config, connections: { owner }, database, clock } = desk
    if (config.production) throw new OperatorError('Demo people have a public password: never in production.')
    if (owner) await migrate(owner.knex)
    else await requireSchema(database)
    const accounts = await seedDemo({ database, clock, hasher: createCommandHasher(), seal: createSeal(await sealingKeysOf(desk)), say })
    await seedPermohonan({ database, clock, issuer: config.issuer })
    return accounts
  })
}

export const commands = [
  command({
    name: 'seed aplikasi', parameters: [], options: {},
    about: 'Loads the units and the applications of Table 1 with their clients; what is there stays as it is.',
    async run(_given, say) {
      const counts = await atWork(say, ({ database, clock }) => loadAplikasi(database, clock))
      const rows = [
        ['', 'new', 'there already'],
        ['units', `${counts.units.created}`, `${counts.units.unchanged + counts.units.changed}`],
        ['applications', `${counts.aplikasi.created}`, `${counts.aplikasi.unchanged}`],
        ['clients', `${counts.klien.created}`, `${counts.klien.unchanged}`],
      ]
      return { json: counts, text: alignColumns(rows) }
    },
  }),
  command({
    name: 'seed demo', parameters: [], options: {},
    about: 'Fills a development database with synthetic people and prints who can sign in; the same on every call.',
    async run(_given, say) {
      const accounts = await makeDemo(say)
      const rows = accounts.map(({ role, nip, nama, keterangan, totpSecret }) => [role, nip, nama, keterangan, totpSecret ?? ''])
      return {
        json: { accounts: accounts.map(({ role, nip, totpSecret }) => (
          { role, nip, password: DEMO_PASSWORD, ...(totpSecret && { totp_secret: totpSecret }) })) },
        text: `${alignColumns([['role', 'NIP', 'name', 'who', 'authenticator key'], ...rows])}\n\nAll with the password ${DEMO_PASSWORD}`,
      }
    },
  }),
]
