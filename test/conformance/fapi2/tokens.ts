import { sha256 } from '../../../src/kernel/lib/ids.ts'
import { assertionOf, askResource, callToken, codeParams } from '../suite/fapi.ts'
import { authorizeFapi, checkFapiTokens, checkRefused, checkResource, completeFapi, redeemFapi } from '../suite/fapi-flow.ts'
import type { FapiOp } from '../suite/fapi-op.ts'
import type { Module } from '../suite/run.ts'

/** Modules about the token endpoint: who may redeem what, and when. */

/** The code of the first client with the name of the second, proved by the first one's key. */
const otherName: Module<FapiOp> = async ({ t }, op) => {
  const { code, request, key } = await authorizeFapi(t, op)
  const impostor = { ...op.first, id: op.second.id }
  const authentication = { client_id: op.second.id, ...await assertionOf(op, impostor) }
  checkRefused(t, await callToken(op, op.first, codeParams(op.first, code, request.verifier), { key, authentication }),
    ['invalid_client', 'invalid_grant'])
}

/** The code of the first client, redeemed by the second in its own name. */
const otherClient: Module<FapiOp> = async ({ t }, op) => {
  const { code, request, key } = await authorizeFapi(t, op)
  checkRefused(t, await callToken(op, op.second, codeParams(op.first, code, request.verifier), { key }), ['invalid_grant'])
}

/** Without a DPoP proof there is no token. */
const withoutProof: Module<FapiOp> = async ({ t }, op) => {
  const { code, request } = await authorizeFapi(t, op)
  checkRefused(t, await callToken(op, op.first, codeParams(op.first, code, request.verifier), {}),
    ['invalid_request', 'invalid_grant', 'invalid_dpop_proof'])
}

/** A code used again is refused; the suite would like the access token of the first use to be revoked. */
const codeReuse: Module<FapiOp> = async ({ t, should }, op) => {
  const flow = await completeFapi(t, op)
  checkRefused(t, await redeemFapi(op, flow), ['invalid_grant'])
  const { status } = await askResource(op, flow.tokens.accessToken, flow.key)
  should(status >= 400 && status < 500, 'the access token of the first use is revoked')
}

/** A code is over after a minute: its row is made 62 seconds older instead of waiting. */
const codeExpired: Module<FapiOp> = async ({ t }, op) => {
  const authorized = await authorizeFapi(t, op)
  const { rowCount } = await op.house.db.owner.knex.raw<{ rowCount: number }>(
    `UPDATE oidc_authorization_code SET expires_at = expires_at - interval '62 s',
       payload = jsonb_set(payload::jsonb, '{exp}', to_jsonb((payload::jsonb->>'exp')::int - 62))::text WHERE id = ?`,
    [sha256(authorized.code)])
  t.is(rowCount, 1)
  checkRefused(t, await redeemFapi(op, authorized), ['invalid_grant'])
}

/** The scheme of the authorization header is told apart by its letters, not by their case. */
const schemeInAnyCase: Module<FapiOp> = async ({ t }, op) => {
  const authorized = await authorizeFapi(t, op)
  const tokens = await checkFapiTokens(t, op, authorized, await redeemFapi(op, authorized))
  await checkResource(t, op, tokens, authorized.key)
  for (const scheme of ['dPOp', 'dpop', 'DPOP']) {
    t.is((await askResource(op, tokens.accessToken, authorized.key, { scheme })).status, 200, scheme)
  }
}

export const tokens: Readonly<Record<string, Module<FapiOp>>> = {
  'ensure-client-id-in-token-endpoint': otherName,
  'ensure-authorization-code-is-bound-to-client': otherClient,
  'ensure-holder-of-key-required': withoutProof,
  'attempt-reuse-authorization-code-after-one-second': codeReuse,
  'ensure-token-endpoint-fails-with-expired-auth-code': codeExpired,
  'access-token-type-header-case-sensitivity': schemeInAnyCase,
}
