/** Single values of the old database as cells of a feed. What cannot be read is passed on as it is: validation says why. */

/** As the driver gives them: days as text, large numbers as text. */
export type SqlValue = string | number | Buffer | null | undefined

/** @returns the text; '' for NULL */
export function textOf(value: SqlValue): string {
  return value === null || value === undefined ? '' : value.toString()
}

const NO_DAY = /^0*$/

/**
 * @param value DDMMYYYY as text or as a number, which has lost its first nought; a real DATE comes as YYYY-MM-DD
 * @returns dd-mm-yyyy, '' for none (00000000), anything else unchanged
 */
export function dayOf(value: SqlValue): string {
  const text = typeof value === 'number' ? String(value).padStart(8, '0') : textOf(value).trim()
  if (NO_DAY.test(text)) return ''
  return text.replace(/^(\d{2})(\d{2})(\d{4})$/, '$1-$2-$3')
}
