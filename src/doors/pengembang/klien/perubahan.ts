import type { Context } from 'koa'
import type { ClientFile } from '../../../domain/clients/operasi/index.ts'
import { findOpenChange } from '../../../domain/permohonan/formulir/permohonan.queries.ts'
import { ownUnits, ownsUnit } from '../../pengembang-milik.ts'
import type { KlienDependencies } from '../klien.ts'

/** The way to a change of a client: `href` of the one that is under way, or `mulai` where the visitor may begin one. */
export type Perubahan = { readonly href: string } | { readonly mulai: true } | undefined

/**
 * What was approved is changed by the procedure alone: one change at a time, of a client that was claimed and runs.
 * @returns undefined where there is nothing to change, or where it is not the visitor's to begin
 */
export async function changeOf({ database }: Pick<KlienDependencies, 'database'>, ctx: Context, client: ClientFile): Promise<Perubahan> {
  if (client.state !== 'aktif' || !client.diklaim) return undefined
  const [open, isHis] = await Promise.all([
    findOpenChange(database, client.clientId), ownsUnit(database, { units: ownUnits(ctx, 'pengembang'), unitId: client.unitId }),
  ])
  if (open !== undefined) return { href: `/pengembang/permohonan/${open}` }
  return isHis ? { mulai: true } : undefined
}
