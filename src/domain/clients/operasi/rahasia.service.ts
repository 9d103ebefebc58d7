import { lockClient } from '../client.queries.ts'
import { newestSecret, revokeSecret } from '../secret.queries.ts'
import { secretRefusal } from '../secret.rules.ts'
import { giveSecret } from '../secret.service.ts'
import { actAsPerson, type PersonAct } from './orang.ts'

/** Days that a secret lives which somebody of the OPD issued. */
export const SECRET_DAYS = 365

const DAY_MS = 86_400_000

/** What came of asking for a secret. */
export type Issued =
  | { readonly ok: true; readonly rahasia: string; readonly sampai: Date; readonly dicabut: number }
  | { readonly ok: false; readonly alasan: 'tidak-ada' | 'tanpa-rahasia' | 'belum-disetujui' | 'basi' }

/**
 * Issues a secret to somebody of the client's OPD, good for a year from now. Two live at most: a third revokes the oldest.
 * @param order.terakhir the newest secret that his page knows, empty for none: a page sent twice issues one, and revokes none
 * @returns the secret, this once; or why there is none
 */
export function issueOwnSecret(
  who: PersonAct, { clientId, terakhir }: { clientId: string; terakhir: string },
): Promise<Issued> {
  return actAsPerson(who, async (act): Promise<Issued> => {
    const client = await lockClient(act.trx, clientId)
    const alasan = client === undefined ? 'tidak-ada' : secretRefusal(client)
    if (alasan !== undefined) return { ok: false, alasan }
    if ((await newestSecret(act.trx, clientId) ?? '') !== terakhir) return { ok: false, alasan: 'basi' }
    const sampai = new Date(act.at.getTime() + SECRET_DAYS * DAY_MS)
    return { ok: true, sampai, ...await giveSecret(act, clientId, sampai) }
  })
}

/**
 * Revokes one secret: it opens nothing from now on, on every node.
 * @param order.alasan for the audit trail, not empty
 * @returns false when the client has no such secret any more
 */
export function revokeOwnSecret(
  who: PersonAct, { clientId, rahasia, alasan }: { clientId: string; rahasia: string; alasan: string },
): Promise<boolean> {
  return actAsPerson(who, async ({ trx, at, tell }) => {
    if (!await revokeSecret(trx, clientId, { id: rahasia, at })) return false
    tell({ kind: 'klien.rahasia-dicabut', subject: clientId, clientId, data: { rahasia, alasan } })
    return true
  })
}
