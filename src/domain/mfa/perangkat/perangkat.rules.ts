/** When a browser that somebody signed in from before stands in for his second factor. */
import { fingerprintOf, isKnownTo, type KnownBrowser } from '../../accounts/throttle/known-browser.rules.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import type { Bukti } from '../assurance.rules.ts'

/** How long a device is trusted at most (NIST SP 800-63B-4, 2.2.3: a second factor at least every 30 days). */
export const TRUST_DAYS = 30

/** Browsers that are remembered of one person; whichever was unseen longest is forgotten first. */
export const MOST_DEVICES = 20

/** Proofs on which a device may be trusted: what somebody has every day, and nothing that is to help him back once. */
const TRUSTED_ON: ReadonlySet<Bukti> = new Set<Bukti>(['totp', 'passkey', 'passkey-perangkat', 'email', 'sms'])

export const mayTrustOn = (bukti: readonly Bukti[]): boolean => bukti.some((one) => TRUSTED_ON.has(one))

/** @returns the end of a trust that begins now */
export const trustUntil = (now: Date): Date => new Date(now.getTime() + TRUST_DAYS * 24 * 60 * 60 * 1000)

/**
 * Whether a browser is a device that this very person trusts. Its cookie must name him as well as the row: who planted
 * a cookie of his own before the person signed in there has one that does not.
 */
export function isTrusted(
  { id, perangkat }: Pick<PersonToday, 'id' | 'perangkat'>, browser: KnownBrowser | undefined, now: Date,
): boolean {
  if (!browser || !isKnownTo(browser, id)) return false
  const sidik = fingerprintOf(browser.id, id).toString('hex')
  return perangkat.some((one) => one.sidik === sidik && one.tepercayaSampai !== null && one.tepercayaSampai > now)
}
