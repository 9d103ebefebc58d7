/** What the pages of an application are made with, and whose it is. */
import type { Context } from 'koa'
import type { Database } from '../../../kernel/db/database.ts'
import { notFound } from '../../../kernel/lib/app-error.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Rumah } from '../../../domain/permohonan/alur/index.ts'
import type { HostProof } from '../../../domain/permohonan/formulir/bukti-host.service.ts'
import { createFormulir } from '../../../domain/permohonan/formulir/formulir.ts'
import { findPermohonan } from '../../../domain/permohonan/formulir/permohonan.queries.ts'
import type { Permohonan } from '../../../domain/permohonan/permohonan.ts'
import type { StaffPages } from '../../kerja.ts'
import { type OwnRole, ownUnits, requireOwn } from '../../pengembang-milik.ts'

export interface PermohonanDependencies {
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
  readonly issuer: string
  /** Asks a host whether it is the OPD's. */
  readonly proof: HostProof
}

export const ROOT = '/pengembang/permohonan'
export const pathOf = (id: string): string => `${ROOT}/${id}`

/** Where everything of the door begins, for breadcrumbs. */
export const HOME = { judul: 'Permohonan', href: '/pengembang' }

/** @returns what the procedure's services ask for */
export const rumahOf = ({ database, clock, issuer }: PermohonanDependencies): Rumah =>
  ({ database, clock, formulir: createFormulir({ issuer }) })

/** @returns the heading of an application */
export const titleOf = ({ isi, nomor }: Pick<Permohonan, 'isi' | 'nomor'>): string => {
  const { nama } = isi
  const words = typeof nama === 'string' && nama !== '' ? nama : 'Permohonan tanpa nama'
  return nomor === null ? words : `${words} (${nomor})`
}

/**
 * The application that the address names.
 * @param roles one of them must be bound to its OPD, or to a unit above it
 * @throws AppError 404 for one that there is not, and for another OPD's
 */
export async function ownApplication(
  { database }: PermohonanDependencies, ctx: Context, ...roles: readonly OwnRole[]
): Promise<Permohonan> {
  const { id = '' } = ctx['params'] as { id?: string }
  const permohonan = await findPermohonan(database, id)
  if (!permohonan) throw notFound('no such application')
  await requireOwn(database, { units: ownUnits(ctx, ...roles), unitId: permohonan.unit_id })
  return permohonan
}
