import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'
import type { Database } from '../kernel/db/database.ts'
import { FAPI_SIGNATURES } from '../domain/clients/algorithms.ts'
import { futureMistake } from './proof.rules.ts'
import { isFirstUse } from './replay.ts'

/** How old a proof may be: what the library allows at its own endpoints. */
const RECENT_SECONDS = 5 * 60

/** The request that a proof was made for. */
export interface ProvenRequest {
  readonly method: string
  /** Without query and fragment (RFC 9449, 4.3). */
  readonly url: string
  readonly token: string
  /** RFC 7638 thumbprint that the token is bound to. */
  readonly jkt: string
  readonly clientId: string
}

/**
 * Checks a DPoP proof at an API of ours (RFC 9449, 4.3 and 7.1): the library checks those at its own endpoints alone.
 * @returns what is wrong with it, undefined when nothing is; a good proof is used up
 */
export async function proofMistake(
  database: Database, proof: string, { method, url, token, jkt, clientId }: ProvenRequest,
): Promise<string | undefined> {
  const verified = await jwtVerify(proof, EmbeddedJWK, {
    typ: 'dpop+jwt', algorithms: [...FAPI_SIGNATURES], requiredClaims: ['iat'], maxTokenAge: RECENT_SECONDS,
    clockTolerance: RECENT_SECONDS,
  }).catch(() => undefined)
  if (!verified) return 'invalid DPoP proof'
  const { payload: claims, protectedHeader: { jwk } } = verified
  const now = Math.floor(Date.now() / 1000)
  if (futureMistake(claims, now) ?? (Number(claims.iat) < now - RECENT_SECONDS ? 'old' : undefined)) {
    return 'DPoP proof iat is not recent enough'
  }
  if (typeof claims.jti !== 'string' || claims.jti === '') return 'DPoP proof must have a jti'
  if (claims['htm'] !== method) return 'DPoP proof htm mismatch'
  if (addressOf(claims['htu']) !== url) return 'DPoP proof htu mismatch'
  if (claims['ath'] !== createHash('sha256').update(token).digest('base64url')) return 'DPoP proof ath mismatch'
  if (!jwk || await calculateJwkThumbprint(jwk) !== jkt) return 'the token is bound to another key'
  if (!await isFirstUse(database, clientId, claims.jti, now + RECENT_SECONDS)) return 'DPoP proof was used before'
  return undefined
}

function addressOf(htu: unknown): string | undefined {
  const address = typeof htu === 'string' ? URL.parse(htu) : null
  return address ? `${address.origin}${address.pathname}` : undefined
}
