import { readdir } from 'node:fs/promises'
import { OperatorError } from '../lib/operator-error.ts'
import type { Database } from './database.ts'

/** How a database stands to the migrations of this checkout; a newer one is `current`: migrations are additive first. */
export type SchemaState = 'missing' | 'old' | 'current'

const directory = new URL('../../../migrations/', import.meta.url)

const UNDEFINED_TABLE = '42P01'
const INSUFFICIENT_PRIVILEGE = '42501'

/**
 * One statement and one directory: cheap enough for every command.
 * @param database a pool of the service's role
 */
export async function schemaState(database: Database): Promise<SchemaState> {
  const wanted = (await readdir(directory)).filter((name) => name.endsWith('.ts'))
  try {
    const rows = await database.query<{ name: string }>({ text: 'SELECT name FROM knex_migrations', values: [] })
    const applied = new Set(rows.map(({ name }) => name))
    return wanted.every((name) => applied.has(name)) ? 'current' : 'old'
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === UNDEFINED_TABLE) return 'missing'
    // Until migration 10 the list was closed to the service.
    if (code === INSUFFICIENT_PRIVILEGE) return 'old'
    throw error
  }
}

const MIGRATE = 'Run `npm run -s satu-login -- migrate` first.'

/** @throws OperatorError when the schema is missing or older than this program */
export async function requireSchema(database: Database): Promise<void> {
  const state = await schemaState(database)
  if (state === 'missing') throw new OperatorError(`The database has no tables yet. ${MIGRATE}`)
  if (state === 'old') throw new OperatorError(`The database is older than this program. ${MIGRATE}`)
}
