import type { Context } from 'koa'
import { BERKAS, type Stelan, stelanOf } from '../../../domain/clients/berkas/index.ts'
import type { ClientFile } from '../../../domain/clients/operasi/index.ts'
import { notFound } from '../../../kernel/lib/app-error.ts'
import { firstOf } from '../../kerja.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { presentFiles } from './berkas.rules.ts'

/** Needs to know who the files will ask. */
export interface BerkasDependencies extends KlienDependencies {
  readonly issuer: string
}

const ROOT = `${KLIEN}/:klien/berkas`

/** Files that connect an application, filled in for its client; whoever takes them along changes nothing in them. */
export function berkasRoutes(dependencies: BerkasDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:berkas`, handle: (ctx) => give(dependencies, ctx) },
  ]
}

/** @returns what the files are filled in with, for the address that was chosen; undefined for a program */
async function ownStelan(
  dependencies: BerkasDependencies, ctx: Context,
): Promise<{ client: ClientFile; stelan: Stelan | undefined }> {
  const client = await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')
  return { client, stelan: stelanOf(client, dependencies.issuer, firstOf(ctx.query['alamat'])) }
}

async function show(dependencies: BerkasDependencies, ctx: Context): Promise<void> {
  const { client, stelan } = await ownStelan(dependencies, ctx)
  const judul = `Berkas siap pakai untuk ${client.nama}`
  const at = `${clientPath(client.clientId)}/berkas`
  showClient(dependencies, ctx, client, 'pengembang/klien/berkas.njk', {
    judul, ...stelan === undefined ? { program: true } : presentFiles(stelan, client.metadata, at),
  })
}

/**
 * One file, to be saved under its name.
 * @throws AppError 404 for a file that there is not, and for a program, which nobody signs in to
 */
async function give(dependencies: BerkasDependencies, ctx: Context): Promise<void> {
  const { berkas: name = '' } = ctx['params'] as { berkas?: string }
  const { stelan } = await ownStelan(dependencies, ctx)
  const file = Object.hasOwn(BERKAS, name) ? BERKAS[name] : undefined
  if (file === undefined || stelan === undefined) throw notFound('no such file')
  ctx.type = 'text/plain; charset=utf-8'
  ctx.set('content-disposition', `attachment; filename="${file.nama}"`)
  ctx.set('cache-control', 'no-store')
  ctx.body = file.isi(stelan)
}
