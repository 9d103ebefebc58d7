import test from 'ava'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields } from '../helpers/journey.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { type Answer, ask } from '../http/ask.ts'

// What the service leaves in a browser where its issuer is https, as behind the proxy that ends TLS.

const ISSUER = 'https://login.test'

const file = fileScope(test)
let house: House
let person: Credentials

test.before(async () => {
  house = await openHouse(file, { template: 'penuh', overrides: { issuer: ISSUER, production: true } })
  person = await demoPerson(house.db.app, 'PNS di sekolah')
})

interface Kept { readonly value: string; readonly path: string }
type Cookies = Map<string, Kept>

/** A browser that keeps cookies and every line that set one; it follows nothing by itself. */
function browser() {
  const cookies: Cookies = new Map()
  const lines: string[] = []
  const answers: Answer[] = []

  function keep(line: string): void {
    lines.push(line)
    const [pair = ''] = line.split(';')
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    const gone = value === '' || Date.parse(/expires=([^;]*)/i.exec(line)?.[1] ?? '') < Date.now()
    if (gone) cookies.delete(name)
    else cookies.set(name, { value, path: /path=([^;]*)/i.exec(line)?.[1] ?? '' })
  }

  async function open(url: string, fields?: Record<string, string>): Promise<Answer> {
    const { pathname, search } = new URL(url, ISSUER)
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const answer = await ask(house.issuer, {
      method: fields ? 'POST' : 'GET', target: pathname + search,
      headers: { host: 'login.test', accept: 'text/html', cookie: cookieText(cookies, pathname), ...(fields && form) },
      ...(fields && { body: new URLSearchParams(fields).toString() }),
    })
    answers.push(answer)
    for (const line of answer.headers['set-cookie'] ?? []) keep(line)
    return answer
  }

  /** Follows redirects within the service. */
  async function go(url: string, fields?: Record<string, string>): Promise<{ url: string; answer: Answer }> {
    const answer = await open(url, fields)
    const { location } = answer.headers
    if (location === undefined) return { url, answer }
    return go(new URL(location, new URL(url, ISSUER)).href)
  }

  return { cookies, lines, answers, open, go }
}

const cookieText = (cookies: Cookies, path: string): string =>
  [...cookies].filter(([, kept]) => path.startsWith(kept.path))
    .map(([name, { value }]) => `${name}=${value}`).join('; ')

/** Signed in at our own pages. */
async function signedIn() {
  const own = browser()
  const page = await own.go('/?bahasa=en')
  const step = { ...own, uid: new URL(page.url, ISSUER).pathname.split('/')[2] ?? '' }
  const atStep = new Map(own.cookies)
  const { answer } = await own.go(actionOf(page.answer.text), {
    ...hiddenFields(page.answer.text), nip: person.nip, sandi: person.password,
  })
  return { ...step, atStep, launcher: answer }
}

const valueOf = (cookies: Cookies, name: string): string => cookies.get(name)?.value ?? ''

const nobody = ({ status, headers }: Answer): boolean =>
  status === 303 && new URL(headers.location ?? '', ISSUER).pathname === '/oidc/auth'

test('every cookie is bound to the host and to https, and no script reads it', async (t) => {
  const { lines, launcher, answers, go } = await signedIn()
  t.is(launcher.status, 200)
  const page = await go('/keluar', hiddenFields(launcher.text))
  await go('/oidc/session/end/confirm', { ...hiddenFields(page.answer.text), logout: 'yes' })
  for (const answer of answers) t.is(answer.headers['strict-transport-security'], 'max-age=63072000')

  const names = new Set(lines.map((line) => line.slice(0, line.indexOf('=')).replace(/\.sig$/, '')))
  for (const expected of [
    '__Host-satu_login', '__Host-satu_login_bahasa', '__Host-satu_login_perangkat', '__Secure-satu_login_interaksi',
    '__Secure-satu_login_lanjut',
  ]) t.true(names.has(expected), expected)
  for (const line of lines) {
    const [pair = '', ...attributes] = line.toLowerCase().split('; ')
    t.regex(pair, /^__(?:host|secure)-satu_login/, line)
    for (const attribute of ['secure', 'httponly', 'samesite=lax']) t.true(attributes.includes(attribute), line)
    t.false(attributes.some((attribute) => attribute.startsWith('domain')), line)
    const path = attributes.find((attribute) => attribute.startsWith('path='))
    if (pair.startsWith('__host-')) t.is(path, 'path=/', line)
    else t.regex(path ?? '', /^path=\/(?:masuk|oidc\/auth)/, line)
  }
})

type Forge = (value: string, signature: string, other: string) => [value: string, signature: string | undefined]

/** What somebody who does not have the keys can make of a cookie and its signature. */
const FORGED: readonly [name: string, forge: Forge][] = [
  ['another letter', (value, sig) => [value.replace(/^./, (c) => c === 'A' ? 'B' : 'A'), sig]],
  ['a cut value', (value, sig) => [value.slice(0, -1), sig]],
  ['a longer value', (value, sig) => [`${value}A`, sig]],
  ['no value', (_value, sig) => ['', sig]],
  ['no signature', (value) => [value, undefined]],
  ['an empty signature', (value) => [value, '']],
  ['a cut signature', (value, sig) => [value, sig.slice(0, -1)]],
  ['another letter in the signature', (value, sig) => [value, sig.replace(/^./, (c) => c === 'A' ? 'B' : 'A')]],
  ['the signature of another cookie', (value, _sig, other) => [value, other]],
  ['the value as signature', (value) => [value, value]],
  ['a made-up session', () => ['A'.repeat(43), 'A'.repeat(27)]],
  ['a quoted value', (value, sig) => [`"${value}`, sig]],
  ['an encoded value', (value, sig) => [`%00${value}`, sig]],
  ['a very long value', (value, sig) => [value.repeat(40), sig]],
  ['markup', (_value, sig) => ['<script>', sig]],
  ['a prototype', () => ['__proto__', 'constructor']],
]

async function withCookies(cookies: Cookies, target: string): Promise<Answer> {
  return ask(house.issuer, {
    target, headers: { host: 'login.test', accept: 'text/html', cookie: cookieText(cookies, target) },
  })
}

test('a session cookie that was touched signs nobody in', async (t) => {
  const { cookies } = await signedIn()
  const name = '__Host-satu_login'
  const [session, signature] = [cookies.get(name), cookies.get(`${name}.sig`)]
  if (!session || !signature) return t.fail('there is a session')
  t.is((await withCookies(cookies, '/')).status, 200)
  for (const [what, forge] of FORGED) {
    const [value, sig] = forge(session.value, signature.value, valueOf(cookies, '__Host-satu_login_perangkat'))
    const forged: Cookies = new Map([...cookies, [name, { ...session, value }]])
    if (sig === undefined) forged.delete(`${name}.sig`)
    else forged.set(`${name}.sig`, { ...signature, value: sig })
    t.true(nobody(await withCookies(forged, '/')), what)
    const asked = await withCookies(forged, '/oidc/auth?client_id=portal&response_type=none&scope=openid&prompt=none'
      + `&redirect_uri=${encodeURIComponent(`${ISSUER}/masuk/kembali`)}`)
    t.is(new URL(asked.headers.location ?? '').searchParams.get('error'), 'login_required', what)
  }
  // Under its name of http, where a sibling of ours could have set it.
  const renamed: Cookies = new Map([['satu_login', session], ['satu_login.sig', signature]])
  t.true(nobody(await withCookies(renamed, '/')))
  t.is((await withCookies(cookies, '/')).status, 200, 'the right one is still good')
})

test('the cookies of a sign-in that were touched, or of another one, open no page of it', async (t) => {
  const [mine, other] = [browser(), browser()]
  const { url } = await mine.go('/')
  await other.go('/')
  const path = new URL(url, ISSUER).pathname
  const name = '__Secure-satu_login_interaksi'
  const [step, signature] = [mine.cookies.get(name), mine.cookies.get(`${name}.sig`)]
  if (!step || !signature) return t.fail('there is a step')
  t.is((await withCookies(mine.cookies, path)).status, 200)
  const forgeries = FORGED.map(([what, forge]) =>
    [what, ...forge(step.value, signature.value, valueOf(mine.cookies, '__Secure-satu_login_lanjut.sig'))] as const)
  const foreign = ['another browser\'s', valueOf(other.cookies, name), valueOf(other.cookies, `${name}.sig`)] as const
  for (const [what, value, sig] of [...forgeries, foreign]) {
    const forged: Cookies = new Map([[name, { ...step, value }]])
    if (sig !== undefined) forged.set(`${name}.sig`, { ...signature, value: sig })
    t.is((await withCookies(forged, path)).status, 400, what)
  }
})

test('what is over stays over in another browser as well, and a known browser is nobody', async (t) => {
  const { cookies, atStep, launcher, go, uid } = await signedIn()
  const stolen = new Map(cookies)
  t.not((await withCookies(atStep, `/masuk/${uid}`)).status, 200, 'an answered sign-in')
  const resumed = await withCookies(atStep, `/oidc/auth/${uid}`)
  t.true([303, 400].includes(resumed.status))
  t.notRegex(String(resumed.headers['set-cookie'] ?? ''), /__Host-satu_login=/, 'nobody is signed in by it')

  const device = '__Host-satu_login_perangkat'
  const known: Cookies = new Map([[device, cookies.get(device) ?? { value: '', path: '/' }]])
  t.true((known.get(device)?.value.length ?? 0) > 20)
  t.true(nobody(await withCookies(known, '/')))

  const page = await go('/keluar', hiddenFields(launcher.text))
  await go('/oidc/session/end/confirm', { ...hiddenFields(page.answer.text), logout: 'yes' })
  t.true(nobody(await withCookies(stolen, '/')), 'a session that was ended')
})
