import { createHash } from 'node:crypto'
import Koa from 'koa'
import { bodyParser } from '@koa/bodyparser'
import compose from 'koa-compose'
import * as client from 'openid-client'
import type { Provider } from 'oidc-provider'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { leaveFrom, signIn } from '../../helpers/journey.ts'
import { authorizationRequest } from '../../helpers/relying-party.ts'
import { basic, send } from '../features/support.ts'
import { type Handler, openPlain } from './plain.ts'
import { row, type Rows } from './row.ts'
import { openStore } from './store.ts'
import { answerTo, appOf, begin, CLIENT, codeOf, OPENID, ours, type Subject, told } from './subject.ts'

const [REGISTERED] = CLIENT.redirect_uris

/** Nineteen ways to write another address that looks like the registered one. */
const TRICKS: readonly string[] = [
  `${REGISTERED}/`, `${REGISTERED}/..`, `${REGISTERED}/../callback`, `${REGISTERED}x`, `${REGISTERED}?a=b`, `${REGISTERED}#x`,
  `${REGISTERED}%00`, `${REGISTERED}%2f..`, `${REGISTERED} `, REGISTERED.toUpperCase(), REGISTERED.replace('sso', 'SSO'),
  REGISTERED.replace('http:', 'https:'), REGISTERED.replace('http:', 'javascript:'), REGISTERED.replace(':9', ':99'),
  REGISTERED.replace(':9', ''), REGISTERED.replace('localhost', 'localhost.evil.example'),
  REGISTERED.replace('localhost', 'localhost@evil.example'), REGISTERED.replace('/sso', '//sso'),
  REGISTERED.replace('localhost:9', 'evil.example\\@localhost:9'),
]

/** @returns the tricks that led a browser away from the provider, after the right address did */
async function tryTricks(subject: Subject): Promise<object> {
  const { jar } = await begin(subject)
  const { url } = await authorizationRequest(appOf(subject), { ...OPENID })
  const right = await answerTo(jar, url)
  const passed: string[] = []
  for (const trick of TRICKS) {
    url.searchParams.set('redirect_uri', trick)
    const answer = await jar.follow(url)
    if (answer.headers.has('location')) passed.push(trick)
  }
  return { tricks: new Set(TRICKS).size, right, passed }
}

/** A comparison as it is often written. */
function comparesBeginnings(provider: Provider): Handler {
  const prototype = provider.Client.prototype as unknown as { redirectUriAllowed(uri: string): boolean }
  prototype.redirectUriAllowed = (uri) => uri.startsWith(REGISTERED)
  return provider.callback()
}

/** A challenge that is the verifier itself (RFC 7636, 4.2), and none that says how it was made. */
async function challengePlainly(subject: Subject): Promise<string[]> {
  const { jar } = await begin(subject)
  const seen: string[] = []
  for (const method of ['S256', 'plain', undefined]) {
    const { url } = await authorizationRequest(appOf(subject), { ...OPENID })
    if (method === undefined) url.searchParams.delete('code_challenge_method')
    else url.searchParams.set('code_challenge_method', method)
    seen.push(await answerTo(jar, url))
  }
  return seen
}

/** Something in front that means well: old applications are to work. */
const helpsOldApplications = (provider: Provider): Handler => {
  const answer = provider.callback()
  return (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    const challenge = url.searchParams.get('code_challenge')
    if (challenge !== null && url.searchParams.get('code_challenge_method') !== 'S256') {
      url.searchParams.set('code_challenge', createHash('sha256').update(challenge).digest('base64url'))
      url.searchParams.set('code_challenge_method', 'S256')
      request.url = url.pathname + url.search
    }
    return answer(request, response)
  }
}

const isActive = async (subject: Subject, token = ''): Promise<boolean> =>
  (await client.tokenIntrospection(appOf(subject).config, token)).active

async function replayCode(subject: Subject): Promise<object> {
  const { jar } = await begin(subject)
  const { redeem } = await codeOf(appOf(subject), jar)
  const { access_token: token } = await redeem()
  const before = await isActive(subject, token)
  return { before, second: await told(redeem()), after: await isActive(subject, token) }
}

async function reuseRefreshToken(subject: Subject): Promise<object> {
  const { tokens } = await begin(subject)
  const { config } = appOf(subject)
  const refresh = () => client.refreshTokenGrant(config, tokens.refresh_token ?? '')
  const successor = await refresh()
  return { second: await told(refresh()), successorLives: await isActive(subject, successor.refresh_token) }
}

/** A code, nobody signed in, a request that is wrong: who says that it answers? */
async function whoAnswers(subject: Subject): Promise<readonly boolean[]> {
  const seen: URL[] = []
  const { url } = await authorizationRequest(appOf(subject), { ...OPENID })
  const jar = cookieJar()
  seen.push(await signIn(jar, url, subject.person))
  for (const [name, value] of [['prompt', 'none'], ['code_challenge_method', 'plain']] as const) {
    const request = await authorizationRequest(appOf(subject), { ...OPENID, [name]: value })
    seen.push(await leaveFrom(cookieJar(), request.url))
  }
  return seen.map(({ searchParams }) => searchParams.get('iss') === subject.issuer)
}

/** Something in front that knows what parameters an answer has. */
const dropsUnknown = (provider: Provider): Handler => {
  const answer = provider.callback()
  return (request, response) => {
    const write = response.setHeader.bind(response)
    response.setHeader = (name, value) =>
      write(name, /^location$/i.test(name) ? String(value).replace(/&iss=[^&]*/, '') : value)
    return answer(request, response)
  }
}

const KIB = 1_024

/** A token request of some size by somebody who may ask. @returns whether it was read */
async function sendBodies(subject: Subject): Promise<readonly boolean[]> {
  const read = async (bytes: number): Promise<boolean> => {
    const fields = { grant_type: 'refresh_token', refresh_token: 'x' }
    const rest = bytes - new URLSearchParams({ ...fields, y: '' }).toString().length
    const { body } = await send(subject, '/oidc/token', { ...fields, y: 'y'.repeat(rest) }, basic(appOf(subject)))
    return body['error'] === 'invalid_grant'
  }
  return [await read(56 * KIB), await read(56 * KIB + 1)]
}

/** A parser in front of everything, for the pages that the embedder has beside the protocol. */
function parsesFirst(provider: Provider): Handler {
  const app = new Koa()
  app.keys = provider.keys ?? []
  app.use(bodyParser({ formLimit: '10mb' }))
  app.use(compose(provider.middleware))
  return app.callback()
}

export const held: Rows = {
  '19 of 19 redirect_uri tricks refused': row({
    ours: async (_t, house) => tryTricks(await ours(house)),
    behaves: { tricks: 19, right: 'code', passed: [] },
    bare: async (t) => tryTricks(await openPlain(t)),
    plain: async (t) => tryTricks(await openPlain(t, { around: comparesBeginnings })),
    misbehaves: { tricks: 19, right: 'code', passed: TRICKS.filter((trick) => trick.startsWith(REGISTERED)) },
  }),
  'S256 only': row({
    ours: async (_t, house) => challengePlainly(await ours(house)),
    behaves: ['code', 'invalid_request', 'invalid_request'],
    bare: async (t) => challengePlainly(await openPlain(t)),
    plain: async (t) => challengePlainly(await openPlain(t, { around: helpsOldApplications })),
    misbehaves: ['code', 'code', 'code'],
  }),
  'sequential code replay revokes the tokens': row({
    ours: async (_t, house) => replayCode(await ours(house)),
    behaves: { before: true, second: 'invalid_grant', after: false },
    bare: async (t) => replayCode(await openPlain(t)),
    plain: async (t) => replayCode(await openPlain(t, { store: openStore({ hidesConsumed: true }) })),
    misbehaves: { before: true, second: 'invalid_grant', after: true },
  }),
  '`find` must return consumed rows (with `consumed`), or reuse detection dies': row({
    ours: async (_t, house) => reuseRefreshToken(await ours(house)),
    behaves: { second: 'invalid_grant', successorLives: false },
    bare: async (t) => reuseRefreshToken(await openPlain(t)),
    plain: async (t) => reuseRefreshToken(await openPlain(t, { store: openStore({ hidesConsumed: true }) })),
    misbehaves: { second: 'invalid_grant', successorLives: true },
  }),
  '`iss` in every response': row({
    ours: async (_t, house) => whoAnswers(await ours(house)),
    behaves: [true, true, true],
    bare: async (t) => whoAnswers(await openPlain(t)),
    plain: async (t) => whoAnswers(await openPlain(t, { around: dropsUnknown })),
    misbehaves: [false, false, false],
  }),
  '56 KiB body cap': row({
    ours: async (_t, house) => sendBodies(await ours(house)),
    behaves: [true, false],
    bare: async (t) => sendBodies(await openPlain(t)),
    plain: async (t) => sendBodies(await openPlain(t, { around: parsesFirst })),
    misbehaves: [true, true],
  }),
}
