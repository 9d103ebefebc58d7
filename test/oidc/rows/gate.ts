import type { Database } from '../../../src/kernel/db/database.ts'

/** Holds the first who comes after it was shut, until it is opened; everybody else goes by. */
export interface Gate {
  readonly pass: () => Promise<void>
  shut(): void
  /** Resolves when somebody is held. */
  readonly reached: Promise<undefined>
  open(): void
}

export function createGate(): Gate {
  const reached = Promise.withResolvers<undefined>()
  const opened = Promise.withResolvers<undefined>()
  let isShut = false
  return {
    async pass() {
      if (!isShut) return
      isShut = false
      reached.resolve(undefined)
      await opened.promise
    },
    shut() { isShut = true },
    reached: reached.promise,
    open() { opened.resolve(undefined) },
  }
}

/** A pool whose answers to some statement pass a gate. */
export function gated(inner: Database, statement: RegExp, gate: Gate): Database {
  return {
    get knex() { return inner.knex },
    get statements() { return inner.statements },
    async query(one) {
      const rows = await inner.query<never>(one)
      if (statement.test(one.text)) await gate.pass()
      return rows
    },
    close: () => inner.close(),
  }
}
