import { UnsecuredJWT } from 'jose'
import { authorizationRequest, authorize, checkAnswer } from '../suite/authorization.ts'
import type { Op } from '../suite/op.ts'
import type { Module } from '../suite/run.ts'

/** Modules about unsigned request objects (OpenID Connect Core 6), which this service does not take from anybody. */

/** The suite begins only if discovery does not exclude `none`. */
const excludesNone = ({ metadata }: Op): boolean => {
  const offered = metadata['request_object_signing_alg_values_supported'] as string[] | undefined
  return offered !== undefined && !offered.includes('none')
}

/** An unsigned object with all the request's parameters. */
const objectOf = (params: Readonly<Record<string, string | undefined>>): string => new UnsecuredJWT({ ...params }).encode()

/** By value: processed, or refused with request_not_supported. */
const byValue: Module<Op> = async ({ t, skip }, op) => {
  if (excludesNone(op)) return skip('discovery excludes unsigned request objects')
  const { params } = authorizationRequest(op)
  const request = authorizationRequest(op, { ...params, request: objectOf(params) })
  t.is(checkAnswer(t, op, request, await authorize(op, request)).get('error'), 'request_not_supported')
  skip('request_not_supported')
}

/** By reference: processed, or refused with request_uri_not_supported. Nobody fetches the reference. */
const byReference: Module<Op> = async ({ t, skip }, op) => {
  if (excludesNone(op)) return skip('discovery excludes unsigned request objects')
  t.false(op.metadata['request_uri_parameter_supported'])
  const request = authorizationRequest(op, { request_uri: `${op.client.redirectUri}/request.jwt` })
  t.is(checkAnswer(t, op, request, await authorize(op, request)).get('error'), 'request_uri_not_supported')
  skip('request_uri_not_supported')
}

/** A wrong redirect URI outside the object, the right one inside: the object's is used, or an error page is shown. */
const redirectUri: Module<Op> = async ({ t, skip, review }, op) => {
  if (excludesNone(op)) return skip('discovery excludes unsigned request objects')
  const { params } = authorizationRequest(op)
  const request = authorizationRequest(op, {
    ...params, redirect_uri: `${op.client.redirectUri}/tidak-terdaftar`, request: objectOf(params),
  })
  t.like((await authorize(op, request)).end, { kind: 'page', status: 400 })
  review('the error page')
}

export const requestObjects: Readonly<Record<string, Module<Op>>> = {
  'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported': byValue,
  'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported': byReference,
  'oidcc-ensure-request-object-with-redirect-uri': redirectUri,
}
