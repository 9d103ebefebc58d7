import type { Context } from 'koa'
import { z } from 'zod'
import { beginTryOut, comeBack, keepTryOut, type TryOut, tryOutOf } from '../../../domain/clients/coba/coba.service.ts'
import { LANGKAH, type Langkah } from '../../../domain/clients/coba/catatan.ts'
import { type RunDependencies, runTryOut } from '../../../domain/clients/coba/jalan.service.ts'
import { DISCOVERY, explained, PERMINTAAN } from '../../../domain/clients/coba/kata.ts'
import { authorizationParameters, obstacles, scopeToTry } from '../../../domain/clients/coba/permintaan.rules.ts'
import { type ClientFile, clientFile } from '../../../domain/clients/operasi/index.ts'
import { readForm } from '../../../kernel/http/form.ts'
import { badRequest, notFound } from '../../../kernel/lib/app-error.ts'
import type { Seal } from '../../../kernel/lib/seal.ts'
import { TRY_OUT_PATH } from '../../../oidc/try-out.ts'
import { visitorOf } from '../../guards.ts'
import { firstOf } from '../../kerja.ts'
import { ownUnits, requireOwn } from '../../pengembang-milik.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { JUDUL, presented, stepsOf } from './coba.rules.ts'

export interface CobaDependencies extends KlienDependencies, RunDependencies {
  readonly seal: Seal
}

const form = z.object({ csrf: z.string().optional() })

const ROLES = ['pengembang', 'admin-opd'] as const
const PATH = `${KLIEN}/:klien/coba`

/** A sign-in with a client of one's own, step by step. */
export function percobaanRoutes(dependencies: CobaDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: (ctx) => start(dependencies, ctx) },
    { method: 'POST', path: PATH, handle: (ctx) => begin(dependencies, ctx) },
    { method: 'GET', path: `${PATH}/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: `${PATH}/:id/:langkah`, handle: (ctx) => showStep(dependencies, ctx) },
    { method: 'GET', path: TRY_OUT_PATH, handle: (ctx) => returned(dependencies, ctx) },
  ]
}

const pathOf = (clientId: string, id: string): string => `${clientPath(clientId)}/coba/${id}`

/** Who is at this browser, as a try-out is bound to him. */
function whoseIs(ctx: Context) {
  const { person, session } = visitorOf(ctx)
  return { pegawaiId: person.id, sessionUid: session.uid }
}

/** What we say of ourselves, as every application reads it. */
async function discovered({ ask }: CobaDependencies): Promise<Langkah> {
  const path = '/.well-known/openid-configuration'
  const { status, body } = await ask({ method: 'GET', path })
  const document = JSON.parse(body) as Record<string, unknown>
  return {
    kunci: 'temukan', hasil: 'ok', alamat: `GET ${String(document['issuer'])}${path}`, status,
    kata: ['Aplikasi cukup tahu issuer. Semua alamat lain dibaca dari dokumen ini, sekali saat mulai lalu berkala.'],
    diterima: explained(Object.fromEntries(Object.keys(DISCOVERY).map((name) => [name, document[name]])), DISCOVERY),
  }
}

async function start(dependencies: CobaDependencies, ctx: Context): Promise<void> {
  await showStart(dependencies, ctx, await ownClient(dependencies, ctx, ...ROLES))
}

async function showStart(dependencies: CobaDependencies, ctx: Context, client: ClientFile, ...more: readonly string[]): Promise<void> {
  showClient(dependencies, ctx, client, 'pengembang/coba/mulai.njk', {
    judul: `Coba masuk ke ${client.nama}`, hambatan: [...obstacles(client), ...more], langkah: presented(await discovered(dependencies)),
    action: `${clientPath(client.clientId)}/coba`, scope: scopeToTry(client.metadata),
  })
}

async function begin(dependencies: CobaDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, ...ROLES)
  dependencies.staff.check(ctx, (await readForm(ctx, form)).csrf)
  if (obstacles(client).length > 0) throw badRequest('this client cannot be tried')
  const { clientId } = client
  const id = await beginTryOut(dependencies, { ...whoseIs(ctx), clientId }, scopeToTry(client.metadata))
  if (id !== undefined) return dependencies.staff.done(ctx, pathOf(clientId, id))
  ctx.status = 429
  await showStart(dependencies, ctx, client, 'Anda sudah memulai dua puluh percobaan dalam satu jam. Tunggu sebentar, lalu coba lagi.')
}

/** The request as it will be made, explained parameter by parameter. */
function requestOf({ issuer }: CobaDependencies, { clientId, diminta }: TryOut): { langkah: Langkah; href: string } {
  const parameters = authorizationParameters({ ...diminta, clientId, redirectUri: `${issuer}${TRY_OUT_PATH}` })
  return {
    href: `/oidc/auth?${new URLSearchParams(parameters).toString()}`,
    langkah: {
      kunci: 'minta', hasil: 'ok', alamat: `GET ${issuer}/oidc/auth`, dikirim: explained(parameters, PERMINTAAN),
      kata: ['Aplikasi mengirim peramban ke alamat ini. Kata sandi diketik di sini saja, tidak pernah di aplikasi.'],
    },
  }
}

async function own(dependencies: CobaDependencies, ctx: Context): Promise<{ client: ClientFile; tryOut: TryOut }> {
  const client = await ownClient(dependencies, ctx, ...ROLES)
  const { id = '' } = ctx['params'] as { id?: string }
  const tryOut = await tryOutOf(dependencies, { ...whoseIs(ctx), clientId: client.clientId, id })
  if (!tryOut) throw notFound('no such try-out of this session')
  return { client, tryOut }
}

async function show(dependencies: CobaDependencies, ctx: Context): Promise<void> {
  const { client, tryOut } = await own(dependencies, ctx)
  const { langkah, href } = requestOf(dependencies, tryOut)
  const { catatan, kembaliAt, id } = tryOut
  showClient(dependencies, ctx, client, 'pengembang/coba/jalan.njk', {
    ...catatan !== undefined
      ? { judul: catatan.berhasil ? `${client.nama}: masuk berhasil dicoba` : `${client.nama}: percobaan gagal` }
      : { judul: kembaliAt === null ? 'Permintaan masuk' : 'Percobaan ini terputus' },
    ...catatan === undefined && kembaliAt === null && { langkah: presented(langkah), href },
    daftar: stepsOf(catatan, pathOf(client.clientId, id)), mulai: `${clientPath(client.clientId)}/coba`,
  })
}

async function showStep(dependencies: CobaDependencies, ctx: Context): Promise<void> {
  const { client, tryOut } = await own(dependencies, ctx)
  const { langkah: kunci } = ctx['params'] as { langkah?: string }
  const seen = [await discovered(dependencies), requestOf(dependencies, tryOut).langkah, ...tryOut.catatan?.langkah ?? []]
  const step = seen.find((one) => one.kunci === kunci)
  if (!step) throw notFound('no such step')
  const root = pathOf(client.clientId, tryOut.id)
  const next = seen[seen.indexOf(step) + 1]
  showClient(dependencies, ctx, client, 'pengembang/coba/langkah.njk', {
    judul: `${LANGKAH.indexOf(step.kunci) + 1}. ${JUDUL[step.kunci]}`, langkah: presented(step), semua: root,
    ...next && { lanjut: { href: `${root}/${next.kunci}`, judul: JUDUL[next.kunci] } },
  })
}

/**
 * Where the browser comes back to. One that is not of this person's session, was used or is over leads nowhere, and the
 * page does not say which.
 */
async function returned(dependencies: CobaDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock, issuer } = dependencies
  const tryOut = await comeBack(dependencies, whoseIs(ctx), firstOf(ctx.query['state']))
  if (!tryOut) {
    ctx.status = 400
    staff.page(ctx, 'pengembang/coba/berakhir.njk', { judul: 'Percobaan ini tidak dapat dilanjutkan', klien: KLIEN })
    return
  }
  const { clientId } = tryOut
  const client = await clientFile(database, { clientId, today: clock.today() })
  if (!client) throw notFound('no such client')
  await requireOwn(database, { units: ownUnits(ctx, ...ROLES), unitId: client.unitId })
  keepTryOut(dependencies, tryOut, await runTryOut(dependencies, {
    client: client.metadata, tryOut, redirectUri: `${issuer}${TRY_OUT_PATH}`, answer: new URLSearchParams(ctx.querystring),
  }))
  staff.done(ctx, pathOf(clientId, tryOut.id))
}
