import type { Knex } from 'knex'
import { passedLimits } from '../limits.rules.ts'
import { countEndings, countServing } from './rem.queries.ts'
import type { Worked } from './susun.rules.ts'

export interface BrakeContext {
  readonly at: Date
}

/** How far back endings by events count together: a mass is a mass whether it comes in one delivery or in many. */
const WINDOW_MS = 60 * 60 * 1000

/**
 * The brake on what is pushed: where more people than a run may end would be ended by the events of an hour, those of
 * this delivery are held until BKD allows them; nobody loses anything meanwhile.
 * @returns ids of the people who are held
 */
export async function heldByBrake(
  trx: Knex.Transaction, worked: readonly Worked[], { at }: BrakeContext,
): Promise<ReadonlySet<string>> {
  const ending = worked.filter(({ change, events }) => change.ends && !events.some(({ diizinkan_at }) => diizinkan_at !== null))
  if (ending.length === 0) return new Set()
  const waiting = new Set(ending.filter(({ events }) => events.some(({ status }) => status === 'ditahan')).map(({ id }) => id))
  const fresh = ending.map(({ id }) => id).filter((id) => !waiting.has(id))
  if (fresh.length === 0) return waiting
  const before = await countEndings(trx, new Date(at.getTime() - WINDOW_MS))
  const serving = await countServing(trx)
  const passed = passedLimits([{ opd: null, serving: serving + before, lost: before + fresh.length }])
  return passed.length > 0 ? new Set([...waiting, ...fresh]) : waiting
}
