/**
 * Peraturan BSSN 4/2021 asks that passwords be composed of several kinds of characters, and that they expire. NIST SP
 * 800-63B-4 section 3.1.1.2 and ASVS 5.0 6.2.5 and 6.2.10 forbid both, because people then choose what is guessed more
 * easily: hence a switch, which is off.
 */
export interface PasswordTerms {
  /** Whether capital and small letters, digits and something else are all asked for. */
  readonly composed: boolean
  /** So many days a password is good; undefined: as long as its owner likes. */
  readonly days?: number | undefined
}

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

/** @returns whether a text has capital and small letters, digits and something else */
export const isComposed = (text: string): boolean => KINDS.every((kind) => kind.test(text))

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * @param days of the terms
 * @param changedAt when the password was set, as the database writes it: a day, then a time
 * @param today official day, YYYY-MM-DD
 * @returns whether the password is older than that
 */
export const isExpired = (days: number | undefined, changedAt: string, today: string): boolean =>
  days !== undefined && Date.parse(today) - Date.parse(changedAt.slice(0, 10)) > days * DAY_MS
