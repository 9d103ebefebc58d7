/**
 * Peraturan BSSN 4/2021 asks that passwords be composed of several kinds of characters. NIST SP 800-63B-4 section 3.1.1.2
 * and ASVS 5.0 6.2.5 forbid it, because people then choose what is guessed more easily: hence a switch, which is off.
 */
export interface PasswordTerms {
  /** Whether capital and small letters, digits and something else are all asked for. */
  readonly composed: boolean
}

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u]

/** @returns whether a text has capital and small letters, digits and something else */
export const isComposed = (text: string): boolean => KINDS.every((kind) => kind.test(text))
