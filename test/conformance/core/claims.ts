import { completeFlow } from '../suite/flow.ts'
import type { Op } from '../suite/op.ts'
import type { Module } from '../suite/run.ts'
import { askUserInfo, type Bearing, checkUserInfo, STANDARD_CLAIMS } from '../suite/userinfo.ts'

/** Modules about userinfo, scopes and single claims. */

/** Userinfo with the access token brought in one of the ways of RFC 6750. */
const userinfoBy = (bearing: Bearing): Module<Op> => async ({ t }, op) => {
  const { tokens, idToken } = await completeFlow(t, op)
  await checkUserInfo(t, await askUserInfo(op, tokens.accessToken, bearing), idToken.sub)
}

/** A scope brings its claims at userinfo and not in the ID token; the suite would like to see every one of them. */
const scopeBrings = (scope: string, order = `openid ${scope}`): Module<Op> => async ({ t, should }, op) => {
  const { userinfo, idToken } = await completeFlow(t, op, { change: { scope: order } })
  const wanted = STANDARD_CLAIMS[scope] ?? []
  const missing = wanted.filter((name) => !(name in userinfo))
  t.true(missing.length < wanted.length, `${scope} brings something`)
  should(missing.length === 0, `userinfo has every claim of ${scope}, also ${missing.join(', ')}`)
  const elsewhere = Object.entries(STANDARD_CLAIMS).filter(([name]) => name !== scope).flatMap(([, names]) => names)
  t.deepEqual(elsewhere.filter((name) => name in userinfo), [], 'userinfo has no claim of another scope')
  t.deepEqual(wanted.filter((name) => name in idToken), [], 'with an access token the claims are at userinfo alone')
}

/** A scope that discovery does not list is not asked for. */
const scopeNotOffered = (...scopes: string[]): Module<Op> => ({ t, skip }, { metadata }) => {
  const offered = metadata['scopes_supported'] as string[]
  const missing = scopes.filter((scope) => !offered.includes(scope))
  t.deepEqual(missing, ['address'])
  t.false((metadata['claims_supported'] as string[]).includes('address'))
  skip('discovery does not list the scope address')
  return Promise.resolve()
}

/** `claims` asks userinfo for name as essential: it comes, there and not in the ID token. */
const essentialClaim: Module<Op> = async ({ t, should }, op) => {
  const claims = JSON.stringify({ userinfo: { name: { essential: true } } })
  const { userinfo, idToken } = await completeFlow(t, op, { change: { claims } })
  should('name' in userinfo, 'userinfo has the essential claim name')
  should(!('name' in idToken), 'the ID token does not have it')
}

export const claims: Readonly<Record<string, Module<Op>>> = {
  'oidcc-userinfo-get': userinfoBy('header'),
  'oidcc-userinfo-post-header': userinfoBy('post-header'),
  'oidcc-userinfo-post-body': userinfoBy('post-body'),
  'oidcc-scope-profile': scopeBrings('profile'),
  'oidcc-scope-email': scopeBrings('email'),
  'oidcc-scope-phone': scopeBrings('phone'),
  'oidcc-scope-address': scopeNotOffered('address'),
  'oidcc-scope-all': scopeNotOffered('email', 'phone', 'address', 'profile'),
  'oidcc-alternate-happy-flow': scopeBrings('email', 'email openid'),
  'oidcc-claims-essential': essentialClaim,
}
