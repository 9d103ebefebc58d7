import type { Context } from 'koa'
import { z } from 'zod'
import { readWindow } from '../../kernel/db/keyset.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import {
  countWaiting, findPermintaan, listPermintaan, type Permintaan, PERMINTAAN_KEY,
} from '../../domain/accounts/bantuan/permintaan.queries.ts'
import { type JenisBantuan, LONGEST_TEXT, PASS_MINUTES } from '../../domain/accounts/bantuan/permintaan.rules.ts'
import {
  agreeToHelp, askForHelp, refuseHelp, showPass, stopHelp,
} from '../../domain/accounts/bantuan/permintaan.service.ts'
import { listRecorded } from '../../domain/accounts/kontak/catat.queries.ts'
import { KONTAK_KEY } from '../../domain/accounts/kontak/kontak.queries.ts'
import { KONTAK_LABELS, maskKontak } from '../../domain/accounts/kontak/kontak.rules.ts'
import { jangkauanOf, unitsInReach } from '../../domain/accounts/pembantu/jangkauan.rules.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { tendResets } from '../../domain/sessions/setel-ulang.service.ts'
import { visitorOf } from '../guards.ts'
import { firstOf, pagerOf } from '../kerja.ts'
import { instantInWords } from '../kerja.rules.ts'
import type { Route } from '../route.ts'
import { colleagueOf, idOf, type PembantuDependencies, reachOf, unitTree } from './meja.ts'
import { type HASIL, hasilWords, JENIS, TIDAK_BOLEH_MINTA } from './permintaan.kata.ts'
import { permintaanRow, presentPermintaan } from './permintaan.rules.ts'
import { pemilikOf, petugasFor } from './petugas.ts'

const ROOT = '/pembantu/permintaan'
const PAGE = 50
const PEOPLE = '/pembantu/orang'

const text = z.string().trim().catch('')
const askForm = z.object({ csrf: text, alasan: text, tiket: text })
const answerForm = z.object({ csrf: text, jawaban: z.enum(['setuju', 'tolak', 'batal']).catch('tolak') })
const plainForm = z.object({ csrf: text })

type Typed = Partial<Record<'alasan' | 'tiket', string>>

/** Help for a colleague: asked by one, agreed to by another, and what it comes to. */
export function permintaanRoutes(dependencies: PembantuDependencies): Route[] {
  const asking = (jenis: JenisBantuan): Route[] => [
    { method: 'GET', path: `${PEOPLE}/:id/${jenis}`, handle: (ctx) => showForm(dependencies, ctx, jenis) },
    { method: 'POST', path: `${PEOPLE}/:id/${jenis}`, handle: (ctx) => ask(dependencies, ctx, jenis) },
  ]
  return [
    ...asking('izin'), ...asking('setel-ulang'),
    { method: 'GET', path: ROOT, handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id`, handle: (ctx) => answer(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/:id/tampilkan`, handle: (ctx) => reveal(dependencies, ctx) },
  ]
}

/** Whom the visitor may ask help for: as a helper, whatever else he is. */
const askedFor = (dependencies: PembantuDependencies, ctx: Context): Promise<PersonToday> =>
  colleagueOf(dependencies, ctx, idOf(ctx), jangkauanOf(visitorOf(ctx).roles, ['helper-mfa']))

async function showForm(
  dependencies: PembantuDependencies, ctx: Context, jenis: JenisBantuan, nilai: Typed = {}, galat: Typed = {},
): Promise<void> {
  const person = await askedFor(dependencies, ctx)
  const nama = namaLengkap(person)
  if (Object.keys(galat).length > 0) ctx.status = 400
  dependencies.staff.page(ctx, 'pembantu/minta.njk', {
    ...JENIS[jenis], judul: `${JENIS[jenis].judul} untuk ${nama}`, nilai, galat, action: ctx.path, batal: `${PEOPLE}/${person.id}`,
    gagal: Object.keys(galat).length > 0, terpanjang: LONGEST_TEXT,
    remah: [{ judul: 'Rekan yang dibantu', href: PEOPLE }, { judul: nama, href: `${PEOPLE}/${person.id}` }],
  })
}

function mistakes({ alasan, tiket }: z.infer<typeof askForm>): Typed {
  const tooLong = `Paling banyak ${LONGEST_TEXT} huruf.`
  const of = (value: string, empty: string): string | undefined =>
    value === '' ? empty : value.length > LONGEST_TEXT ? tooLong : undefined
  const reason = of(alasan, 'Tulis mengapa, dan bagaimana Anda memastikan bahwa ini rekan Anda.')
  const ticket = of(tiket, 'Tulis nomor tiket atau catatan layanan.')
  return { ...(reason && { alasan: reason }), ...(ticket && { tiket: ticket }) }
}

async function ask(dependencies: PembantuDependencies, ctx: Context, jenis: JenisBantuan): Promise<void> {
  const { staff, database, clock } = dependencies
  const form = await readForm(ctx, askForm)
  staff.check(ctx, form.csrf)
  const person = await askedFor(dependencies, ctx)
  const galat = mistakes(form)
  if (Object.keys(galat).length > 0) return showForm(dependencies, ctx, jenis, form, galat)
  const { alasan, tiket } = form
  const asked = await askForHelp({ database, clock }, { jenis, by: petugasFor(ctx, person), owner: pemilikOf(person), alasan, tiket })
  if (!asked.ok) return showForm(dependencies, ctx, jenis, form, { alasan: TIDAK_BOLEH_MINTA[asked.alasan] })
  staff.done(ctx, `${ROOT}/${asked.id}`, 'diminta')
}

async function list(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const window = readWindow(ctx.query, PERMINTAAN_KEY, PAGE)
  const [today, at] = [clock.today(), clock.now()]
  const scope = { today, unitIds: unitsInReach(await unitTree(dependencies), reachOf(ctx), today) }
  const [page, waiting, catatan] = await Promise.all([
    listPermintaan(database, scope, window), countWaiting(database, { ...scope, at }), recordedIn(dependencies, ctx),
  ])
  staff.page(ctx, 'pembantu/permintaan.njk', {
    judul: waiting === 0 ? 'Tidak ada permintaan yang menunggu' : `${waiting} permintaan menunggu orang kedua`,
    baris: page.rows.map((one) => permintaanRow(one, at)), tautan: pagerOf(ctx, page), catatan,
  })
}

/** Contacts that wait for a second helper: of the units of which the visitor is one. */
async function recordedIn(dependencies: PembantuDependencies, ctx: Context) {
  const { database, clock } = dependencies
  const today = clock.today()
  const unitIds = unitsInReach(await unitTree(dependencies), jangkauanOf(visitorOf(ctx).roles, ['helper-mfa']), today) ?? []
  const { rows } = await listRecorded(database, readWindow({}, KONTAK_KEY, PAGE), { unitIds, today })
  return rows.map((one) => [
    { teks: one.nama, href: `/pembantu/kontak/${one.id}` }, KONTAK_LABELS[one.kolom],
    { teks: maskKontak(one.nilai), kecil: `dicatat ${one.pencatat}` }, instantInWords(one.dicatat_at),
  ])
}

/** @throws AppError 404 for a request about people of others */
async function permintaanOf(dependencies: PembantuDependencies, ctx: Context): Promise<{ found: Permintaan; person: PersonToday }> {
  const found = await findPermintaan(dependencies.database, idOf(ctx))
  if (!found) throw notFound('no such request')
  return { found, person: await colleagueOf(dependencies, ctx, found.pegawai_id) }
}

async function show(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  await tendResets(database, clock)
  const { found, person } = await permintaanOf(dependencies, ctx)
  staff.page(ctx, 'pembantu/permintaan-satu.njk', {
    ...presentPermintaan(found, petugasFor(ctx, person), pemilikOf(person), clock.now()),
    kabar: hasilWords(firstOf(ctx.query['pesan'])), menit: PASS_MINUTES, remah: [{ judul: 'Permintaan bantuan', href: ROOT }],
  })
}

async function answer(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, jawaban } = await readForm(ctx, answerForm)
  staff.check(ctx, csrf)
  const { found, person } = await permintaanOf(dependencies, ctx)
  const by = petugasFor(ctx, person)
  const desk = { database, clock }
  const outcome: keyof typeof HASIL = jawaban === 'setuju' ? await agreeToHelp(desk, { found, by, owner: pemilikOf(person) })
    : jawaban === 'tolak' ? (await refuseHelp(desk, { found, by }) ? 'ditolak' : 'sudah-diputus')
      : (await stopHelp(desk, { found, by }) ? 'dibatalkan' : 'sudah-diputus')
  staff.done(ctx, `${ROOT}/${found.id}`, outcome)
}

/** The pass itself: the answer to the form, since it is shown once and kept nowhere. */
async function reveal(dependencies: PembantuDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock, codes } = dependencies
  staff.check(ctx, (await readForm(ctx, plainForm)).csrf)
  const { found, person } = await permintaanOf(dependencies, ctx)
  const code = await showPass({ database, clock, codes }, { id: found.id, by: petugasFor(ctx, person).id })
  if (code === undefined) return staff.done(ctx, `${ROOT}/${found.id}`, 'sudah-diputus')
  staff.page(ctx, 'pembantu/izin.njk', {
    judul: `Izin sementara untuk ${found.nama}`, kodeIzin: code.replace(/(.{4})(?=.)/g, '$1 '), menit: PASS_MINUTES, kembali: `${ROOT}/${found.id}`,
    remah: [{ judul: 'Permintaan bantuan', href: ROOT }],
  })
}
