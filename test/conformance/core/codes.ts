import { completeFlow, type Flow } from '../suite/flow.ts'
import { checkIdToken } from '../suite/id-token.ts'
import type { Op, SuiteClient } from '../suite/op.ts'
import type { Module, Run } from '../suite/run.ts'
import { checkTokenError, checkTokens, redeem, refresh } from '../suite/token.ts'
import { askUserInfo, checkUserInfo } from '../suite/userinfo.ts'

/** Modules about what is redeemed: codes and refresh tokens. */

/** A code used twice is refused the second time. */
const codeReuse: Module<Op> = async ({ t }, op) => {
  const { code } = await completeFlow(t, op)
  checkTokenError(t, await redeem(op, op.client, code), 'invalid_grant')
}

/**
 * The same half a minute later; the suite would like the access token of the first use to be revoked. The half minute
 * is taken from the code's row instead of waited for.
 */
const codeReuseLater: Module<Op> = async ({ t, should }, op) => {
  const { code, tokens } = await completeFlow(t, op)
  await op.house.db.owner.knex.raw(
    `UPDATE oidc_authorization_code SET expires_at = expires_at - interval '30 s', consumed_at = consumed_at - interval '30 s'
     WHERE consumed_at IS NOT NULL`)
  checkTokenError(t, await redeem(op, op.client, code), 'invalid_grant')
  const { status } = await askUserInfo(op, tokens.accessToken)
  should(status >= 400 && status < 500, 'the access token of the first use is revoked')
}

/** Scope of the module: offline_access where discovery offers it, which needs prompt=consent (OpenID Connect Core 11). */
function offline({ metadata }: Op): Record<string, string> {
  return (metadata['scopes_supported'] as string[]).includes('offline_access')
    ? { scope: 'openid offline_access', prompt: 'consent' } : { scope: 'openid' }
}

/** One client obtains a refresh token and uses it. @returns its newest refresh token */
async function obtainAndRefresh({ t, should }: Run, op: Op, client: SuiteClient): Promise<string> {
  const { tokens, idToken } = await completeFlow(t, op, { client, change: offline(op) })
  should((op.metadata['grant_types_supported'] as string[]).includes('refresh_token'), 'discovery tells of refresh tokens')
  t.truthy(tokens.refreshToken)
  const next = checkTokens(t, await refresh(op, client, tokens.refreshToken ?? ''))
  t.not(next.accessToken, tokens.accessToken, 'a new access token')
  await checkRefreshedIdToken({ t }, op, client, next.idToken, idToken)
  await checkUserInfo(t, await askUserInfo(op, next.accessToken), idToken.sub)
  return next.refreshToken ?? tokens.refreshToken ?? ''
}

/** OpenID Connect Core 12.2: same iss, sub, aud and auth_time as the first, and its nonce if it has any. */
async function checkRefreshedIdToken(
  { t }: Pick<Run, 't'>, op: Op, client: SuiteClient, token: string, first: Flow['idToken'],
): Promise<void> {
  const nonce = first['nonce'] as string | undefined
  const { claims } = await checkIdToken(t, op, client, token, { nonce })
  t.is(claims.sub, first.sub)
  t.deepEqual(claims.aud, first.aud)
  t.is(claims.auth_time, first.auth_time)
}

/** Two clients refresh; the first with the second's token is refused. */
const refreshToken: Module<Op> = async (run, op) => {
  await obtainAndRefresh(run, op, op.client)
  const foreign = await obtainAndRefresh(run, op, op.second)
  checkTokenError(run.t, await refresh(op, op.client, foreign), 'invalid_grant')
}

export const codes: Readonly<Record<string, Module<Op>>> = {
  'oidcc-codereuse': codeReuse,
  'oidcc-codereuse-30seconds': codeReuseLater,
  'oidcc-refresh-token': refreshToken,
}
