/** What every page of the desk is made with: who reads it, and the file that he has a part in. */
import type { Context } from 'koa'
import type { Rumah } from '../../domain/permohonan/alur/index.ts'
import { type Pembaca, readsAtDesk } from '../../domain/permohonan/meja/bagian.rules.ts'
import { type Berkas, readBerkas } from '../../domain/permohonan/meja/berkas.service.ts'
import { visitorOf } from '../guards.ts'
import type { StaffPages } from '../kerja.ts'

export interface DisposisiDependencies extends Rumah {
  readonly staff: StaffPages
  readonly issuer: string
}

export const MEJA = '/disposisi'

/** @returns whoever is behind the request, as the rules of the desk ask about him */
export function pembacaOf(ctx: Context): Pembaca {
  const { person, roles } = visitorOf(ctx)
  return { id: person.id, roles }
}

export const idOf = (ctx: Context): string => (ctx['params'] as { id: string }).id

/** @throws AppError 404 for one that there is not, and for whoever has no part in it */
export const berkasAt = (dependencies: DisposisiDependencies, ctx: Context): Promise<Berkas> =>
  readBerkas(dependencies, { id: idOf(ctx), pembaca: pembacaOf(ctx) }, readsAtDesk)

/** @returns where the file of an application lies */
export const filePath = (id: string): string => `${MEJA}/${id}`
