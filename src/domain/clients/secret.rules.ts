import { timingSafeEqual } from 'node:crypto'
import { sha256 } from '../../kernel/lib/ids.ts'
import { type ClientMetadata, type ClientState, usesSecret } from './client.types.ts'

/**
 * What stands in the place of `client_secret` in the metadata given to the protocol library, which demands one
 * (decision 13). It opens nothing: only `secretIsLive` does.
 */
export const PLACEHOLDER_SECRET = 'tidak-ada-rahasia-di-sini'

/** One row of `client_secret`. */
export interface SecretRow {
  /** SHA-256 of the secret */
  readonly hash: Buffer
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
}

/**
 * Whether what a client presents is one of its live secrets. Every row is compared in constant time, so the answer
 * takes as long for the first as for none.
 *
 * @param presented as sent; neither the placeholder nor a stored hash ever passes
 * @param rows the client's secrets, at most two of them alive
 */
export function secretIsLive(presented: string, rows: readonly SecretRow[], now: Date): boolean {
  const hash = sha256(presented)
  const matches = rows.map((row) => timingSafeEqual(hash, row.hash) && isAlive(row, now))
  return matches.includes(true) && presented !== PLACEHOLDER_SECRET
}

function isAlive({ expires_at, revoked_at }: SecretRow, now: Date): boolean {
  return revoked_at === null && (expires_at === null || expires_at > now)
}

/** A waiting client gets its secret once a person has checked its host (domain.md section 7, rows 61 and 62). */
export const mayHaveSecret = (state: ClientState): boolean => ['uji', 'aktif', 'tangguh'].includes(state)

/** @returns why a client gets no secret: it proves itself otherwise, or is not approved; undefined when it may have one */
export function secretRefusal(
  { state, metadata }: { readonly state: ClientState; readonly metadata: Pick<ClientMetadata, 'token_endpoint_auth_method'> },
): 'tanpa-rahasia' | 'belum-disetujui' | undefined {
  if (!usesSecret(metadata.token_endpoint_auth_method)) return 'tanpa-rahasia'
  return mayHaveSecret(state) ? undefined : 'belum-disetujui'
}
