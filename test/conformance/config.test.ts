import test from 'ava'
import { fileScope } from '../helpers/scope.ts'
import { checkHttps, type Published, readPublished } from './suite/published.ts'
import { declarePlan, type Module } from './suite/run.ts'

// Config: what discovery and the JWK set publish.

const file = fileScope(test)
let published: Published

test.before(async () => { published = await readPublished(file) })

/** Members that a public key must not have (RFC 7518 sections 6.2.2, 6.3.2 and 6.4). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** RFC 6749 section 3.3, and BCP 47 in its canonical form. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/
const LOCALE = /^[a-z]{2,3}(-[A-Z]{2})?$/

/**
 * The document of discovery has what OpenID Connect Discovery 3 requires, the issuer it was asked at, https alone, and
 * a JWK set with public keys alone.
 */
const discoveryEndpoint: Module<Published> = async ({ t, should }, asked) => {
  const { metadata, jwks, issuer } = asked
  t.is(asked.status, 200)
  t.regex(asked.contentType, /^application\/json(;|$)/)
  t.is(metadata.issuer, issuer, 'the issuer is where discovery was asked, without a query or a fragment')
  const list = (name: string): readonly unknown[] | undefined => metadata[name] as unknown[] | undefined
  t.true(list('response_types_supported')?.includes('code'))
  t.deepEqual(list('subject_types_supported')?.toSorted(), ['pairwise', 'public'])
  t.true(list('id_token_signing_alg_values_supported')?.includes('RS256'))
  t.true(list('grant_types_supported')?.includes('authorization_code'))
  t.true(Array.isArray(list('code_challenge_methods_supported')))
  for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri']) {
    t.is(URL.parse(String(metadata[name]))?.protocol, 'https:', name)
  }
  checkHttps(t, asked)
  for (const scope of list('scopes_supported') ?? []) t.regex(String(scope), SCOPE)
  t.true(list('scopes_supported')?.includes('openid'))
  for (const name of ['ui_locales_supported', 'claims_locales_supported']) {
    for (const locale of list(name) ?? []) t.regex(String(locale), LOCALE)
  }
  should(Array.isArray(list('claims_supported')), 'claims_supported is a list')
  should(list('request_object_signing_alg_values_supported')?.includes('RS256') ?? true,
    'request objects, if any, may be signed with RS256')
  t.true(jwks.keys.length > 0)
  for (const key of jwks.keys) {
    t.deepEqual(PRIVATE.filter((member) => member in key), [], 'a published key has no private part')
    t.truthy(key.kid)
    t.true(['RSA', 'EC', 'OKP'].includes(key.kty ?? ''))
  }
  t.is(new Set(jwks.keys.map(({ kid }) => kid)).size, jwks.keys.length, 'each key has a kid of its own')
  return Promise.resolve()
}

declarePlan(test, 'oidcc-config-certification-test-plan', {
  'oidcc-discovery-endpoint-verification': discoveryEndpoint,
}, () => published)
