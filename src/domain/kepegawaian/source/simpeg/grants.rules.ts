/** What an account may do, as SHOW GRANTS says it. Only what is known to change nothing counts as reading. */

const READING = new Set(['usage', 'select', 'show view', 'show databases'])

/** @returns whether a line of SHOW GRANTS lets the account change anything, pass rights on, or cannot be seen through */
export function mayWrite(grant: string): boolean {
  const [, rights] = /^GRANT (.+?) ON .+ TO /.exec(grant) ?? []
  if (rights === undefined || /\bWITH\b.*\bGRANT OPTION\b/.test(grant)) return true
  return rights.replace(/\([^)]*\)/g, '').split(',').some((right) => !READING.has(right.trim().toLowerCase()))
}
