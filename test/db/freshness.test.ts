import { mock } from 'node:test'
import test from 'ava'
import { createFreshness } from '../../src/kernel/db/listen/freshness.ts'

function started() {
  const at = { now: 0 }
  const events: string[] = []
  const freshness = createFreshness({
    onLost: () => events.push(`lost ${at.now}`), onFresh: () => events.push(`fresh ${at.now}`), now: () => at.now,
  })
  /** Time goes by for the clock and for the timers. */
  const pass = (ms: number): void => {
    at.now += ms
    mock.timers.tick(ms)
  }
  return { at, events, freshness, pass }
}

test.before(() => { mock.timers.enable({ apis: ['setTimeout'] }) })
test.after.always(() => { mock.timers.reset() })

test.serial('it begins without trust, lasts from sign to sign, and ends with the last', (t) => {
  const { events, freshness, pass } = started()
  t.false(freshness.fresh())
  freshness.extend(800)
  pass(300)
  freshness.extend(1_100)
  pass(799)
  t.true(freshness.fresh())
  t.deepEqual(events, ['fresh 0'])
  pass(1)
  t.deepEqual(events, ['fresh 0', 'lost 1100'], 'told without a question')
  t.false(freshness.fresh())
  freshness.extend(2_000)
  t.deepEqual(events, ['fresh 0', 'lost 1100', 'fresh 1100'])
})

test.serial('a question before a late timer is answered by the clock, and told once', (t) => {
  const { at, events, freshness, pass } = started()
  freshness.extend(800)
  at.now = 801
  t.false(freshness.fresh())
  pass(1_000)
  t.deepEqual(events, ['fresh 0', 'lost 801'])
})

test.serial('a sign that comes too late proves nothing', (t) => {
  const { at, events, freshness } = started()
  at.now = 900
  freshness.extend(800)
  t.false(freshness.fresh())
  t.deepEqual(events, [])
  freshness.extend(1_000)
  at.now = 1_500
  freshness.extend(1_400)
  t.deepEqual(events, ['fresh 900', 'lost 1500'])
})

test.serial('an end is told once', (t) => {
  const { events, freshness, pass } = started()
  freshness.extend(800)
  freshness.lapse()
  freshness.lapse()
  pass(1_000)
  t.deepEqual(events, ['fresh 0', 'lost 0'])
})
