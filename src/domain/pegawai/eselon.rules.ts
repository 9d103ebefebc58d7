/** Eselon codes as SIASN and Banten's SIMPEG write them. Source: domain.md section 3. */

const LABELS: Record<string, string> = {
  11: 'I.a',
  12: 'I.b',
  21: 'II.a',
  22: 'II.b',
  31: 'III.a',
  32: 'III.b',
  41: 'IV.a',
  42: 'IV.b',
  51: 'V.a',
  52: 'V.b',
}

/** Every eselon as pages and rules write it, the highest first. */
export const ESELON: readonly string[] = Object.values(LABELS)

const NONE = '99'

/**
 * Reads an eselon code.
 *
 * @param code as in the source; blanks around it are ignored
 * @returns `{ eselon: 'II.a' }` for a post with an eselon, `{}` for none (99 or nothing at all),
 *   undefined for a code nobody knows
 */
export function readEselon(code: string): { eselon?: string } | undefined {
  const key = code.trim()
  if (key === '' || key === NONE) return {}
  return Object.hasOwn(LABELS, key) ? { eselon: LABELS[key] } : undefined
}
