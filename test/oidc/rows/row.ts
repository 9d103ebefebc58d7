import type { ExecutionContext, TestFn } from 'ava'
import { browserTest } from '../../helpers/browser.ts'
import type { House } from '../../helpers/house.ts'

/**
 * One row of the table of what was tried: the same thing is tried at ours and at the plain variant, and what is seen is
 * written down alike. The plain variant must misbehave, or the row proves nothing.
 */
export interface Row<Seen = unknown> {
  /** @param house ours, shared by all rows that leave nothing behind that another one would see */
  ours(t: ExecutionContext, house: House): Promise<Seen>
  readonly behaves: Seen
  /** The library as it is, where it behaves by itself: the plain variant is then one that somebody weakened. */
  bare?(t: ExecutionContext): Promise<Seen>
  plain(t: ExecutionContext): Promise<Seen>
  readonly misbehaves: Seen
  /** Skipped by name where there is no browser. */
  readonly inBrowser?: boolean
}

/** Lets the compiler see that both sides are described alike. */
export const row = <Seen>(one: Row<Seen>): Row => one

export type Rows = Readonly<Record<string, Row>>

/**
 * Declares a test for each row, titled by its first cell.
 * @param cells the first cells of the table; @throws Error unless the rows are these, no more and no fewer
 */
export function declareRows(test: TestFn, cells: readonly string[], rows: Rows, house: () => House): void {
  const strange = Object.keys(rows).filter((cell) => !cells.includes(cell))
  if (strange.length > 0) throw new Error(`the table has no ${strange.join(', ')}`)
  for (const cell of cells) {
    const one = rows[cell]
    if (!one) throw new Error(`nobody tests the row ${cell}`)
    const declare = one.inBrowser ? browserTest : test.serial
    declare(cell, async (t) => {
      t.notDeepEqual(one.behaves, one.misbehaves)
      t.deepEqual(await one.ours(t, house()), one.behaves, 'ours')
      if (one.bare) t.deepEqual(await one.bare(t), one.behaves, 'the library by itself')
      t.deepEqual(await one.plain(t), one.misbehaves, 'the plain variant')
    })
  }
}
