import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingHttpHeaders, request as send } from 'node:http'
import test from 'ava'
import Koa from 'koa'
import compose from 'koa-compose'
import { Provider } from 'oidc-provider'
import { stageKeys } from '../../src/domain/keys/index.ts'
import { PUBLISHED_MS } from '../../src/domain/keys/rotation.rules.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { PUBLISHED_MAX_AGE_SECONDS, rememberPublications } from '../../src/oidc/publications.ts'
import { openHouse } from '../helpers/house.ts'
import { openNodes } from '../helpers/nodes.ts'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'

const PATHS = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/oidc/jwks'] as const

const jwk = {
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256',
}

interface Answer { readonly status: number | undefined; readonly headers: IncomingHttpHeaders; readonly body: string }

async function ask(base: string, path: string, method = 'GET', headers: Record<string, string> = {}): Promise<Answer> {
  const question = send(new URL(path, base), { method, headers, agent: false }).end()
  const [answer] = await once(question, 'response') as [NodeJS.ReadableStream & {
    statusCode?: number; headers: IncomingHttpHeaders }]
  let body = ''
  for await (const chunk of answer) body += String(chunk)
  return { status: answer.statusCode, headers: answer.headers, body }
}

/** The bare library, as it is or behind the memory; counts how often it was asked, and keeps each body as Koa got it. */
async function openLibrary(scope: Scope, { remembered }: { remembered: boolean }) {
  const provider = new Provider('http://issuer.test', {
    jwks: { keys: [jwk] }, routes: { jwks: '/oidc/jwks' }, cookies: { keys: ['x'] },
    features: { devInteractions: { enabled: false } }, clientDefaults: { id_token_signed_response_alg: 'ES256' },
  })
  let asked = 0
  provider.use(async (_ctx, next) => {
    asked += 1
    await next()
  })
  const bodies: unknown[] = []
  const app = new Koa()
  app.use(async (ctx, next) => {
    await next()
    bodies.push(ctx.body)
  })
  app.use(compose([...(remembered ? [rememberPublications()] : []), ...provider.middleware]))
  const handle = app.callback()
  const base = await listen(scope, (request, response) => void handle(request, response))
  return { base, bodies, asked: () => asked }
}

const HOST = { host: 'issuer.test' }
const ORIGINS: readonly Record<string, string>[] = [HOST, { ...HOST, origin: 'https://app.example' }]

/** What is ours to add, and what differs with the moment. */
const others = ({ headers }: Answer): IncomingHttpHeaders =>
  ({ ...headers, 'etag': undefined, 'cache-control': undefined, 'date': undefined })

test.serial('bytes, type and CORS are the library\'s own, the first time and ever after', async (t) => {
  const plain = await openLibrary(t, { remembered: false })
  const ours = await openLibrary(t, { remembered: true })
  for (const path of PATHS) {
    for (const method of ['HEAD', 'GET', 'GET', 'HEAD', 'OPTIONS']) {
      for (const headers of ORIGINS) {
        const preflight: Record<string, string> = method === 'OPTIONS' ? { 'access-control-request-method': 'GET' } : {}
        const expected = await ask(plain.base, path, method, { ...headers, ...preflight })
        const answer = await ask(ours.base, path, method, { ...headers, ...preflight })
        t.is(answer.status, expected.status, `${method} ${path}`)
        t.is(answer.body, expected.body)
        t.deepEqual(others(answer), others(expected), `${method} ${path}`)
      }
    }
  }
  t.true((await ask(ours.base, '/oidc/jwks', 'GET', HOST)).body.includes(jwk.x ?? '-'))
})

test.serial('the library is asked once for each path, and nothing is written out anew', async (t) => {
  const { base, bodies, asked } = await openLibrary(t, { remembered: true })
  for (const path of PATHS) {
    const before = asked()
    bodies.length = 0
    await Promise.all(ORIGINS.map((headers) => ask(base, path, 'GET', headers)))
    const after = asked()
    t.true(after - before <= ORIGINS.length)
    bodies.length = 0
    for (let round = 0; round < 5; round += 1) await ask(base, path, 'GET', HOST)
    t.is(asked(), after)
    t.true(Buffer.isBuffer(bodies[0]))
    t.true(bodies.every((body) => body === bodies[0]), 'the very same bytes')
  }
})

test.serial('whoever has it already hears 304, and may keep it for a third of the time that a key waits', async (t) => {
  const { issuer, db } = await openHouse(t)
  for (const path of PATHS) {
    const first = await ask(issuer, path)
    const { etag = '' } = first.headers
    t.regex(etag, /^"[\w-]{43}"$/)
    const statements = db.app.statements
    for (const [given, status] of [[etag, 304], [`W/${etag}`, 304], [`"other", ${etag}`, 304], ['*', 304], ['"other"', 200]] as const) {
      const answer = await ask(issuer, path, 'GET', { 'if-none-match': given, 'origin': 'https://app.example' })
      t.is(answer.status, status, given)
      t.is(answer.headers.etag, etag)
      t.is(answer.headers['cache-control'], `public, max-age=${PUBLISHED_MAX_AGE_SECONDS}`)
      t.is(answer.headers['access-control-allow-origin'], 'https://app.example')
      t.is(answer.body, status === 304 ? '' : first.body)
    }
    t.is(db.app.statements, statements, 'no statement')
  }
  t.true(3 * PUBLISHED_MAX_AGE_SECONDS * 1000 <= PUBLISHED_MS)
  t.is((await ask(issuer, '/oidc/jwks', 'POST')).status, 405)
})

test.serial('both nodes give the same bytes and tag, and others after a swap', async (t) => {
  const { issuer, db, seal } = await openNodes(t, 'kosong')
  const both = () => Promise.all([ask(issuer, '/oidc/jwks'), ask(issuer, '/oidc/jwks')])
  const [one, two] = await both()
  t.deepEqual([two.body, two.headers.etag], [one.body, one.headers.etag])
  await stageKeys(db.app, systemClock(), seal)
  for (;;) {
    const [third, fourth] = await both()
    if (third.headers.etag === one.headers.etag || fourth.headers.etag === one.headers.etag) continue
    t.deepEqual([fourth.body, fourth.headers.etag], [third.body, third.headers.etag])
    break
  }
  const late = await ask(issuer, '/oidc/jwks', 'GET', { 'if-none-match': one.headers.etag ?? '' })
  t.is(late.status, 200, 'who has the old set gets the new one')
})
