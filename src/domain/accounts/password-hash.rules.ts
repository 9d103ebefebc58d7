export interface Argon2Parameters {
  /** KiB */
  memoryCost: number
  /** Passes over the memory. */
  timeCost: number
  /** Lanes. */
  parallelism: number
}

const KIND = /^\$argon2id\$v=19\$([^$]+)\$/

/**
 * Was a hash made with less than today's parameters? Lower ones only, not other ones: two nodes of different
 * versions must not rewrite the same hash in turn at every sign-in.
 * @param encoded PHC string, its parameters in any order; one that is no argon2id of version 19 is outdated
 */
export function isOutdated(encoded: string, today: Argon2Parameters): boolean {
  const settings = new Map(KIND.exec(encoded)?.[1]?.split(',').map((pair) => pair.split('=') as [string, string]))
  const isLower = (name: string, least: number): boolean => !(Number(settings.get(name)) >= least)
  return isLower('m', today.memoryCost) || isLower('t', today.timeCost) || isLower('p', today.parallelism)
}
