import { buildTemplates } from './helpers/templates.ts'
import { findTestFiles, runAva } from './runner/ava.ts'
import { binOf, endAll, ROOT, runNode } from './runner/command.ts'
import { workerEnvironment } from './runner/environment.ts'
import type { TestServer } from './runner/given-server.ts'
import { startPostgres } from './runner/postgres.ts'
import { failureText, fileLine, lastLine, skipsText, slowestText } from './runner/report.ts'

// `npm test` runs everything; `npm test -- <file globs>` runs those test files alone (decision 31).

const say = (line: string): void => console.log(line)
const total = { passed: 0, failed: 0, skipped: 0 }
let server: TestServer | undefined

/** Types and lint count as one test each. */
async function check(name: string, args: string[]): Promise<void> {
  const from = Date.now()
  const { status, output } = await runNode(args)
  const took = `(${((Date.now() - from) / 1000).toFixed(1)} s)`
  if (status === 0) total.passed += 1
  else total.failed += 1
  say(status === 0 ? `  ok     ${name} ${took}` : `  FAILED ${name} ${took}\n${output}`)
}

async function runTests(files: string[]): Promise<void> {
  server = await startPostgres(say)
  await buildTemplates(server)
  say(`\n${files.length} test files`)
  const tally = await runAva({
    files,
    env: workerEnvironment(process.env, server),
    onFile: (result) => say([fileLine(result), ...result.failures.map(failureText)].join('\n')),
    onOutput: (file, text) => say(`  [${file}] ${text.trimEnd()}`),
  })
  for (const failure of tally.general) say(failureText(failure))
  if (files.length > 1) say(slowestText(tally.finished))
  if (tally.skips.length > 0) say(skipsText(tally.skips))
  total.passed += tally.passed
  total.failed += tally.failures.length
  total.skipped += tally.skips.length
}

/** Anything thrown outside a test is a failure of the run, told with its cause. */
async function attempt(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    total.failed += 1
    say(failureText({ file: '', title: name, detail: error instanceof Error ? error.stack ?? error.message : String(error) }))
  }
}

let interrupted: NodeJS.Signals | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The first signal lets what runs end and be cleaned up; the second does not wait.
    endAll(interrupted === undefined ? 'SIGTERM' : 'SIGKILL')
    interrupted ??= signal
  })
}

const patterns = process.argv.slice(2)
await attempt('the run', async () => {
  const files = findTestFiles(patterns)
  if (patterns.length === 0) {
    await check('types', [binOf('typescript', 'tsc'), '--project', ROOT])
    await check('lint', [binOf('eslint'), ROOT, '--max-warnings', '0'])
  } else {
    say(`Only ${files.length} of ${findTestFiles([]).length} test files; types and lint are left out.`)
  }
  if (interrupted === undefined) await runTests(files)
})
await attempt('cleaning up', async () => await server?.release())
if (interrupted !== undefined) {
  total.failed += 1
  say(`\nStopped by ${interrupted}.`)
}
if (total.passed === 0 && total.failed === 0) total.failed = 1
say(`\n${lastLine(total.passed, total.failed, total.skipped)}`)
process.exitCode = total.failed > 0 ? 1 : 0
