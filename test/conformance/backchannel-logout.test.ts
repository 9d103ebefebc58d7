import test, { type ExecutionContext } from 'ava'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { fileScope } from '../helpers/scope.ts'
import { checkBack, checkLoggedOut, logOut, logoutParams, type SignedIn, signInFirst } from './suite/logout.ts'
import { type Op, openOp, register, type SuiteClient } from './suite/op.ts'
import { checkEndSessionEndpoint, checkHttps, type Published, readPublished } from './suite/published.ts'
import { type Delivery, openReceiver, type Receiver } from './suite/receiver.ts'
import { declarePlan, type Module } from './suite/run.ts'

// Back-Channel Logout: the provider tells the application itself.

const file = fileScope(test)
let op: Op
let client: SuiteClient
let receiver: Receiver
let published: Published

test.before(async () => {
  op = await openOp(file, 'default', { jobs: true })
  receiver = await openReceiver(file)
  // The suite's own address is outside the machine: this test receives at its place.
  client = await register(op.house, op.person, 'backchannel', { backchannel_logout_uri: receiver.uri })
  published = await readPublished(file)
})

/** Discovery announces back-channel logout with sessions, and where to log out. */
const discovery: Module<Op> = ({ t }) => {
  checkHttps(t, published)
  checkEndSessionEndpoint(t, published)
  t.true(published.metadata['backchannel_logout_supported'])
  t.true(published.metadata['backchannel_logout_session_supported'], 'certification wants sid in both tokens')
  return Promise.resolve()
}

/** The logout token of a delivery is the provider's, for this client, this person and this session, and no ID token. */
async function checkLogoutToken(t: ExecutionContext, { method, contentType, params }: Delivery, signedIn: SignedIn) {
  t.is(method, 'POST')
  t.regex(contentType ?? '', /^application\/x-www-form-urlencoded(;|$)/)
  t.deepEqual([...params.keys()], ['logout_token'])
  const { payload, protectedHeader } = await jwtVerify(params.get('logout_token') ?? '', createLocalJWKSet(op.jwks), {
    issuer: op.metadata.issuer, audience: signedIn.client.id, typ: 'logout+jwt', requiredClaims: ['iat', 'exp', 'jti'],
  })
  t.is(protectedHeader.alg, 'RS256', 'signed as the ID token is')
  t.deepEqual(payload['events'], { 'http://schemas.openid.net/event/backchannel-logout': {} })
  t.is(payload.sub, signedIn.idToken.sub)
  t.is(payload['sid'], signedIn.idToken.sid)
  t.false('nonce' in payload, 'a nonce would make it look like an ID token')
}

/** The person leaves: the application gets a logout token, he comes back to it with the state, and is signed out. */
const rpInitiated: Module<Op> = async ({ t }) => {
  const signedIn = await signInFirst(t, op, client)
  t.truthy(signedIn.idToken.sid)
  const params = logoutParams(signedIn)
  checkBack(t, signedIn, await logOut(op, signedIn, params), params.state)
  await checkLogoutToken(t, await receiver.delivery(), signedIn)
  await checkLoggedOut(t, op, signedIn)
}

declarePlan(test, 'oidcc-backchannel-rp-initiated-logout-certification-test-plan', {
  'oidcc-backchannel-logout-discovery-endpoint-verification': discovery,
  'oidcc-backchannel-rp-initiated-logout': rpInitiated,
}, () => op)
