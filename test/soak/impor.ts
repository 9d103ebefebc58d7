import { importBundle } from '../../src/domain/kepegawaian/index.ts'
import { makeSample, REFERENCE_DAY } from '../../src/domain/kepegawaian/sample/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { percentile } from '../bench/figures.ts'
import { table } from '../bench/report.ts'
import { openDirectory } from '../kepegawaian/directory.ts'
import { clockAt, folderOf } from '../kepegawaian/feeds.ts'
import type { Soak } from './soak.ts'

const PEOPLE = 10_000
const ROUNDS = 5

/** One import, or the middle one of several. */
interface Round {
  readonly name: string
  readonly changed: number
  readonly statements: number
  /** From sending to answer, all statements together. */
  readonly databaseMs: number
  readonly wholeMs: number
}

interface ImportFigures {
  readonly people: number
  readonly rounds: readonly Round[]
}

/** What a stretch of work asked of the database, and how long it was waited for in all. */
async function asked<T>({ knex }: Database, work: () => Promise<T>): Promise<{ result: T; statements: number; databaseMs: number }> {
  const begun = new Map<string, number>()
  let [statements, databaseMs] = [0, 0]
  const begin = ({ __knexQueryUid: id }: { __knexQueryUid: string }): void => { begun.set(id, performance.now()) }
  const end = (_rows: unknown, { __knexQueryUid: id }: { __knexQueryUid: string }): void => {
    statements += 1
    databaseMs += performance.now() - (begun.get(id) ?? performance.now())
  }
  knex.on('query', begin)
  knex.on('query-response', end)
  try {
    return { result: await work(), statements, databaseMs }
  } finally {
    knex.off('query', begin)
    knex.off('query-response', end)
  }
}

/** The bundle with another golongan for every hundredth person; another one each time. */
function withChanges(csv: string, round: number): string {
  const [header = '', ...lines] = csv.split('\n')
  const at = header.split(';').indexOf('tmt_golongan')
  return [header, ...lines.map((line, index) => {
    if (index % 100 !== 7 || line === '') return line
    const cells = line.split(';')
    cells[at] = `0${1 + round}-04-2024`
    return cells.join(';')
  })].join('\n')
}

/** How long the database is at it when a whole source comes again, with nothing or with one person in a hundred changed. */
export const impor: Soak<ImportFigures> = {
  about: 'The whole personnel data come again: unchanged, and with one person in a hundred changed.',
  async run(scope, { scale, say }) {
    const people = Math.round(PEOPLE * scale)
    const files = makeSample({ people, units: readUnitSeeds() })
    const directory = await openDirectory(scope)
    const clock = clockAt(REFERENCE_DAY)
    const bring = async (name: string, pegawai: string): Promise<Round> => {
      const path = await folderOf(scope, { ...files, 'pegawai.csv': pegawai })
      const began = performance.now()
      const { result, statements, databaseMs } = await asked(directory.database, () =>
        importBundle(directory.database, clock, { path, full: true, synthetic: true }))
      return { name, changed: result.changed, statements, databaseMs, wholeMs: performance.now() - began }
    }
    const middle = async (name: string, fileOf: (round: number) => string): Promise<Round> => {
      say(`${name}...`)
      const rounds: Round[] = []
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await bring(name, fileOf(round)))
      const of = (pick: (round: Round) => number): number => percentile(rounds.map(pick), 0.5)
      return {
        name, changed: of(({ changed }) => changed), statements: of(({ statements }) => statements),
        databaseMs: of(({ databaseMs }) => databaseMs), wholeMs: of(({ wholeMs }) => wholeMs),
      }
    }
    say('The first time...')
    const csv = String(files['pegawai.csv'])
    const first = await bring('the first time', csv)
    return {
      people,
      rounds: [first, await middle('unchanged', () => csv), await middle('one in a hundred changed', (round) => withChanges(csv, round))],
    }
  },
  report: ({ people, rounds }) => [
    `${people.toLocaleString('en')} people, full, by the use-case of the command; the middle of ${ROUNDS} rounds but for the first.`,
    table(['bundle', 'changed', 'statements', 'database ms', 'whole ms'], rounds.map((round) =>
      [round.name, String(round.changed), String(round.statements), round.databaseMs.toFixed(0), round.wholeMs.toFixed(0)])),
  ].join('\n\n'),
}
