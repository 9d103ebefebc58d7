/** An id that nothing has. */
export const NOBODY = '00000000-0000-4000-8000-000000000000'

/**
 * @param pattern path of the authorization table, `/masuk/:uid`
 * @param values of its parameters by name; what is not given is the id that nothing has
 */
export function pathOf(pattern: string, values: Readonly<Record<string, string>> = {}): string {
  return pattern.replace(/:([a-z]+)/g, (_, name: string) => values[name] ?? NOBODY)
}

/** @returns whether a path belongs to a pattern of the authorization table */
export function fits(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replace(/[.]/g, '\\.').replace(/:[a-z]+/g, '[^/]+')}$`).test(path)
}
