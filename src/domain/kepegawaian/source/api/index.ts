/** An API of the personnel office as docs/openapi-kepegawaian.yaml describes it: everybody, what changed, one person. */
import type { Clock } from '../../../../kernel/lib/clock.ts'
import { PEGAWAI, type PegawaiColumn } from '../../feed.ts'
import { openedOf } from '../records.ts'
import { type OpenedSource, type Source, SourceDown } from '../source.ts'
import { API_SOURCE, type ApiSettings, createAsk, CursorGone } from './client.ts'
import { assignmentsOf, cellsOf, pegawai, type Pegawai } from './contract.schema.ts'
import { readPages, type Reading } from './reading.ts'

/** One reading, waits included: the next one comes anyway. */
const READING_MS = 300_000

const COLUMNS: readonly PegawaiColumn[] = [...PEGAWAI.required, ...PEGAWAI.optional]

/** @returns a source that knows people by the API's own id; nothing connects before it is asked */
export function createApi(settings: ApiSettings, clock: Clock): Source {
  const ask = createAsk(settings, clock)

  const pages = (sejak: string | undefined, signal: AbortSignal): Promise<Reading> =>
    inTime(signal, (limited) => readPages(ask, sejak, limited))

  return {
    sumber: API_SOURCE,
    async everything(signal) {
      const asOf = clock.now()
      const { people } = await pages(undefined, signal)
      if (people.length === 0) throw new SourceDown(API_SOURCE, 'incomplete', { detail: 'nobody' })
      return opened(people, asOf)
    },
    async changedSince(cursor, signal) {
      const asOf = clock.now()
      const { people, sampai } = await pages(cursor, signal).catch((error: unknown) => {
        if (error instanceof CursorGone && cursor !== undefined) return pages(undefined, signal)
        throw error
      })
      return { source: opened(people, asOf), cursor: sampai }
    },
    async person(externalId, signal) {
      const asOf = clock.now()
      const path = `/pegawai/${encodeURIComponent(externalId)}`
      const person = await inTime(signal, (limited) => ask(path, pegawai, limited))
      if (person && person.id !== externalId) throw new SourceDown(API_SOURCE, 'malformed', { detail: 'another person' })
      return person && opened([person], asOf)
    },
  }
}

/** @throws SourceDown when the work takes longer than a reading may; the signal's reason when that fires */
async function inTime<Result>(signal: AbortSignal, work: (limited: AbortSignal) => Promise<Result>): Promise<Result> {
  const limit = AbortSignal.timeout(READING_MS)
  try {
    return await work(AbortSignal.any([signal, limit]))
  } catch (error) {
    if (limit.aborted && !signal.aborted) throw new SourceDown(API_SOURCE, 'timeout')
    throw error
  }
}

/** @throws SourceDown where assignments are told of some and not of others: those would lose theirs */
function opened(people: readonly Pegawai[], asOf: Date): OpenedSource {
  const rows = people.map(cellsOf)
  const assignments = people.flatMap((person) => assignmentsOf(person) ?? [])
  const telling = people.filter((person) => person.penugasan !== undefined).length
  if (telling > 0 && telling < people.length) throw new SourceDown(API_SOURCE, 'malformed', { detail: 'penugasan of some' })
  return openedOf({
    sumber: API_SOURCE, asOf, pegawai: { name: 'pegawai', rows },
    penugasan: telling > 0 ? { name: 'penugasan', rows: assignments } : undefined,
    missing: [
      ...COLUMNS.filter((column) => rows.every((row) => row[column] === undefined)), 'unor.csv',
      ...telling > 0 ? [] : ['penugasan.csv'],
    ],
  })
}
