import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { AppError, notFound } from '../../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../../kernel/lib/ids.ts'
import { jangkauanOf, unitsInReach } from '../../../domain/accounts/pembantu/jangkauan.rules.ts'
import { findOrang } from '../../../domain/accounts/pembantu/orang.queries.ts'
import type { ClientFile } from '../../../domain/clients/operasi/index.ts'
import { type GiveRefusal, mayGive } from '../../../domain/clients/peran/beri.rules.ts'
import { type AppRole, rolesOfClient } from '../../../domain/clients/peran/peran.queries.ts'
import { giveRole } from '../../../domain/clients/peran/peran.service.ts'
import { namaLengkap } from '../../../domain/pegawai/nama.rules.ts'
import { maskNomor } from '../../../domain/pegawai/nomor.rules.ts'
import { findPersonToday } from '../../../domain/pegawai/person.queries.ts'
import type { PersonToday } from '../../../domain/pegawai/person.ts'
import { allUnits } from '../../../domain/pegawai/unit/directory.queries.ts'
import { treeOf } from '../../../domain/pegawai/unit/directory.rules.ts'
import { visitorOf } from '../../guards.ts'
import { ownUnits } from '../../pengembang-milik.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { actOf, text } from './bersama.ts'
import { showRoles } from './peran.routes.ts'

const PATH = `${KLIEN}/:klien/peran`
const SHORTEST = 3
const LONGEST = 100
const MOST_FOUND = 50

const searchForm = z.object({ csrf: text, cari: text })
const giveForm = z.object({ csrf: text, peran: text, mulai: text, selesai: text, alasan: text })
type Typed = Omit<z.infer<typeof giveForm>, 'csrf'>

type Mistake = Exclude<GiveRefusal, 'bukan-orang-opd'> | 'peran' | 'sudah-memegang'
const SAID: Readonly<Record<Mistake, readonly [field: keyof Typed, said: string]>> = {
  'keadaan': ['peran', 'Orang ini sedang tidak dapat masuk. Peran diberikan sesudah keadaannya aktif.'],
  'ditahan': ['peran', 'Data kepegawaian orang ini sedang diperiksa BKD. Peran baru menunggu hasilnya.'],
  'peran': ['peran', 'Pilih salah satu peran.'],
  'sudah-memegang': ['peran', 'Orang ini sudah memegang peran itu.'],
  'tanggal': ['mulai', 'Mulai paling awal hari ini, dan hari terakhir tidak mendahuluinya.'],
  'alasan': ['alasan', 'Tulis alasannya, 5 sampai 500 huruf.'],
}

/** Giving a role of an application: who is looked for, and what he is given. */
export function beriRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'POST', path: PATH, handle: (ctx) => search(dependencies, ctx) },
    { method: 'GET', path: `${PATH}/beri/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${PATH}/beri/:id`, handle: (ctx) => give(dependencies, ctx) },
  ]
}

/** The answer is the page itself: what is looked for stands in no address and no log. */
async function search(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const { database, clock, staff } = dependencies
  const client = await ownClient(dependencies, ctx, 'admin-opd')
  const { csrf, cari } = await readForm(ctx, searchForm)
  staff.check(ctx, csrf)
  if (cari.length < SHORTEST || cari.length > LONGEST) {
    ctx.status = 400
    return showRoles(dependencies, ctx, client, {
      cari: cari.slice(0, LONGEST), gagal: true, galat: { cari: `Ketik NIP, atau ${SHORTEST} sampai ${LONGEST} huruf dari nama.` },
    })
  }
  const today = clock.today()
  const tree = treeOf(await allUnits(database, today))
  const found = await findOrang(database, {
    today, at: clock.now(), unitIds: unitsInReach(tree, jangkauanOf(visitorOf(ctx).roles, ['admin-opd']), today), cari, limit: MOST_FOUND + 1,
  })
  return showRoles(dependencies, ctx, client, {
    cari, lebih: found.length > MOST_FOUND,
    temuan: found.slice(0, MOST_FOUND).map(({ id, nama, nomor, unit_id }) => [
      { teks: nama, href: `${clientPath(client.clientId)}/peran/beri/${id}`, kecil: maskNomor(nomor) }, tree.get(unit_id)?.nama ?? '',
    ]),
  })
}

interface Place {
  readonly client: ClientFile
  readonly person: PersonToday
  readonly roles: readonly AppRole[]
  /** Units that he works in, by post or assignment, and those above. */
  readonly units: readonly string[]
  /** Units of the visitor's role over the application and the person. */
  readonly giver: readonly string[]
}

/** @throws AppError 404 for people of others, in the same words as for nobody */
async function placeOf(dependencies: KlienDependencies, ctx: Context): Promise<Place> {
  const { database, clock } = dependencies
  const client = await ownClient(dependencies, ctx, 'admin-opd')
  const { id = '' } = ctx['params'] as { id?: string }
  const [person, roles, all] = await Promise.all([
    ID_FORM.test(id) ? findPersonToday(database, id, clock.today()) : undefined,
    rolesOfClient(database, client.clientId), allUnits(database, clock.today()),
  ])
  const chain = treeOf(all).chainOf(client.unitId)
  const giver = ownUnits(ctx, 'admin-opd').filter((unit) => chain.some((one) => one.id === unit))
  const units = person ? [...person.unitChain.map((unit) => unit.id), ...person.penugasan.flatMap(({ rantai }) => rantai)] : []
  if (!person || !giver.some((unit) => units.includes(unit))) throw notFound('nobody in reach')
  return { client, person, roles, units, giver }
}

async function show(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  page(dependencies, ctx, await placeOf(dependencies, ctx), { peran: '', mulai: dependencies.clock.today(), selesai: '', alasan: '' })
}

function page(dependencies: KlienDependencies, ctx: Context, { client, person, roles }: Place, isi: Typed, wrong?: Mistake): void {
  const root = `${clientPath(client.clientId)}/peran`
  if (wrong) ctx.status = wrong === 'sudah-memegang' ? 409 : 400
  const [field, said] = wrong === undefined ? [] : SAID[wrong]
  showClient(dependencies, ctx, client, 'pengembang/gerbang/peran-beri.njk', {
    judul: 'Beri peran', nama: namaLengkap(person), nomor: maskNomor(person.nomor), unit: person.unitChain[0]?.nama ?? '',
    opsi: [{ nilai: '', teks: 'Pilih peran' }, ...roles.map(({ kode, nama }) => ({ nilai: kode, teks: `${nama} (${kode})` }))],
    isi, action: `${root}/beri/${person.id}`, batal: root, gagal: wrong !== undefined,
    galat: field === undefined ? {} : { [field]: said },
  })
}

async function give(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const place = await placeOf(dependencies, ctx)
  const { client: { clientId }, person, roles, units, giver } = place
  const { csrf, ...typed } = await readForm(ctx, giveForm)
  const { staff, clock } = dependencies
  staff.check(ctx, csrf)
  const isi = { ...typed, alasan: typed.alasan.slice(0, 501) }
  const role = roles.find(({ kode }) => kode === isi.peran)
  if (!role) return page(dependencies, ctx, place, isi, 'peran')
  const { mulai, alasan } = isi
  const selesai = isi.selesai === '' ? undefined : isi.selesai
  const today = clock.today()
  const verdict = mayGive({ keadaan: person.keadaan, tahan: person.tahan, units, giver, mulai, selesai, alasan, today })
  if (!verdict.ok && verdict.alasan === 'bukan-orang-opd') throw notFound('nobody in reach')
  if (!verdict.ok) return page(dependencies, ctx, place, isi, verdict.alasan as Mistake)
  try {
    await actOf(dependencies, ctx, (act) => giveRole(act, {
      clientId, kode: role.kode, peranId: role.id, pegawaiId: person.id, unitId: verdict.unitId, mulai, selesai, alasan,
      oleh: `pegawai:${visitorOf(ctx).person.id}`,
    }, today))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sudah-memegang') throw error
    return page(dependencies, ctx, place, isi, 'sudah-memegang')
  }
  staff.done(ctx, `${clientPath(clientId)}/peran`, 'diberikan')
}
