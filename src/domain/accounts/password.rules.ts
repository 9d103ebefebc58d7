import { isComposed, type PasswordTerms } from './password-terms.rules.ts'
import { containsBirthDate, containsNip } from './personal-number.rules.ts'

/**
 * The least of ASVS 5.0 6.2.1, and of NIST SP 800-63B-4 section 3.1.1.2 for a password beside a second factor. Where
 * the password stands alone NIST asks for 15.
 */
export const MIN_LENGTH = 8

/** ASVS 5.0 6.2.9 asks for 64 at least. */
export const MAX_LENGTH = 256

/**
 * No text that NFKC brings down to MAX_LENGTH code points takes more bytes of UTF-8 as typed: a composed character
 * comes from four code points at most (true of every one in Unicode 17), each of four bytes, and NFKC deletes none.
 * So longer input is refused before it costs a normalisation.
 */
const MAX_TYPED_BYTES = 4 * 4 * MAX_LENGTH

export type PasswordReason =
  | 'malformed'
  | 'too-short'
  | 'too-long'
  | 'common'
  | 'contains-nip'
  | 'contains-birth-date'
  | 'not-composed'

export type PasswordCheck =
  | { ok: true; normalised: string }
  | { ok: false; reason: PasswordReason; length: number }

export interface PasswordOwner {
  /** Every NIP the person has or had, digits only. */
  nips: string[]
  /** Birth date, `YYYY-MM-DD`. */
  lahir: string | undefined
}

/** A password in its one form, or why it cannot have one. */
type Reading = { normalised: string; length: number } | { reason: 'malformed' | 'too-long'; length: number }

/** @returns how many Unicode code points a text has: the length that people are told */
function countCodePoints(text: string): number {
  return [...text].length
}

function read(password: string): Reading {
  // No browser sends a lone surrogate, and UTF-8 would turn all of them into the same replacement character.
  if (!password.isWellFormed()) return { reason: 'malformed', length: countCodePoints(password) }
  if (Buffer.byteLength(password) > MAX_TYPED_BYTES) return { reason: 'too-long', length: countCodePoints(password) }
  const normalised = password.normalize('NFKC')
  const length = countCodePoints(normalised)
  return length > MAX_LENGTH ? { reason: 'too-long', length } : { normalised, length }
}

/**
 * The one form in which a password is judged, hashed and verified: NFKC, whole, never truncated, blanks kept.
 * @returns undefined where no password can be meant: a lone surrogate, more than MAX_LENGTH code points of NFKC, or
 *   more than 4096 bytes as typed (which are always more than MAX_LENGTH code points)
 */
export function normalisePassword(password: string): string | undefined {
  const reading = read(password)
  return 'normalised' in reading ? reading.normalised : undefined
}

/**
 * May this person choose this password? 8 to 256 code points of NFKC, not common, without the person's NIP or birth
 * date, and no composition rules (NIST SP 800-63B-4 section 3.1.1.2, ASVS 5.0 6.2.5) unless `terms` ask for them.
 * @param owner whose numbers must not be in it, and `common`: whether the whole password is on the blocklist; it is
 *   given the NFKC form and folds case itself
 * @returns the form to hash, or the first reason against it with the length in code points of NFKC (as typed where
 *   the text is malformed or was too long to be normalised)
 * @throws TypeError for a NIP or birth date in another form, because nothing would be compared
 */
export function checkPassword(
  password: string,
  owner: PasswordOwner & { common: (normalised: string) => boolean; terms?: PasswordTerms | undefined },
): PasswordCheck {
  const reading = read(password)
  if (!('normalised' in reading)) return { ok: false, ...reading }
  const { normalised, length } = reading
  const refuse = (reason: PasswordReason): PasswordCheck => ({ ok: false, reason, length })
  if (length < MIN_LENGTH) return refuse('too-short')
  if (owner.common(normalised)) return refuse('common')
  if (owner.nips.some((nip) => containsNip(normalised, nip))) return refuse('contains-nip')
  if (owner.lahir !== undefined && containsBirthDate(normalised, owner.lahir)) return refuse('contains-birth-date')
  if (owner.terms?.composed && !isComposed(normalised)) return refuse('not-composed')
  return { ok: true, normalised }
}
