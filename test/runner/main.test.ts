import { spawn } from 'node:child_process'
import { once } from 'node:events'
import test from 'ava'
import pg from 'pg'
import { testEnvironment } from '../helpers/environment.ts'

const script = new URL('fixtures/run.ts', import.meta.url).pathname
const fixture = (name: string): string => `test/runner/fixtures/${name}.fixture.ts`

/** Runs the runner on fixtures, on the server of this run; a signal is sent when a line of its output matches. */
async function runner(fixtures: string[], stop?: { signal: NodeJS.Signals; at: RegExp }) {
  const child = spawn(process.execPath, [script, ...fixtures.map(fixture)], { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    if (stop?.at.test(output) && child.kill(stop.signal)) stop = undefined
  })
  const [status] = await once(child, 'close') as [number | null]
  const prefix = /databases (\w+)\*/.exec(output)?.[1] ?? 'no prefix'
  return { status, output, lastLine: output.trimEnd().split('\n').at(-1), left: await databasesOf(prefix), prefix }
}

async function databasesOf(prefix: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: testEnvironment().adminUrl })
  await client.connect()
  try {
    return (await client.query('SELECT FROM pg_database WHERE starts_with(datname, $1)', [prefix])).rowCount
  } finally {
    await client.end()
  }
}

test.serial('a green run ends with its counts and status 0, whatever folder it starts in', async (t) => {
  const { status, lastLine, output, left } = await runner(['passes'])
  t.is(status, 0, output)
  t.is(lastLine, '2 passed, 0 failed, 1 skipped')
  t.regex(output, /Only 1 of \d+ test files; types and lint are left out\./)
  t.regex(output, /Skipped\n.*passes\.fixture\.ts › left out on purpose/)
  t.is(left, 0)
})

test.serial('a failed run ends with its counts and status 1', async (t) => {
  const { status, lastLine, output, left } = await runner(['passes', 'fails', 'crashes-at-load'])
  t.is(status, 1)
  t.is(lastLine, '3 passed, 4 failed, 1 skipped')
  t.regex(output, /FAILED .*fails\.fixture\.ts › wrong\n[^]*a: 1/)
  t.regex(output, /Slowest files\n +\d+\.\d s {2}test/)
  t.is(left, 0)
})

test.serial('a file that does not exist is a failed run', async (t) => {
  const { status, lastLine, output } = await runner(['misspelt'])
  t.is(status, 1)
  t.is(lastLine, '0 passed, 1 failed')
  t.regex(output, /No test file matches .*misspelt/)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test.serial(`${signal} in the middle drops the databases and fails`, async (t) => {
    const { status, lastLine, output, prefix, left } = await runner(['hangs'], { signal, at: /1 test file\n/ })
    t.is(status, 1)
    t.regex(output, new RegExp(`Stopped by ${signal}\\.`))
    t.regex(lastLine ?? '', /^0 passed, \d+ failed$/)
    t.regex(prefix, /^uji_/)
    t.is(left, 0)
  })
}

test.serial('SIGINT while the templates are built drops them too', async (t) => {
  const { status, prefix, left } = await runner(['hangs'], { signal: 'SIGINT', at: /databases \w+\*/ })
  t.is(status, 1)
  t.regex(prefix, /^uji_/)
  t.is(left, 0)
})
