import test from 'ava'
import { generateKeyPair, SignJWT } from 'jose'
import { fileScope } from '../helpers/scope.ts'
import { authorizationRequest, authorize } from './suite/authorization.ts'
import { checkBack, checkLoggedOut, logOut, logoutParams, type SignedIn, signInFirst } from './suite/logout.ts'
import { type Op, openOp } from './suite/op.ts'
import { checkEndSessionEndpoint, checkHttps, type Published, readPublished } from './suite/published.ts'
import { declarePlan, type Module } from './suite/run.ts'

// RP-Initiated Logout: the application sends the browser to the end session endpoint.

const file = fileScope(test)
let op: Op
let published: Published

test.before(async () => {
  op = await openOp(file)
  published = await readPublished(file)
})

/** Discovery names an https end_session_endpoint. */
const discovery: Module<Op> = ({ t }) => {
  checkHttps(t, published)
  checkEndSessionEndpoint(t, published)
  return Promise.resolve()
}

/** The person leaves and comes back to the application with the state, or without one where none was sent. */
const comesBack = (withState: boolean): Module<Op> => async ({ t }) => {
  const signedIn = await signInFirst(t, op)
  const { state, ...params } = logoutParams(signedIn)
  checkBack(t, signedIn, await logOut(op, signedIn, withState ? { ...params, state } : params), withState ? state : undefined)
  await checkLoggedOut(t, op, signedIn)
}

type Params = ReturnType<typeof logoutParams>

/** A request that is not in order, or names no address: the browser stays with us. @returns status and title of the page */
async function stays(
  { t, review }: Parameters<Module<Op>>[0], make: (params: Params, signedIn: SignedIn) => Record<string, string> | Promise<Record<string, string>>,
): Promise<{ status: number; html: string; signedIn: SignedIn }> {
  const signedIn = await signInFirst(t, op)
  const { end } = await logOut(op, signedIn, await make(logoutParams(signedIn), signedIn))
  if (end.kind === 'application') throw new Error('the post_logout_redirect_uri was called')
  review(/<h1>(.*?)<\/h1>/.exec(end.html)?.[1] ?? '')
  return { status: end.status, html: end.html, signedIn }
}

/** An error page, and nobody is logged out by a request that proves nothing. */
const refused = (make: (params: Params) => Record<string, string> | Promise<Record<string, string>>): Module<Op> =>
  async (run) => {
    const { status, signedIn } = await stays(run, make)
    run.t.is(status, 400)
    run.t.is((await authorize(op, authorizationRequest(op), { jar: signedIn.jar })).passwords, 0, 'the session goes on')
  }

/** The person is logged out and reads it on a page of ours. */
const loggedOutPage = (make: (params: Params) => Record<string, string>): Module<Op> => async (run) => {
  const { status, html, signedIn } = await stays(run, make)
  run.t.is(status, 200)
  run.t.regex(html, /Anda sudah keluar/)
  await checkLoggedOut(run.t, op, signedIn)
}

/** The ID token with alg none in its header and no signature. */
function unsigned(idToken: string): string {
  const [, payload = ''] = idToken.split('.')
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
}

/** An ID token that the suite made and signed itself. */
async function fake(): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256')
  return new SignJWT({ sub: 'siapa-saja', aud: op.client.id, iss: op.metadata.issuer })
    .setProtectedHeader({ alg: 'RS256', kid: String(op.jwks.keys[0]?.kid) }).setIssuedAt().setExpirationTime('5m').sign(privateKey)
}

declarePlan(test, 'oidcc-rp-initiated-logout-certification-test-plan', {
  'oidcc-rp-initiated-logout-discovery-endpoint-verification': discovery,
  'oidcc-rp-initiated-logout': comesBack(true),
  'oidcc-rp-initiated-logout-no-state': comesBack(false),
  // An address that is not registered, as it is or with a query added to the registered one.
  'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri': refused((params) => ({
    ...params, post_logout_redirect_uri: `${params.post_logout_redirect_uri}/tidak-terdaftar`,
  })),
  'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri': refused((params) => ({
    ...params, post_logout_redirect_uri: `${params.post_logout_redirect_uri}?foo=bar`,
  })),
  // A hint that we did not sign.
  'oidcc-rp-initiated-logout-modified-id-token-hint': refused((params) => ({
    ...params, id_token_hint: unsigned(params.id_token_hint),
  })),
  'oidcc-rp-initiated-logout-bad-id-token-hint': refused(async (params) => ({ ...params, id_token_hint: await fake() })),
  // Without the hint nobody says whose address it is: it is not called.
  'oidcc-rp-initiated-logout-no-id-token-hint': loggedOutPage(({ state, post_logout_redirect_uri }) =>
    ({ state, post_logout_redirect_uri })),
  'oidcc-rp-initiated-logout-no-params': loggedOutPage(() => ({})),
  'oidcc-rp-initiated-logout-no-post-logout-redirect-uri': loggedOutPage(({ id_token_hint, state }) =>
    ({ id_token_hint, state })),
  'oidcc-rp-initiated-logout-only-state': loggedOutPage(({ state }) => ({ state })),
}, () => op)
