import { setTimeout as sleep } from 'node:timers/promises'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { authorizationRequest, authorize, checkRefusal, random } from '../suite/authorization.ts'
import { completeFlow, type Flow } from '../suite/flow.ts'
import type { Op } from '../suite/op.ts'
import type { Module, Run } from '../suite/run.ts'

/** Modules in which the same browser comes twice. */

/** auth_time is in whole seconds: a later sign-in can be told from the first only in another second. */
const UNTIL_ANOTHER_SECOND_MS = 1_100
/** One second after the sign-in max_age=1 still holds. */
const UNTIL_MAX_AGE_1_IS_OVER_MS = 2_100

/** prompt=none without a session: an error that tells that a page would be needed, with the long state unharmed. */
const notLoggedIn: Module<Op> = async ({ t }, op) => {
  const request = authorizationRequest(op, { prompt: 'none', state: random(64) })
  const trip = await authorize(op, request)
  t.is(trip.passwords, 0)
  checkRefusal(t, op, request, trip, [
    'interaction_required', 'login_required', 'account_selection_required', 'consent_required',
  ])
}

/** Two authorizations of one browser. @returns both, the second asked for with what `change` makes of the first */
async function twice(
  { t }: Run, op: Op, change: (first: Flow) => Record<string, string>,
  { first: beginning = {}, waitMs = 0 }: { first?: Record<string, string>; waitMs?: number } = {},
): Promise<{ readonly first: Flow; readonly second: Flow }> {
  const jar = cookieJar()
  const first = await completeFlow(t, op, { jar, change: beginning })
  t.is(first.trip.passwords, 1)
  await sleep(waitMs)
  return { first, second: await completeFlow(t, op, { jar, change: change(first) }) }
}

/** The second authorization uses the sign-in of the first. */
function checkSameSignIn({ t }: Run, { first, second }: { first: Flow; second: Flow }): void {
  t.is(second.trip.passwords, 0, 'nobody is asked again')
  t.is(second.idToken.sub, first.idToken.sub)
  t.is(second.idToken.auth_time, first.idToken.auth_time, 'auth_time, if any, is that of the first sign-in')
}

/** The second authorization asks again. */
function checkLaterSignIn({ t, review }: Run, { first, second }: { first: Flow; second: Flow }): void {
  t.is(second.trip.passwords, 1, 'the person is asked again')
  t.is(second.idToken.sub, first.idToken.sub)
  const { auth_time: before } = first.idToken
  const { auth_time: after } = second.idToken
  if (before !== undefined && after !== undefined) t.true(after > before, 'auth_time is later')
  review('the second sign-in page')
}

/** prompt=none with a session succeeds without a page. */
const loggedIn: Module<Op> = async (run, op) => {
  checkSameSignIn(run, await twice(run, op, () => ({ prompt: 'none' })))
}

/** prompt=none with the ID token of the session as id_token_hint succeeds without a page. */
const idTokenHint: Module<Op> = async (run, op) => {
  checkSameSignIn(run, await twice(run, op, ({ tokens }) => ({ prompt: 'none', id_token_hint: tokens.idToken })))
}

/** prompt=login asks again although there is a session. */
const promptLogin: Module<Op> = async (run, op) => {
  checkLaterSignIn(run, await twice(run, op, () => ({ prompt: 'login' }), { waitMs: UNTIL_ANOTHER_SECOND_MS }))
}

/** max_age=1 asks again after two seconds, and the ID token tells when. */
const maxAge1: Module<Op> = async (run, op) => {
  const flows = await twice(run, op, () => ({ max_age: '1' }), { waitMs: UNTIL_MAX_AGE_1_IS_OVER_MS })
  checkLaterSignIn(run, flows)
  const { auth_time: at } = flows.second.idToken
  run.t.true(at !== undefined && Math.abs(Date.now() / 1000 - at) < 300, 'auth_time is there and recent')
}

/** max_age=10000 asks nobody again, and both ID tokens tell the same auth_time. */
const maxAge10000: Module<Op> = async (run, op) => {
  const flows = await twice(run, op, () => ({ max_age: '10000' }), { first: { max_age: '15000' } })
  checkSameSignIn(run, flows)
  run.t.is(typeof flows.first.idToken.auth_time, 'number', 'auth_time is there because of max_age')
}

export const sessions: Readonly<Record<string, Module<Op>>> = {
  'oidcc-prompt-none-not-logged-in': notLoggedIn,
  'oidcc-prompt-none-logged-in': loggedIn,
  'oidcc-id-token-hint': idTokenHint,
  'oidcc-prompt-login': promptLogin,
  'oidcc-max-age-1': maxAge1,
  'oidcc-max-age-10000': maxAge10000,
}
