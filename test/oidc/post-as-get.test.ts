import test from 'ava'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { fileScope } from '../helpers/scope.ts'

// OpenID Connect Core 3.1.2.1 and RP-Initiated Logout 2: both endpoints take forms as well.

const file = fileScope(test)
let issuer: string

test.before(async () => { ({ issuer } = await openHouse(file)) })

/** A form that a page of another site sends, as a browser does. */
const send = (path: string, body: URLSearchParams | string, headers: Record<string, string> = {}): Promise<Response> =>
  cookieJar().fetch(`${issuer}${path}`, {
    method: 'POST', body,
    headers: { origin: 'https://aplikasi.example', 'sec-fetch-site': 'cross-site', ...headers },
  })

for (const path of ['/oidc/auth', '/oidc/session/end']) {
  test(`a form at ${path} leads to the same request as GET`, async (t) => {
    const answer = await send(`${path}?dari=alamat`, new URLSearchParams([['scope', 'openid email'], ['state', 'a&b=é\r\n']]))
    t.is(answer.status, 303)
    t.is(locationOf(answer).href, `${issuer}${path}?scope=openid+email&state=a%26b%3D%C3%A9%0D%0A`)
    t.is(answer.headers.get('cache-control'), 'no-store')
  })

  test(`a parameter twice in a form at ${path} is still there twice, and refused`, async (t) => {
    const twice = await send(path, new URLSearchParams([['state', '1'], ['state', '2']]))
    t.is(locationOf(twice).search, '?state=1&state=2')
    t.is((await cookieJar().fetch(locationOf(twice))).status, 400)
  })

  test(`what is no form, or too long for an address, is refused at ${path}`, async (t) => {
    t.is(locationOf(await send(path, '{"state":"1"}', { 'content-type': 'application/json' })).search, '')
    t.is((await send(path, new URLSearchParams({ state: 'x'.repeat(8_200) }))).status, 413)
    t.is((await send(path, new URLSearchParams({ state: 'x'.repeat(40_000) }))).status, 413)
  })
}

test('no other endpoint of the protocol takes a detour', async (t) => {
  t.is((await send('/oidc/token', new URLSearchParams({ grant_type: 'authorization_code' }))).status, 400)
  // That form stands on a page of ours, and these come from an application's.
  t.is((await send('/oidc/session/end/confirm', new URLSearchParams({ xsrf: 'x' }))).status, 403)
})
