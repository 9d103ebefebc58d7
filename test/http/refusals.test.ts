import { gzipSync } from 'node:zlib'
import test from 'ava'
import { type CookieJar, cookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields } from '../helpers/journey.ts'
import { fileScope } from '../helpers/scope.ts'
import { ask } from './ask.ts'

// What comes back from the real service for forms that it does not take; the database knows nobody.
const file = fileScope(test)
let house: House

test.before(async () => {
  house = await openHouse(file)
})

/** A browser on the sign-in page of our own launcher. */
async function onSignInPage(): Promise<{ jar: CookieJar; action: URL; csrf: string }> {
  const jar = cookieJar()
  const page = await jar.follow(house.issuer)
  const html = await page.text()
  return { jar, action: new URL(actionOf(html), page.url), csrf: hiddenFields(html)['csrf'] ?? '' }
}

const FORM = 'application/x-www-form-urlencoded'
const NIP = '199001012015031001'
const fields = (csrf: string): string => new URLSearchParams({ csrf, nip: NIP, sandi: 'tidak benar' }).toString()

interface Sent { readonly headers?: Record<string, string>; readonly body: string | Buffer }

const ROWS: [name: string, sent: (csrf: string) => Sent | Promise<Sent>, status: number, words: string][] = [
  ['its token and no word of where it comes from', (csrf) => ({ body: fields(csrf) }), 400, 'tidak cocok'],
  ['its token from our page', (csrf) => ({ headers: { 'sec-fetch-site': 'same-origin' }, body: fields(csrf) }),
    400, 'tidak cocok'],
  ['a wrong token', () => ({ body: fields('x'.repeat(43)) }), 403, 'formulir'],
  ['no token', () => ({ body: `nip=${NIP}&sandi=x` }), 403, 'formulir'],
  ['the token of another browser', async () => ({ body: fields((await onSignInPage()).csrf) }), 403, 'formulir'],
  ['its token twice', (csrf) => ({ body: `${fields(csrf)}&csrf=${csrf}` }), 403, 'formulir'],
  ['its token from another site', (csrf) => ({ headers: { 'sec-fetch-site': 'cross-site' }, body: fields(csrf) }),
    403, 'formulir'],
  ['its token and another Origin', (csrf) => ({ headers: { origin: 'https://evil.example' }, body: fields(csrf) }),
    403, 'formulir'],
  ['its token and Origin null', (csrf) => ({ headers: { origin: 'null' }, body: fields(csrf) }), 403, 'formulir'],
  ['the NIP twice', (csrf) => ({ body: `csrf=${csrf}&nip=1&nip=2&sandi=x` }), 400, 'NIP'],
  ['fields as objects', (csrf) => ({ body: `csrf=${csrf}&nip[a]=1&sandi[b][c]=x` }), 400, 'NIP'],
  ['broken percent signs', (csrf) => ({ body: `csrf=${csrf}&nip=%E0%A4%A&sandi=%` }), 400, 'NIP'],
  ['a zero byte', (csrf) => ({ body: `csrf=${csrf}&nip=${NIP}%00&sandi=a%00b` }), 400, 'NIP'],
  ['bytes that are no UTF-8', (csrf) => ({ body: `csrf=${csrf}&nip=${NIP}&sandi=%FF%FE` }), 400, 'tidak cocok'],
  ['a password that is too long', (csrf) => ({ body: `csrf=${csrf}&nip=${NIP}&sandi=${'x'.repeat(9000)}` }),
    400, 'tidak cocok'],
  ['40 KB', (csrf) => ({ body: `${fields(csrf)}&x=${'x'.repeat(40_000)}` }), 413, 'Permintaan'],
  ['a gzip that becomes a megabyte', (csrf) => ({
    headers: { 'content-encoding': 'gzip' }, body: gzipSync(`${fields(csrf)}&x=${'x'.repeat(1_000_000)}`) }),
  415, 'Permintaan'],
  ['a gzip that is none', (csrf) => ({ headers: { 'content-encoding': 'gzip' }, body: fields(csrf) }), 415, 'Permintaan'],
  ['an encoding that is none', (csrf) => ({ headers: { 'content-encoding': 'identity' }, body: fields(csrf) }),
    400, 'tidak cocok'],
  ['JSON', (csrf) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify({ csrf }) }),
    403, 'formulir'],
  ['files', (csrf) => ({ headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: `--x${csrf}--x--` }),
    403, 'formulir'],
]

for (const [name, sent, status, words] of ROWS) {
  test(`a sign-in form with ${name}: ${status}`, async (t) => {
    const { jar, action, csrf } = await onSignInPage()
    const { headers, body } = await sent(csrf)
    const answer = await jar.fetch(action, { method: 'POST', headers: { 'content-type': FORM, ...headers }, body })
    const html = await answer.text()
    t.is(answer.status, status)
    t.regex(answer.headers.get('content-type') ?? '', /^text\/html/)
    t.true(html.toLowerCase().includes(words.toLowerCase()), html)
    t.regex(html, /<b class="code">[A-HJKMNP-Z2-9]{6}<\/b>/, 'a code to read out stands on the page')
    t.is(answer.headers.get('location'), null)
  })
}

test('a form for another sign-in than the browser\'s own is refused, also with that one\'s token', async (t) => {
  const own = await onSignInPage()
  const other = await onSignInPage()
  const answer = await own.jar.fetch(other.action, {
    method: 'POST', headers: { 'content-type': FORM }, body: fields(other.csrf),
  })
  t.is(answer.status, 400)
  t.is(answer.headers.get('location'), null)
})

const ACCEPTS: [accept: string, json: boolean][] = [
  ['text/html,application/xhtml+xml,*/*;q=0.8', false],
  ['*/*', false],
  ['application/json', true],
  ['application/json, text/html;q=0.5', true],
  ['text/html, application/json;q=0.5', false],
  ['application/*', true],
  ['image/png', false],
  ['', false],
]

for (const [accept, json] of ACCEPTS) {
  test(`an error for Accept ${accept || 'without a word'} is ${json ? 'JSON' : 'a page'}`, async (t) => {
    const answer = await fetch(`${house.issuer}/tidak-ada`, { headers: { accept } })
    t.is(answer.status, 404)
    t.regex(answer.headers.get('content-type') ?? '', json ? /^application\/json/ : /^text\/html/)
    const text = await answer.text()
    if (json) t.deepEqual(JSON.parse(text), { error: 'not-found' })
    else t.true(text.startsWith('<!doctype html>'))
  })
}

const METHODS = ['PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']

for (const method of METHODS) {
  test(`${method} meets no page and no failure`, async (t) => {
    for (const target of ['/', '/bantuan', '/masuk/x', '/oidc/auth', '/oidc/token', '/aset/x', '//', '/%', '/%00']) {
      const { status } = await ask(house.issuer, { method, target })
      t.true([403, 404, 405].includes(status), `${target} ${status}`)
    }
  })
}
