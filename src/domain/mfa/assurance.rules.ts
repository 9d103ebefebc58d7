import type { Acr } from '../accounts/acr.rules.ts'

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

/**
 * The words of RFC 8176 for each proof. A code from a card or a message is one-time as well; `swk` and `hwk` name where
 * the key is kept, and `user` that somebody was there. A trusted device has no word in the registry, hence one of ours.
 */
const AMR: Readonly<Record<Bukti, readonly string[]>> = {
  'sandi': ['pwd'],
  'totp': ['otp'],
  'pemulihan': ['otp'],
  'email': ['otp'],
  'izin': ['otp'],
  'sms': ['sms'],
  'passkey': ['swk', 'user'],
  'passkey-perangkat': ['hwk', 'user'],
  'perangkat': ['urn:bantenprov:amr:perangkat'],
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
