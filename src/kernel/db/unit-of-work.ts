import { AsyncLocalStorage } from 'node:async_hooks'
import { newId } from '../lib/ids.ts'
import type { Database, Statement } from './database.ts'

interface Staged {
  readonly statement: Statement
  /** What a read in the same request sees: the new value, or null when it was deleted. */
  readonly image: unknown
}

/** That something happened, in words of closed lists: what may be counted and shown to anybody who keeps the house. */
export interface Deed {
  readonly kind: string
  readonly outcome: string
}

/** What has to be true in the very statement that writes. */
interface Condition {
  readonly statement: Statement
  readonly refusal: () => Error
}

/** Where a unit of work comes from: what every audit event of it says about the request. */
export interface Origin {
  readonly correlationId: string
  readonly address?: string | undefined
  readonly device?: string | undefined
}

/**
 * The writes of one request (decision 8). They are seen by reads of the same request through `peek` and leave as one
 * statement, hence one transaction and one commit, before the first byte of the answer. Work that must be single use
 * does not come here: it is committed at once.
 */
export class UnitOfWork {
  static readonly #storage = new AsyncLocalStorage<UnitOfWork>()
  readonly #staged = new Map<string, Staged>()
  readonly #read = new Map<string, unknown>()
  readonly #followers: (() => void)[] = []
  readonly origin: Origin
  /** What happened if the flush succeeds. */
  readonly deeds: Deed[] = []
  #condition: Condition | undefined
  #anonymous = 0
  #flushed = false

  constructor(origin: Origin) {
    this.origin = origin
  }

  /** @throws outside a request or `perform`: a write without a transaction would be lost */
  static current(): UnitOfWork {
    const current = UnitOfWork.#storage.getStore()
    if (!current) throw new Error('no unit of work: writes need a request or perform()')
    return current
  }

  /** @returns where the request comes from that is being answered; undefined outside of one */
  static originNow(): Origin | undefined {
    return UnitOfWork.#storage.getStore()?.origin
  }

  /** Runs `work` with this unit as the current one; flushing is the caller's. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return UnitOfWork.#storage.run(this, work)
  }

  /**
   * Stages one row's write; a later write under the same key replaces the earlier, as it would in the table.
   * @param key model and id, for instance `Session:<hash>`
   * @param image the row as reads in this request shall see it, null when deleted
   * @throws after the flush: such a write would be lost without a word
   */
  stage(key: string, statement: Statement, image: unknown): void {
    if (this.#flushed) throw new Error(`the unit of work is over: a write of ${key.split(':')[0]} comes too late`)
    this.#staged.delete(key)
    this.#staged.set(key, { statement, image })
  }

  /** Stages a write that nobody reads back in the same request: an audit event, a counter. */
  append(statement: Statement): void {
    this.#anonymous += 1
    this.stage(`append:${this.#anonymous}`, statement, null)
  }

  /**
   * Binds every write of this unit to something that must still be true when they are made. It is looked at before the
   * first of them, in the same statement, so that what it locks stays as it is until they are committed.
   * @param statement a SELECT that locks what it finds; where it finds nothing, nothing is written
   * @param refusal what the flush throws then
   */
  provided(statement: Statement, refusal: () => Error): void {
    this.#condition = { statement, refusal }
  }

  /** @returns the pending image of a key, null when it is pending deletion, undefined when nothing is pending */
  peek<Image>(key: string): Image | null | undefined {
    const staged = this.#staged.get(key)
    return staged === undefined ? undefined : staged.image as Image | null
  }

  /** Runs `follower` once everything is committed, never after a flush that failed. */
  whenFlushed(follower: () => void): void {
    this.#followers.push(follower)
  }

  /** Keeps what a read brought along for a later one of the same request; a staged write goes before it. */
  remember(key: string, value: unknown): void {
    this.#read.set(key, value)
  }

  /** @returns what was remembered under a key, undefined when nothing was */
  recall<Value>(key: string): Value | undefined {
    return this.#read.get(key) as Value | undefined
  }

  /**
   * Writes everything in one statement. The parts are data-modifying CTEs: each touches its own row, all see one
   * snapshot, and either all happen or none.
   * @throws the refusal of `provided`, or what PostgreSQL says; nothing was written then, and nothing is kept for
   *   another try
   */
  async flush(database: Database): Promise<void> {
    const statements = [...this.#staged.values()].map(({ statement }) => statement)
    this.#flushed = true
    this.#staged.clear()
    const [first, ...others] = statements
    if (first) {
      const isAlone = others.length === 0 && this.#condition === undefined
      await this.#write(database, isAlone ? first : combine(statements, this.#condition?.statement))
    }
    for (const follower of this.#followers) follower()
  }

  async #write(database: Database, statement: Statement): Promise<void> {
    try {
      await database.query(statement)
    } catch (error) {
      if (this.#condition && (error as { code?: unknown }).code === NOT_SO) throw this.#condition.refusal()
      throw error
    }
  }
}

/** PostgreSQL's division_by_zero, which nothing that we write can bring about but a condition that does not hold. */
const NOT_SO = '22012'

/** Longer ones are seldom the same twice, and PostgreSQL would keep each (388 parts: 4 MB) in every connection. */
const MOST_PREPARED_PARTS = 10

/**
 * Makes one statement of many: the placeholders of each part are renumbered behind those of the parts before it. The
 * main query runs before the parts that write, so that a condition that finds nothing ends it before the first of them.
 */
function combine(statements: readonly Statement[], condition?: Statement): Statement {
  const values: unknown[] = []
  const part = (name: string, statement: Statement): string => {
    const offset = values.length
    values.push(...statement.values)
    const text = statement.text.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + offset}`)
    return `${name} AS (${text})`
  }
  const parts = statements.map((statement, index) => part(`w${index}`, statement))
  const text = condition === undefined ? `WITH ${parts.join(', ')} SELECT 1`
    : `WITH ${[...parts, part('syarat', condition)].join(', ')} SELECT 1 / count(*) FROM syarat`
  return parts.length > MOST_PREPARED_PARTS ? { text, values, prepared: false } : { text, values }
}

/** Runs `work` in a unit of its own and flushes it: what commands and jobs use. */
export async function perform<T>(database: Database, work: () => Promise<T>): Promise<T> {
  const unit = new UnitOfWork({ correlationId: newId() })
  const result = await unit.run(work)
  await unit.flush(database)
  return result
}
