import type { Keadaan } from '../pegawai/kedudukan.rules.ts'

/** What is known at the end of a sign-in attempt, whoever tried. */
export interface Attempt {
  readonly person: { readonly keadaan: Keadaan; readonly activated: boolean; readonly frozen: boolean } | undefined
  readonly passwordFits: boolean
}

export type LoginReason = 'nip-tidak-dikenal' | 'belum-aktivasi' | 'sandi-salah' | 'dibekukan' | 'keadaan'

export type LoginVerdict = { readonly ok: true } | { readonly ok: false; readonly alasan: LoginReason }

/**
 * The reason is for the audit trail alone; the page says the same words for each. A right password of somebody who may
 * not sign in is told apart from a wrong one there, because that is another story to whoever investigates.
 */
export function judgeLogin({ person, passwordFits }: Attempt): LoginVerdict {
  if (!person) return { ok: false, alasan: 'nip-tidak-dikenal' }
  if (!person.activated) return { ok: false, alasan: 'belum-aktivasi' }
  if (!passwordFits) return { ok: false, alasan: 'sandi-salah' }
  if (person.frozen) return { ok: false, alasan: 'dibekukan' }
  return person.keadaan === 'aktif' || person.keadaan === 'terbatas' ? { ok: true } : { ok: false, alasan: 'keadaan' }
}
