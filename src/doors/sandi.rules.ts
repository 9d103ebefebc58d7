import type { PasswordReason } from '../domain/accounts/password.rules.ts'
import type { ChangeOutcome } from '../domain/sessions/change-password.service.ts'
import { MAX_LENGTH, MIN_LENGTH } from '../domain/accounts/password.rules.ts'
import type { Text, TextKey } from '../kernel/http/locale.ts'

const KEYS: Readonly<Record<PasswordReason, TextKey>> = {
  'malformed': 'sandi.galat.rusak', 'too-short': 'sandi.galat.pendek', 'too-long': 'sandi.galat.panjang',
  'common': 'sandi.galat.umum', 'contains-nip': 'sandi.galat.nip', 'contains-birth-date': 'sandi.galat.lahir',
  'not-composed': 'sandi.galat.susunan',
}

/** @returns why a password may not be chosen, as it stands beside its field wherever one is chosen */
export const passwordText = (reason: PasswordReason): Text =>
  ({ key: KEYS[reason], params: { least: MIN_LENGTH, most: MAX_LENGTH } })

/** @returns what stands beside which field where a change was refused */
export function changeText(outcome: Extract<ChangeOutcome, { ok: false }>): Readonly<Partial<Record<'lama' | 'baru', Text>>> {
  if (outcome.alasan === 'aturan') return { baru: passwordText(outcome.reason) }
  if (outcome.alasan !== 'ditahan') return { lama: { key: `akun.sandi.galat.${outcome.alasan}` } }
  return { lama: { key: 'akun.sandi.galat.tunggu', params: { menit: Math.ceil(outcome.waitSeconds / 60) } } }
}
