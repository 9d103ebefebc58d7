import { createHash } from 'node:crypto'
import knexFactory, { type Knex } from 'knex'
import pg from 'pg'

/** One SQL text with its values; `$1` placeholders. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** For a text that seldom comes again: PostgreSQL keeps no plan of it. */
  readonly prepared?: false
}

/** A PostgreSQL pool: knex for what is built, `query` with named prepared statements for the hot path. */
export interface Database {
  readonly knex: Knex
  /** Runs one statement, prepared unless it says otherwise. @returns its rows; @throws pg's error */
  query<Row>(statement: Statement): Promise<Row[]>
  /** Query messages sent so far without BEGIN and COMMIT (decision 11). */
  readonly statements: number
  close(): Promise<void>
}

// Official days stay text (`2026-11-22`): a Date would carry a zone that they do not have.
pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text)
// Counts fit in a double long before a table could hold as many rows.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

const names = new Map<string, string>()

/** PostgreSQL keeps a plan per name and connection; the name is the text's own hash. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('hex').slice(0, 32)
    names.set(text, name)
  }
  return name
}

/**
 * Opens a pool; nothing connects until the first query.
 * @param url postgres:// URL of the role to work as
 * @param poolSize largest number of connections
 */
export function openDatabase(url: string, { poolSize = 10 }: { poolSize?: number } = {}): Database {
  const knex = knexFactory({
    client: 'pg',
    connection: { connectionString: url, application_name: 'satu-login', options: '-c TimeZone=UTC' },
    pool: { min: 0, max: poolSize },
    acquireConnectionTimeout: 10_000,
    // It would print to stdout, among a command's JSON, what it also throws.
    log: { warn: () => undefined },
  })
  let statements = 0
  knex.on('query', ({ sql }: { sql: string }) => {
    if (!/^(BEGIN|COMMIT|ROLLBACK)\b/.test(sql)) statements += 1
  })
  const pool = knex.client as {
    acquireConnection(): Promise<pg.Client>
    releaseConnection(connection: pg.Client): Promise<void>
  }
  return {
    knex,
    get statements() { return statements },
    async query<Row>({ text, values, prepared }: Statement): Promise<Row[]> {
      const connection = await pool.acquireConnection()
      try {
        statements += 1
        const named = prepared === false ? {} : { name: nameOf(text) }
        const result = await connection.query({ ...named, text, values: [...values] })
        return result.rows as Row[]
      } finally {
        await pool.releaseConnection(connection)
      }
    },
    close: () => knex.destroy(),
  }
}
