import test from 'ava'
import type { Record } from './records.ts'
import { Tally, type FileResult } from './tally.rules.ts'

const file = 'a.test.ts'
const declared = (title: string): Record => ({ type: 'declared-test', file, title })
const selected = (title: string, kind?: 'skip' | 'todo'): Record =>
  ({ type: 'selected-test', file, title, skip: kind === 'skip', todo: kind === 'todo' })
const begins = (title: string): Record[] => [declared(title), selected(title)]
const passes = (title: string, knownFailing = false): Record =>
  ({ type: 'test-passed', file, title, knownFailing, logs: [] })
const fails = (title: string): Record => ({ type: 'test-failed', file, title, detail: 'why', logs: ['said'] })
const crash = (of = file): Record => ({ type: 'crash', file: of, detail: 'boom' })
const finished = (forced = false): Record => ({ type: 'worker-finished', file, forced, at: 3000 })
const failed: Record = { type: 'worker-failed', file, detail: 'status 1', at: 3000 }
const timeout: Record = { type: 'timeout', period: 5000 }
const end: Record = { type: 'end' }
const pass: Record[] = [...begins('p'), passes('p')]

/** What was recorded, how AVA ended, what is counted as passed, and the failures as `title: first line`. */
const RUNS: [what: string, records: Record[], status: number | null, passed: number, failures: string[]][] = [
  ['a passing file', [...pass, finished(), end], 0, 1, []],
  ['a failing test', [...pass, ...begins('f'), fails('f'), finished(), end], 1, 1, ['f: log: said']],
  ['a failing hook', [...pass, { type: 'hook-failed', file, title: 'before', detail: 'no', logs: [] }, finished(), end], 1, 1,
    ['before: no']],
  ['a todo', [...pass, declared('t'), selected('t', 'todo'), finished(), end], 0, 1,
    ['t: A todo is no test: write it or take it out.']],
  ['an expected failure', [...pass, ...begins('k'), passes('k', true), finished(), end], 0, 1,
    ['k: A test that is expected to fail proves nothing: mend it or take it out.']],
  ['a test left out by only', [...pass, declared('o'), finished(), end], 0, 1,
    ['the file: 1 of 2 tests did not run: is there a test.only?']],
  ['no test in the file', [finished(), end], 1, 0, ['the file: There is no test in the file.']],
  ['no test that passed', [declared('s'), selected('s', 'skip'), finished(), end], 0, 0, ['the run: No test passed.']],
  ['a crash, whose exit status is not counted again', [...pass, crash(), failed, end], 1, 1, ['the file: boom']],
  ['a crash with a test under way', [...pass, ...begins('u'), crash(), failed, end], 1, 1,
    ['the file: boom', 'u: The test did not end.']],
  ['a crash while loading', [declared('l'), crash(), failed, end], 1, 0, ['the file: boom']],
  ['a bad exit status with the last words', [...pass, { type: 'output', file, text: 'bye' }, failed, end], 1, 1,
    ['the file: status 1\nbye']],
  ['a crash of AVA itself', [...pass, finished(), crash(''), end], 1, 1, ['the run: boom']],
  ['a time-out', [...pass, ...begins('u'), timeout, finished(true), end], 1, 1,
    ['the file: Ended after 5 s in which no test of the run completed.', 'u: The test did not end.']],
  ['a file that did not end', [...pass, end], 1, 1, ['the file: The file did not end.']],
  ['a file that never ran', [end], 0, 0, ['the file: The file never ran.']],
  ['a stream that breaks off', [...pass, finished()], 0, 1,
    ['the run: AVA stopped before it said that the run was over.']],
  ['a bad status of AVA without a reason', [...pass, finished(), end], 1, 1,
    ['the run: AVA ended with status 1 but named no failure.']],
  ['AVA ended by a signal', [...pass, finished(), end], null, 1,
    ['the run: AVA ended with status null but named no failure.']],
]

for (const [what, records, status, passed, failures] of RUNS) {
  test(`counts ${what}`, (t) => {
    const told: FileResult[] = []
    const tally = new Tally([file], (result) => told.push(result))
    for (const record of records) tally.add(record)
    tally.close(status)
    t.is(tally.passed, passed)
    t.deepEqual(tally.failures.map(({ title, detail }) => `${title}: ${title === 'f' ? detail.split('\n')[0] : detail}`), failures)
    t.deepEqual(told, tally.finished)
    t.deepEqual(told.map((result) => result.file), [file])
  })
}

test('an empty run fails', (t) => {
  const tally = new Tally([])
  tally.add(end)
  tally.close(0)
  t.deepEqual(tally.failures.map(({ detail }) => detail), ['No test file ran.'])
})

test('skips are named', (t) => {
  const tally = new Tally([file])
  for (const record of [...pass, declared('s'), selected('s', 'skip'), finished(), end]) tally.add(record)
  tally.close(0)
  t.deepEqual(tally.failures, [])
  t.deepEqual(tally.skips, [{ file, title: 's' }])
})

test('a file takes from its start to its end', (t) => {
  const tally = new Tally([file])
  const started: Record = { type: 'starting', file, at: 1000 }
  for (const record of [{ type: 'output', file, text: 'warning' } as const, started, ...pass, finished(), end]) tally.add(record)
  tally.close(0)
  t.is(tally.finished[0]?.ms, 2000)
})
