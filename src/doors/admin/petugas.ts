/** Who of the staff is behind a request to /admin, and what lies in its address. */
import type { Context } from 'koa'
import type { Database } from '../../kernel/db/database.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import type { Role } from '../../domain/accounts/role.rules.ts'
import { allUnits, type DirectoryUnit } from '../../domain/pegawai/unit/directory.queries.ts'
import { isAlive } from '../../domain/pegawai/unit/directory.rules.ts'
import { visitorOf } from '../guards.ts'
import type { StaffPages } from '../kerja.ts'

export interface AdminDependencies {
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
}

/** @returns where the visitor acts, as the use-cases know him */
export const deskOf = ({ database, clock }: AdminDependencies, ctx: Context) =>
  ({ database, clock, oleh: visitorOf(ctx).person.id })

/** Whether the visitor holds one of these roles: a page shows nobody a form that he may not send. */
export const holds = (ctx: Context, ...roles: readonly Role[]): boolean =>
  visitorOf(ctx).roles.some(({ role }) => roles.some((one) => one === role))

/** @throws AppError 404 for what is no id of ours */
export function idOf(ctx: Context, name = 'id'): string {
  const value = (ctx['params'] as Record<string, string | undefined>)[name] ?? ''
  if (!ID_FORM.test(value)) throw notFound('no id')
  return value
}

/** @returns the units that are alive today, by name */
export async function livingUnits({ database, clock }: AdminDependencies): Promise<DirectoryUnit[]> {
  const today = clock.today()
  return (await allUnits(database, today)).filter((unit) => isAlive(unit, today))
}

/** @returns units as choices of the macro `pilihan`, after an empty one */
export const choicesOf = (units: readonly Pick<DirectoryUnit, 'id' | 'nama'>[], kosong: string) =>
  [{ nilai: '', teks: kosong }, ...units.map(({ id, nama }) => ({ nilai: id, teks: nama }))]

/** @returns sentences for mistakes, by field */
export const sentencesOf = <Mistake extends string>(
  galat: Readonly<Partial<Record<string, Mistake>>>, words: Readonly<Record<Mistake, string>>,
): Record<string, string> => Object.fromEntries(
  Object.entries(galat).flatMap(([field, mistake]) => mistake === undefined ? [] : [[field, words[mistake]]]))
