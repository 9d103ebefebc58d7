import test, { type ExecutionContext } from 'ava'
import type { Page } from 'playwright-core'
import { browserTest, openBrowser, type NewContext } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { fileScope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'
import { createTestCa } from '../helpers/tls.ts'
import { authorizationRequest } from './suite/authorization.ts'
import { type Block, drive, readConfiguration } from './suite/automation.ts'
import { fapiRequest, push } from './suite/fapi.ts'
import { type FapiOp, openFapiOp } from './suite/fapi-op.ts'
import { checkPushed } from './suite/fapi-flow.ts'
import { type Op, openOp } from './suite/op.ts'
import { redeem } from './suite/token.ts'

// The `browser` blocks of conformance/*.json drive our real pages, in a real browser, as the suite's own browser would.

const SUITE = 'www.certification.openid.net'
const file = fileScope(test)
let op: Op
let fapi: FapiOp
let newContext: NewContext

test.before(async () => {
  if (kindOfBrowser() === undefined) return
  op = await openOp(file)
  fapi = await openFapiOp(file)
  const ca = await createTestCa()
  const suite = await listen(file, (_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>suite</title><p id="submission_complete">complete</p>')
  }, await ca.issue(SUITE))
  newContext = await openBrowser(file, { hostRules: { [SUITE]: new URL(suite).host }, trustedSpki: ca.spki })
})

/** The suite's browser speaks English. */
const newPage = async (): Promise<Page> => (await newContext({ locale: 'en-US' })).newPage()

/** The blocks that an operator gives for a module, with what he fills in. */
function blocksFor(configuration: string, module: string, { metadata, person }: Pick<Op, 'metadata' | 'person'> = op): Block[] {
  const { browser = [], override = {} } = readConfiguration(configuration)
  const text = JSON.stringify(override[module]?.browser ?? browser)
  return JSON.parse(text.replaceAll('https://ISSUER', metadata.issuer)
    .replaceAll('NIP-PENGUJI', person.nip).replaceAll('SANDI-PENGUJI', person.password)) as Block[]
}

/** Signs in with the blocks of a module. @returns the ID token that the client got */
async function signInWith(page: Page, blocks: readonly Block[], change: Record<string, string> = {}): Promise<string> {
  const request = authorizationRequest(op, change)
  await drive(page, request.url.href, blocks)
  const answer = new URL(page.url())
  if (answer.host !== SUITE) throw new Error(`the browser is at ${answer.href}`)
  const code = answer.searchParams.get('code') ?? ''
  return (await redeem(op, op.client, code)).body['id_token'] as string
}

function endSession(params: Record<string, string>): string {
  const url = new URL(op.metadata.end_session_endpoint)
  url.search = new URLSearchParams(params).toString()
  return url.href
}

browserTest('Basic: the blocks sign in, agree, and take a picture of the second sign-in page', async (t) => {
  const page = await newPage()
  t.truthy(await signInWith(page, blocksFor('basic.json', 'oidcc-server')))
  const again = blocksFor('basic.json', 'oidcc-prompt-login')
  t.truthy(await signInWith(page, again, { prompt: 'login' }))
  t.truthy(await signInWith(page, again, { prompt: 'none' }), 'and nothing is in their way where no page is shown')
})

browserTest('Basic: the blocks take a picture of the error page', async (t) => {
  const { url } = authorizationRequest(op, { redirect_uri: `${op.client.redirectUri}/lain` })
  const page = await newPage()
  await drive(page, url.href, blocksFor('basic.json', 'oidcc-ensure-registered-redirect-uri'))
  t.is(new URL(page.url()).origin, op.metadata.issuer)
  await t.throwsAsync(drive(page, url.href, blocksFor('basic.json', 'oidcc-server')), undefined,
    'the general blocks do not pass by mistake')
})

browserTest('RP-Initiated Logout: the blocks leave and come back', async (t) => {
  const blocks = blocksFor('rp-initiated-logout.json', 'oidcc-rp-initiated-logout')
  const page = await newPage()
  const hint = await signInWith(page, blocks)
  await drive(page, endSession({
    id_token_hint: hint, post_logout_redirect_uri: op.client.postLogoutRedirectUri, state: 'kembali',
  }), blocks)
  t.is(page.url(), `${op.client.postLogoutRedirectUri}?state=kembali`)
})

browserTest('RP-Initiated Logout: the blocks take pictures of the error page and of the last page', async (t) => {
  const page = await newPage()
  const refused = blocksFor('rp-initiated-logout.json', 'oidcc-rp-initiated-logout-bad-id-token-hint')
  await signInWith(page, refused)
  await drive(page, endSession({ id_token_hint: 'bukan.token.kami' }), refused)
  await drive(page, endSession({}), blocksFor('rp-initiated-logout.json', 'oidcc-rp-initiated-logout-no-params'))
  t.is(new URL(page.url()).pathname, '/oidc/session/end/success')
})

/** A request that a FAPI client pushed, as a URL for the browser. @param as whose name stands in the URL */
async function pushedUrl(t: ExecutionContext, client = fapi.first, as = client): Promise<string> {
  const requestUri = checkPushed(t, await push(fapi, fapiRequest(client)))
  const url = new URL(fapi.metadata.authorization_endpoint)
  url.search = new URLSearchParams({ client_id: as.id, request_uri: requestUri }).toString()
  return url.href
}

const fapiBlocks = (module: string): Block[] =>
  blocksFor('fapi2-security-profile.json', `fapi2-security-profile-final-${module}`, fapi)

browserTest('FAPI 2.0: the blocks refuse consent for both clients', async (t) => {
  const page = await newPage()
  for (const client of [fapi.first, fapi.second]) {
    await drive(page, await pushedUrl(t, client), fapiBlocks('user-rejects-authentication'))
    t.is(new URL(page.url()).searchParams.get('error'), 'access_denied')
  }
})

browserTest('FAPI 2.0: the blocks look first and sign in then, and take pictures of error pages', async (t) => {
  const page = await newPage()
  const url = await pushedUrl(t)
  const reopened = fapiBlocks('par-ensure-reused-request-uri-prior-to-auth-completion-succeeds')
  await drive(page, url, reopened)
  await drive(page, url, reopened)
  t.true(new URL(page.url()).searchParams.has('code'))
  const again = fapiBlocks('par-attempt-reuse-request_uri')
  const next = await pushedUrl(t)
  await drive(page, next, again)
  await drive(page, next, again)
  t.is(new URL(page.url()).origin, fapi.metadata.issuer)
  await drive(page, await pushedUrl(t, fapi.first, fapi.second), fapiBlocks('par-attempt-to-use-request_uri-for-different-client'))
})
