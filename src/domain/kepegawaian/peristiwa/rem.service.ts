import type { Knex } from 'knex'
import { weighLosses } from '../brake/brake.queries.ts'
import { alarmsOf } from '../brake/brake.rules.ts'
import { findEndedSince } from './rem.queries.ts'
import type { Worked } from './susun.rules.ts'

export interface BrakeContext {
  readonly at: Date
  /** official day in WIB, YYYY-MM-DD */
  readonly today: string
}

/** How far back endings by events count together: a mass is a mass whether it comes in one delivery or in many. */
const WINDOW_MS = 60 * 60 * 1000

/**
 * The brake on what is pushed: where more people than a run may end would be ended by the events of an hour, those of
 * this delivery are held until two people of BKD allow it; nobody loses anything meanwhile.
 * @returns ids of the people who are held, those who were before and still would end among them
 */
export async function heldByBrake(
  trx: Knex.Transaction, worked: readonly Worked[], { at, today }: BrakeContext,
): Promise<ReadonlySet<string>> {
  const ending = worked.filter(({ change, events }) => change.ends && !events.some(({ diizinkan_at }) => diizinkan_at !== null))
  if (ending.length === 0) return new Set()
  const waiting = ending.filter(({ events }) => events.some(({ status }) => status === 'ditahan')).map(({ id }) => id)
  const fresh = ending.map(({ id }) => id).filter((id) => !waiting.includes(id))
  if (fresh.length === 0) return new Set(waiting)
  const ended = await findEndedSince(trx, new Date(at.getTime() - WINDOW_MS))
  const weights = await weighLosses(trx, { lost: [...ended, ...fresh], today })
  return new Set(alarmsOf(weights, undefined, () => null).length > 0 ? [...waiting, ...fresh] : waiting)
}
