import type { Leftovers } from '../../../kernel/db/leftovers.ts'

/** Tries and failures that count no more. */
export const EXPIRED_TRIES: readonly Leftovers[] = ['percobaan_masuk', 'kegagalan_alamat'].map((table) => (
  { table, over: 'expires_at < $1' }))
