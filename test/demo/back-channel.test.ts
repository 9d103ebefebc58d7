import { randomUUID } from 'node:crypto'
import test from 'ava'
import { isSignedIn, readJson, setup, signIn } from './setup.ts'
import type { JWTPayload } from 'jose'
import type { Setup } from './setup.ts'

const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }

interface Deliverer {
  backchannelLogout(sub: string, sid: string): Promise<void>
}

/** The claims of a logout token that is in order but for naming nobody; `undefined` takes a claim away. */
function claims({ idp }: Setup, change: JWTPayload): JWTPayload {
  const now = Math.floor(Date.now() / 1000)
  const all = { iss: idp.issuer, aud: idp.clientId, iat: now, exp: now + 120, jti: randomUUID(), events, ...change }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

async function deliver({ demo }: Setup, token: string): Promise<Response> {
  return fetch(`${demo}/sso/backchannel-logout`, { method: 'POST', body: new URLSearchParams({ logout_token: token }) })
}

test('a logout token ends the session of its sid and no other', async (t) => {
  const all = await setup(t)
  const { demo, idp } = all
  const [one, other] = [await signIn(demo), await signIn(demo)]
  const sid = readJson(one.page, 'id-token')['sid']
  const answer = await deliver(all, await idp.sign(claims(all, { sub: idp.account.sub, sid })))
  t.is(answer.status, 200)
  t.is(answer.headers.get('cache-control'), 'no-store')
  const ended = await one.browser.get(`${demo}/`)
  t.true(ended.text.includes('Sesi Anda di aplikasi ini sudah berakhir'))
  t.is(one.browser.cookie(demo, 'demo_session'), undefined)
  t.true(await isSignedIn(other.browser, demo))
})

test('a logout token without sid ends every session of its person and nobody else\'s', async (t) => {
  const all = await setup(t)
  const { demo, idp } = all
  const mine = [await signIn(demo), await signIn(demo)]
  idp.account = { ...idp.account, sub: 'b8d2' }
  const stranger = await signIn(demo)
  t.is((await deliver(all, await idp.sign(claims(all, { sub: 'a7c1' })))).status, 200)
  t.deepEqual(await Promise.all(mine.map(({ browser }) => isSignedIn(browser, demo))), [false, false])
  t.true(await isSignedIn(stranger.browser, demo))
})

test('a logout token whose sid is not the named person\'s ends nothing', async (t) => {
  const all = await setup(t)
  const { browser, page } = await signIn(all.demo)
  const sid = readJson(page, 'id-token')['sid']
  t.is((await deliver(all, await all.idp.sign(claims(all, { sub: 'b8d2', sid })))).status, 200)
  t.true(await isSignedIn(browser, all.demo))
})

test('a logout token works before anybody signed in', async (t) => {
  const all = await setup(t)
  t.is((await deliver(all, await all.idp.sign(claims(all, { sub: 'a7c1' })))).status, 200)
})

test('the provider\'s own delivery is understood', async (t) => {
  const { demo, idp } = await setup(t)
  const { browser, page } = await signIn(demo)
  // Declared by the library but missing in its types.
  const client = (await idp.provider.Client.find(idp.clientId)) as unknown as Deliverer
  await client.backchannelLogout(idp.account.sub, String(readJson(page, 'id-token')['sid']))
  t.false(await isSignedIn(browser, demo))
})

test('a logout token is accepted once', async (t) => {
  const all = await setup(t)
  const token = await all.idp.sign(claims(all, { sub: 'a7c1' }))
  t.is((await deliver(all, token)).status, 200)
  const { browser } = await signIn(all.demo)
  const replay = await deliver(all, token)
  t.is(replay.status, 400)
  t.is(replay.headers.get('cache-control'), 'no-store')
  t.true(await isSignedIn(browser, all.demo))
})

test('a token that is no valid logout token ends nothing', async (t) => {
  const all = await setup(t)
  const { demo, idp, log } = all
  const { browser } = await signIn(demo)
  const sub = idp.account.sub
  const now = Math.floor(Date.now() / 1000)
  const refused: Record<string, string> = {
    'another audience': await idp.sign(claims(all, { sub, aud: 'lain.contoh.test' })),
    'another issuer': await idp.sign(claims(all, { sub, iss: 'https://lain.test' })),
    'no audience': await idp.sign(claims(all, { sub, aud: undefined })),
    'a stranger\'s signature': await idp.sign(claims(all, { sub }), { stranger: true }),
    'a nonce': await idp.sign(claims(all, { sub, nonce: 'n' })),
    'no events': await idp.sign(claims(all, { sub, events: undefined })),
    'another event': await idp.sign(claims(all, { sub, events: { 'https://lain.test/event': {} } })),
    'an event that is no object': await idp.sign(
      claims(all, { sub, events: { 'http://schemas.openid.net/event/backchannel-logout': true } }),
    ),
    'nobody named': await idp.sign(claims(all, {})),
    'no jti': await idp.sign(claims(all, { sub, jti: undefined })),
    'no iat': await idp.sign(claims(all, { sub, iat: undefined })),
    'no exp': await idp.sign(claims(all, { sub, exp: undefined })),
    'an old iat': await idp.sign(claims(all, { sub, iat: now - 3600 })),
    'an iat to come': await idp.sign(claims(all, { sub, iat: now + 3600, exp: now + 3720 })),
    'a past exp': await idp.sign(claims(all, { sub, iat: now - 200, exp: now - 100 })),
    'an ID token': await idp.sign(claims(all, { sub, jti: undefined, events: undefined, nonce: 'n' }), { typ: 'JWT' }),
    'no token': '',
    'no JWT': 'a.b.c',
    'an unsigned token': unsigned(claims(all, { sub })),
  }
  for (const [name, token] of Object.entries(refused)) {
    const answer = await deliver(all, token)
    t.is(answer.status, 400, name)
    t.is(answer.headers.get('cache-control'), 'no-store', name)
  }
  t.true(await isSignedIn(browser, demo))
  t.is(log.length, Object.keys(refused).length)
  t.false(log.join().includes(sub), 'the log names no person')
})

function unsigned(payload: JWTPayload): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')
  return `${encode({ alg: 'none', typ: 'logout+jwt' })}.${encode(payload)}.`
}
