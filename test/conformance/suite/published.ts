import type { ExecutionContext } from 'ava'
import type { JSONWebKeySet } from 'jose'
import { fetchAt } from '../../browser/fetch-at.ts'
import { openHouse } from '../../helpers/house.ts'
import type { Scope } from '../../helpers/scope.ts'
import { createTestCa } from '../../helpers/tls.ts'
import type { Metadata } from './op.ts'

/** What a provider under an https name publishes; the suite accepts no other scheme. */
export interface Published {
  readonly issuer: string
  readonly status: number
  readonly contentType: string
  readonly metadata: Metadata
  readonly jwks: JSONWebKeySet
}

/** Opens an empty provider at https://login.test and reads its discovery and its keys. */
export async function readPublished(scope: Scope): Promise<Published> {
  const ca = await createTestCa()
  const { issuer, address } = await openHouse(scope, { https: { name: 'login.test', keys: await ca.issue('login.test') } })
  const get = fetchAt({ 'login.test': address }, ca.pem)
  const answer = await get(`${issuer}/.well-known/openid-configuration`)
  const metadata = await answer.json() as Metadata
  return {
    issuer, metadata, status: answer.status, contentType: answer.headers.get('content-type') ?? '',
    jwks: await (await get(metadata.jwks_uri)).json() as JSONWebKeySet,
  }
}

/** Every endpoint is under the issuer and https, as all discovery modules demand. */
export function checkHttps(t: ExecutionContext, { issuer, metadata }: Published): void {
  const named = Object.entries(metadata).filter(([name]) => /(_endpoint|_uri)$/.test(name))
  t.true(named.length >= 5)
  for (const [name, url] of named) t.true(String(url).startsWith(`${issuer}/`) && issuer.startsWith('https://'), name)
}

/** Where a browser is sent to log out (RP-Initiated Logout 2.1). */
export function checkEndSessionEndpoint(t: ExecutionContext, { metadata }: Published): void {
  const { protocol, hash } = new URL(metadata.end_session_endpoint)
  t.deepEqual({ protocol, hash }, { protocol: 'https:', hash: '' })
}
