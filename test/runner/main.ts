import pg from 'pg'
import { findTestFiles, runAva } from './ava.ts'
import { binOf, endAll, ROOT, runNode } from './command.ts'
import { workerEnvironment } from './environment.ts'
import type { TestServer } from './given-server.ts'
import { needsPenuh } from './needs.ts'
import { checkLine, failureText, fileLine, lastLine, skipsText, slowestText } from './report.ts'

export interface Options {
  /** Globs of the files to run, relative to the checkout; none for everything. */
  readonly patterns: readonly string[]
  /** Glob of all test files. */
  readonly tests: string
  /** AVA's configuration, where it is not the checkout's. */
  readonly config?: string
}

const say = (line: string): void => console.log(line)

const textOf = (error: unknown): string => error instanceof Error ? error.stack ?? error.message : String(error)

async function describeServer({ adminUrl, prefix }: TestServer): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version")
    return `PostgreSQL ${rows[0]?.version}, databases ${prefix}*`
  } finally {
    await client.end()
  }
}

/** One run from the first line to the last. */
class Run {
  readonly #options: Options
  readonly #total = { passed: 0, failed: 0, skipped: 0 }
  #server: TestServer | undefined
  #interrupted: NodeJS.Signals | undefined

  constructor(options: Options) {
    this.#options = options
  }

  /** The first signal lets what runs end and be cleaned up; the second does not wait. */
  interrupt(signal: NodeJS.Signals): void {
    endAll(this.#interrupted === undefined ? 'SIGTERM' : 'SIGKILL')
    this.#interrupted ??= signal
  }

  /** @returns the exit status */
  async toTheEnd(): Promise<number> {
    await this.#attempt('the run', () => this.#everything())
    await this.#attempt('cleaning up', async () => await this.#server?.release())
    const total = this.#total
    if (this.#interrupted !== undefined) {
      total.failed += 1
      say(`\nStopped by ${this.#interrupted}.`)
    }
    say(`\n${lastLine(total.passed, total.failed, total.skipped)}`)
    return total.failed > 0 ? 1 : 0
  }

  async #everything(): Promise<void> {
    const { patterns, tests } = this.#options
    const files = findTestFiles(patterns, tests)
    if (patterns.length === 0) {
      await this.#check('types', [binOf('typescript', 'tsc'), '--project', ROOT])
      await this.#check('lint', [binOf('eslint'), ROOT, '--max-warnings', '0'])
    } else {
      say(`Only ${files.length} of ${findTestFiles([], tests).length} test files; types and lint are left out.`)
    }
    if (this.#interrupted === undefined) await this.#attempt('the database', () => this.#prepare(files))
    if (this.#interrupted === undefined) await this.#test(files)
  }

  /** Anything thrown outside a test is a failure of the run, told with its cause. */
  async #attempt(title: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#total.failed += 1
      say(failureText({ file: '', title, detail: textOf(error) }))
    }
  }

  /** Types and lint count as one test each. */
  async #check(name: string, args: string[]): Promise<void> {
    if (this.#interrupted !== undefined) return
    const from = Date.now()
    const { status, output } = await runNode(args)
    this.#total[status === 0 ? 'passed' : 'failed'] += 1
    say(checkLine(name, status === 0, Date.now() - from, output))
  }

  /** What it needs of src/ is loaded here: a mistake in there is told after types and lint, not instead of them. */
  async #prepare(files: string[]): Promise<void> {
    const { startPostgres } = await import('./postgres.ts')
    this.#server = await startPostgres(say)
    say(await describeServer(this.#server))
    const { buildTemplates } = await import('../helpers/templates.ts')
    const from = Date.now()
    const penuh = needsPenuh(files)
    await buildTemplates(this.#server, { penuh })
    say(`Templates built: kosong${penuh ? ', penuh' : ''} (${((Date.now() - from) / 1000).toFixed(1)} s)`)
  }

  async #test(files: string[]): Promise<void> {
    say(`\n${files.length} test ${files.length === 1 ? 'file' : 'files'}`)
    const tally = await runAva({
      files,
      config: this.#options.config,
      env: workerEnvironment(process.env, this.#server),
      onFile: (result) => {
        if (this.#interrupted === undefined) say([fileLine(result), ...result.failures.map(failureText)].join('\n'))
      },
      onOutput: (file, text) => say(`  [${file}] ${text.trimEnd()}`),
    })
    for (const failure of tally.general) say(failureText(failure))
    if (files.length > 1) say(slowestText(tally.finished))
    if (tally.skips.length > 0) say(skipsText(tally.skips))
    this.#total.passed += tally.passed
    this.#total.failed += tally.failures.length
    this.#total.skipped += tally.skips.length
  }
}

/** Runs tests, cleaning up also after a failure, SIGINT and SIGTERM. @returns the exit status */
export async function main(options: Options): Promise<number> {
  const run = new Run(options)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => run.interrupt(signal))
  return await run.toTheEnd()
}
