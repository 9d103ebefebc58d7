import test from 'ava'
import { compactDecrypt, decodeProtectedHeader, jwtVerify, createRemoteJWKSet } from 'jose'
import * as client from 'openid-client'
import { type House, openHouse } from '../../helpers/house.ts'
import { fileScope } from '../../helpers/scope.ts'
import { type AppKey, appKey, application, basic, goThrough, jwksOf, request } from './support.ts'

// Answers encrypted to a registered key (OpenID Connect Core, 10.2; RFC 9701; JARM).
const file = fileScope(test)
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

const encKey = (alg: string): Promise<AppKey> => appKey(alg, 'enc')

async function signIn(app: Awaited<ReturnType<typeof application>>) {
  const { parameters, checks } = await request(app)
  const callback = await goThrough(house, client.buildAuthorizationUrl(app.config, parameters))
  return { callback, tokens: await client.authorizationCodeGrant(app.config, callback, checks) }
}

const kinds: [alg: string, enc: string | undefined, seen: string][] = [
  ['RSA-OAEP-256', undefined, 'A256GCM'], ['ECDH-ES', 'A128GCM', 'A128GCM'], ['ECDH-ES+A256KW', 'A256GCM', 'A256GCM'],
]
for (const [alg, enc, seen] of kinds) {
  test(`an ID token by ${alg}, content by ${seen}, signed inside`, async (t) => {
    const key = await encKey(alg)
    const app = await application(house, {
      jwks: jwksOf(key), id_token_encrypted_response_alg: alg, ...(enc && { id_token_encrypted_response_enc: enc }),
    })
    client.enableDecryptingResponses(app.config, [seen], { key: key.privateKey, kid: key.kid, alg })
    const { tokens } = await signIn(app)
    t.like(decodeProtectedHeader(tokens.id_token ?? ''), { alg, enc: seen, kid: key.kid, cty: 'JWT' })
    t.truthy(tokens.claims()?.sub)
    const { plaintext } = await compactDecrypt(tokens.id_token ?? '', key.privateKey)
    const keys = createRemoteJWKSet(new URL(`${house.issuer}/oidc/jwks`))
    await t.notThrowsAsync(jwtVerify(Buffer.from(plaintext).toString(), keys, { audience: app.clientId }))
  })
}

test('userinfo, introspection and the authorization answer to who registered it', async (t) => {
  const key = await encKey('ECDH-ES')
  const app = await application(house, {
    jwks: jwksOf(key), userinfo_encrypted_response_alg: 'ECDH-ES', introspection_encrypted_response_alg: 'ECDH-ES',
    authorization_encrypted_response_alg: 'ECDH-ES', authorization_signed_response_alg: 'ES256',
    userinfo_signed_response_alg: 'ES256', introspection_signed_response_alg: 'ES256',
  })
  client.enableDecryptingResponses(app.config, ['A256GCM'], { key: key.privateKey, kid: key.kid, alg: 'ECDH-ES' })
  client.useJwtResponseMode(app.config)
  const { callback, tokens } = await signIn(app)
  t.like(decodeProtectedHeader(callback.searchParams.get('response') ?? ''), { alg: 'ECDH-ES', enc: 'A256GCM' })
  const sub = tokens.claims()?.sub ?? ''
  t.is((await client.fetchUserInfo(app.config, tokens.access_token, sub)).sub, sub)
  const answer = await fetch(`${house.issuer}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  t.is(decodeProtectedHeader(await answer.text()).alg, 'ECDH-ES')
  t.true((await client.tokenIntrospection(app.config, tokens.access_token)).active)
  const plain = await fetch(`${house.issuer}/oidc/token/introspection`, {
    method: 'POST', headers: { ...basic(app), accept: 'application/json' },
    body: new URLSearchParams({ token: tokens.access_token }),
  })
  t.is(plain.status, 400)
})

test('a client that did not register it gets nothing encrypted', async (t) => {
  const app = await application(house, {})
  const { tokens } = await signIn(app)
  t.is(decodeProtectedHeader(tokens.id_token ?? '').alg, 'RS256')
})
