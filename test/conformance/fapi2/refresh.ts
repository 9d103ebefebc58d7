import { askResource, callToken, type DpopKey, type Params } from '../suite/fapi.ts'
import { checkFapiTokens, checkRefused, checkResource, completeFapi, type FapiOptions } from '../suite/fapi-flow.ts'
import type { FapiClient, FapiOp } from '../suite/fapi-op.ts'
import type { Module, Run } from '../suite/run.ts'

/** The module about refresh tokens. */

const refreshParams = (token: string): Params => ({ grant_type: 'refresh_token', refresh_token: token })

interface Refreshed { readonly refreshToken: string; readonly accessToken: string; readonly key: DpopKey }

/** One client obtains a refresh token, uses it, and uses it once more: it does not rotate (5.3.2.1-9). */
async function obtainAndRefresh({ t, should }: Run, op: FapiOp, client: FapiClient, change: FapiOptions['change'] = {}): Promise<Refreshed> {
  const flow = await completeFapi(t, op, { client, change: { scope: 'openid offline_access', prompt: 'consent', ...change } })
  should((op.metadata['grant_types_supported'] as string[]).includes('refresh_token'), 'discovery tells of refresh tokens')
  const { refreshToken = '' } = flow.tokens
  t.regex(refreshToken, /^[\x20-\x7e]+$/)
  let accessToken = ''
  for (const time of ['first', 'second']) {
    const answer = await callToken(op, client, refreshParams(refreshToken), { key: flow.key })
    const next = await checkFapiTokens(t, op, flow, answer)
    t.is(next.refreshToken ?? refreshToken, refreshToken, `not rotated the ${time} time`)
    t.is(next.idToken.sub, flow.tokens.idToken.sub)
    t.is(next.idToken.auth_time, flow.tokens.idToken.auth_time)
    await checkResource(t, op, next, flow.key)
    accessToken = next.accessToken
  }
  return { refreshToken, accessToken, key: flow.key }
}

/** Two clients refresh. Without the client's proof, without the key's, or by the other client it does not work. */
const refreshToken: Module<FapiOp> = async (run, op) => {
  const { t } = run
  const first = await obtainAndRefresh(run, op, op.first)
  const params = refreshParams(first.refreshToken)
  checkRefused(t, await callToken(op, op.first, params, { key: first.key, authentication: {} }),
    ['invalid_client', 'invalid_request', 'invalid_grant'])
  checkRefused(t, await callToken(op, op.first, params, {}), ['invalid_request', 'invalid_grant', 'invalid_dpop_proof'])
  const second = await obtainAndRefresh(run, op, op.second)
  const { status } = await askResource(op, second.accessToken, first.key)
  t.true(status >= 400 && status < 500, 'the second client\'s token does not open with the first one\'s key')
  checkRefused(t, await callToken(op, op.first, refreshParams(second.refreshToken), { key: second.key }), ['invalid_grant'])
}

export const refreshing: Readonly<Record<string, Module<FapiOp>>> = { 'refresh-token': refreshToken }
