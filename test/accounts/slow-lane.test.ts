import test from 'ava'
import { createSlowLane } from '../../src/domain/accounts/throttle/slow-lane.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'

/** A lane whose clock is turned by hand. */
function handTurned() {
  const waiters: PromiseWithResolvers<void>[] = []
  const delays: number[] = []
  const lane = createSlowLane({
    delayMs: 1_500, mostOfNetwork: 2, most: 3,
    wait: (ms) => {
      delays.push(ms)
      const waiter = Promise.withResolvers<void>()
      waiters.push(waiter)
      return waiter.promise
    },
  })
  return { lane, delays, waiters }
}

test('as many of a network wait as may, the next is told when to come back, and places come free', async (t) => {
  const { lane, delays, waiters } = handTurned()
  const [first, second] = [lane.pass('a'), lane.pass('a')]
  const busy = await t.throwsAsync(lane.pass('a'), { instanceOf: BusyError })
  t.is(busy?.retryAfterSeconds, 2)
  const other = lane.pass('b')
  await t.throwsAsync(lane.pass('c'), { instanceOf: BusyError }, 'all places are taken')
  t.deepEqual(delays, [1_500, 1_500, 1_500])
  waiters[0]?.resolve()
  await first
  const next = lane.pass('a')
  await t.throwsAsync(lane.pass('a'), { instanceOf: BusyError })
  for (const waiter of waiters) waiter.resolve()
  await Promise.all([second, other, next])
  t.is(delays.length, 4)
})

test('who gives up waiting gives up his place', async (t) => {
  const lane = createSlowLane({ delayMs: 3_600_000, mostOfNetwork: 1 })
  const gone = new AbortController()
  const waiting = lane.pass('a', gone.signal)
  gone.abort(new Error('hung up'))
  await t.throwsAsync(waiting, { message: 'hung up' })
  await t.throwsAsync(lane.pass('a', gone.signal), { message: 'hung up' })
})

test('a real lane lets through in the end', async (t) => {
  await t.notThrowsAsync(createSlowLane({ delayMs: 1 }).pass('a'))
})
