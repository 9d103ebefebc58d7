import { isProvinceHost, splitHost } from './host.rules.ts'

/**
 * Names that a person reads as one: bapenda, bappeda and bappenda; distamben and distambem (domain.md section 7). Whoever
 * registers the twin of a host that is there is warned, and so are those who decide.
 */

const PROVINCE = '.bantenprov.go.id'

/** Shorter words are too near to each other by nature: bkd, bkn. */
const SHORTEST = 4
/** From here on two letters may be wrong: bapenda and bappeda. */
const LONG = 7

/** Without what the eye skips: dots and hyphens, and digits that look like letters. */
const skeleton = (name: string): string => name.replace(/[.-]/g, '').replace(/0/g, 'o').replace(/1/g, 'l')
  .replace(/5/g, 's').replace(/rn/g, 'm').replace(/vv/g, 'w')

/**
 * How many letters are put in, left out, changed or swapped with the one beside them (optimal string alignment).
 * @returns a whole number; 0 for equal texts
 */
export function editDistance(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next.push(Math.min(
        (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1),
        ...swapped ? [(before[column - 2] ?? 0) + 1] : [],
      ))
    }
    before = last
    last = next
  }
  return last.at(-1) ?? 0
}

/** Whether two different words read alike. */
function alike(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  if (shorter < SHORTEST) return false
  if (skeleton(one) === skeleton(other)) return true
  // A number at the end tells two apart on purpose: sim1, sim2.
  if (one.replace(/\d+$/, '') === other.replace(/\d+$/, '')) return false
  // Nobody misreads a first letter.
  return one[0] === other[0] && editDistance(one, other) <= (shorter >= LONG ? 2 : 1)
}

const short = (host: string): string => {
  const { name } = splitHost(host)
  return name.endsWith(PROVINCE) ? name.slice(0, -PROVINCE.length) : name
}

/** Label by label, from the right: all equal but for those that read alike. */
function areTwins(one: string, other: string): boolean {
  if (one === other) return false
  if (skeleton(one) === skeleton(other)) return true
  const labels = one.split('.')
  const others = other.split('.')
  return labels.length === others.length
    && labels.every((label, index) => label === others[index] || alike(label, others[index] ?? ''))
}

/**
 * @param host one host, in lower case
 * @param others hosts that are registered; the host itself may be among them
 * @returns those that somebody could take for it, in their order
 */
export function nearTwins(host: string, others: readonly string[]): string[] {
  const isOurs = isProvinceHost(host)
  return others.filter((other) => {
    if (other === host) return false
    return isProvinceHost(other) === isOurs ? areTwins(short(host), short(other))
      : skeleton(splitHost(host).name) === skeleton(splitHost(other).name)
  })
}
