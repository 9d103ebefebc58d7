import test from 'ava'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'
import { type Application, application, basic, goThrough, request } from './support.ts'

// Userinfo (OpenID Connect Core, 5.3.2) and introspection (RFC 9701) answered by a JWT.
const file = fileScope(test)
const INTROSPECTION_JWT = 'application/token-introspection+jwt'
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

async function signIn(app: Application) {
  const { parameters, checks } = await request(app)
  const callback = await goThrough(house, client.buildAuthorizationUrl(app.config, parameters))
  const tokens = await client.authorizationCodeGrant(app.config, callback, checks)
  return { token: tokens.access_token, sub: tokens.claims()?.sub ?? '' }
}

const verify = (jwt: string, app: Application, alg: string, typ?: string) =>
  jwtVerify(jwt, createRemoteJWKSet(new URL(`${house.issuer}/oidc/jwks`)), {
    issuer: house.issuer, audience: app.clientId, algorithms: [alg], ...(typ && { typ }),
  })

const userinfo = (token: string) => fetch(`${house.issuer}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })

const introspect = (app: Application, token: string, accept: string) => fetch(`${house.issuer}/oidc/token/introspection`, {
  method: 'POST', headers: { ...basic(app), accept }, body: new URLSearchParams({ token }),
})

for (const alg of ['RS256', 'ES256']) {
  test(`userinfo signed with ${alg}`, async (t) => {
    const app = await application(house, { userinfo_signed_response_alg: alg })
    const { token, sub } = await signIn(app)
    const answer = await userinfo(token)
    t.is(answer.headers.get('content-type'), 'application/jwt; charset=utf-8')
    t.is((await verify(await answer.text(), app, alg)).payload.sub, sub)
    t.is(typeof (await client.fetchUserInfo(app.config, token, sub)).name, 'string')
  })

  test(`introspection signed with ${alg}`, async (t) => {
    const app = await application(house, { introspection_signed_response_alg: alg })
    const { token, sub } = await signIn(app)
    const answer = await introspect(app, token, INTROSPECTION_JWT)
    t.is(answer.headers.get('content-type'), `${INTROSPECTION_JWT}; charset=utf-8`)
    const { payload } = await verify(await answer.text(), app, alg, 'token-introspection+jwt')
    t.like(payload['token_introspection'], { active: true, sub })
    t.like(await (await introspect(app, token, 'application/json')).json(), { active: true, sub })
  })
}

test('a client that did not register it gets userinfo as JSON, and no introspection by a JWT', async (t) => {
  const app = await application(house, {})
  const { token, sub } = await signIn(app)
  t.is((await (await userinfo(token)).json() as { sub: string }).sub, sub)
  for (const asked of [token, 'tidak-ada']) {
    const answer = await introspect(app, asked, INTROSPECTION_JWT)
    t.is(answer.status, 400)
    t.like(await answer.json(), {
      error: 'invalid_request', error_description: 'this client did not register introspection_signed_response_alg',
    })
  }
})
