import { UnsecuredJWT } from 'jose'
import { type AuthorizationRequest, authorizationRequest, authorize } from '../suite/authorization.ts'
import type { Op } from '../suite/op.ts'
import type { Module } from '../suite/run.ts'

/**
 * Modules about unsigned request objects (OpenID Connect Core 6), which this service takes from nobody. The suite ends
 * each of them where discovery excludes `none`; what they would send is sent here all the same, and brings no code.
 */
const unsignedObject = (make: (op: Op) => AuthorizationRequest, errors: readonly string[]): Module<Op> =>
  async ({ t, skip }, op) => {
    const offered = op.metadata['request_object_signing_alg_values_supported'] as string[]
    t.true(offered.length > 0 && !offered.includes('none'))
    const { end, passwords } = await authorize(op, make(op))
    t.is(passwords, 0, 'nobody is asked for a password')
    if (end.kind === 'application') t.true(errors.includes(end.params.get('error') ?? ''), end.url.href)
    else t.is(end.status, 400)
    t.is(end.kind === 'page' ? null : end.params.get('code'), null)
    skip('discovery excludes unsigned request objects')
  }

/** An unsigned object with all the request's parameters. */
const objectOf = (params: Readonly<Record<string, string | undefined>>): string => new UnsecuredJWT({ ...params }).encode()

/** By value: processed, or refused with request_not_supported. */
const byValue = unsignedObject((op) => {
  const { params } = authorizationRequest(op)
  return authorizationRequest(op, { ...params, request: objectOf(params) })
}, ['request_not_supported', 'invalid_request_object'])

/** By reference: processed, or refused with request_uri_not_supported. Nobody fetches the reference. */
const byReference = unsignedObject((op) =>
  authorizationRequest(op, { request_uri: `${op.client.redirectUri}/request.jwt` }),
['request_uri_not_supported', 'invalid_request_uri'])

/** A wrong redirect URI outside the object, the right one inside: the object's is used, or an error page is shown. */
const redirectUri = unsignedObject((op) => {
  const { params } = authorizationRequest(op)
  return authorizationRequest(op, {
    ...params, redirect_uri: `${op.client.redirectUri}/tidak-terdaftar`, request: objectOf(params),
  })
}, ['request_not_supported', 'invalid_request_object'])

export const requestObjects: Readonly<Record<string, Module<Op>>> = {
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported': byValue,
  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported': byReference,
  'oidcc-ensure-request-object-with-redirect-uri': redirectUri,
}
