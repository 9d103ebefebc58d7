import { stripVTControlCharacters } from 'node:util'

/**
 * What AVA tells about a run, one record per event, as plain JSON. AVA's own stream of events is used, not its TAP:
 * TAP has neither durations nor the file of a crash. The stream is an experiment of AVA, whose version is pinned;
 * a stream that does not end with `end` counts as a failed run (tally.rules.ts).
 */
export type Record =
  | { type: 'starting'; file: string; at: number }
  | { type: 'declared-test'; file: string; title: string }
  | { type: 'selected-test'; file: string; title: string; skip: boolean; todo: boolean }
  | { type: 'test-passed'; file: string; title: string; knownFailing: boolean; logs: string[] }
  | { type: 'test-failed' | 'hook-failed'; file: string; title: string; detail: string; logs: string[] }
  | { type: 'crash'; file: string; detail: string }
  | { type: 'timeout'; period: number }
  | { type: 'worker-failed'; file: string; detail: string; at: number }
  | { type: 'worker-finished'; file: string; forced: boolean; at: number }
  | { type: 'output'; file: string; text: string }
  | { type: 'end' }

/** Where a record goes: AVA's process sends it to the runner that started it. */
export type Sink = (record: Record) => void

interface SerializedError {
  type?: string
  name?: string
  message?: string
  stack?: string
  formattedError?: string
  formattedCause?: string | null
  formattedDetails?: { label: string; formatted: string }[]
  source?: { file: string; line: number } | null
  errors?: SerializedError[]
}

/** AVA's events, as far as they are read here; the declarations of the package leave most of them out. */
export interface AvaEvent {
  type: string
  testFile?: string
  title?: string
  skip?: boolean
  todo?: boolean
  knownFailing?: boolean
  logs?: string[]
  err?: SerializedError
  stack?: string
  period?: number
  nonZeroExitCode?: number
  signal?: string
  forcedExit?: boolean
  chunk?: Uint8Array
  bootMs?: number
}

// Frames that say nothing about the test: AVA's own and Node's.
const OTHERS = /node_modules\/ava\/|node:internal\/|Promise\.all \(index/

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ')

/**
 * Everything a person needs to see what went wrong: where, the values, the way there. AVA describes a thrown error in
 * its details; its text is not repeated from the stack.
 */
export function explain(error: SerializedError | undefined): string {
  if (error === undefined) return 'no error given'
  const details = error.formattedDetails ?? []
  const lines: string[] = []
  if (error.formattedError !== undefined) lines.push('Something that is no Error was thrown:', error.formattedError)
  if (error.source) lines.push(`${error.source.file}:${error.source.line}`)
  for (const { label, formatted } of details) lines.push(label.trim(), indent(formatted))
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !OTHERS.test(line))
  if (details.length === 0) {
    lines.push(`${error.name ?? 'Error'}: ${error.message ?? ''}`)
    if (error.formattedCause) lines.push('Cause:', indent(error.formattedCause))
  } else if (error.message && !details.some(({ label }) => label.startsWith(error.message ?? ''))) {
    lines.unshift(error.message)
  }
  lines.push(...frames)
  for (const one of error.errors ?? []) lines.push(indent(explain(one)))
  return stripVTControlCharacters(lines.join('\n'))
}

/** @returns the record of one event; undefined for events that decide nothing */
export function toRecord(event: AvaEvent, now: number): Record | undefined {
  const file = event.testFile ?? ''
  const title = event.title ?? ''
  const logs = event.logs ?? []
  switch (event.type) {
    case 'starting': return { type: 'starting', file, at: now - (event.bootMs ?? 0) }
    case 'declared-test': return { type: 'declared-test', file, title }
    case 'selected-test':
      return { type: 'selected-test', file, title, skip: event.skip === true, todo: event.todo === true }
    case 'test-passed': return { type: 'test-passed', file, title, knownFailing: event.knownFailing === true, logs }
    case 'test-failed':
    case 'hook-failed': return { type: event.type, file, title, detail: explain(event.err), logs }
    case 'missing-ava-import': return { type: 'crash', file, detail: 'The file does not import AVA: no test in it.' }
    case 'process-exit': return { type: 'crash', file, detail: `process.exit() was called.\n${event.stack ?? ''}` }
    case 'uncaught-exception':
    case 'unhandled-rejection':
    case 'internal-error':
    case 'shared-worker-error':
    case 'line-number-selection-error':
    case 'interrupt': return { type: 'crash', file, detail: `${event.type}: ${explain(event.err)}` }
    case 'timeout': return { type: 'timeout', period: event.period ?? 0 }
    case 'worker-failed': {
      const code = event.nonZeroExitCode
      const detail = code !== undefined ? `The process of the file exited with status ${code}.`
        : event.signal !== undefined ? `The process of the file was ended by ${event.signal}.` : explain(event.err)
      return { type: 'worker-failed', file, detail, at: now }
    }
    case 'worker-finished': return { type: 'worker-finished', file, forced: event.forcedExit === true, at: now }
    case 'worker-stdout':
    case 'worker-stderr': return { type: 'output', file, text: Buffer.from(event.chunk ?? []).toString() }
    case 'end': return { type: 'end' }
    default: return undefined
  }
}

/** Runs inside AVA's own process (ava.config.js): sends every event of the run to the sink. */
export async function relay(events: AsyncIterable<AvaEvent>, sink: Sink): Promise<void> {
  for await (const event of events) {
    const record = toRecord(event, Date.now())
    if (record !== undefined) sink(record)
  }
}
