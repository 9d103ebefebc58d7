/**
 * Recording where somebody is reached whose contact on file is wrong, and the word of a second one: the pages of every
 * door whose staff may do that.
 */
import type { Context } from 'koa'
import { z } from 'zod'
import { findRecorded, type RecordedKontak } from '../domain/accounts/kontak/catat.queries.ts'
import {
  confirmContact, type ConfirmOutcome, recordContact, type RecordOutcome, refuseContact,
} from '../domain/accounts/kontak/catat.service.ts'
import { KONTAK_LABELS, maskKontak } from '../domain/accounts/kontak/kontak.rules.ts'
import { contactsOf } from '../domain/accounts/pesan/index.ts'
import { LONGEST_REASON } from '../domain/kepegawaian/decision.rules.ts'
import type { Database } from '../kernel/db/database.ts'
import { readForm } from '../kernel/http/form.ts'
import { notFound } from '../kernel/lib/app-error.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { instantInWords } from '../kernel/lib/instant-in-words.ts'
import { visitorOf } from './guards.ts'
import { firstOf, type StaffPages } from './kerja.ts'
import type { Route } from './route.ts'

interface Dependencies {
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
}

interface Link { readonly judul: string; readonly href: string }

/** A door at which contacts are recorded. */
export interface CatatanPlace {
  /** The role by which its staff speaks, and that role in words. */
  readonly sebagai: 'bkd' | 'helper-mfa'
  readonly bertugas: string
  /** Whether a ticket stands beside what is recorded. */
  readonly bertiket: boolean
  /** Where people are looked for; a person's page lies below it. */
  readonly orang: Link
  /** The list of what waits, and below which path each of it lies. */
  readonly daftar: Link
  readonly catatan: string
  /**
   * @returns the name of a person whom the visitor may do that for
   * @throws AppError 404 for others, in the same words as for nobody
   */
  readonly nameOf: (ctx: Context, pegawaiId: string) => Promise<string>
}

const text = z.string().trim().catch('')
const recordForm = z.object({
  csrf: text, kolom: z.enum(['email', 'no_hp']).catch('no_hp'), nilai: text, alasan: text, tiket: text,
})
const decisionForm = z.object({ csrf: text, jawaban: z.enum(['setuju', 'tolak']).catch('tolak') })

type Recorded = z.infer<typeof recordForm>
type Mistakes = Partial<Record<'nilai' | 'alasan' | 'tiket', string>>

const refusals = (bertugas: string): Readonly<Record<Exclude<RecordOutcome['hasil'], 'menunggu'>, string>> => ({
  'tidak-terbaca': 'Tulis alamat surel yang lengkap, atau nomor HP Indonesia seperti 0812 3456 7890.',
  'sendiri': 'Kontak Anda sendiri harus dicatat dan dikonfirmasi oleh dua orang lain.',
  'hanya-bkd': 'Orang ini memegang peran. Kontaknya hanya dicatat oleh BKD.',
  'tidak-bertugas': `Anda tidak lagi bertugas ${bertugas}.`,
})

const outcomes = (bertugas: string): Readonly<Record<ConfirmOutcome | 'dicatat' | 'ditolak', string>> => ({
  'dicatat': 'Dicatat. Satu petugas lain harus mengonfirmasinya.',
  'selesai': 'Dikonfirmasi. Kontak lama diberi tahu; pesan dikirim ke kontak baru mulai satu jam lagi.',
  'ditolak': 'Ditolak.',
  'orang-yang-sama': 'Anda yang mencatatnya. Konfirmasi harus dari orang lain.',
  'sendiri': 'Ini menyangkut Anda sendiri. Yang mengonfirmasi harus orang lain.',
  'hanya-bkd': 'Orang ini memegang peran: yang mencatat dan yang mengonfirmasi harus dari BKD. Tolak, lalu catat ulang.',
  'tidak-bertugas': `Anda tidak lagi bertugas ${bertugas}.`,
  'pencatat-tidak-bertugas': 'Pencatatnya tidak lagi bertugas. Tolak, lalu catat ulang.',
  'sudah-diputus': 'Catatan ini sudah diputus.',
})

/** @returns the four routes of a door: the form and its sending, what was recorded and the answer to it */
export function catatanKontakPages(dependencies: Dependencies, place: CatatanPlace): Route[] {
  const [form, one] = [`${place.orang.href}/:id/kontak`, `${place.catatan}/:id`]
  return [
    { method: 'GET', path: form, handle: (ctx) => showForm(dependencies, place, ctx) },
    { method: 'POST', path: form, handle: (ctx) => record(dependencies, place, ctx) },
    { method: 'GET', path: one, handle: (ctx) => show(dependencies, place, ctx) },
    { method: 'POST', path: one, handle: (ctx) => decide(dependencies, place, ctx) },
  ]
}

const idOf = (ctx: Context): string => (ctx['params'] as { id: string }).id

async function showForm(
  { staff, database, clock }: Dependencies, place: CatatanPlace, ctx: Context, nilai: Partial<Recorded> = {}, galat: Mistakes = {},
): Promise<void> {
  const id = idOf(ctx)
  const nama = await place.nameOf(ctx, id)
  const { email, noHp, usable } = await contactsOf(database, id, clock.now())
  const belief = (saluran: 'email' | 'sms'): string => usable.includes(saluran) ? '' : ', belum dipakai'
  const batal = `${place.orang.href}/${id}`
  if (Object.keys(galat).length > 0) ctx.status = 400
  staff.page(ctx, 'bkd/kontak-catat.njk', {
    judul: `Catat kontak ${nama}`, nama, galat, nilai, batal, action: ctx.path, bertiket: place.bertiket,
    remah: [place.orang, { judul: nama, href: batal }],
    surel: email === undefined ? 'tidak ada' : maskKontak(email) + belief('email'),
    nomor: noHp === undefined ? 'tidak ada' : maskKontak(noHp) + belief('sms'),
  })
}

/** Who of the staff speaks, and when. */
const speakerOf = ({ clock }: Dependencies, { sebagai }: CatatanPlace, ctx: Context) =>
  ({ by: visitorOf(ctx).person.id, sebagai, today: clock.today(), at: clock.now() })

async function record(dependencies: Dependencies, place: CatatanPlace, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const form = await readForm(ctx, recordForm)
  staff.check(ctx, form.csrf)
  const pegawaiId = idOf(ctx)
  await place.nameOf(ctx, pegawaiId)
  const galat: Mistakes = {
    ...(form.alasan === '' && { alasan: 'Tulis bagaimana Anda memastikannya.' }),
    ...(place.bertiket && form.tiket === '' && { tiket: 'Tulis nomor tiket atau catatan layanan.' }),
  }
  if (Object.keys(galat).length > 0) return showForm(dependencies, place, ctx, form, galat)
  const { kolom, nilai, alasan, tiket } = form
  const outcome = await database.knex.transaction((trx) => recordContact(trx, {
    ...speakerOf(dependencies, place, ctx), pegawaiId, kolom, nilai, alasan: alasan.slice(0, LONGEST_REASON),
    tiket: place.bertiket ? tiket.slice(0, LONGEST_REASON) : undefined,
  }))
  if (outcome.hasil !== 'menunggu') {
    return showForm(dependencies, place, ctx, form, { nilai: refusals(place.bertugas)[outcome.hasil] })
  }
  staff.done(ctx, `${place.catatan}/${outcome.id}`, 'dicatat')
}

/** @throws AppError 404 when nothing was recorded under this id, or about people of others */
async function recordedOf({ database }: Dependencies, place: CatatanPlace, ctx: Context): Promise<RecordedKontak> {
  const found = await findRecorded(database, idOf(ctx))
  if (!found) throw notFound()
  await place.nameOf(ctx, found.pegawai_id)
  return found
}

async function show(dependencies: Dependencies, place: CatatanPlace, ctx: Context): Promise<void> {
  const found = await recordedOf(dependencies, place, ctx)
  const { person } = visitorOf(ctx)
  const pesan = firstOf(ctx.query['pesan'])
  const said = outcomes(place.bertugas)
  const inForce = found.berlaku_at !== null && found.berlaku_at <= dependencies.clock.now()
  dependencies.staff.page(ctx, 'bkd/kontak-catatan.njk', {
    judul: `${found.kolom === 'email' ? 'Alamat surel' : 'Nomor telepon'} baru ${found.nama}`, remah: [place.daftar], action: ctx.path,
    apa: KONTAK_LABELS[found.kolom], nama: found.nama, lama: found.lama === null ? 'tidak ada' : maskKontak(found.lama),
    baru: found.nilai, alasan: found.alasan, tiket: found.tiket, pencatat: found.pencatat, saat: instantInWords(found.dicatat_at),
    berlaku: found.berlaku_at && instantInWords(found.berlaku_at), putusan: found.putusan,
    bolehSetuju: found.putusan === null && found.dicatat_oleh !== person.id && found.pegawai_id !== person.id,
    bolehTolak: found.putusan === null || (found.putusan === 'disetujui' && !inForce),
    olehSaya: found.dicatat_oleh === person.id,
    said: Object.hasOwn(said, pesan) ? said[pesan as ConfirmOutcome] : undefined,
  })
}

async function decide(dependencies: Dependencies, place: CatatanPlace, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const { csrf, jawaban } = await readForm(ctx, decisionForm)
  staff.check(ctx, csrf)
  const { id } = await recordedOf(dependencies, place, ctx)
  const speaker = speakerOf(dependencies, place, ctx)
  const outcome = await database.knex.transaction(async (trx) => jawaban === 'setuju'
    ? await confirmContact(trx, id, speaker)
    : await refuseContact(trx, id, speaker) ? 'ditolak' : 'sudah-diputus')
  staff.done(ctx, ctx.path, outcome)
}
