import { fapiRequest, push } from '../suite/fapi.ts'
import { checkRefused } from '../suite/fapi-flow.ts'
import type { FapiOp } from '../suite/fapi-op.ts'
import type { Module } from '../suite/run.ts'

/**
 * Modules of the plan that our variant does not contain: fapi_profile is plain_fapi and grant_management is disabled.
 * Each test shows by what the provider publishes or answers that there is nothing to be asked.
 */

const offers = ({ metadata }: FapiOp, list: string): readonly string[] => metadata[list] as string[] | undefined ?? []

/** Grant Management for OAuth 2.0: an endpoint that discovery would name. */
const grantManagement: Module<FapiOp> = ({ t, notApplicable }, { metadata }) => {
  t.deepEqual(Object.keys(metadata).filter((name) => name.startsWith('grant_management')), [])
  notApplicable('grant_management is disabled: discovery names no grant management endpoint')
  return Promise.resolve()
}

/** Australia's Consumer Data Right: arrangements and sharing_duration, a claim that its providers list. */
const consumerDataRight: Module<FapiOp> = (run, op) => {
  run.t.deepEqual(Object.keys(op.metadata).filter((name) => name.startsWith('cdr_')), [])
  run.t.false(offers(op, 'claims_supported').includes('sharing_duration'))
  run.notApplicable('fapi_profile consumerdataright_au alone: no CDR arrangement is offered')
  return Promise.resolve()
}

/** Open Finance Brasil: payment consents with a signature. */
const brazil: Module<FapiOp> = (run, op) => {
  run.t.deepEqual(offers(op, 'scopes_supported').filter((scope) => /payments|consents/.test(scope)), [])
  run.notApplicable('fapi_profile openbanking_brazil alone: there are no payments here')
  return Promise.resolve()
}

/** ConnectID: a request says its purpose, and identity claims come in the ID token. */
const connectId: Module<FapiOp> = (run, op) => {
  run.t.deepEqual(offers(op, 'claims_supported').filter((claim) => ['txn', 'over18'].includes(claim)), [])
  run.t.false('purpose' in op.metadata)
  run.notApplicable('fapi_profile connectid_au alone: there is no purpose to be said')
  return Promise.resolve()
}

/** Other profiles demand that a redirect URI is registered; with plain_fapi its sister module asks the same mildly. */
const registeredRedirectUri: Module<FapiOp> = async ({ t, notApplicable }, op) => {
  notApplicable('not with fapi_profile plain_fapi, which leaves it to the server; ours refuses all the same')
  const request = fapiRequest(op.first, { redirect_uri: `${op.first.redirectUri}/tidak-terdaftar` })
  checkRefused(t, await push(op, request), ['invalid_request', 'invalid_request_object'])
}

export const elsewhere: Readonly<Record<string, Module<FapiOp>>> = {
  'ensure-registered-redirect-uri': registeredRedirectUri,
  'australia-connectid-ensure-invalid-purpose-fails': connectId,
  'australia-connectid-test-claims-parameter-idtoken-identity-claims': connectId,
  'cdr-sharing-duration-zero': consumerDataRight,
  'cdr-negative-sharing-duration': consumerDataRight,
  'cdr-refresh-token-introspection-expiry': consumerDataRight,
  'cdr-arrangement-amendment': consumerDataRight,
  'cdr-unrecognised-arrangement-id': consumerDataRight,
  'brazil-ensure-bad-payment-signature-fails': brazil,
  'grant-management-query-and-revoke': grantManagement,
  'grant-management-merge': grantManagement,
  'grant-management-replace': grantManagement,
  'grant-management-ensure-invalid-grant-id-fails': grantManagement,
  'grant-management-ensure-query-nonexistent-grant-fails': grantManagement,
  'grant-management-ensure-wrong-client-cannot-query-grant': grantManagement,
  'grant-management-ensure-wrong-client-cannot-revoke-grant': grantManagement,
}
