import type { PasswordReason } from '../domain/accounts/password.rules.ts'
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
