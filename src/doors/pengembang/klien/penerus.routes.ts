import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { nameContact } from '../../../domain/clients/operasi/index.ts'
import { visitorOf } from '../../guards.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { contactWords } from './kata.ts'

const PATH = `${KLIEN}/:klien/penerus`

const form = z.object({ csrf: z.string().catch(''), nip: z.string().trim().catch('') })

/** Who answers for a client: whoever did is gone, or the OPD wants another. */
export function penerusRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: PATH, handle: (ctx) => name(dependencies, ctx) },
  ]
}

async function show(dependencies: KlienDependencies, ctx: Context, typed?: string): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')
  const gagal = typed !== undefined
  if (gagal) ctx.status = 400
  showClient(dependencies, ctx, client, 'pengembang/klien/penerus.njk', {
    judul: 'Penanggung jawab', kontak: contactWords(client, dependencies.clock.today()), opd: client.opd, nilai: typed, gagal,
    galat: gagal ? { nip: `Tidak ada pegawai ${client.opd} dengan NIP itu yang dapat masuk hari ini.` } : {},
  })
}

async function name(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const { clientId } = await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')
  const { csrf, nip } = await readForm(ctx, form)
  dependencies.staff.check(ctx, csrf)
  const named = await nameContact({ ...dependencies, oleh: visitorOf(ctx).person.id }, { clientId, nomor: nip.slice(0, 40) })
  if (!named) return show(dependencies, ctx, nip.slice(0, 40))
  dependencies.staff.done(ctx, clientPath(clientId), 'ditetapkan')
}
