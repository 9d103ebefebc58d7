import type { ExecutionContext } from 'ava'
import { openBrowser } from '../../helpers/browser.ts'
import { cookieJar, locationOf } from '../../helpers/cookie-jar.ts'
import { dumpTables } from '../../helpers/dump.ts'
import { typePassword } from '../../helpers/journey.ts'
import type { Credentials } from '../../helpers/people.ts'
import { authorizationRequest } from '../../helpers/relying-party.ts'
import { listen } from '../../helpers/server.ts'
import { ask } from '../../http/ask.ts'
import { application } from '../features/support.ts'
import { openPlain } from './plain.ts'
import { row, type Rows } from './row.ts'
import { answerTo, appOf, begin, CLIENT, OPENID, ours, silently, type Subject } from './subject.ts'

const EVIL = 'evil.example'
const MFA = 'urn:bantenprov:acr:mfa'

/** @param stored what the storage holds, as text */
async function askAsEvil(subject: Subject, stored: () => Promise<readonly string[]>): Promise<object> {
  const { url } = await authorizationRequest(appOf(subject), { ...OPENID })
  const headers = { host: EVIL }
  const discovery = await ask(subject.issuer, { target: '/.well-known/openid-configuration', headers })
  const asked = await ask(subject.issuer, { target: `${url.pathname}${url.search}`, headers })
  return {
    statuses: [discovery.status, asked.status],
    discoveryNamesIt: discovery.text.includes(`${EVIL}/`),
    stored: (await stored()).filter((one) => one.includes(EVIL)).length,
  }
}

/** A wish for a second factor, then an application whose registration demands one. */
async function wishForMore(subject: Subject): Promise<object> {
  const { jar, tokens } = await begin(subject, { acr_values: MFA })
  return { acr: tokens.claims()?.['acr'] ?? 'none', demanded: await silently(appOf(subject, 1), jar) }
}

/** Somebody who is signed in already, at an application that leaves PKCE out. */
async function withoutPkce(subject: Subject): Promise<string> {
  const { jar } = await begin(subject)
  const { url } = await authorizationRequest(appOf(subject), { ...OPENID })
  for (const name of ['code_challenge', 'code_challenge_method']) url.searchParams.delete(name)
  return answerTo(jar, url)
}

const STRANGE = ['https://*.x', 'https://user:pw@a', 'http://10.0.0.5']
const GOOD = 'https://mesin.bantenprov.go.id/callback'

async function register(one: (uri: string) => Promise<boolean>): Promise<Record<string, boolean>> {
  const seen: Record<string, boolean> = {}
  for (const uri of [GOOD, ...STRANGE]) seen[uri] = await one(uri)
  return seen
}

/** An application that says so when a browser comes to it. */
async function openApplication(t: ExecutionContext): Promise<string> {
  const url = await listen(t, (_request, response) => response.end('here'))
  return `http://localhost:${new URL(url).port}/sso/callback`
}

/** Types the password in Chromium. @returns whether the browser came to the application */
async function typeInBrowser(t: ExecutionContext, subject: Subject): Promise<string> {
  const newContext = await openBrowser(t, { provoked: /form-action/ })
  const context = await newContext()
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const { url } = await authorizationRequest(appOf(subject), { ...OPENID })
  await page.goto(url.href)
  const blocked = page.waitForEvent('console', (message) => message.text().includes('form-action')).then(() => 'blocked')
  // A navigation that ends without arriving was blocked, or the browser never says why and the wait ends.
  const arrived = page.waitForURL(`${appOf(subject).redirectUri}?*`).then(() => 'at the application', () => blocked)
  await page.locator('[name=nip]').fill(subject.person.nip)
  await page.locator('[name=sandi]').fill(subject.person.password)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  return Promise.race([arrived, blocked])
}

/** The first form of a sign-in is sent; then the browser goes on by itself although more was to be asked. */
async function resumeEarly(subject: Subject, app: number, typed: Credentials): Promise<string> {
  const jar = cookieJar()
  const { url } = await authorizationRequest(appOf(subject, app), { ...OPENID })
  const sent = await typePassword(jar, url, typed)
  const uid = new URL(sent.url).pathname.split('/').at(-1) ?? ''
  const { pathname, searchParams } = locationOf(await jar.fetch(`${subject.issuer}/oidc/auth/${uid}`))
  return searchParams.has('code') ? 'code' : pathname.startsWith('/masuk/') ? 'asks again' : pathname
}

export const requests: Rows = {
  '`Host: evil.example`': row({
    ours: async (_t, house) => askAsEvil(await ours(house), () => dumpTables(house.db.owner, 'oidc_%')),
    behaves: { statuses: [421, 421], discoveryNamesIt: false, stored: 0 },
    async plain(t) {
      const plain = await openPlain(t)
      return askAsEvil(plain, () => Promise.resolve([...plain.store.rows.values()]))
    },
    misbehaves: { statuses: [200, 303], discoveryNamesIt: true, stored: 1 },
  }),
  '`acr_values=...`': row({
    ours: async (_t, house) => wishForMore(await ours(house, [{}, { minimum_acr: MFA }])),
    behaves: { acr: 'urn:bantenprov:acr:sandi', demanded: 'interaction_required' },
    plain: async (t) => wishForMore(await openPlain(t, {
      clients: [{}, { client_id: 'gawat', default_acr_values: [MFA] }], configuration: { acrValues: [MFA] },
    })),
    misbehaves: { acr: 'none', demanded: 'code' },
  }),
  'CSP `form-action \'self\'` on the login page': row({
    inBrowser: true,
    ours: async (t, house) => typeInBrowser(t, await ours(house, [{ redirect_uris: [await openApplication(t)] }])),
    behaves: 'at the application',
    plain: async (t) => typeInBrowser(t, await openPlain(t, {
      clients: [{ redirect_uris: [await openApplication(t)] }],
      pageHeaders: { 'content-security-policy': 'form-action \'self\'' },
    })),
    misbehaves: 'blocked',
  }),
  'confidential client without PKCE': row({
    ours: async (_t, house) => withoutPkce(await ours(house)),
    behaves: 'invalid_request',
    plain: async (t) => withoutPkce(await openPlain(t)),
    misbehaves: 'code',
  }),
  'registration of `https://*.x`, `https://user:pw@a`, `http://10.0.0.5`': row({
    ours: (t, house) => register(async (uri) => {
      const registered = application(house, { ...CLIENT, redirect_uris: [uri] })
      if (uri === GOOD) return Boolean(await registered)
      await t.throwsAsync(registered, { message: /redirect_uris/ })
      return false
    }),
    behaves: { [GOOD]: true, ...Object.fromEntries(STRANGE.map((uri) => [uri, false])) },
    async plain(t) {
      const { issuer } = await openPlain(t, { configuration: { features: { registration: { enabled: true } } } })
      return register(async (uri) => (await fetch(`${issuer}/oidc/reg`, {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ redirect_uris: [uri] }),
      })).status === 201)
    },
    misbehaves: Object.fromEntries([GOOD, ...STRANGE].map((uri) => [uri, true])),
  }),
  'wizard state in `interactionResult(..., { step })` without `login`': row({
    async ours(_t, house) {
      const subject = await ours(house, [{}, { redirect_uris: ['https://mitra.example/callback'] }])
      const wrong = { ...subject.person, password: 'bukan kata sandinya' }
      // Nobody agreed yet at the second one, which is not the province's.
      return [await resumeEarly(subject, 0, wrong), await resumeEarly(subject, 1, subject.person)]
    },
    behaves: ['asks again', 'asks again'],
    async plain(t) {
      const open = async (result: object): Promise<string> => {
        const plain = await openPlain(t, { result: { ...result, step: 'second factor' } })
        return resumeEarly(plain, 0, plain.person)
      }
      return [await open({}), await open({ login: { accountId: 'orang-ini' } })]
    },
    misbehaves: ['asks again', 'code'],
  }),
}
