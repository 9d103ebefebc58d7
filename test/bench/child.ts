/**
 * The child's end of the word between a measured process and the one that loads it: each question is a message with a
 * number, its answer has the same number.
 */
export interface Question { readonly id: number; readonly word: string; readonly value?: unknown }
export interface Answer { readonly id: number; readonly answer?: unknown; readonly error?: string }
export interface Ready { readonly ready: { readonly origin: string } }

/** What a measured process is given beside the PATH; it travels as one variable. */
export const SETTINGS = 'BENCH_SETTINGS'

/** @returns the settings that this process was started with */
export const readSettings = <T>(): T => JSON.parse(process.env[SETTINGS] ?? '{}') as T

/** What a process has used since it began, and what it holds now. */
export interface Usage {
  /** CPU of all its threads, milliseconds. */
  readonly cpuMs: number
  /** Resident memory, bytes. */
  readonly rss: number
  /** Decision 11; 0 where there is no database. */
  readonly statements: number
  readonly commits: number
}

/** @param counts of a database, where there is one */
export function usageOf(counts: Pick<Usage, 'statements' | 'commits'> = { statements: 0, commits: 0 }): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, rss: process.memoryUsage.rss(), ...counts }
}

/** Answers the parent's questions from now on, and ends with the parent. */
export function serveParent(origin: string, words: Readonly<Record<string, (value: unknown) => unknown>>): void {
  // An end of its own accord: what Node compiled is kept then.
  process.once('SIGTERM', () => process.exit(0))
  if (!process.send) return
  const send = (message: Answer | Ready): void => { process.send?.(message) }
  process.on('message', ({ id, word, value }: Question) => {
    Promise.resolve(value).then(words[word]).then(
      (answer) => send({ id, answer }), (error: unknown) => send({ id, error: String(error) }))
  })
  process.on('disconnect', () => process.exit(0))
  send({ ready: { origin } })
}
