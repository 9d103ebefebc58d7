/** E-mail about what one person records and another decides (views/email/usulan-*.njk). */
import type { Knex } from 'knex'
import { enqueueMail } from '../../kernel/notifications/index.ts'
import { mailToRole } from '../accounts/role-mail.queries.ts'
import { findEmail } from './petugas.queries.ts'

/** What a letter names: never more of a person than his name. */
export interface UsulanMail {
  readonly id: string
  /** What it is about, "Penugasan Plh Kepala Bidang" */
  readonly perihal: string
  readonly nama: string
  /** Path of its page. */
  readonly tautan: string
}

/** Tells BKD that something waits for one of them. */
export async function mailWaiting(trx: Knex.Transaction, usulan: UsulanMail, today: string): Promise<void> {
  await mailToRole(trx, 'bkd', {
    today, template: 'usulan-menunggu', data: { ...usulan }, dedupKey: `usulan-menunggu:${usulan.id}`,
  })
}

/** Tells whoever recorded it what was decided. */
export async function mailDecided(
  trx: Knex.Transaction, usulan: UsulanMail,
  { recordedBy, keputusan, alasan }: { recordedBy: string; keputusan: 'dikonfirmasi' | 'ditolak'; alasan?: string },
): Promise<void> {
  const to = await findEmail(trx, recordedBy)
  if (to === undefined) return
  await enqueueMail(trx, {
    to, template: 'usulan-diputus', data: { ...usulan, keputusan, alasan: alasan ?? '' },
    dedupKey: `usulan-diputus:${usulan.id}`,
  })
}
