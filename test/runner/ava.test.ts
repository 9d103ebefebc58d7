import { globSync } from 'node:fs'
import test from 'ava'
import { findTestFiles, runAva } from './ava.ts'
import { ROOT } from './command.ts'

// The real AVA on files that go wrong in every way that is known: a file that reports green here is the worst defect.

const FIXTURES = 'test/runner/fixtures'
const nameOf = (file: string): string => file.replace(/^.*\/(.*)\.fixture\.ts$/, '$1')

const EXPECTED: { [fixture: string]: { passed: number; failures: [title: string, detail: RegExp][] } } = {
  'passes': { passed: 2, failures: [] },
  'fails': {
    passed: 1,
    failures: [
      ['wrong', /^log: a log line\n.*fails\.fixture\.ts:6\nDifference[^]*- {3}a: 1/],
      ['asserts nothing', /without running any assertions/],
      ['throws', /message: 'thrown'/],
    ],
  },
  'crashes-at-load': { passed: 0, failures: [['the file', /while loading/]] },
  'misses-a-module': { passed: 0, failures: [['the file', /Cannot find module .*there-is-no-such-module/]] },
  'crashes-later': {
    passed: 1, failures: [['the file', /out of a timer/], ['is caught by the crash', /did not end/]],
  },
  'rejects': { passed: 1, failures: [['the file', /unhandled-rejection[^]*nobody waits for it/]] },
  'exits': { passed: 0, failures: [['the file', /process\.exit\(\) was called[^]*exits\.fixture\.ts:5/], ['leaves by itself', /did not end/]] },
  'exits-with-status': { passed: 1, failures: [['the file', /exited with status 3/]] },
  'is-killed': { passed: 0, failures: [['the file', /ended by SIGKILL/], ['is killed', /did not end/]] },
  'is-empty': { passed: 0, failures: [['the file', /There is no test in the file/]] },
  'knows-no-ava': { passed: 0, failures: [['the file', /does not import AVA/]] },
  'has-todo': { passed: 1, failures: [['not written', /todo is no test/]] },
  'has-failing': { passed: 1, failures: [['known to fail', /expected to fail/]] },
  'has-only': { passed: 1, failures: [['the file', /1 of 2 tests did not run/]] },
  'hook-fails': { passed: 0, failures: [['before hook', /not ready/], ['cannot run', /did not end/]] },
  'clean-up-fails': { passed: 1, failures: [['after.always hook', /not clean/]] },
  'leaves-the-machine': { passed: 1, failures: [['the file', /status 1\.\nA connection to 10\.0\.0\.1 would leave/]] },
  'leaves-a-server-open': { passed: 1, failures: [['the file', /status 1\.\n.*left open \(TCPServerWrap\)/]] },
}

test('every way of going wrong is counted as failed', async (t) => {
  const files = globSync(`${FIXTURES}/*.fixture.ts`, { cwd: ROOT }).filter((file) => nameOf(file) !== 'hangs')
  t.deepEqual(files.map(nameOf).sort(), Object.keys(EXPECTED).sort())
  const env = { ...process.env, TEST_PATIENCE_MS: '200' }
  const tally = await runAva({ files, env, config: `${FIXTURES}/ava.config.js` })
  t.deepEqual(tally.general, [])
  t.is(tally.finished.length, files.length)
  for (const { file, passed, failures, ms } of tally.finished) {
    const expected = EXPECTED[nameOf(file)] ?? { passed: -1, failures: [] }
    t.is(passed, expected.passed, file)
    t.true(ms > 0, file)
    t.deepEqual(failures.map(({ title }) => title), expected.failures.map(([title]) => title), file)
    failures.forEach(({ detail }, index) => t.regex(detail, expected.failures[index]?.[1] ?? /^$/, file))
  }
  t.deepEqual(tally.skips, [{ file: `${FIXTURES}/passes.fixture.ts`, title: 'left out on purpose' }])
})

test('a file that hangs is counted as failed', async (t) => {
  const files = [`${FIXTURES}/hangs.fixture.ts`]
  const tally = await runAva({ files, env: process.env, config: `${FIXTURES}/hurried.ava.config.js` })
  t.is(tally.passed, 0)
  t.regex(tally.failures[0]?.detail ?? '', /^Ended after 3 s in which no test of the run completed/)
})

test('AVA that cannot begin is a failure with its reason', async (t) => {
  const tally = await runAva({ files: [`${FIXTURES}/passes.fixture.ts`], env: process.env, config: `${FIXTURES}/broken.ava.config.js` })
  t.is(tally.passed, 0)
  t.regex(tally.failures.map(({ detail }) => detail).join('\n'), /never ran[^]*this configuration is broken/)
})

test('globs and folders name files; one that names none is refused', (t) => {
  const all = 'test/runner/*.test.ts'
  t.true(findTestFiles([], all).includes('test/runner/ava.test.ts'))
  t.deepEqual(findTestFiles(['test/runner/a*'], all), ['test/runner/ava.test.ts'])
  t.deepEqual(findTestFiles(['test/runner', 'test/runner/ava.test.ts'], all), findTestFiles([], all))
  t.throws(() => findTestFiles(['test/runner/ava.tset.ts'], all), { message: 'No test file matches test/runner/ava.tset.ts.' })
  t.throws(() => findTestFiles(['package.json'], all), { message: /No test file/ })
})
