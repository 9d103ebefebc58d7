/** What every page of this door is made with, and who in the reach of its visitor a request is about. */
import type { Context } from 'koa'
import type { Database } from '../../kernel/db/database.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import type { Codes } from '../../domain/accounts/kode/index.ts'
import { inReach, type Jangkauan, jangkauanOf } from '../../domain/accounts/pembantu/jangkauan.rules.ts'
import { findPersonToday } from '../../domain/pegawai/person.queries.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { allUnits } from '../../domain/pegawai/unit/directory.queries.ts'
import { treeOf, type UnitTree } from '../../domain/pegawai/unit/directory.rules.ts'
import { visitorOf } from '../guards.ts'
import type { StaffPages } from '../kerja.ts'

export interface PembantuDependencies {
  readonly issuer: string
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
  readonly codes: Codes
}

/** @throws AppError 404 for what is no id of ours */
export function idOf(ctx: Context): string {
  const { id = '' } = ctx['params'] as Record<string, string | undefined>
  if (!ID_FORM.test(id)) throw notFound('no id')
  return id
}

/** @returns whom the visitor may see at this door */
export const reachOf = (ctx: Context): Jangkauan => jangkauanOf(visitorOf(ctx).roles)

export const unitTree = async ({ database, clock }: PembantuDependencies): Promise<UnitTree> =>
  treeOf(await allUnits(database, clock.today()))

/**
 * @param jangkauan whom the visitor may reach; what the door shows unless told
 * @throws AppError 404 for people of others, in the same words as for nobody
 */
export async function colleagueOf(
  { database, clock }: PembantuDependencies, ctx: Context, id = idOf(ctx), jangkauan = reachOf(ctx),
): Promise<PersonToday> {
  const person = await findPersonToday(database, id, clock.today())
  if (!person || !inReach(jangkauan, person.unitChain)) throw notFound('nobody in reach')
  return person
}
