import test from 'ava'
import type { Middleware } from 'koa'
import { stateOf } from '../../src/kernel/http/state.ts'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { createDoors, type Guards, protocolRow, type Route } from '../../src/doors/route.ts'
import { pathOf } from '../helpers/rows.ts'
import { serve } from '../http/serve.ts'

const closed: Middleware = (ctx) => { ctx.body = 'ditolak' }
const open: Middleware = async (_ctx, next) => { await next() }
const guards: Guards = { umum: open, interaksi: closed, masuk: closed, 'masuk:segar': closed, segar: closed, peran: () => closed, api: () => closed }

/** One route for each row that is ours. */
const every: Route[] = Object.entries(AUTHORIZATION).filter(([, requirement]) => requirement !== 'protokol').map(([key]) => {
  const [method, path] = key.split(' ') as [Route['method'], string]
  return { method, path, handle: (ctx) => { ctx.body = stateOf(ctx).routeName } }
})

const extra = (method: Route['method'], path: string): Route => ({ method, path, handle: () => undefined })

const STARTS: [name: string, routes: Route[], refusal: RegExp | undefined][] = [
  ['a route for each row', every, undefined],
  ['a route without a row', [...every, extra('GET', '/rahasia')], /GET \/rahasia has no row/],
  ['a route with another method than its row', [...every, extra('POST', '/bantuan')], /POST \/bantuan has no row/],
  ['a route of ours on a row of the protocol', [...every, extra('POST', '/oidc/token')], /POST \/oidc\/token has no row/],
  ['a row without a route', every.slice(1), /rows without a route: GET \/$/],
  ['no route at all', [], /rows without a route: GET \/, POST \/keluar/],
  ['the same route twice', [...every, extra('GET', '/bantuan')], /GET \/bantuan is there twice/],
]

for (const [name, routes, refusal] of STARTS) {
  test(`a service with ${name} ${refusal ? 'does not start' : 'starts'}`, (t) => {
    if (refusal) t.throws(() => createDoors(routes, guards), { message: refusal })
    else t.notThrows(() => createDoors(routes, guards))
  })
}

for (const { method, path } of every) {
  const requirement = AUTHORIZATION[`${method} ${path}`]
  test(`${method} ${path} stands behind the guard ${requirement}`, async (t) => {
    const ask = await serve(t, createDoors(every, guards))
    const target = pathOf(path, { uid: 'abc' })
    const expected = requirement === 'umum' ? path : 'ditolak'
    for (const spelling of [target, `${target === '/' ? '' : target}/`, target.toUpperCase(), `${target}?a=b`]) {
      const answer = await ask(spelling, {}, method)
      if (answer.status !== 404) t.is(answer.text, expected, spelling)
    }
    t.is((await ask(target, {}, method)).text, expected)
  })
}

test('a page behind a role that is marked asks again who is there, after its guard', async (t) => {
  const seen: string[] = []
  const watch = (name: string): Middleware => async (_ctx, next) => {
    seen.push(name)
    await next()
  }
  const ask = await serve(t, createDoors(every, { ...guards, peran: () => watch('peran'), segar: watch('segar') }))
  t.is((await ask('/pembantu/kartu')).text, '/pembantu/kartu')
  t.is((await ask('/bkd/unggah')).text, '/bkd/unggah')
  t.deepEqual(seen, ['peran', 'segar', 'peran'])
})

test('HEAD of a page stands behind the same guard', async (t) => {
  const seen: string[] = []
  const watch: Middleware = (ctx) => { seen.push(`${ctx.method} ${ctx.path}`) }
  const ask = await serve(t, createDoors(every, { ...guards, masuk: watch }))
  await ask('/', {}, 'HEAD')
  t.deepEqual(seen, ['HEAD /'])
})

const ROWS: [method: string, path: string, pattern: string | undefined][] = [
  ['GET', '/oidc/auth', '/oidc/auth'],
  ['HEAD', '/oidc/auth', '/oidc/auth'],
  ['POST', '/oidc/auth', '/oidc/auth'],
  ['GET', '/oidc/auth/abc-DEF_1', '/oidc/auth/:uid'],
  ['GET', '/.well-known/openid-configuration', '/.well-known/openid-configuration'],
  ['OPTIONS', '/oidc/token', '/oidc/token'],
  ['POST', '/oidc/session/end/confirm', '/oidc/session/end/confirm'],
  ['DELETE', '/oidc/auth', undefined],
  ['POST', '/oidc/auth/abc', undefined],
  ['GET', '/oidc/auth/', undefined],
  ['GET', '/oidc/auth/a/b', undefined],
  ['GET', '/OIDC/auth', undefined],
  ['GET', '/oidc/%61uth', undefined],
  ['GET', '//oidc/auth', undefined],
  ['GET', '/oidc/auth\n', undefined],
  ['GET', '/oidc/token', undefined],
  ['POST', '/oidc/reg', undefined],
  ['GET', '/oidc/reg/abc', undefined],
  ['GET', '/oidc/device', undefined],
  ['POST', '/oidc/device/auth', undefined],
  ['POST', '/oidc/request', '/oidc/request'],
  ['GET', '/oidc/request', undefined],
  ['POST', '/oidc/backchannel', undefined],
  ['GET', '/xwell-known/openid-configuration', undefined],
  ['GET', '/.well-known/openid-configuration/x', undefined],
  ['GET', '/', undefined],
  ['GET', '/masuk/abc', undefined],
]

for (const [method, path, pattern] of ROWS) {
  test(`${method} ${JSON.stringify(path)} is ${pattern ? `the row ${pattern}` : 'no row of the protocol'}`, (t) => {
    t.is(protocolRow(method, path), pattern)
  })
}
