import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import test from 'ava'
import type { Context } from 'koa'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { createDevices } from '../../src/doors/masuk/perangkat.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { addPerson, cheapHasher, openLane } from '../accounts/support.ts'
import { type CookieJar, cookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post, typePassword } from '../helpers/journey.ts'
import { serve } from '../http/serve.ts'

// What a browser remembers of who signed in from it, over real HTTP; the counting itself is test/accounts/throttle.test.ts.
const RIGHT = 'kuda baterai stapler'
const ANI = '199001012015031001'
const BUDI = '199001012015031002'
const NAME = 'satu_login_perangkat'

const cookieOf = (answer: Response): string | undefined =>
  answer.headers.getSetCookie().find((line) => line.startsWith(`${NAME}=`))

/** Uses up the tries of all browsers that are strangers. */
async function holdBack({ issuer }: House, nip: string): Promise<void> {
  const attacker = cookieJar()
  for (let count = 0; count < 10; count += 1) await typePassword(attacker, issuer, { nip, password: 'salah' })
}

test('a right password leaves a signed cookie for a year, a wrong one none', async (t) => {
  const { hasher, hashed } = cheapHasher()
  const { issuer, db } = await openHouse(t, { overrides: { hasher } })
  await addPerson(db, { nip: ANI, passwordHash: hashed(RIGHT) })
  const jar = cookieJar()
  t.is(cookieOf(await typePassword(jar, issuer, { nip: ANI, password: 'salah' })), undefined)
  const cookie = cookieOf(await typePassword(jar, issuer, { nip: ANI, password: RIGHT }))
  t.regex(cookie ?? '', /^satu_login_perangkat=[\w.~-]+; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/)
  t.false(cookie?.includes(ANI))
})

test('for an https issuer the cookie is __Host- and Secure', async (t) => {
  const seal = createSeal([{ id: 'uji', key: randomBytes(32) }])
  const devices = createDevices({ issuer: 'https://login.test', keys: ['kunci'], clock: systemClock(), seal })
  const ask = await serve(t, (ctx: Context) => {
    ctx.body = devices.of(ctx)?.people.length ?? 0
    devices.remember(ctx, '00000000-0000-4000-8000-000000000001')
  })
  const first = await ask('/')
  const [line = ''] = first.headers['set-cookie'] ?? []
  t.regex(line, /^__Host-satu_login_perangkat=[\w.~-]+; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure$/)
  t.is((await ask('/', { cookie: line.split(';')[0] ?? '' })).text, '1')
  t.is((await ask('/', { cookie: (line.split(';')[0] ?? '').replace('__Host-', '') })).text, '0', 'a cookie that any host may set')
})

test('two people on one computer are known to it both, while others keep guessing', async (t) => {
  const { hasher, hashed } = cheapHasher()
  const house = await openHouse(t, { overrides: { hasher } })
  const { issuer, db } = house
  for (const nip of [ANI, BUDI]) await addPerson(db, { nip, passwordHash: hashed(RIGHT) })
  const shared = cookieJar()
  const signIn = async (jar: CookieJar, nip: string): Promise<number> =>
    (await typePassword(jar, issuer, { nip, password: RIGHT })).status
  t.deepEqual([await signIn(shared, ANI), await signIn(shared, BUDI)], [303, 303])
  await holdBack(house, ANI)
  await holdBack(house, BUDI)
  t.deepEqual([await signIn(cookieJar(), ANI), await signIn(cookieJar(), BUDI)], [429, 429])
  t.deepEqual([await signIn(shared, ANI), await signIn(shared, BUDI)], [303, 303])
  const tampered = cookieJar()
  const value = (await shared.cookies(issuer))[NAME] ?? ''
  const page = await tampered.follow(issuer)
  const html = await page.text()
  const cookies = Object.entries({ ...await tampered.cookies(page.url), [NAME]: `${value.slice(0, -1)}${value.endsWith('A') ? 'E' : 'A'}` })
  const answer = await fetch(new URL(actionOf(html), page.url), {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...hiddenFields(html), nip: ANI, sandi: RIGHT }),
    headers: { 'sec-fetch-site': 'same-origin', 'cookie': cookies.map((pair) => pair.join('=')).join('; ') },
  })
  t.is(answer.status, 429, 'a cookie that we did not sign')
})

test('on a computer that others use nothing is left behind', async (t) => {
  const { hasher, hashed } = cheapHasher()
  const { issuer, db } = await openHouse(t, { overrides: { hasher } })
  await addPerson(db, { nip: ANI, passwordHash: hashed(RIGHT) })
  const jar = cookieJar()
  const page = await jar.follow(issuer)
  const html = await page.text()
  const answer = await post(jar, new URL(actionOf(html), page.url), {
    ...hiddenFields(html), nip: ANI, sandi: RIGHT, bersama: '1',
  })
  t.is(answer.status, 303)
  t.is(cookieOf(answer), undefined)
})

test('an address that is slowed waits in the lane, and is told when to come back if that is full', async (t) => {
  const { hasher, hashed, calls } = cheapHasher()
  const { slowLane, passed } = openLane()
  let full = false
  const { issuer, db } = await openHouse(t, { overrides: { hasher, slowLane: {
    pass: (network) => full ? Promise.reject(new BusyError(2)) : slowLane.pass(network),
  } } })
  await addPerson(db, { nip: ANI, passwordHash: hashed(RIGHT) })
  await db.owner.query({
    text: `INSERT INTO kegagalan_alamat (alamat, kapan, siapa, lambat_sampai, expires_at)
           VALUES ('127.0.0.1', '{}', '{}', now() + interval '10 minutes', now() + interval '10 minutes')`,
    values: [],
  })
  const own = cookieJar()
  t.is((await typePassword(own, issuer, { nip: ANI, password: RIGHT })).status, 303)
  t.deepEqual(passed, ['127.0.0.1'])
  full = true
  const hashes = calls.length
  const refused = await typePassword(cookieJar(), issuer, { nip: ANI, password: RIGHT })
  t.is(refused.status, 503)
  t.is(refused.headers.get('retry-after'), '2')
  t.regex(await refused.text(), /Layanan sedang ramai/)
  t.is(calls.length, hashes)
  t.is((await typePassword(own, issuer, { nip: ANI, password: RIGHT })).status, 303, 'a browser he signed in from before')
})

test('who hangs up while he waits for a hash leaves the queue, and his try is given back', async (t) => {
  const { hashed } = cheapHasher()
  const gate = Promise.withResolvers<boolean>()
  const begun = Promise.withResolvers<undefined>()
  let verifications = 0
  const hasher = createPasswordHasher({
    queue: createHashQueue({ slots: 1, maxWaiting: 10 }), parameters: { memoryCost: 8, timeCost: 1, parallelism: 1 },
    engine: { hash: () => Promise.reject(new Error('not asked')), verify: () => {
      verifications += 1
      begun.resolve(undefined)
      return gate.promise
    } },
  })
  const { issuer, db } = await openHouse(t, { overrides: { hasher } })
  const sub = await addPerson(db, { nip: BUDI, passwordHash: hashed(RIGHT) })
  const tries = async (): Promise<number> => {
    const row = await db.owner.knex<{ siapa: string; percobaan: unknown[] }>('percobaan_masuk').where({ siapa: sub }).first()
    return row?.percobaan.length ?? -1
  }
  const first = typePassword(cookieJar(), issuer, { nip: ANI, password: 'salah' })
  await begun.promise

  const jar = cookieJar()
  const page = await jar.follow(issuer)
  const html = await page.text()
  const body = new URLSearchParams({ ...hiddenFields(html), nip: BUDI, sandi: RIGHT }).toString()
  const cookie = Object.entries(await jar.cookies(page.url)).map((pair) => pair.join('=')).join('; ')
  const leaving = request(new URL(actionOf(html), page.url), {
    method: 'POST', agent: false,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) },
  })
  leaving.on('error', () => undefined)
  leaving.end(body)
  while (hasher.load.waiting === 0) await new Promise(setImmediate)
  t.is(await tries(), 1, 'counted before it is checked')
  leaving.destroy()
  while (hasher.load.waiting > 0) await new Promise(setImmediate)
  while (await tries() > 0);
  gate.resolve(false)
  t.is((await first).status, 400)
  t.is(verifications, 1)
})
