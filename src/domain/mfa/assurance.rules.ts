import { ACRS, type Acr, reaches } from '../accounts/acr.rules.ts'
import type { FaktorToday } from '../pegawai/person.ts'

/**
 * What somebody proved in a sign-in: a password; a code of his authenticator, of his recovery card, of an e-mail or an
 * SMS; a passkey, synchronised or kept in one device; a helper's temporary pass; a device that he trusted before.
 */
export type Bukti =
  | 'sandi' | 'totp' | 'passkey' | 'passkey-perangkat' | 'pemulihan' | 'email' | 'sms' | 'izin' | 'perangkat'

/** What an application is told of a sign-in (OpenID Connect Core, 2). */
export interface Assurance {
  readonly acr: Acr
  readonly amr: string[]
}

/** How an application is told that a trusted device stood in: the registry of RFC 8176 has no word for it. */
export const DEVICE_AMR = 'urn:bantenprov:amr:perangkat'

/** How an application is told of a code that came by e-mail: it proves less than an authenticator's (`otp`). */
const EMAIL_AMR = 'urn:bantenprov:amr:surel'

/**
 * The words of RFC 8176 for each proof. A code from a card is one-time as well; `swk` and `hwk` name where
 * the key is kept, and `user` that somebody was there.
 */
const AMR: Readonly<Record<Bukti, readonly string[]>> = {
  'sandi': ['pwd'],
  'totp': ['otp'],
  'pemulihan': ['otp'],
  'email': [EMAIL_AMR],
  'izin': ['otp'],
  'sms': ['sms'],
  'passkey': ['swk', 'user'],
  'passkey-perangkat': ['hwk', 'user'],
  'perangkat': [DEVICE_AMR],
}

/** Words that lean on a factor, or on a trusted device: what `lowerSessions` takes back with it. */
export const AMR_OF_FAKTOR: Readonly<Record<FaktorToday['jenis'] | 'perangkat', readonly string[]>> = {
  totp: ['otp'], passkey: ['swk', 'hwk'], perangkat: [DEVICE_AMR],
}

const isPasskey = (bukti: Bukti): boolean => bukti === 'passkey' || bukti === 'passkey-perangkat'

/** A trusted device spares the question; it is no second factor that was asked now. */
const isSecond = (bukti: Bukti): boolean => bukti !== 'sandi' && bukti !== 'perangkat' && !isPasskey(bukti)

/** A passkey verifies the person as well as the key, so that it is two factors by itself (NIST SP 800-63B-4, 3.1.7). */
function acrOf(bukti: readonly Bukti[]): Acr {
  if (bukti.some(isPasskey)) return 'urn:bantenprov:acr:tahan-phishing'
  return bukti.includes('sandi') && bukti.some(isSecond) ? 'urn:bantenprov:acr:mfa' : 'urn:bantenprov:acr:sandi'
}

/** @returns what a sign-in with these proofs is worth: what happened, never what was asked for */
export function assuranceOf(bukti: readonly Bukti[]): Assurance {
  const acr = acrOf(bukti)
  const amr = new Set(bukti.flatMap((one) => AMR[one]))
  if (acr !== 'urn:bantenprov:acr:sandi') amr.add('mfa')
  return { acr, amr: [...amr] }
}

/**
 * Reads a session's proofs back, to add another to them. A one-time code is taken for an authenticator's: what it was a
 * code of makes no difference to what it is worth.
 * @param amr as `assuranceOf` wrote it
 */
export function buktiOf(amr: readonly string[]): Bukti[] {
  const words: readonly (readonly [string, Bukti])[] = [
    ['pwd', 'sandi'], ['otp', 'totp'], ['sms', 'sms'], [EMAIL_AMR, 'email'], ['swk', 'passkey'], ['hwk', 'passkey-perangkat'],
    [DEVICE_AMR, 'perangkat'],
  ]
  return words.filter(([word]) => amr.includes(word)).map(([, bukti]) => bukti)
}

/** @returns what is left of an assurance when some of its words count no more */
export const without = ({ amr }: Pick<Assurance, 'amr'>, gone: readonly string[]): Assurance =>
  assuranceOf(buktiOf(amr.filter((word) => !gone.includes(word))))

/** @returns the way of the message that made a session's sign-in a second factor, where nothing else did */
export function messageBehind(amr: readonly string[]): 'email' | 'sms' | undefined {
  if (['otp', 'swk', 'hwk'].some((word) => amr.includes(word))) return undefined
  return amr.includes(EMAIL_AMR) ? 'email' : amr.includes('sms') ? 'sms' : undefined
}

/** @returns the most that somebody can prove with what he has set up */
export function reachableBy(
  { faktor, kodePemulihan }: { readonly faktor: readonly Pick<FaktorToday, 'jenis'>[]; readonly kodePemulihan: number },
): Acr {
  if (faktor.some(({ jenis }) => jenis === 'passkey')) return ACRS[2]
  return faktor.length > 0 || kodePemulihan > 0 ? ACRS[1] : ACRS[0]
}

/** @returns the strongest of some assurances; a password where there is none */
export const strongest = (acrs: readonly (Acr | undefined)[]): Acr =>
  acrs.reduce<Acr>((most, one) => one !== undefined && reaches(one, most) ? one : most, ACRS[0])
