import test from 'ava'
import { decodeProtectedHeader } from 'jose'
import * as client from 'openid-client'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'
import {
  type AppKey, appKey, type Application, application, assertion, goThrough, inSeconds, jwksOf, outcome, proof, refusal,
  request, send,
} from './support.ts'

// FAPI 2.0 Security Profile Final with private_key_jwt and DPoP, for who registered `fapi`.
const file = fileScope(test)
let house: House
let key: AppKey
let app: Application

const profile = (own: AppKey) => ({
  fapi: '2.0', jwks: jwksOf(own), token_endpoint_auth_signing_alg: own.alg,
  grant_types: ['authorization_code', 'refresh_token'], id_token_signed_response_alg: 'ES256',
})

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  key = await appKey()
  app = await application(house, profile(key), key)
})

const push = async (change: Record<string, string | undefined> = {}, claims: Record<string, unknown> = {}) => {
  const { parameters } = await request(app)
  const fields = { ...parameters, response_type: 'code', ...await assertion(house, app, key, claims), ...change }
  return send(house, '/oidc/request',
    Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined)))
}

for (const alg of ['ES256', 'PS256']) {
  test(`a whole journey with ${alg}: pushed, bound, refreshed without rotation`, async (t) => {
    const own = await appKey(alg)
    const party = await application(house, profile(own), own)
    const DPoP = client.getDPoPHandle(party.config, await client.randomDPoPKeyPair('ES256'))
    const { parameters, checks } = await request(party)
    const callback = await goThrough(house, await client.buildAuthorizationUrlWithPAR(party.config, parameters, { DPoP }))
    t.is(callback.searchParams.get('iss'), house.issuer)
    const tokens = await client.authorizationCodeGrant(party.config, callback, checks, undefined, { DPoP })
    t.is(decodeProtectedHeader(tokens.id_token ?? '').alg, 'ES256')
    t.is(tokens.token_type, 'dpop')
    await client.fetchUserInfo(party.config, tokens.access_token, tokens.claims()?.sub ?? '', { DPoP })
    for (const times of ['once', 'twice']) {
      const next = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '', undefined, { DPoP })
      t.is(next.refresh_token ?? tokens.refresh_token, tokens.refresh_token, times)
    }
  })
}

test('a request is pushed whole: with its own redirect URI, S256 and code', async (t) => {
  t.is(outcome(await push()), '201 ok')
  t.is(outcome(await push({ redirect_uri: undefined })), '400 invalid_request')
  t.is(outcome(await push({ code_challenge: undefined, code_challenge_method: undefined })), '400 invalid_request')
  t.is(outcome(await push({ code_challenge_method: 'plain' })), '400 invalid_request')
  t.is(outcome(await push({ response_type: 'none' })), '400 invalid_request')
  t.is(outcome(await push({ redirect_uri: 'https://evil.example/' })), '400 invalid_request')
})

test('without a push, or without proof of the client, there is no request', async (t) => {
  const { parameters } = await request(app)
  t.is((await refusal(client.buildAuthorizationUrl(app.config, parameters)))?.['error'], 'invalid_request')
  t.is(outcome(await push({ client_assertion: undefined, client_assertion_type: undefined })), '401 invalid_client')
})

test('the audience of an assertion is the issuer, as one string', async (t) => {
  t.is(outcome(await push({}, { aud: house.issuer })), '201 ok')
  const others = [`${house.issuer}/oidc/token`, `${house.issuer}/oidc/request`, [house.issuer]]
  for (const aud of [...others, [house.issuer, 'https://a.example']]) {
    t.is(outcome(await push({}, { aud })), '401 invalid_client', String(aud))
  }
})

test('clocks may differ by ten seconds, not by more than a minute', async (t) => {
  t.is(outcome(await push({}, { iat: inSeconds(8), nbf: inSeconds(8) })), '201 ok')
  t.is(outcome(await push({}, { iat: inSeconds(70) })), '401 invalid_client')
  t.is(outcome(await push({}, { nbf: inSeconds(70) })), '401 invalid_client')
})

test('RS256 proves nothing', async (t) => {
  const rsa = await appKey('PS256')
  const party = await application(house, profile(rsa), rsa)
  const fields = await assertion(house, party, { ...rsa, privateKey: (await appKey('RS256')).privateKey, alg: 'RS256' })
  t.is(outcome(await send(house, '/oidc/token/introspection', { token: 'x', ...fields })), '401 invalid_client')
})

test('no token without a proof, a second use of a code ends what the first gave', async (t) => {
  const { parameters, checks } = await request(app)
  const callback = await goThrough(house, await client.buildAuthorizationUrlWithPAR(app.config, parameters))
  const redeem = async (headers: Record<string, string>) => send(house, '/oidc/token', {
    grant_type: 'authorization_code', code: callback.searchParams.get('code') ?? '', redirect_uri: app.redirectUri,
    code_verifier: checks.pkceCodeVerifier, ...await assertion(house, app, key),
  }, headers)
  const url = `${house.issuer}/oidc/token`
  t.is(outcome(await redeem({})), '400 invalid_grant')
  const own = await appKey()
  const first = await redeem({ dpop: await proof(own, url) })
  t.is(outcome(first), '200 ok')
  t.is(outcome(await redeem({ dpop: await proof(own, url) })), '400 invalid_grant')
  const told = await send(house, '/oidc/token/introspection', {
    token: String(first.body['access_token']), ...await assertion(house, app, key),
  })
  t.false(told.body['active'])
})

test('a code whose request was pushed with a proof is redeemed by that key alone', async (t) => {
  const redeem = async (by: AppKey) => {
    const { parameters, checks } = await request(app)
    const fields = { ...parameters, response_type: 'code', ...await assertion(house, app, key) }
    const dpop = await proof(bound, `${house.issuer}/oidc/request`)
    const { body } = await send(house, '/oidc/request', fields, { dpop })
    const query = new URLSearchParams({ client_id: app.clientId, request_uri: String(body['request_uri']) })
    const callback = await goThrough(house, new URL(`/oidc/auth?${query.toString()}`, house.issuer))
    return outcome(await send(house, '/oidc/token', {
      grant_type: 'authorization_code', code: callback.searchParams.get('code') ?? '', redirect_uri: app.redirectUri,
      code_verifier: checks.pkceCodeVerifier, ...await assertion(house, app, key),
    }, { dpop: await proof(by, `${house.issuer}/oidc/token`) }))
  }
  const bound = await appKey()
  t.is(await redeem(bound), '200 ok')
  t.is(await redeem(await appKey()), '400 invalid_grant')
})

test('a client that did not register the profile is not held to it', async (t) => {
  const plain = await application(house, {
    token_endpoint_auth_method: 'private_key_jwt', jwks: jwksOf(key), grant_types: ['authorization_code', 'refresh_token'],
  }, key)
  const { parameters, checks } = await request(plain)
  const callback = await goThrough(house, client.buildAuthorizationUrl(plain.config, parameters))
  const tokens = await client.authorizationCodeGrant(plain.config, callback, checks)
  t.is(tokens.token_type, 'bearer')
  const next = await client.refreshTokenGrant(plain.config, tokens.refresh_token ?? '')
  t.not(next.refresh_token, tokens.refresh_token)
})
