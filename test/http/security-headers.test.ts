import test from 'ava'
import { assetPath } from '../../src/kernel/http/assets.ts'
import { formActionOrigins, securityHeaders } from '../../src/kernel/http/headers.ts'
import { stateOf } from '../../src/kernel/http/state.ts'
import { fileScope } from '../helpers/scope.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { discoverParty, authorizationRequest } from '../helpers/relying-party.ts'
import { type Answer, ask, type Question } from './ask.ts'
import { serve } from './serve.ts'

const file = fileScope(test)
let house: House
let broken: House

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  // Everything that needs a row fails here.
  broken = await openHouse(file)
  await broken.db.owner.knex.raw('DROP TABLE oidc_interaction, oidc_session CASCADE')
})

const POLICY = (formAction: string, scripts = ''): string =>
  `default-src 'none';script-src${scripts};style-src 'self';img-src 'self';connect-src 'self';base-uri 'none';`
  + `form-action ${formAction};frame-ancestors 'none'`

const EXPECTED = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'x-powered-by': undefined,
  'server': undefined,
}

function assertHeaders(t: { is(a: unknown, b: unknown, m?: string): void }, { headers }: Answer, formAction = "'self'") {
  t.is(headers['content-security-policy'], POLICY(formAction))
  for (const [name, value] of Object.entries(EXPECTED)) t.is(headers[name], value, name)
  t.is(headers['strict-transport-security'], undefined, 'http promises no https')
}

const ANSWERS: [name: string, status: number, question: Question][] = [
  ['a page', 200, { target: '/bantuan' }],
  ['a redirect to the sign-in', 303, { target: '/' }],
  ['the way back from a sign-in', 303, { target: '/masuk/kembali?state=/' }],
  ['a page that is not there', 404, { target: '/tidak-ada' }],
  ['an asset that is not there', 404, { target: '/aset/x.000000000000.css' }],
  ['another Host', 421, { headers: { host: 'evil.example' } }],
  ['a form from elsewhere', 403, { target: '/keluar', method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }],
  ['a stale step', 400, { target: '/masuk/abc' }],
  ['an unknown application', 400, { target: '/oidc/auth?client_id=x', headers: { accept: 'text/html' } }],
  ['discovery', 200, { target: '/.well-known/openid-configuration' }],
  ['the keys', 200, { target: '/oidc/jwks' }],
  ['a preflight', 204, { target: '/oidc/token', method: 'OPTIONS', headers: {
    'origin': 'https://a.example', 'access-control-request-method': 'POST' } }],
  ['a token error', 400, { target: '/oidc/token', method: 'POST' }],
  ['userinfo without a token', 401, { target: '/oidc/me' }],
  ['userinfo with a wrong one', 401, { target: '/oidc/me', headers: { authorization: 'Bearer x' } }],
]

for (const [name, status, question] of ANSWERS) {
  test(`security headers stand on ${name} (${status})`, async (t) => {
    const answer = await ask(house.issuer, question)
    t.is(answer.status, status)
    assertHeaders(t, answer)
  })
}

test('security headers stand on an asset, also unchanged (304)', async (t) => {
  const page = await ask(house.issuer, { target: '/bantuan' })
  const target = /href="(\/aset\/[^"]+\.css)"/.exec(page.text)?.[1] ?? ''
  const asset = await ask(house.issuer, { target })
  t.is(asset.status, 200)
  assertHeaders(t, asset)
  const again = await ask(house.issuer, { target, headers: { 'if-none-match': asset.headers.etag ?? '' } })
  t.is(again.status, 304)
  assertHeaders(t, again)
})

const AUTH = '/oidc/auth?client_id=portal&response_type=none&scope=openid&redirect_uri='

for (const accept of ['text/html', 'application/json']) {
  test(`security headers stand on a failure answered as ${accept} (500)`, async (t) => {
    const { issuer } = broken
    const target = AUTH + encodeURIComponent(`${issuer}/masuk/kembali`)
    const answer = await ask(issuer, { target, headers: { accept } })
    t.is(answer.status, 500)
    t.true(answer.headers['content-type']?.startsWith(accept))
    // The request was good and named our portal, so that its answer may lead there.
    assertHeaders(t, answer, `'self' ${issuer}`)
    t.is(answer.headers['set-cookie'], undefined)
    t.is(answer.headers.location, undefined)
    t.notRegex(answer.text, /relation|oidc_|\.ts\b|\bat \//, 'nothing of what went wrong')
    if (accept === 'text/html') t.regex(answer.text, /<b class="code">[A-HJKMNP-Z2-9]{6}<\/b>/)
  })
}

test('the sign-in page may lead to its application, and to no other, and runs the script of passkeys alone', async (t) => {
  const { issuer } = house
  const redirectUri = 'https://skp.bantenprov.go.id/sso/callback'
  const party = await discoverParty(issuer, 'skp.bantenprov.go.id', 'x', redirectUri)
  const jar = cookieJar()
  const { url } = await authorizationRequest(party)
  const page = await jar.fetch(locationOf(await jar.fetch(url)))
  t.is(page.status, 200)
  t.deepEqual((await page.text()).match(/<script[^>]*>/g), [`<script src="${assetPath('passkey.js')}" defer>`])
  t.is(page.headers.get('content-security-policy'), POLICY("'self' https://skp.bantenprov.go.id", " 'self'"))
})

test('https promises https for two years', async (t) => {
  const askOne = await serve(t, securityHeaders({ https: true }), (ctx) => { ctx.body = '' })
  t.is((await askOne('/')).headers['strict-transport-security'], 'max-age=63072000')
})

const ORIGINS: [string[], string][] = [
  [[], "'self'"],
  [['https://a.example'], "'self' https://a.example"],
  [['https://a.example', 'https://a.example'], "'self' https://a.example"],
  [['https://a.example', 'http://localhost:3001', 'http://[::1]:3001'],
    "'self' https://a.example http://localhost:3001 http://[::1]:3001"],
  [["https://a;script-src'unsafe-inline'.example"], "'self'"],
  [['https://a,b.example', 'null', '*', 'https:', "'none'", 'https://$&.example'], "'self'"],
]

for (const [origins, formAction] of ORIGINS) {
  test(`form-action with ${origins.join(' and ') || 'nothing'}`, async (t) => {
    const askOne = await serve(t, securityHeaders({ https: false }), formActionOrigins(), (ctx) => {
      stateOf(ctx).formOrigins.push(...origins)
      ctx.body = ''
    })
    t.is((await askOne('/')).headers['content-security-policy'], POLICY(formAction))
  })
}
