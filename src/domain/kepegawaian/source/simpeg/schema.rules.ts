/** Which of the mapped columns a database really has, under which spelling. */
import { type Columns, PEGAWAI, type PegawaiColumn } from '../../feed.ts'
import { BESIDE_PEOPLE, type ColumnName, MAPPING, type Origin, PEOPLE_TABLE, PERSON_KEY, REFERENCES } from './mapping.ts'

/** A column of information_schema. */
export interface FoundColumn {
  readonly table: string
  readonly column: string
  /** null for what is no text */
  readonly collation: string | null
}

export interface FoundSchema {
  /** @returns where a column is; @throws RangeError for one that is not there and should be */
  at(name: ColumnName): FoundColumn
  /** origin of each cell that the database can tell */
  readonly origins: ReadonlyMap<PegawaiColumn, Origin>
  /** feed columns that it cannot tell */
  readonly missing: readonly PegawaiColumn[]
}

const tableOf = (name: ColumnName): string => name.slice(0, name.indexOf('.'))

/** Every table that is looked at. */
export const TABLES: readonly string[] = [PEOPLE_TABLE, ...BESIDE_PEOPLE, ...REFERENCES.map(({ key }) => tableOf(key))]

const COLUMNS: Columns = PEGAWAI
const ALL = [...COLUMNS.required, ...COLUMNS.optional, ...COLUMNS.aside ?? []] as readonly PegawaiColumn[]

/** Columns without which nothing can be read. */
const NEEDED: readonly ColumnName[] = [
  ...[PEOPLE_TABLE, ...BESIDE_PEOPLE].map((table) => `${table}.${PERSON_KEY}` as const),
  ...REFERENCES.flatMap(({ key, text, code }) => [key, text, code]),
  ...ALL.flatMap((column) => {
    const origin: Origin | undefined = MAPPING[column]
    return origin?.certainty === 'seen' ? origin.columns : []
  }),
]

/** @returns the columns, or the names of those that were seen once and are not there */
export function findSchema(found: readonly FoundColumn[]): FoundSchema | { readonly lacking: readonly ColumnName[] } {
  const byName = new Map(found.map((one) => [`${one.table}.${one.column}`.toLowerCase(), one]))
  const lacking = [...new Set(NEEDED)].filter((name) => !byName.has(name))
  if (lacking.length > 0) return { lacking }
  const origins = new Map<PegawaiColumn, Origin>()
  for (const column of ALL) {
    const origin: Origin | undefined = MAPPING[column]
    if (origin?.columns.every((name) => byName.has(name))) origins.set(column, origin)
  }
  return {
    origins,
    missing: ALL.filter((column) => !origins.has(column) && !COLUMNS.aside?.includes(column)),
    at(name) {
      const one = byName.get(name)
      if (!one) throw new RangeError(`${name} is no column of this database`)
      return one
    },
  }
}
