import type { Leftovers } from '../../kernel/db/leftovers.ts'

/** Authenticators that were begun and never showed a right code; unsealed nowhere once they are gone. */
export const UNCONFIRMED: Leftovers = {
  table: 'faktor_totp', over: 'konfirmasi_at IS NULL AND dibuat_at < $1', by: 'dibuat_at',
}

/** Recovery codes that were used or replaced; the audit trail tells of each use. */
export const SPENT_CODES: Leftovers = { table: 'kode_pemulihan', over: 'least(used_at, revoked_at) < $1' }

/** Challenges that nobody can answer any more; one that was used goes with the others of its minute. */
export const EXPIRED_CHALLENGES: Leftovers = { table: 'tantangan_passkey', over: 'expires_at < $1', by: 'expires_at' }
