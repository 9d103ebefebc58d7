/** Telephone numbers as people and personnel systems write them (ITU-T E.164; the national plan of Indonesia, +62). */

/**
 * @param text with blanks, dots, dashes and brackets, in the national or the international form; a number of an
 *   Indonesian mobile whose first zero a spreadsheet took away is known by its 8
 * @returns `+` and digits, country code first; undefined when it is no number
 */
export function parseTelepon(text: string): string | undefined {
  const digits = text.replace(/[\s.()-]/g, '').replace(/^0(?!0)/, '+62').replace(/^00/, '+').replace(/^62/, '+62')
    .replace(/^8(?=\d{8,11}$)/, '+628').replace(/^\+620/, '+62')
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : undefined
}

/**
 * @param nomor in its stored form
 * @returns whether an SMS may go there: an Indonesian mobile, nothing that costs or cannot read
 */
export function isSeluler(nomor: string): boolean {
  return /^\+628\d{7,11}$/.test(nomor)
}
