import type { Database } from '../../src/kernel/db/database.ts'

/** What some work cost (decision 11). */
export interface Cost {
  readonly statements: number
  /** Transactions that wrote: of statements outside a transaction, each that changes rows. */
  readonly commits: number
}

const WRITES = /\b(INSERT INTO|UPDATE|DELETE FROM)\b/

/** A pool that counts what is sent through it. */
export interface CountingDatabase {
  readonly database: Database
  /** @returns what everything cost so far */
  total(): Cost
  /** @returns what `work` cost, and its result */
  measure<T>(work: () => Promise<T>): Promise<{ cost: Cost; result: T }>
}

export function counting(inner: Database): CountingDatabase {
  let writes = 0
  inner.knex.on('query', ({ sql }: { sql: string }) => {
    if (/^COMMIT\b/.test(sql)) writes += 1
  })
  const database: Database = {
    get knex() { return inner.knex },
    get statements() { return inner.statements },
    query(statement) {
      if (WRITES.test(statement.text)) writes += 1
      return inner.query(statement)
    },
    close: () => inner.close(),
  }
  const total = (): Cost => ({ statements: inner.statements, commits: writes })
  return {
    database,
    total,
    async measure(work) {
      const before = total()
      const result = await work()
      const { statements, commits } = total()
      return { cost: { statements: statements - before.statements, commits: commits - before.commits }, result }
    },
  }
}
