/** @returns the texts of a field of a form: none, one, or those that came more than once (a longer list comes as an object) */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).filter((one): one is string => typeof one === 'string')
}

/** @returns the first of them, with line ends as LF; empty where there is none */
export const textOf = (value: unknown): string => (textsOf(value)[0] ?? '').replace(/\r\n?/g, '\n')
