/** Banten's SIMPEG, a MySQL or MariaDB database that is read whole and never written. */
import type { Clock } from '../../../../kernel/lib/clock.ts'
import type { PegawaiColumn } from '../../feed.ts'
import { type Cells, openedOf } from '../records.ts'
import { type OpenedSource, type Source, SourceDown } from '../source.ts'
import { SIMPEG_SOURCE, type SimpegSettings, withReading } from './connection.ts'
import { PEOPLE_TABLE } from './mapping.ts'
import { findSchema, type FoundSchema } from './schema.rules.ts'
import { type Asked, loadColumns, streamPeople } from './simpeg.queries.ts'

/** Twenty provinces: what is longer is no list of people of one, and would fill the memory. */
const MOST_PEOPLE = 200_000

/** What a database of this kind never tells, whatever its columns. */
const NEVER = ['unor.csv', 'penugasan.csv']

/**
 * @param clock says when reading began
 * @returns a source that knows people by their NIP and cannot tell what changed; nothing connects before it is asked
 */
export function createSimpeg(settings: SimpegSettings, clock: Clock): Source {
  async function read(signal: AbortSignal, nip?: string): Promise<{ people: Cells<PegawaiColumn>[]; opened: OpenedSource }> {
    const asOf = clock.now()
    return withReading(settings, signal, async (asked) => {
      const schema = await knownSchema(asked)
      const people = await readPeople(asked, schema, nip)
      const opened = openedOf({
        sumber: SIMPEG_SOURCE, asOf, pegawai: { name: PEOPLE_TABLE, rows: people }, missing: [...schema.missing, ...NEVER],
      })
      return { people, opened }
    })
  }
  return {
    sumber: SIMPEG_SOURCE,
    async everything(signal) {
      const { people, opened } = await read(signal)
      if (people.length === 0) throw new SourceDown(SIMPEG_SOURCE, 'incomplete', { detail: `${PEOPLE_TABLE} is empty` })
      return opened
    },
    async person(externalId, signal) {
      const { people, opened } = await read(signal, externalId)
      return people.length === 0 ? undefined : opened
    },
  }
}

async function knownSchema(asked: Asked): Promise<FoundSchema> {
  const schema = findSchema(await loadColumns(asked))
  if ('lacking' in schema) throw new SourceDown(SIMPEG_SOURCE, 'schema', { detail: schema.lacking.join(', ') })
  return schema
}

async function readPeople(asked: Asked, schema: FoundSchema, nip: string | undefined): Promise<Cells<PegawaiColumn>[]> {
  const columns = [...new Set([...schema.origins.values()].flatMap((origin) => origin.columns))]
  const places = [...schema.origins].map(([cell, origin]) =>
    ({ cell, origin, at: origin.columns.map((column) => columns.indexOf(column)) }))
  const people: Cells<PegawaiColumn>[] = []
  for await (const row of streamPeople(asked, schema, columns, nip)) {
    if (people.length === MOST_PEOPLE) throw new SourceDown(SIMPEG_SOURCE, 'too-large', { detail: `${MOST_PEOPLE} people` })
    people.push(Object.fromEntries(places.map(({ cell, origin, at }) => [cell, origin.cell(...at.map((place) => row[place]))])))
  }
  return people
}
