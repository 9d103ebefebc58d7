import type { ExecutionContext } from 'ava'
import { type CookieJar, cookieJar } from '../../helpers/cookie-jar.ts'
import { type AuthorizationRequest, authorizationRequest, authorize, checkCode } from './authorization.ts'
import type { Trip } from './browser.ts'
import { checkIdToken, type IdToken } from './id-token.ts'
import type { Op, SuiteClient } from './op.ts'
import { checkTokens, redeem, type TokenAnswer, type Tokens } from './token.ts'
import { askUserInfo, checkUserInfo, type UserInfo } from './userinfo.ts'

export interface FlowOptions {
  readonly jar?: CookieJar
  readonly client?: SuiteClient
  /** Parameters that the module adds to the request, or leaves out. */
  readonly change?: Record<string, string | undefined>
  /** For the module that sends the authorization request by POST. */
  readonly init?: RequestInit
  /** Parameters that the module adds to the token request. */
  readonly redeemWith?: Record<string, string>
}

/** A flow that came to its end. */
export interface Flow {
  readonly trip: Trip
  readonly request: AuthorizationRequest
  readonly code: string
  readonly answer: TokenAnswer
  readonly tokens: Tokens
  readonly idToken: IdToken
  readonly userinfo: UserInfo
}

/**
 * The flow that nearly every module begins with: authorization, code, tokens, ID token, userinfo, each with the checks
 * that the suite always makes.
 */
export async function completeFlow(t: ExecutionContext, op: Op, options: FlowOptions = {}): Promise<Flow> {
  const { jar = cookieJar(), client = op.client, change = {}, init = {}, redeemWith = {} } = options
  const asked = authorizationRequest(op, change, client)
  const byPost = init.method === 'POST'
  const request = byPost ? { ...asked, url: new URL(op.metadata.authorization_endpoint) } : asked
  const trip = await authorize(op, request, { jar, ...byPost && { ...init, body: asked.url.searchParams } })
  const code = checkCode(t, op, request, trip)
  const answer = await redeem(op, client, code, redeemWith)
  const tokens = checkTokens(t, answer)
  const { claims: idToken } = await checkIdToken(t, op, client, tokens.idToken, {
    nonce: request.params['nonce'], accessToken: tokens.accessToken,
  })
  const userinfo = await checkUserInfo(t, await askUserInfo(op, tokens.accessToken), idToken.sub)
  return { trip, request, code, answer, tokens, idToken, userinfo }
}
