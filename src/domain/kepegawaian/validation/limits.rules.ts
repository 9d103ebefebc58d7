/** When a feed is refused whole (a feed that is cut off or of something else hurts nobody). */
import { countReasons, type Finding } from '../finding.ts'
import type { UnknownUnit } from '../pemetaan/unknown-units.rules.ts'
import { FeedRefusal } from '../refusal.ts'

/** A tenth of bad lines is a broken export, not a few mistakes. */
export function exceedsTenth(bad: number, read: number): boolean {
  return bad * 10 > read
}

/** @throws FeedRefusal when more than 10 % of the lines are bad */
export function refuseTooManyBad(
  file: string, read: number, quarantined: readonly Finding[], unknownUnits: readonly UnknownUnit[] = [],
): void {
  if (!exceedsTenth(quarantined.length, read)) return
  const first = quarantined.reduce((a, b) => a.line <= b.line ? a : b)
  const reasons = Object.entries(countReasons(quarantined)).map(([reason, count]) => `${count} ${reason}`).join(', ')
  throw new FeedRefusal('too-many-bad', `${quarantined.length} of ${read} lines of ${file} are bad, more than 10 %: `
    + `${reasons}; the first is line ${first.line} (${first.field || 'whole line'}).`, quarantined, unknownUnits)
}

/**
 * A full feed of which half is gone is a broken export: nothing that happens to a province explains it, so that nobody is
 * asked to allow it. What lost less, but too much, waits for two people (brake.rules.ts).
 * @throws FeedRefusal when it has fewer than half of the source's previous lines
 */
export function refuseTooFew(file: string, read: number, previous: number): void {
  if (read * 2 >= previous) return
  throw new FeedRefusal('too-few', `${file} is said to be full and has ${read} lines, `
    + `fewer than half of the ${previous} that this source had before.`)
}
