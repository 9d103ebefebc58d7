import test from 'ava'
import { calculateJwkThumbprint, decodeJwt } from 'jose'
import * as client from 'openid-client'
import { type House, openHouse } from '../../helpers/house.ts'
import { openNodes } from '../../helpers/nodes.ts'
import { fileScope } from '../../helpers/scope.ts'
import {
  type AppKey, appKey, type Application, application, basic, goThrough, inSeconds, type JsonAnswer, outcome, proof,
  request, send,
} from './support.ts'

// Demonstrating Proof of Possession (RFC 9449).
const file = fileScope(test)
const BOUND = { dpop_bound_access_tokens: true, grant_types: ['authorization_code', 'refresh_token'] }
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

/** A code in hand, to be redeemed as a test likes. */
async function withCode(from: House, app: Application, extra: Record<string, string> = {}) {
  const { parameters, checks } = await request(app, extra)
  const callback = await goThrough(from, client.buildAuthorizationUrl(app.config, parameters))
  const redeem = (dpop?: string): Promise<JsonAnswer> => send(from, '/oidc/token', {
    grant_type: 'authorization_code', code: callback.searchParams.get('code') ?? '', redirect_uri: app.redirectUri,
    code_verifier: checks.pkceCodeVerifier,
  }, { ...basic(app), ...(dpop !== undefined && { dpop }) })
  return { callback, checks, redeem }
}

const tokenUrl = (): string => `${house.issuer}/oidc/token`

async function me(from: House, headers: Record<string, string>): Promise<number> {
  return (await fetch(`${from.issuer}/oidc/me`, { headers })).status
}

test('a registered client gets tokens bound to its key, and refreshes them', async (t) => {
  const app = await application(house, BOUND)
  const DPoP = client.getDPoPHandle(app.config, await client.randomDPoPKeyPair('ES256'))
  const { callback, checks } = await withCode(house, app)
  const tokens = await client.authorizationCodeGrant(app.config, callback, checks, undefined, { DPoP })
  t.is(tokens.token_type, 'dpop')
  const sub = tokens.claims()?.sub ?? ''
  t.is((await client.fetchUserInfo(app.config, tokens.access_token, sub, { DPoP })).sub, sub)
  const next = await client.refreshTokenGrant(app.config, tokens.refresh_token ?? '', undefined, { DPoP })
  t.is(next.token_type, 'dpop')
  const told = await client.tokenIntrospection(app.config, next.access_token)
  t.is(told['token_type'], 'DPoP')
  t.is(typeof (told['cnf'] as { jkt?: string }).jkt, 'string')
})

test('a client that did not register it may not present a proof', async (t) => {
  const app = await application(house, {})
  const { redeem } = await withCode(house, app)
  const { body } = await redeem(await proof(await appKey(), tokenUrl()))
  t.is(body['error'], 'invalid_dpop_proof')
  t.is(body['error_description'], 'this client did not register dpop_bound_access_tokens')
})

test('a client that registered it gets no bearer token', async (t) => {
  const { redeem } = await withCode(house, await application(house, BOUND))
  t.is(outcome(await redeem()), '400 invalid_grant')
})

test('a bound token is no bearer token, and no other key can use it', async (t) => {
  const key = await appKey()
  const { redeem } = await withCode(house, await application(house, BOUND))
  const { body } = await redeem(await proof(key, tokenUrl()))
  const token = String(body['access_token'])
  const ath = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(token))).toString('base64url')
  const use = async (by: AppKey, change: Record<string, unknown> = {}) => me(house, {
    authorization: `DPoP ${token}`, dpop: await proof(by, `${house.issuer}/oidc/me`, { htm: 'GET', ath, ...change }),
  })
  t.is(await use(key), 200)
  t.is(await me(house, { authorization: `Bearer ${token}` }), 401)
  t.is(await use(await appKey()), 401)
  t.is(await use(key, { ath: 'A'.repeat(43) }), 401)
  t.is(await use(key, { ath: undefined }), 401)
  const again = { authorization: `DPoP ${token}`, dpop: await proof(key, `${house.issuer}/oidc/me`, { htm: 'GET', ath }) }
  t.deepEqual([await me(house, again), await me(house, again)], [200, 401])
})

test('a code bound to a key by dpop_jkt is redeemed by that key alone', async (t) => {
  const [key, other] = [await appKey(), await appKey()]
  const app = await application(house, BOUND)
  const { redeem } = await withCode(house, app, { dpop_jkt: await calculateJwkThumbprint(key.publicJwk) })
  t.is(outcome(await redeem(await proof(other, tokenUrl()))), '400 invalid_grant')
  const second = await withCode(house, app, { dpop_jkt: await calculateJwkThumbprint(key.publicJwk) })
  t.is(outcome(await second.redeem(await proof(key, tokenUrl()))), '200 ok')
})

const wrong: [string, Record<string, unknown>][] = [
  ['of five minutes ago', { iat: inSeconds(-400) }],
  ['dated in the future', { iat: inSeconds(120) }],
  ['for another method', { htm: 'GET' }],
  ['for another address', { htu: 'https://lain.example/oidc/token' }],
  ['without jti', { jti: undefined }],
  ['without iat', { iat: undefined }],
  ['with a nonce that nobody gave', { nonce: 'x' }],
]
for (const [name, change] of wrong) {
  test(`refused: a proof ${name}`, async (t) => {
    const { redeem } = await withCode(house, await application(house, BOUND))
    t.is(outcome(await redeem(await proof(await appKey(), tokenUrl(), change))), '400 invalid_dpop_proof')
  })
}

test('refused: a proof by RS256, one that is no JWT, and two in one header', async (t) => {
  const { redeem } = await withCode(house, await application(house, BOUND))
  t.is(outcome(await redeem(await proof(await appKey('RS256'), tokenUrl()))), '400 invalid_dpop_proof')
  const garbage = ['x', '..', 'e30.e30.AA', 'e30.bnVsbA.AA']
  for (const jwt of garbage) t.is(outcome(await redeem(jwt)), '400 invalid_dpop_proof', jwt)
  const two = `${await proof(await appKey(), tokenUrl())}, ${await proof(await appKey(), tokenUrl())}`
  t.is(outcome(await redeem(two)), '400 invalid_dpop_proof')
})

test('of many uses of one proof at once on two nodes one passes', async (t) => {
  const nodes = await openNodes(t, 'penuh')
  const app = await application(nodes, { ...BOUND, token_endpoint_auth_method: 'client_secret_basic' })
  const key = await appKey()
  const { redeem } = await withCode(nodes, app)
  const url = `${nodes.issuer}/oidc/token`
  const { body } = await redeem(await proof(key, url))
  const token = String(body['access_token'])
  const ath = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(token))).toString('base64url')
  const headers = {
    authorization: `DPoP ${token}`, dpop: await proof(key, `${nodes.issuer}/oidc/me`, { htm: 'GET', ath }),
  }
  nodes.balancer.hold(8)
  const answers = await Promise.all(Array.from({ length: 8 }, () => me(nodes, headers)))
  t.true(nodes.balancer.overlapped())
  t.deepEqual(answers.sort(), [200, ...Array<number>(7).fill(401)])
})

test('a proof is remembered longer than it is accepted, and by its hash', async (t) => {
  const key = await appKey()
  const app = await application(house, BOUND)
  const jwt = await proof(key, tokenUrl(), { iat: inSeconds(50) })
  await (await withCode(house, app)).redeem(jwt)
  const rows = await house.db.owner.knex<{ expires_at: Date }>('oidc_replay_detection').select()
  t.false(JSON.stringify(rows).includes(String(decodeJwt(jwt).jti)))
  const last = Math.max(...rows.map(({ expires_at: at }) => at.getTime() / 1000))
  t.true(last > Number(decodeJwt(jwt).iat) + 300)
  t.is(outcome(await (await withCode(house, app)).redeem(jwt)), '400 invalid_grant')
})
