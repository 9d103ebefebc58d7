/** Whose things a page of /pengembang shows: those of the OPD that the visitor's role is bound to, and of all below it. */
import type { Context } from 'koa'
import type { Database } from '../kernel/db/database.ts'
import { notFound } from '../kernel/lib/app-error.ts'
import { isAtOrBelow } from '../domain/pegawai/unit/below.queries.ts'
import { visitorOf } from './guards.ts'

/** Roles that work at the door, each bound to an OPD. */
export type OwnRole = 'pengembang' | 'admin-opd'

/** @returns ids of the units that the visitor's roles of these names are bound to today, each once */
export function ownUnits(ctx: Context, ...roles: readonly OwnRole[]): string[] {
  return [...new Set(visitorOf(ctx).roles.flatMap(({ role, unitId }) =>
    roles.some((one) => one === role) && unitId !== null ? [unitId] : []))]
}

interface Question {
  /** What `ownUnits` says. */
  readonly units: readonly string[]
  /** Whose thing it is. */
  readonly unitId: string
}

/** @returns whether a thing of this unit is his: the unit of his role, or any below it; no statement without a role */
export async function ownsUnit(database: Database, { units, unitId }: Question): Promise<boolean> {
  if (units.length === 0) return false
  return units.includes(unitId) || isAtOrBelow(database, unitId, units)
}

/**
 * Lets through to what is his own. That another OPD has such a thing is told to nobody.
 * @throws AppError 404
 */
export async function requireOwn(database: Database, question: Question): Promise<void> {
  if (!await ownsUnit(database, question)) throw notFound('of another OPD')
}
