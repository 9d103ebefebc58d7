import type { Context } from 'koa'
import { z } from 'zod'
import { KEY_PARTS, readWindow } from '../../../kernel/db/keyset.ts'
import { readForm } from '../../../kernel/http/form.ts'
import { AppError, notFound } from '../../../kernel/lib/app-error.ts'
import type { ClientFile } from '../../../domain/clients/operasi/index.ts'
import { findHold, type Hold, holdsOfClient, roledClients, rolesOfClient } from '../../../domain/clients/peran/peran.queries.ts'
import { takeRole } from '../../../domain/clients/peran/peran.service.ts'
import { namaLengkap } from '../../../domain/pegawai/nama.rules.ts'
import { maskNomor } from '../../../domain/pegawai/nomor.rules.ts'
import { visitorOf } from '../../guards.ts'
import { pagerOf } from '../../kerja.ts'
import { dayInWords } from '../../kerja.rules.ts'
import { ownUnits } from '../../pengembang-milik.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { actOf, text } from './bersama.ts'

const PATH = `${KLIEN}/:klien/peran`
const PAGE = 50

const endForm = z.object({ csrf: text, alasan: text })

/** Who has which role of an application, and taking one away; the list of applications with roles. */
export function peranRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'GET', path: '/pengembang/peran', handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: PATH, handle: async (ctx) => showRoles(dependencies, ctx, await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')) },
    { method: 'GET', path: `${PATH}/:id`, handle: (ctx) => showEnd(dependencies, ctx) },
    { method: 'POST', path: `${PATH}/:id`, handle: (ctx) => end(dependencies, ctx) },
  ]
}

const NAME = /^[^\u0000]{1,200}$/

async function list({ staff, database, clock }: KlienDependencies, ctx: Context): Promise<void> {
  const { from } = readWindow(ctx.query, [NAME, NAME], PAGE)
  const found = await roledClients(database, {
    units: ownUnits(ctx, 'admin-opd'), today: clock.today(), after: from, limit: PAGE + 1,
  })
  const rows = found.slice(0, PAGE)
  const last = found.length > PAGE ? rows.at(-1) : undefined
  staff.page(ctx, 'pengembang/gerbang/peran-daftar.njk', {
    judul: rows.length === 0 ? 'Belum ada aplikasi dengan peran' : 'Peran di aplikasi OPD Anda',
    baris: rows.map(({ clientId, nama, opd, peran, orang }) => [
      { teks: nama, href: `${clientPath(clientId)}/peran`, kecil: clientId }, opd, String(peran), String(orang),
    ]),
    tautan: pagerOf(ctx, { isLater: from !== undefined, ...last && { next: [last.nama.toLowerCase(), last.clientId] } }),
  })
}

const spanWords = ({ mulai, selesai }: Hold): string =>
  selesai === null ? `sejak ${dayInWords(mulai)}` : `${dayInWords(mulai)} sampai ${dayInWords(selesai)}`

/** @returns whether the visitor gives and takes roles of this client, and does not only see them */
const keepsPeople = (ctx: Context): boolean => visitorOf(ctx).roles.some(({ role }) => role === 'admin-opd')

/** The page of a client's roles; `data` is what was looked for there. */
export async function showRoles(
  dependencies: KlienDependencies, ctx: Context, client: ClientFile, data: Record<string, unknown> = {},
): Promise<void> {
  const { database, clock } = dependencies
  const { clientId } = client
  const window = readWindow(ctx.query, [KEY_PARTS.instant, KEY_PARTS.uuid], PAGE)
  const [roles, page] = await Promise.all([
    rolesOfClient(database, clientId), holdsOfClient(database, { clientId, today: clock.today(), window }),
  ])
  const root = `${clientPath(clientId)}/peran`
  const gives = keepsPeople(ctx)
  showClient(dependencies, ctx, client, 'pengembang/gerbang/peran.njk', {
    judul: 'Peran aplikasi', boleh: gives && roles.length > 0, peran: roles.map(({ kode, nama }) => [nama, kode]),
    baris: page.rows.map((hold) => [
      { teks: namaLengkap(hold), kecil: maskNomor(hold.nomor), ...gives && { href: `${root}/${hold.id}` } },
      hold.peran, spanWords(hold), hold.alasan,
    ]),
    tautan: pagerOf(ctx, page), opd: client.opd, ...data,
  })
}

async function holdIn(
  dependencies: KlienDependencies, ctx: Context,
): Promise<{ readonly client: ClientFile; readonly hold: Hold }> {
  const client = await ownClient(dependencies, ctx, 'admin-opd')
  const { id = '' } = ctx['params'] as { id?: string }
  const { database, clock } = dependencies
  const hold = KEY_PARTS.uuid.test(id) ? await findHold(database, { clientId: client.clientId, id, today: clock.today() }) : undefined
  if (!hold) throw notFound('no such hold')
  return { client, hold }
}

async function showEnd(dependencies: KlienDependencies, ctx: Context, wrong?: { alasan: string }): Promise<void> {
  const { client, hold } = await holdIn(dependencies, ctx)
  const root = `${clientPath(client.clientId)}/peran`
  if (wrong) ctx.status = 400
  showClient(dependencies, ctx, client, 'pengembang/gerbang/peran-akhiri.njk', {
    judul: `Akhiri peran ${hold.peran}`, nama: namaLengkap(hold), nomor: maskNomor(hold.nomor), masa: spanWords(hold),
    action: `${root}/${hold.id}`, batal: root, gagal: wrong !== undefined, nilai: wrong?.alasan,
    galat: wrong && { alasan: 'Tulis alasannya, 5 sampai 500 huruf.' },
  })
}

async function end(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const { client: { clientId }, hold: { id } } = await holdIn(dependencies, ctx)
  const { csrf, alasan } = await readForm(ctx, endForm)
  dependencies.staff.check(ctx, csrf)
  if (alasan.length < 5 || alasan.length > 500) return showEnd(dependencies, ctx, { alasan: alasan.slice(0, 500) })
  try {
    await actOf(dependencies, ctx, (act) => takeRole(act, { id, clientId, oleh: `pegawai:${visitorOf(ctx).person.id}`, alasan }))
  } catch (error) {
    // Somebody was faster: it has ended, which is what was wanted.
    if (!(error instanceof AppError) || error.code !== 'sudah-berakhir') throw error
  }
  dependencies.staff.done(ctx, `${clientPath(clientId)}/peran`, 'diakhiri')
}
