import type { ExecutionContext } from 'ava'
import { type CookieJar, cookieJar } from '../../helpers/cookie-jar.ts'
import { authorizationRequest, authorize, checkRefusal, random } from './authorization.ts'
import { type Trip, travel } from './browser.ts'
import { completeFlow, type Flow } from './flow.ts'
import type { Op, SuiteClient } from './op.ts'

/** A browser that is signed in at a client, about to log out. */
export interface SignedIn extends Flow {
  readonly jar: CookieJar
  readonly client: SuiteClient
}

/** The flow with which every logout module begins. */
export async function signInFirst(t: ExecutionContext, op: Op, client = op.client): Promise<SignedIn> {
  const jar = cookieJar()
  return { jar, client, ...await completeFlow(t, op, { jar, client }) }
}

/** The parameters of a complete logout request; a module takes some away or changes them. */
export function logoutParams({ tokens, client }: SignedIn) {
  return { id_token_hint: tokens.idToken, post_logout_redirect_uri: client.postLogoutRedirectUri, state: random() }
}

/** Sends the browser to the end session endpoint; the person confirms that he wants to leave. */
export function logOut(op: Op, { jar }: SignedIn, params: Record<string, string>): Promise<Trip> {
  const url = new URL(op.metadata.end_session_endpoint)
  url.search = new URLSearchParams(params).toString()
  return travel(jar, url, op.person)
}

/** The browser came back to the application with the state it was given, or none, and nothing else. */
export function checkBack(t: ExecutionContext, { client }: SignedIn, { end }: Trip, state: string | undefined): void {
  if (end.kind === 'page') throw new Error(`the browser is at a page (${end.status}), not at the application`)
  t.is(end.url.origin + end.url.pathname, client.postLogoutRedirectUri)
  t.deepEqual([...end.params], state === undefined ? [] : [['state', state]])
}

/** A request with prompt=none tells that nobody is signed in any more. */
export async function checkLoggedOut(t: ExecutionContext, op: Op, { jar, client }: SignedIn): Promise<void> {
  const request = authorizationRequest(op, { prompt: 'none' }, client)
  checkRefusal(t, op, request, await authorize(op, request, { jar }), ['login_required', 'interaction_required'])
}
