import { createHash } from 'node:crypto'
import type { ExecutionContext } from 'ava'
import Koa from 'koa'
import compose from 'koa-compose'
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import type { Provider } from 'oidc-provider'
import { promoteKeys, stageKeys } from '../../../src/domain/keys/index.ts'
import { systemClock } from '../../../src/kernel/lib/clock.ts'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { dumpTables } from '../../helpers/dump.ts'
import { actionOf, signIn } from '../../helpers/journey.ts'
import { openNodes } from '../../helpers/nodes.ts'
import { authorizationRequest } from '../../helpers/relying-party.ts'
import { basic, send } from '../features/support.ts'
import { drawKey, openPlain } from './plain.ts'
import { row, type Rows } from './row.ts'
import { openStore } from './store.ts'
import { appOf, begin, codeOf, OPENID, ours, type Subject, told } from './subject.ts'

/** The sign-in page: are its cookies signed, and does knowing the uid of a sign-in open it? */
async function openSignInPage(subject: Subject): Promise<{ signed: boolean; byUidAlone: number }> {
  const jar = cookieJar()
  const page = await jar.follow((await authorizationRequest(appOf(subject), { ...OPENID })).url)
  const action = new URL(actionOf(await page.text()), page.url)
  const names = Object.keys(await jar.cookies(action))
  const [name = ''] = names.filter((one) => !one.endsWith('.sig'))
  const uid = action.pathname.split('/').at(-1) ?? ''
  const byUidAlone = await fetch(action, { headers: { cookie: `${name}=${uid}` } })
  return { signed: names.includes(`${name}.sig`), byUidAlone: byUidAlone.status }
}

/** What a whole sign-in leads to, or what the page says instead. */
async function journey(subject: Subject): Promise<string> {
  const jar = cookieJar()
  const { url } = await authorizationRequest(appOf(subject), { ...OPENID })
  const page = await jar.follow(url)
  if (page.status !== 200) return page.text()
  return (await signIn(jar, url, subject.person)).searchParams.has('code') ? 'code' : 'no code'
}

/** The provider as a middleware of an application that signs with keys of its own. */
function mounted(provider: Provider) {
  const app = new Koa()
  app.keys = ['another key than the provider has']
  app.use(compose(provider.middleware))
  return app.callback()
}

/** A code that was given before the keys changed is redeemed after it. */
async function changeKeys(subject: Subject, change: () => Promise<string | undefined>): Promise<object> {
  const { jar, tokens: before } = await begin(subject)
  const { redeem } = await codeOf(appOf(subject), jar)
  const fresh = await change()
  const published = await (await fetch(`${subject.issuer}/oidc/jwks`)).json() as JSONWebKeySet
  const isKnown = await jwtVerify(before.id_token ?? '', createLocalJWKSet(published)).then(() => true, () => false)
  const exchange = await redeem().then(
    ({ id_token: token = '' }) => decodeProtectedHeader(token).kid === fresh ? 'signed by the new key' : 'signed by the old key',
    async (error: unknown) => told(Promise.reject(error as Error)),
  )
  return { exchange, tokensOfBefore: isKnown ? 'verify' : 'unknown key' }
}

/** At ours both nodes hear of the new key; each request goes to the other one. */
async function rotate(t: ExecutionContext): Promise<object> {
  const nodes = await openNodes(t, 'penuh')
  const { db, seal } = nodes
  return changeKeys(await ours(nodes), async () => {
    await stageKeys(db.app, systemClock(), seal)
    const keys = await promoteKeys(db.app, systemClock(), { force: true })
    await nodes.heard()
    return keys.find(({ alg, state }) => alg === 'RS256' && state === 'current')?.kid
  })
}

/** What introspection says to the secret, and to the hash that the storage may hold. */
async function presentBoth(subject: Subject, secret: string): Promise<object> {
  const present = async (value: string): Promise<number> =>
    (await send(subject, '/oidc/token/introspection', { token: 'x' }, basic({ ...appOf(subject), secret: value }))).status
  return { secret: await present(secret), hash: await present(hashOf(secret)) }
}
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Presents everything that looks like a token in a leaked table. @returns whether one of them opens userinfo */
async function presentAll({ issuer }: Subject, rows: readonly string[]): Promise<boolean> {
  const words = new Set(rows.flatMap((one) => one.match(/[\w-]{20,}/g) ?? []))
  // A row's id is bytes there: written as the library writes its ids, too.
  const encoded = [...words].flatMap((word) => /^[0-9a-f]{64}$/.test(word) ? [Buffer.from(word, 'hex').toString('base64url')] : [])
  for (const token of [...words, ...encoded]) {
    const answer = await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })
    if (answer.ok) return true
  }
  return false
}

export const secrets: Rows = {
  '`cookies.keys` empty': row({
    async ours(_t, house) {
      const subject = await ours(house)
      return { ...await openSignInPage(subject), mounted: await journey(subject) }
    },
    behaves: { signed: true, byUidAlone: 400, mounted: 'code' },
    async plain(t) {
      const unsigned = await openSignInPage(await openPlain(t, { configuration: { cookies: { keys: [] } } }))
      return { ...unsigned, mounted: await journey(await openPlain(t, { around: mounted })) }
    },
    misbehaves: { signed: false, byUidAlone: 200, mounted: 'interaction session id cookie not found' },
  }),
  'a new `Provider` swapped in between code and token': row({
    ours: rotate,
    behaves: { exchange: 'signed by the new key', tokensOfBefore: 'verify' },
    // Started anew with the new key, as where nothing is shared.
    async plain(t) {
      const plain = await openPlain(t)
      const key = { ...drawKey(), kid: 'baru' }
      return changeKeys(plain, () => {
        plain.restart({ configuration: { jwks: { keys: [key] } }, store: openStore() })
        return Promise.resolve(key.kid)
      })
    },
    misbehaves: { exchange: 'invalid_grant', tokensOfBefore: 'unknown key' },
  }),
  '`Client.prototype.compareClientSecret` overridden, hashed secrets': row({
    async ours(_t, house) {
      const subject = await ours(house)
      return presentBoth(subject, appOf(subject).secret)
    },
    behaves: { secret: 200, hash: 401 },
    // The hash where the library looks for the secret.
    plain: async (t) => presentBoth(await openPlain(t, { clients: [{ client_secret: hashOf('rahasia') }] }), 'rahasia'),
    misbehaves: { secret: 401, hash: 200 },
  }),
  'rows keyed by SHA-256 of the token id': row({
    async ours(t, house) {
      const subject = await ours(house)
      const { tokens } = await begin(subject)
      const rows = await dumpTables(house.db.owner, 'oidc_access_token')
      t.true(rows.some((one) => one.includes(hashOf(tokens.access_token))), 'it is there')
      return { opened: await presentAll(subject, rows) }
    },
    behaves: { opened: false },
    async plain(t) {
      const plain = await openPlain(t)
      await begin(plain)
      return { opened: await presentAll(plain, [...plain.store.rows].map(([key, one]) => `${key} ${one}`)) }
    },
    misbehaves: { opened: true },
  }),
}
