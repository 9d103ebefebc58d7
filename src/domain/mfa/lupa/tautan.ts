/** What stands for the first proof of whoever forgot his password: a link, used when the new password is stored. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Saluran } from '../../../kernel/notifications/index.ts'
import { readLink } from '../../accounts/tautan/index.ts'

/** How long a link is good, and a code. */
export const RESET_MINUTES = 20

/** What one-time codes of a reset are bound to. */
export const TUJUAN_RESET = 'reset'

/** A link says by which way its person was reached: that way proves nothing a second time in the same journey. */
export const linkPurpose = (lewat: Saluran): string => `reset-${lewat}`

/** A link as a browser holds it. */
export interface ResetLink {
  readonly lewat: Saluran
  readonly rahasia: string
}

/** Whose link it is; nothing is spent. @returns undefined where it opens nothing (any more) */
export function readResetLink(database: Database, { lewat, rahasia }: ResetLink): Promise<string | undefined> {
  return readLink(database, { tujuan: linkPurpose(lewat), rahasia })
}
