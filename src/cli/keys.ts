import { listKeys, promoteKeys, reseal, retireKeys, stageKeys } from '../domain/keys/index.ts'
import { createSeal } from '../kernel/lib/seal.ts'
import { command, type Outcome } from './kit/command.ts'
import { atWork } from './kit/database.ts'
import { sealingKeysOf } from './kit/sealing.ts'
import { alignColumns } from './kit/table.rules.ts'

const FORCE = { about: 'although it is too early; tokens may fail, and the audit trail says so' } as const

type Key = Awaited<ReturnType<typeof listKeys>>[number]

function outcomeOf(keys: readonly Key[]): Outcome {
  const rows = keys.map(({ kid, alg, state, publishedAt }) => [kid, alg, state, publishedAt.toISOString()])
  return {
    json: keys.map(({ kid, alg, state }) => ({ kid, alg, state })),
    text: keys.length === 0
      ? 'There is no key yet: the service makes the first ones when it starts.'
      : alignColumns([['kid', 'alg', 'state', 'published'], ...rows]),
  }
}

export const commands = [
  command({
    name: 'keys list', parameters: [], options: {},
    about: 'Lists the signing keys with their states: next, current, previous, retired.',
    async run(_given, say) {
      return outcomeOf(await atWork(say, ({ database }) => listKeys(database)))
    },
  }),
  command({
    name: 'keys stage', parameters: [], options: {},
    about: 'Makes and publishes the next signing key of each algorithm.',
    async run(_given, say) {
      return outcomeOf(await atWork(say, async (desk) =>
        stageKeys(desk.database, desk.clock, createSeal(await sealingKeysOf(desk)))))
    },
  }),
  command({
    name: 'keys promote', parameters: [], options: { force: FORCE },
    about: 'Lets the next keys sign, 15 minutes after they were published.',
    async run({ force }, say) {
      return outcomeOf(await atWork(say, ({ database, clock }) => promoteKeys(database, clock, { force })))
    },
  }),
  command({
    name: 'keys retire', parameters: [], options: { force: FORCE },
    about: 'Takes the previous keys out of the published set, 15 minutes after they stopped signing.',
    async run({ force }, say) {
      return outcomeOf(await atWork(say, ({ database, clock }) => retireKeys(database, clock, { force })))
    },
  }),
  command({
    name: 'keys reseal', parameters: [], options: {},
    about: 'Seals everything anew under the first of ENCRYPTION_KEYS; after it the older ones can be removed.',
    async run(_given, say) {
      const done = await atWork(say, async (desk) =>
        reseal(desk.database, desk.clock, await sealingKeysOf(desk), say))
      const lost = done.unreadable === 0 ? '' : `, ${done.unreadable} of no use any more could not be opened`
      return { json: done, text: `Everything lies under the key "${done.key}": ${done.resealed} values were sealed anew${lost}.` }
    },
  }),
]
