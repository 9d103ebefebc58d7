import { createHash } from 'node:crypto'
import type { ClientMetadata } from '../client.types.ts'
import { jwks as jwksSchema } from '../pendaftaran/client.schema.ts'
import { type KeyOwner, keyMistakes } from '../pendaftaran/feature.rules.ts'
import type { Mistake } from '../registered-uris.rules.ts'

export type Jwks = NonNullable<ClientMetadata['jwks']>

/** A key as a page names it: nothing of it is secret. */
export interface KeyFacts {
  readonly kid: string
  readonly kty: string
  readonly use: string
  /** RFC 7638, SHA-256, base64url. */
  readonly sidik: string
}

/** A set of keys that can be used, or what is wrong with it; `bukan-jwks`: it is no set of keys at all. */
export type ReadKeys =
  | { readonly ok: true; readonly jwks: Jwks }
  | { readonly ok: false; readonly salah: 'bukan-jwks' | readonly Mistake[] }

/**
 * Reads a set of keys (RFC 7517, 5) as it was pasted or fetched, and judges it as `client add` does.
 * @param owner what its client needs keys for
 */
export function readKeys(text: string, owner: KeyOwner): ReadKeys {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return { ok: false, salah: 'bukan-jwks' }
  }
  const read = jwksSchema.safeParse(given)
  if (!read.success) return { ok: false, salah: 'bukan-jwks' }
  const salah = keyMistakes({ ...owner, jwks: read.data })
  return salah.length === 0 ? { ok: true, jwks: read.data } : { ok: false, salah }
}

const word = (value: unknown): string => typeof value === 'string' ? value : ''

/** RFC 7638, 3: the required members alone, in the order of the alphabet. */
function thumbprint(jwk: Readonly<Record<string, unknown>>): string {
  const members = jwk['kty'] === 'EC' ? ['crv', 'kty', 'x', 'y'] : ['e', 'kty', 'n']
  const text = JSON.stringify(Object.fromEntries(members.map((name) => [name, jwk[name]])))
  return createHash('sha256').update(text).digest('base64url')
}

/** @returns each key of a set that was read, as a page names it */
export const keyFacts = ({ keys }: Jwks): KeyFacts[] => keys.map((jwk) => (
  { kid: word(jwk['kid']) || '–', kty: word(jwk['kty']), use: word(jwk['use']) || 'sig, enc', sidik: thumbprint(jwk) }))

/** Which way of proving itself by keys a client registered; another way is a sensitive change. */
export function keyWay({ jwks, jwks_uri }: Pick<ClientMetadata, 'jwks' | 'jwks_uri'>): 'jwks' | 'jwks_uri' | undefined {
  if (jwks !== undefined) return 'jwks'
  return jwks_uri === undefined ? undefined : 'jwks_uri'
}
