import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import {
  type ClientFile, type Fetch, type FetchedKeys, fetchKeys, type KeyFacts, keyFacts, keyWay, readKeys, rotateKeys,
} from '../../../domain/clients/operasi/index.ts'
import { checkRedirectUri } from '../../../domain/clients/redirect-uri.rules.ts'
import { visitorOf } from '../../guards.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { keySentence } from './kunci.rules.ts'
import { changeOf } from './perubahan.ts'

export interface KunciDependencies extends KlienDependencies {
  /** The one way out, under the allow-list. */
  readonly outbound: Fetch
}

const PATH = `${KLIEN}/:klien/kunci`

const form = z.object({
  csrf: z.string().catch(''), kunci: z.string().trim().catch(''), aksi: z.enum(['uji', 'simpan']).catch('uji'),
})

/** Keys of a client that proves itself by its own: tested on the spot, and changed within the registered way. */
export function kunciRoutes(dependencies: KunciDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: PATH, handle: (ctx) => take(dependencies, ctx) },
  ]
}

interface Result {
  readonly nilai: string
  readonly galat?: string
  readonly diuji?: readonly KeyFacts[]
}

async function page(dependencies: KunciDependencies, ctx: Context, client: ClientFile, { nilai, galat, diuji }: Result): Promise<void> {
  const { metadata } = client
  if (galat !== undefined) ctx.status = 400
  const rows = (keys: readonly KeyFacts[]) => keys.map(({ kid, kty, use, sidik }) => [kid, kty, use, sidik])
  showClient(dependencies, ctx, client, 'pengembang/klien/kunci.njk', {
    judul: 'Kunci publik', cara: keyWay(metadata), nilai, gagal: galat !== undefined, galat: galat === undefined ? {} : { kunci: galat },
    terdaftar: metadata.jwks === undefined ? [] : rows(keyFacts(metadata.jwks)), diuji: diuji && rows(diuji), host: client.host,
    perubahan: await changeOf(dependencies, ctx, client),
  })
}

const registered = ({ metadata }: ClientFile): string =>
  metadata.jwks_uri ?? (metadata.jwks === undefined ? '' : JSON.stringify(metadata.jwks, undefined, 2))

async function show(dependencies: KunciDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  await page(dependencies, ctx, client, { nilai: registered(client) })
}

/** @returns the keys as they would be used, or why they cannot be */
async function tryKeys({ outbound }: KunciDependencies, client: ClientFile, given: string): Promise<FetchedKeys | undefined> {
  if (keyWay(client.metadata) === 'jwks') return readKeys(given, client.metadata)
  return checkRedirectUri(given, client).ok ? fetchKeys(outbound, given, client.metadata) : undefined
}

async function take(dependencies: KunciDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  const { csrf, kunci: nilai, aksi } = await readForm(ctx, form)
  dependencies.staff.check(ctx, csrf)
  const way = keyWay(client.metadata)
  if (way === undefined) return page(dependencies, ctx, client, { nilai: '', galat: keySentence('cara-lain', client.host) })
  const tried = await tryKeys(dependencies, client, nilai)
  if (!tried?.ok) return page(dependencies, ctx, client, { nilai, galat: keySentence(tried?.salah ?? 'alamat', client.host) })
  if (aksi === 'uji') return page(dependencies, ctx, client, { nilai, diuji: keyFacts(tried.jwks) })
  const done = await rotateKeys({ ...dependencies, oleh: visitorOf(ctx).person.id }, {
    clientId: client.clientId, jwks: tried.jwks, ...(way === 'jwks_uri' && { address: nilai }),
  })
  if (!done) return page(dependencies, ctx, client, { nilai, galat: keySentence('cara-lain', client.host) })
  dependencies.staff.done(ctx, `${clientPath(client.clientId)}/kunci`, 'diganti')
}
