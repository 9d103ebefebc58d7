import type { Record } from './records.ts'

export interface Failure { readonly file: string; readonly title: string; readonly detail: string }
export interface Skip { readonly file: string; readonly title: string }
export interface FileResult {
  readonly file: string
  readonly passed: number
  readonly failures: Failure[]
  readonly skips: Skip[]
  readonly ms: number
}

type TestRecord = Extract<Record, { type: 'starting' | `${string}-test` | `test-${string}` | 'hook-failed' }>

interface OpenFile {
  passed: number
  failures: Failure[]
  skips: Skip[]
  declared: number
  selected: number
  /** Tests that began, with those that have not ended yet. */
  pending: Set<string>
  crashed: boolean
  /** What the file printed, for a crash that leaves no other word. */
  output: string
  from: number
}

const LAST_WORDS = 2000

const withLogs = (detail: string, logs: string[]): string =>
  logs.length === 0 ? detail : `${logs.map((log) => `log: ${log}`).join('\n')}\n${detail}`

/**
 * Counts a run (decision 31). Only what passed counts as passed: a crash, a time-out, a file without a test, `todo`,
 * `failing`, a test left out by `only`, a test that never ended and a file that never ran are failures.
 */
export class Tally {
  readonly finished: FileResult[] = []
  /** Failures that belong to no file. */
  readonly general: Failure[] = []
  readonly #expected: Set<string>
  readonly #open = new Map<string, OpenFile>()
  #timeout = 0
  #ended = false
  readonly #onFile: (result: FileResult) => void

  /**
   * @param expected the files that must run
   * @param onFile told of each file as it ends
   */
  constructor(expected: readonly string[], onFile: (result: FileResult) => void = () => {}) {
    this.#expected = new Set(expected)
    this.#onFile = onFile
  }

  /** Takes the next record of the run. */
  add(record: Record): void {
    switch (record.type) {
      case 'end': this.#ended = true; return
      case 'timeout': this.#timeout = record.period; return
      case 'output': this.#file(record.file).output += record.text; return
      case 'crash':
        if (record.file === '') this.general.push({ file: '', title: 'the run', detail: record.detail })
        else this.#crash(record.file, record.detail)
        return
      case 'worker-failed': this.#workerFailed(record.file, record.detail, record.at); return
      case 'worker-finished': this.#workerFinished(record.file, record.forced, record.at); return
      case 'starting':
      case 'declared-test':
      case 'selected-test':
      case 'test-passed':
      case 'test-failed':
      case 'hook-failed': this.#addTest(record)
    }
  }

  /**
   * Closes the run.
   * @param status AVA's own exit status; null when a signal ended it
   */
  close(status: number | null): void {
    for (const file of [...this.#open.keys()]) {
      this.#crash(file, 'The file did not end.')
      this.#close(file, this.#file(file).from)
    }
    for (const file of this.#expected) this.#unrun(file)
    if (!this.#ended) this.#fail('AVA stopped before it said that the run was over.')
    if (this.finished.length === 0) this.#fail('No test file ran.')
    if (status !== 0 && this.failures.length === 0) this.#fail(`AVA ended with status ${status} but named no failure.`)
    if (this.passed === 0 && this.failures.length === 0) this.#fail('No test passed.')
  }

  get passed(): number { return this.finished.reduce((sum, { passed }) => sum + passed, 0) }
  get failures(): Failure[] { return [...this.finished.flatMap(({ failures }) => failures), ...this.general] }
  get skips(): Skip[] { return this.finished.flatMap(({ skips }) => skips) }

  #fail(detail: string): void {
    this.general.push({ file: '', title: 'the run', detail })
  }

  #unrun(file: string): void {
    const failures = [{ file, title: 'the file', detail: 'The file never ran.' }]
    this.#finish({ file, passed: 0, failures, skips: [], ms: 0 })
  }

  #file(file: string): OpenFile {
    let open = this.#open.get(file)
    if (open === undefined) {
      open = {
        passed: 0, failures: [], skips: [], declared: 0, selected: 0, pending: new Set(),
        crashed: false, output: '', from: 0,
      }
      this.#open.set(file, open)
      this.#expected.delete(file)
    }
    return open
  }

  #crash(name: string, detail: string): void {
    const file = this.#file(name)
    file.crashed = true
    file.failures.push({ file: name, title: 'the file', detail })
  }

  #addTest(record: TestRecord): void {
    const file = this.#file(record.file)
    const title = 'title' in record ? record.title : ''
    const fail = (detail: string): void => void file.failures.push({ file: record.file, title, detail })
    switch (record.type) {
      case 'starting': file.from = record.at; return
      case 'declared-test': file.declared += 1; return
      case 'selected-test':
        file.selected += 1
        if (record.skip) file.skips.push({ file: record.file, title })
        else if (record.todo) fail('A todo is no test: write it or take it out.')
        else file.pending.add(title)
        return
      case 'test-passed':
        file.pending.delete(title)
        if (record.knownFailing) fail('A test that is expected to fail proves nothing: mend it or take it out.')
        else file.passed += 1
        return
      case 'test-failed':
        file.pending.delete(title)
        fail(withLogs(record.detail, record.logs))
        return
      case 'hook-failed': fail(withLogs(record.detail, record.logs))
    }
  }

  /** A crash told before has the better words; its exit status adds nothing. */
  #workerFailed(name: string, detail: string, at: number): void {
    const { crashed, output } = this.#file(name)
    if (!crashed) this.#crash(name, `${detail}\n${output.slice(-LAST_WORDS)}`.trimEnd())
    this.#close(name, at)
  }

  #workerFinished(name: string, forced: boolean, at: number): void {
    const file = this.#file(name)
    if (forced) {
      this.#crash(name, this.#timeout > 0
        ? `Ended after ${this.#timeout / 1000} s in which no test of the run completed.`
        : 'Ended by force.')
    } else if (file.declared === 0 && !file.crashed) {
      this.#crash(name, 'There is no test in the file.')
    }
    this.#close(name, at)
  }

  #close(name: string, at: number): void {
    const file = this.#file(name)
    for (const title of file.pending) file.failures.push({ file: name, title, detail: 'The test did not end.' })
    const left = file.declared - file.selected
    if (left > 0 && !file.crashed) {
      const detail = `${left} of ${file.declared} tests did not run: is there a test.only?`
      file.failures.push({ file: name, title: 'the file', detail })
    }
    this.#open.delete(name)
    const ms = file.from === 0 ? 0 : at - file.from
    this.#finish({ file: name, passed: file.passed, failures: file.failures, skips: file.skips, ms })
  }

  #finish(result: FileResult): void {
    this.finished.push(result)
    this.#onFile(result)
  }
}
