import test from 'ava'
import { createNotifiedCache } from '../../src/kernel/db/notified-cache.ts'
import { createRecent } from '../../src/kernel/lib/recent.ts'

/** A listener whose news the test tells, and a database that answers when the test says so. */
function stage({ most = 10 } = {}) {
  let isFresh = true
  let tell = (_payload: string): void => undefined
  let lose = (): void => undefined
  const reads: { key: string; day: string; answer: (value: string | undefined) => void; fail: () => void }[] = []
  const cache = createNotifiedCache<string>({
    listener: {
      on: (channel, handler) => { if (channel === 'kanal') tell = handler },
      onLost: (handler) => { lose = handler },
      fresh: () => isFresh,
    },
    channel: 'kanal', most,
    load: (key, day) => new Promise((answer, fail) => {
      reads.push({ key, day, answer, fail: () => fail(new Error('away')) })
    }),
  })
  return {
    reads,
    tell: (payload: string) => tell(payload),
    lose: () => { isFresh = false; lose() },
    regain: () => { isFresh = true },
    ask: (key: string, day = 'hari') => cache.get(key, day),
    /** Asks, answers if the database was asked. @returns whether it was */
    reads1: async (key: string, value: string | null = 'nilai', day = 'hari'): Promise<boolean> => {
      const before = reads.length
      const asked = cache.get(key, day)
      const isRead = reads.length > before
      if (isRead) reads.at(-1)?.answer(value ?? undefined)
      await asked
      return isRead
    },
  }
}

test('what was read is kept until the database says that it changed', async (t) => {
  const { reads1, tell } = stage()
  t.deepEqual([await reads1('a'), await reads1('a'), await reads1('b')], [true, false, true])
  tell('a')
  t.deepEqual([await reads1('a'), await reads1('b')], [true, false])
  tell('x,b')
  t.deepEqual([await reads1('a'), await reads1('b')], [false, true])
  tell('*')
  t.deepEqual([await reads1('a'), await reads1('b')], [true, true])
})

test('another day is another value', async (t) => {
  const { reads1 } = stage()
  t.deepEqual([await reads1('a', 'x', '1'), await reads1('a', 'x', '2'), await reads1('a', 'x', '2')], [true, true, false])
})

test('while the connection that listens is away nothing is kept and nothing kept is believed', async (t) => {
  const { reads1, lose, regain } = stage()
  await reads1('a')
  lose()
  t.deepEqual([await reads1('a'), await reads1('a')], [true, true])
  regain()
  t.deepEqual([await reads1('a'), await reads1('a')], [true, false], 'what was kept before is gone')
})

test('many who ask at once read it once', async (t) => {
  const { ask, reads } = stage()
  const answers = Array.from({ length: 20 }, () => ask('a'))
  t.is(reads.length, 1)
  reads[0]?.answer('satu')
  t.deepEqual(new Set(await Promise.all(answers)), new Set(['satu']))
})

test('a read that a change overtook is answered and not kept', async (t) => {
  const { ask, reads, tell, reads1 } = stage()
  const early = ask('a')
  tell('a')
  reads[0]?.answer('lama')
  t.is(await early, 'lama')
  t.true(await reads1('a'))
  const cut = stage()
  const before = cut.ask('a')
  cut.lose()
  cut.regain()
  cut.reads[0]?.answer('lama')
  await before
  t.true(await cut.reads1('a'))
})

test('that there is nothing is not kept, nor a failure', async (t) => {
  const { ask, reads, reads1 } = stage()
  t.deepEqual([await reads1('a', null), await reads1('a', null)], [true, true])
  const failing = ask('b')
  reads.at(-1)?.fail()
  await t.throwsAsync(failing, { message: 'away' })
  t.true(await reads1('b'))
})

test('a bounded memory forgets what was not asked for longest', (t) => {
  const recent = createRecent<number>(2)
  recent.set('a', 1)
  recent.set('b', 2)
  t.is(recent.get('a'), 1)
  recent.set('c', 3)
  t.deepEqual(['a', 'b', 'c'].map((key) => recent.get(key)), [1, undefined, 3])
  recent.delete('a')
  t.is(recent.get('a'), undefined)
  recent.clear()
  t.is(recent.get('c'), undefined)
})
