import argon2 from 'argon2'
import test from 'ava'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import type { HashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { ARGON2_PARAMETERS, createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import type { Argon2Engine } from '../../src/domain/accounts/password-hash.ts'
import { isOutdated } from '../../src/domain/accounts/password-hash.rules.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'

const PASSWORD = 'gerhana tumit lonceng'
const CHEAP = { memoryCost: 1024, timeCost: 2, parallelism: 1 }

/** The real library, and a note of every call: what was verified against, how many bytes were typed. */
function createRig(parameters = CHEAP, queue: HashQueue = createHashQueue({ slots: 1, maxWaiting: 100 })) {
  const calls: { call: 'hash' | 'verify'; bytes: number; settings: string }[] = []
  const engine: Argon2Engine = {
    hash(password, options) {
      calls.push({ call: 'hash', bytes: password.length, settings: '' })
      return argon2.hash(password, options)
    },
    verify(encoded, password) {
      calls.push({ call: 'verify', bytes: password.length, settings: settingsOf(encoded) })
      return argon2.verify(encoded, password)
    },
  }
  return { calls, hasher: createPasswordHasher({ queue, parameters, engine }) }
}

/** Everything in a PHC string that decides the work: kind, version, parameters, sizes of salt and tag. */
function settingsOf(encoded: string): string {
  const [, kind = '', version = '', parameters = '', salt = '', tag = ''] = encoded.split('$')
  return [kind, version, ...parameters.split(',').sort(), salt.length, tag.length].join(' ')
}

test('the parameters are those of the issue', async (t) => {
  t.deepEqual(ARGON2_PARAMETERS, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 1 }) })
  const stored = await hasher.hashPassword(PASSWORD)
  t.is(settingsOf(stored), 'argon2id v=19 m=19456 p=1 t=2 22 43')
  t.deepEqual(await hasher.verifyPassword(stored, PASSWORD), { ok: true, needsRehash: false })
})

test('a hash fits its password in every spelling of NFKC, and no other', async (t) => {
  const { hasher } = createRig()
  const stored = await hasher.hashPassword('Cafe\u0301 Pagi')
  for (const [password, ok] of [
    ['Caf\u00E9 Pagi', true], ['Ｃａｆé Pagi', true], ['Café pagi', false], ['Café Pagi ', false], ['', false],
  ] as const) {
    t.deepEqual(await hasher.verifyPassword(stored, password), { ok, needsRehash: false }, password)
  }
})

test('two hashes of one password differ', async (t) => {
  const { hasher } = createRig()
  t.not(await hasher.hashPassword(PASSWORD), await hasher.hashPassword(PASSWORD))
})

test('nothing is truncated: the 256th code point counts, and bytes behind a NUL', async (t) => {
  const { hasher } = createRig()
  for (const stem of ['🙈'.repeat(255), 'before\u0000after']) {
    const stored = await hasher.hashPassword(`${stem}a`)
    t.true((await hasher.verifyPassword(stored, `${stem}a`)).ok)
    t.false((await hasher.verifyPassword(stored, `${stem}b`)).ok)
  }
})

test('what is no password is not hashed', async (t) => {
  const { hasher, calls } = createRig()
  for (const password of ['q'.repeat(257), 'x\uD83Dxxxxxxx', 'q'.repeat(5000)]) {
    await t.throwsAsync(hasher.hashPassword(password), { instanceOf: RangeError })
  }
  t.deepEqual(calls, [])
})

const attempts = [
  ['an account and its password', true, PASSWORD, true, PASSWORD.length],
  ['an account and another password', true, 'another password', false, 16],
  ['no account', false, PASSWORD, false, PASSWORD.length],
  ['an account and nothing typed', true, '', false, 0],
  ['an account and 257 code points', true, 'q'.repeat(257), false, 32],
  ['an account and more than 4096 bytes', true, 'q'.repeat(100_000), false, 32],
  ['an account and a lone surrogate', true, 'xkqvwzjp\uD83D', false, 32],
  ['no account and more than 4096 bytes', false, 'q'.repeat(100_000), false, 32],
] as const

for (const [title, hasAccount, password, ok, bytes] of attempts) {
  test(`${title}: exactly one verification, always of the same work`, async (t) => {
    const { hasher, calls } = createRig()
    const stored = await createRig().hasher.hashPassword(PASSWORD)
    const result = await hasher.verifyPassword(hasAccount ? stored : undefined, password)
    t.deepEqual(result, { ok, needsRehash: false })
    t.deepEqual(calls, [{ call: 'verify', bytes, settings: settingsOf(stored) }])
  })
}

test('what stands in for an over-long password opens no account that has it', async (t) => {
  const { hasher } = createRig()
  const stored = await hasher.hashPassword('x'.repeat(32))
  t.false((await hasher.verifyPassword(stored, 'q'.repeat(257))).ok)
  t.true((await hasher.verifyPassword(stored, 'x'.repeat(32))).ok)
})

test('an engine that says yes to everything opens no account without a hash', async (t) => {
  const engine: Argon2Engine = { hash: () => Promise.resolve(''), verify: () => Promise.resolve(true) }
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 1 }), engine })
  t.deepEqual(await hasher.verifyPassword(undefined, PASSWORD), { ok: false, needsRehash: false })
})

test('when parameters rise, a right password asks for a new hash; a wrong one and the new hash do not', async (t) => {
  const stored = await createRig().hasher.hashPassword(PASSWORD)
  const { hasher } = createRig({ ...CHEAP, timeCost: 3 })
  t.deepEqual(await hasher.verifyPassword(stored, PASSWORD), { ok: true, needsRehash: true })
  t.deepEqual(await hasher.verifyPassword(stored, 'another password'), { ok: false, needsRehash: false })
  const renewed = await hasher.hashPassword(PASSWORD)
  t.deepEqual(await hasher.verifyPassword(renewed, PASSWORD), { ok: true, needsRehash: false })
})

const today = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const tail = 'c2FsdHNhbHRzYWx0c2FsdA$dGFn'
for (const [encoded, outdated] of [
  [`$argon2id$v=19$m=19456,p=1,t=2$${tail}`, false],
  [`$argon2id$v=19$m=19456,t=2,p=1$${tail}`, false],
  [`$argon2id$v=19$m=47104,t=3,p=2$${tail}`, false],
  [`$argon2id$v=19$m=9216,t=4,p=1$${tail}`, true],
  [`$argon2id$v=19$m=47104,t=1,p=1$${tail}`, true],
  [`$argon2id$v=19$m=19456,t=2,p=0$${tail}`, true],
  [`$argon2id$v=19$m=19456,t=2$${tail}`, true],
  [`$argon2id$v=16$m=19456,t=2,p=1$${tail}`, true],
  [`$argon2i$v=19$m=19456,t=2,p=1$${tail}`, true],
  ['', true],
] as const) {
  test(`${encoded || 'nothing'} is ${outdated ? 'outdated' : 'good enough'} for ${JSON.stringify(today)}`, (t) => {
    t.is(isOutdated(encoded, today), outdated)
  })
}

test('hashing and verifying stand in the queue', async (t) => {
  const queue = createHashQueue({ slots: 1, maxWaiting: 0 })
  const { hasher, calls } = createRig(CHEAP, queue)
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const other = queue.run(() => promise)
  await t.throwsAsync(hasher.hashPassword(PASSWORD), { instanceOf: BusyError })
  await t.throwsAsync(hasher.verifyPassword(undefined, PASSWORD), { instanceOf: BusyError })
  t.deepEqual(calls, [])
  resolve(undefined)
  await other
  t.false((await hasher.verifyPassword(undefined, PASSWORD)).ok)
})

test('a request that was given up hashes nothing', async (t) => {
  const { hasher, calls } = createRig()
  const gone = AbortSignal.abort(new Error('gone'))
  await t.throwsAsync(hasher.hashPassword(PASSWORD, gone), { message: 'gone' })
  await t.throwsAsync(hasher.verifyPassword(undefined, PASSWORD, gone), { message: 'gone' })
  t.deepEqual(calls, [])
})

test('a stored hash that cannot be read is an error, not a wrong password', async (t) => {
  const { hasher } = createRig()
  await t.throwsAsync(hasher.verifyPassword('no hash', PASSWORD))
})
