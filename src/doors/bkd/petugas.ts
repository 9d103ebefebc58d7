/** Who of the staff is behind a request, as the use-cases of domain/kepegawaian know him. */
import type { Context } from 'koa'
import { notFound } from '../../kernel/lib/app-error.ts'
import type { Petugas } from '../../domain/kepegawaian/petugas.ts'
import { visitorOf } from '../guards.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @returns the visitor with the power of his roles of today */
export function petugasOf(ctx: Context): Petugas {
  const { person, roles } = visitorOf(ctx)
  return {
    sub: person.id,
    isBkd: roles.some(({ role }) => role === 'bkd'),
    unitIds: roles.flatMap(({ role, unitId }) => role === 'admin-opd' && unitId !== null ? [unitId] : []),
  }
}

/** @returns the same for pages that only show: an auditor reads what BKD reads */
export function readerOf(ctx: Context): Petugas {
  const petugas = petugasOf(ctx)
  return { ...petugas, isBkd: petugas.isBkd || visitorOf(ctx).roles.some(({ role }) => role === 'auditor') }
}

/**
 * @param name of a parameter of the path
 * @throws AppError 404 for what is no id of ours
 */
export function idOf(ctx: Context, name: string): string {
  const value = (ctx['params'] as Record<string, string | undefined>)[name] ?? ''
  if (!UUID.test(value)) throw notFound('no id')
  return value
}

/** @returns a text of the address, without blanks around it and at most so long */
export function asked(ctx: Context, name: string, most = 80): string {
  const value = ctx.query[name]
  return (typeof value === 'string' ? value : '').trim().slice(0, most)
}
