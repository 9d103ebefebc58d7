import test from 'ava'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { moveAverage, retryAfterSeconds } from '../../src/domain/accounts/hash-queue.rules.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'

/** Work that ends when it is told to, and remembers in which order it was begun. */
function createWorkshop() {
  const begun: string[] = []
  const ends = new Map<string, PromiseWithResolvers<string>>()
  const endOf = (name: string): PromiseWithResolvers<string> => {
    const end = ends.get(name)
    if (!end) throw new Error(`${name} was not begun`)
    return end
  }
  return {
    begun,
    work: (name: string) => (): Promise<string> => {
      begun.push(name)
      const end = Promise.withResolvers<string>()
      ends.set(name, end)
      return end.promise
    },
    finish: (name: string): void => endOf(name).resolve(`${name} done`),
    fail: (name: string, error: Error): void => endOf(name).reject(error),
  }
}

test('no more run at once than there are slots, the others follow in their order', async (t) => {
  const queue = createHashQueue({ slots: 2, maxWaiting: 10 })
  const { begun, work, finish } = createWorkshop()
  const runs = ['a', 'b', 'c', 'd', 'e'].map((name) => queue.run(work(name)))
  t.deepEqual(begun, ['a', 'b'])
  finish('b')
  t.is(await runs[1], 'b done')
  t.deepEqual(begun, ['a', 'b', 'c'])
  finish('c')
  await runs[2]
  finish('a')
  await runs[0]
  t.deepEqual(begun, ['a', 'b', 'c', 'd', 'e'])
  finish('d')
  finish('e')
  t.deepEqual(await Promise.all(runs), ['a done', 'b done', 'c done', 'd done', 'e done'])
})

test('many pieces of work never overlap beyond the slots', async (t) => {
  const queue = createHashQueue({ slots: 3, maxWaiting: 100 })
  let running = 0
  let most = 0
  const done = await Promise.all(Array.from({ length: 60 }, (_, i) => queue.run(async () => {
    running += 1
    most = Math.max(most, running)
    for (let turn = 0; turn <= i % 5; turn += 1) await Promise.resolve()
    running -= 1
    return i
  })))
  t.deepEqual(done, Array.from({ length: 60 }, (_, i) => i))
  t.is(most, 3)
})

test('one more than may wait is refused as busy without being begun; a freed place is given again', async (t) => {
  const queue = createHashQueue({ slots: 1, maxWaiting: 1 })
  const { begun, work, finish } = createWorkshop()
  const a = queue.run(work('a'))
  const b = queue.run(work('b'))
  const error = await t.throwsAsync(queue.run(work('c')), { instanceOf: BusyError })
  t.is(error?.code, 'busy')
  t.is(error?.status, 503)
  t.is(error?.retryAfterSeconds, 1)
  finish('a')
  await a
  t.deepEqual(begun, ['a', 'b'])
  const d = queue.run(work('d'))
  finish('b')
  await b
  finish('d')
  t.is(await d, 'd done')
})

test('where nobody may wait, the next one is refused and the slot serves the one after', async (t) => {
  const queue = createHashQueue({ slots: 1, maxWaiting: 0 })
  const { work, finish } = createWorkshop()
  const a = queue.run(work('a'))
  await t.throwsAsync(queue.run(work('b')), { instanceOf: BusyError })
  finish('a')
  await a
  const c = queue.run(work('c'))
  finish('c')
  t.is(await c, 'c done')
})

test('a failure is its own caller\'s and frees the slot, thrown at once or later', async (t) => {
  const queue = createHashQueue({ slots: 1, maxWaiting: 5 })
  const { work, fail, finish } = createWorkshop()
  const a = queue.run(work('a'))
  const b = queue.run(() => { throw new Error('at once') })
  const c = queue.run(work('c'))
  fail('a', new Error('later'))
  await t.throwsAsync(a, { message: 'later' })
  await t.throwsAsync(b, { message: 'at once' })
  finish('c')
  t.is(await c, 'c done')
})

test('who gives up leaves the queue, whoever stood behind moves up, and the place can be taken', async (t) => {
  const queue = createHashQueue({ slots: 1, maxWaiting: 2 })
  const { begun, work, finish } = createWorkshop()
  const gone = new AbortController()
  const a = queue.run(work('a'))
  const b = queue.run(work('b'), gone.signal)
  const c = queue.run(work('c'))
  gone.abort(new Error('closed the page'))
  await t.throwsAsync(b, { message: 'closed the page' })
  const d = queue.run(work('d'))
  for (const [name, run] of [['a', a], ['c', c], ['d', d]] as const) {
    finish(name)
    await run
  }
  t.deepEqual(begun, ['a', 'c', 'd'])
})

test('who had given up before is not begun', async (t) => {
  const { begun, work } = createWorkshop()
  const queue = createHashQueue({ slots: 1, maxWaiting: 1 })
  await t.throwsAsync(queue.run(work('a'), AbortSignal.abort(new Error('gone'))), { message: 'gone' })
  t.deepEqual(begun, [])
})

test('what already runs is finished although its caller gives up, and the slot is freed once', async (t) => {
  const queue = createHashQueue({ slots: 1, maxWaiting: 2 })
  const { begun, work, finish } = createWorkshop()
  const first = new AbortController()
  const second = new AbortController()
  const a = queue.run(work('a'), first.signal)
  const b = queue.run(work('b'), second.signal)
  const c = queue.run(work('c'))
  first.abort()
  finish('a')
  t.is(await a, 'a done')
  second.abort()
  t.deepEqual(begun, ['a', 'b'])
  finish('b')
  t.is(await b, 'b done')
  finish('c')
  t.is(await c, 'c done')
})

test('the measured durations decide when to come back', async (t) => {
  let clock = 0
  const queue = createHashQueue({ slots: 1, maxWaiting: 1, now: () => clock })
  const { work, finish } = createWorkshop()
  for (let i = 0; i < 200; i += 1) {
    const slow = queue.run(work('slow'))
    clock += 3000
    finish('slow')
    await slow
  }
  const running = [queue.run(work('a')), queue.run(work('b'))]
  const error = await t.throwsAsync(queue.run(work('c')), { instanceOf: BusyError })
  t.is(error?.retryAfterSeconds, 6)
  finish('a')
  await running[0]
  finish('b')
  await running[1]
})

for (const [waiting, slots, averageMs, seconds] of [
  [0, 1, 25, 1], [40, 1, 25, 2], [400, 2, 25, 6], [400, 2, 24, 5], [1, 1, 3000, 6], [1000, 1, 5000, 120],
] as const) {
  test(`${waiting} waiting before ${slots} slots of ${averageMs} ms: back in ${seconds} s`, (t) => {
    t.is(retryAfterSeconds(waiting, slots, averageMs), seconds)
  })
}

test('the average follows slowly', (t) => {
  t.is(moveAverage(20, 20), 20)
  t.is(moveAverage(20, 30), 21)
  t.is(moveAverage(20, 10), 19)
})

for (const [slots, maxWaiting] of [[0, 1], [1.5, 1], [1, -1], [1, 0.5], [Number.NaN, 1], [1, Infinity]] as const) {
  test(`slots ${slots} with ${maxWaiting} waiting is no queue`, (t) => {
    t.throws(() => createHashQueue({ slots, maxWaiting }), { instanceOf: RangeError })
  })
}
