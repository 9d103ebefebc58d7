import type { PassOutcome } from '../domain/mfa/izin/pakai.service.ts'
import type { MessageCodeOutcome } from '../domain/mfa/kode-pesan/kode-pesan.service.ts'
import type { RecoveryOutcome } from '../domain/mfa/pemulihan/kode.service.ts'
import type { RegisterOutcome } from '../domain/mfa/passkey/register.service.ts'
import type { PasskeyOutcome } from '../domain/mfa/passkey/verify.service.ts'
import type { ConfirmOutcome } from '../domain/mfa/totp/enrol.service.ts'
import type { Drift } from '../domain/mfa/totp/totp.rules.ts'
import type { TotpOutcome } from '../domain/mfa/totp/verify.service.ts'
import { maskNomor } from '../domain/pegawai/nomor.rules.ts'
import type { PersonToday } from '../domain/pegawai/person.ts'
import type { Text } from '../kernel/http/locale.ts'

type Refused<Outcome> = Extract<Outcome, { readonly ok: false }>

const DRIFT = { lambat: 'faktor.galat.lambat', cepat: 'faktor.galat.cepat' } as const
const WRONG = { salah: 'faktor.galat.salah', hilang: 'faktor.galat.hilang', terkunci: 'faktor.galat.terkunci' } as const

const driftText = ({ arah, menit }: Drift): Text => ({ key: DRIFT[arah], params: { menit } })
const heldText = (waitSeconds: number): Text => (
  { key: 'faktor.galat.ditahan', params: { menit: Math.ceil(waitSeconds / 60) } })

/** @returns what is said beside the field for the code of an authenticator: what happened, and what to do */
export function totpError(outcome: Refused<TotpOutcome> | Refused<ConfirmOutcome>): Text {
  switch (outcome.alasan) {
    case 'meleset': return driftText(outcome.selisih)
    case 'terpakai': return { key: 'faktor.galat.terpakai', params: { detik: outcome.tungguDetik } }
    case 'ditahan': return heldText(outcome.waitSeconds)
    case 'salah': case 'hilang': case 'terkunci': return { key: WRONG[outcome.alasan] }
  }
}

/** @returns what is said beside the field for a recovery code */
export function recoveryError(outcome: Refused<RecoveryOutcome>): Text {
  if (outcome.alasan === 'ditahan') return heldText(outcome.waitSeconds)
  return { key: outcome.alasan === 'salah' ? 'faktor.galat.pemulihanSalah' : 'faktor.galat.pemulihanTerpakai' }
}

/** @returns what is said beside the field for a code that was sent */
export function messageCodeError(outcome: Refused<MessageCodeOutcome>): Text {
  return outcome.alasan === 'ditahan' ? heldText(outcome.waitSeconds) : { key: 'faktor.galat.pesanSalah' }
}

/** @returns what is said beside the field for a helper's pass */
export function passError(outcome: Refused<PassOutcome>): Text {
  return outcome.alasan === 'ditahan' ? heldText(outcome.waitSeconds) : { key: 'faktor.galat.izinSalah' }
}

/** What tells this account from others in an authenticator's list: a name and the end of the number, never all of it. */
export const passkeyLabel = ({ nama, nomor }: Pick<PersonToday, 'nama' | 'nomor'>): string =>
  `${nama} (${maskNomor(nomor)})`

const PASSKEY = {
  'tantangan': 'passkey.galat.tantangan', 'tidak-cocok': 'passkey.galat.tidakCocok', 'verifikasi': 'passkey.galat.verifikasi',
  'mundur': 'passkey.galat.mundur', 'penuh': 'passkey.galat.penuh', 'dikenal': 'passkey.galat.dikenal',
} as const

/** @returns what is said beside the button for a passkey that was not taken */
export function passkeyError(outcome: Refused<PasskeyOutcome> | Refused<RegisterOutcome>): Text {
  return outcome.alasan === 'tunggu' ? heldText(outcome.waitSeconds) : { key: PASSKEY[outcome.alasan] }
}
