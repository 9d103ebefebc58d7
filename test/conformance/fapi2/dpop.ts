import { exportJWK, UnsecuredJWT } from 'jose'
import {
  askResource, callToken, codeParams, drawDpopKey, fapiRequest, inSeconds, proofOf, type ProofChange, push,
} from '../suite/fapi.ts'
import { authorizeFapi, checkRefused, completeFapi } from '../suite/fapi-flow.ts'
import type { FapiOp } from '../suite/fapi-op.ts'
import type { Module } from '../suite/run.ts'

/** Modules about DPoP (RFC 9449): which proofs are good, and what a code is bound to. */

const ERRORS = ['invalid_request', 'invalid_grant', 'invalid_dpop_proof']

/** Good proofs with this change are accepted where the module sends them. */
const accepted = (change: () => ProofChange, everywhere: boolean): Module<FapiOp> => async ({ t }, op) => {
  const key = await drawDpopKey()
  const url = op.metadata.pushed_authorization_request_endpoint
  if (everywhere) {
    t.is((await push(op, fapiRequest(op.first), { dpop: await proofOf(key, { url }, change()) })).status, 201)
  }
  const { code, request } = await authorizeFapi(t, op, { key })
  const answer = await callToken(op, op.first, codeParams(op.first, code, request.verifier), { key, proof: change() })
  t.is(answer.status, 200, JSON.stringify(answer.body))
  t.is((await askResource(op, answer.body['access_token'] as string, key, { proof: change() })).status, 200)
}

/** dpop_jkt of another key than the proof that comes with the pushed request. */
const mismatchAtPush: Module<FapiOp> = async ({ t }, op) => {
  const [key, other] = [await drawDpopKey(), await drawDpopKey()]
  const url = op.metadata.pushed_authorization_request_endpoint
  checkRefused(t, await push(op, fapiRequest(op.first, { dpop_jkt: other.jkt }), { dpop: await proofOf(key, { url }) }),
    ['invalid_request', 'invalid_dpop_proof'])
}

/** A code bound to one key, by a proof or by dpop_jkt, is not redeemed with another. */
const boundToAnother = (by: 'proof' | 'dpop_jkt'): Module<FapiOp> => async ({ t }, op) => {
  const [key, other] = [await drawDpopKey(), await drawDpopKey()]
  const { code, request } = await authorizeFapi(t, op, by === 'proof' ? { key, bindAtPush: true } : { change: { dpop_jkt: key.jkt } })
  checkRefused(t, await callToken(op, op.first, codeParams(op.first, code, request.verifier), { key: other }), ERRORS)
}

/** A code bound to a key is redeemed with that key. */
const boundToItsKey = (by: 'proof' | 'dpop_jkt'): Module<FapiOp> => async ({ t }, op) => {
  const key = await drawDpopKey()
  await completeFapi(t, op, by === 'proof' ? { key, bindAtPush: true } : { key, change: { dpop_jkt: key.jkt } })
}

type Case = readonly [label: string, change: ProofChange, verdict: 'good' | 'bad' | 'should be good' | 'should be bad']

/** Everything that the module with all of them tries at the resource, in its order, which is that of RFC 9449, 4.3. */
async function cases(op: FapiOp): Promise<Case[]> {
  const url = op.metadata.userinfo_endpoint
  const [other, pair] = [await drawDpopKey(), await drawDpopKey()]
  const jti = 'sama-dua-kali'.repeat(2) + Date.now()
  const upper = new URL(url)
  return [
    ['typ missing', { header: { typ: undefined } }, 'bad'],
    ['jwk missing', { header: { jwk: undefined } }, 'bad'],
    ...(['jti', 'htm', 'htu', 'iat', 'ath'] as const).map((name): Case =>
      [`${name} missing`, { claims: { [name]: undefined } }, 'bad']),
    ['typ wrong', { header: { typ: 'JWT' } }, 'bad'],
    ['jwk with its private part', { header: { jwk: await exportJWK(pair.privateKey) }, signWith: pair.privateKey }, 'bad'],
    ['signature of another key', { signWith: other.privateKey }, 'bad'],
    ['another key altogether', { header: { jwk: other.jwk }, signWith: other.privateKey }, 'bad'],
    ['htm wrong', { claims: { htm: 'PUT' } }, 'bad'],
    ['htu with query and fragment', { claims: { htu: `${url}?query#fragment` } }, 'good'],
    ['htu of another URL', { claims: { htu: 'https://other1.example.com/' } }, 'bad'],
    ['iat an hour ahead', { claims: { iat: inSeconds(3_600) } }, 'bad'],
    ['iat an hour ago', { claims: { iat: inSeconds(-3_600) } }, 'bad'],
    ['jti for the first time', { claims: { jti } }, 'good'],
    ['jti for the second time', { claims: { jti } }, 'should be bad'],
    ['ath wrong', { claims: { ath: 'bukan' } }, 'bad'],
    ['claims and header with more in them', { claims: { extra: 'x' }, header: { extra: 'x' } }, 'good'],
    ['htu in capitals', { claims: { htu: `${upper.protocol.toUpperCase()}//${upper.host.toUpperCase()}${upper.pathname}` } }, 'should be good'],
  ]
}

/** A token that works, tried with every wrong proof, and in the end with a good one. */
const negative: Module<FapiOp> = async ({ t, should }, op) => {
  const { tokens: { accessToken }, key } = await completeFapi(t, op)
  for (const [label, proof, verdict] of await cases(op)) {
    const { status } = await askResource(op, accessToken, key, { proof })
    const opened = status === 200
    if (!opened) t.true(status === 400 || status === 401, `${label}: ${status}`)
    if (verdict.startsWith('should')) should(opened === verdict.endsWith('good'), label)
    else t.is(opened, verdict === 'good', label)
  }
  const url = op.metadata.userinfo_endpoint
  const authorization = `DPoP ${accessToken}`
  const proof = () => proofOf(key, { method: 'GET', url, accessToken })
  const unsecured = new UnsecuredJWT({ htm: 'GET', htu: url, jti: 'tanpa', iat: inSeconds(0) }).encode()
  for (const dpop of [`${await proof()}, ${await proof()}`, 'bukan.jwt', `${await proof()}x.y`, unsecured]) {
    t.true([400, 401].includes((await fetch(url, { headers: { authorization, dpop } })).status), dpop.slice(0, 20))
  }
  should((await fetch(url, { headers: { authorization, DPOP: await proof() } })).status === 200, 'the header in capitals')
  t.true([400, 401].includes((await askResource(op, accessToken, undefined)).status), 'no proof')
  t.true([400, 401].includes((await askResource(op, accessToken, undefined, { scheme: 'Bearer' })).status), 'as a bearer token')
  t.is((await askResource(op, accessToken, key)).status, 200, 'the token itself is still good')
}

export const dpop: Readonly<Record<string, Module<FapiOp>>> = {
  'check-dpop-proof-nbf-exp': accepted(() => ({ claims: { nbf: inSeconds(0), exp: inSeconds(60) } }), false),
  'ensure-dpopproof-with-iat-10seconds-before-succeeds': accepted(() => ({ claims: { iat: inSeconds(-10) } }), true),
  'ensure-dpopproof-with-iat-10seconds-after-succeeds': accepted(() => ({ claims: { iat: inSeconds(10) } }), true),
  'ensure-mismatched-dpop-jkt-fails': mismatchAtPush,
  'ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt': boundToAnother('proof'),
  'ensure-token-endpoint-fails-with-mismatched-dpop-jkt': boundToAnother('dpop_jkt'),
  'ensure-dpopproof-at-par-endpoint-binding-success': boundToItsKey('proof'),
  'ensure-dpop-auth-code-binding-success': boundToItsKey('dpop_jkt'),
  'dpop-negative-tests': negative,
}
