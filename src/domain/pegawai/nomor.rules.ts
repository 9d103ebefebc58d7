/**
 * The number of a person without a NIP: `BTN`, eight drawn digits and two check digits (ISO/IEC 7064, MOD 97-10, as in
 * an IBAN), printed `BTN-4821-7730-98`. With its letters it can never be a NIP. The check digits find every wrong
 * digit, every two that were swapped, and nearly everything else. It tells nothing about its bearer.
 */
import { maskNip, normaliseNip } from './nip.rules.ts'

const PREFIX = 'BTN'
const WHOLE = /^BTN[0-9]{10}$/
const DRAWN_DIGITS = 8

/** How many numbers there are to draw from. */
export const NUMBERS = 10 ** DRAWN_DIGITS

/** @returns the two digits behind the drawn ones */
function checkDigits(drawn: string): string {
  return String(98 - (Number(drawn) * 100) % 97).padStart(2, '0')
}

/**
 * @param drawn a whole number from 0, below NUMBERS
 * @throws RangeError for any other
 */
export function makeNomor(drawn: number): string {
  if (!Number.isInteger(drawn) || drawn < 0 || drawn >= NUMBERS) throw new RangeError('no number to draw')
  const digits = String(drawn).padStart(DRAWN_DIGITS, '0')
  return `${PREFIX}${digits}${checkDigits(digits)}`
}

/** @returns whether the text is such a number in its stored form, check digits included */
export function isNomor(text: string): boolean {
  return WHOLE.test(text) && text.slice(-2) === checkDigits(text.slice(PREFIX.length, -2))
}

/** @returns whether somebody means such a number, well typed or not: the text begins like one */
export function meansNomor(normalised: string): boolean {
  return normalised.startsWith('B')
}

/**
 * The stored form of a number as people type it at the login box or an operator at the command line: a NIP or a number
 * of ours, with or without separators, in small letters too. A telephone's keypad for digits has no letters, so the ten
 * digits alone will do when the check digits say that they are meant.
 * @returns what is left may be neither: `parseNip` and `isNomor` decide
 */
export function normaliseNomor(input: string): string {
  const text = normaliseNip(input)
  const whole = /^[0-9]{10}$/.test(text) ? `${PREFIX}${text}` : text.replace(/^btn/i, PREFIX)
  return whole === text || isNomor(whole) || /^btn/i.test(text) ? whole : text
}

/** The printed form, `BTN-4821-7730-98`. What is no such number comes back unchanged. */
export function groupNomor(nomor: string): string {
  if (!WHOLE.test(nomor)) return nomor
  return `${PREFIX}-${nomor.slice(3, 7)}-${nomor.slice(7, 11)}-${nomor.slice(11)}`
}

/**
 * How pages name the number of whoever is signed in: "NIP ····2001", "BTN ····3045".
 * @param nomor in its stored form, or null for who has none at present
 */
export function maskNomor(nomor: string | null): string {
  return nomor !== null && WHOLE.test(nomor) ? `${PREFIX} ····${nomor.slice(-4)}` : `NIP ${maskNip(nomor ?? '')}`
}
