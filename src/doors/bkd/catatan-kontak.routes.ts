import type { Context } from 'koa'
import { z } from 'zod'
import { findRecorded, type RecordedKontak } from '../../domain/accounts/kontak/catat.queries.ts'
import {
  confirmContact, type ConfirmOutcome, recordContact, type RecordOutcome, refuseContact,
} from '../../domain/accounts/kontak/catat.service.ts'
import { KONTAK_LABELS, maskKontak } from '../../domain/accounts/kontak/kontak.rules.ts'
import { contactsOf } from '../../domain/accounts/pesan/index.ts'
import { LONGEST_REASON } from '../../domain/kepegawaian/decision.rules.ts'
import { findName } from '../../domain/pegawai/name.queries.ts'
import { readForm } from '../../kernel/http/form.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { visitorOf } from '../guards.ts'
import { instantInWords } from '../../kernel/lib/instant-in-words.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { idOf } from './petugas.ts'

const LIST = { judul: 'Kontak yang menunggu', href: '/bkd/kontak' }

const text = z.string().trim().catch('')
const recordForm = z.object({ csrf: text, kolom: z.enum(['email', 'no_hp']).catch('no_hp'), nilai: text, alasan: text })
const decisionForm = z.object({ csrf: text, jawaban: z.enum(['setuju', 'tolak']).catch('tolak') })

type Recorded = z.infer<typeof recordForm>
type Mistakes = Partial<Record<'nilai' | 'alasan', string>>

const REFUSALS: Readonly<Record<Exclude<RecordOutcome['hasil'], 'menunggu'>, string>> = {
  'tidak-terbaca': 'Tulis alamat surel yang lengkap, atau nomor HP Indonesia seperti 0812 3456 7890.',
  'sendiri': 'Kontak Anda sendiri harus dicatat dan dikonfirmasi oleh dua orang lain.',
  'hanya-bkd': 'Orang ini memegang peran. Kontaknya hanya dicatat oleh BKD.',
  'tidak-bertugas': 'Anda tidak lagi bertugas di BKD.',
}

const OUTCOMES: Readonly<Record<ConfirmOutcome | 'dicatat' | 'ditolak', string>> = {
  'dicatat': 'Dicatat. Satu petugas lain harus mengonfirmasinya.',
  'selesai': 'Dikonfirmasi. Kontak lama diberi tahu; pesan dikirim ke kontak baru mulai satu jam lagi.',
  'ditolak': 'Ditolak.',
  'orang-yang-sama': 'Anda yang mencatatnya. Konfirmasi harus dari orang lain.',
  'sendiri': 'Ini menyangkut Anda sendiri. Yang mengonfirmasi harus orang lain.',
  'hanya-bkd': 'Orang ini memegang peran: yang mencatat dan yang mengonfirmasi harus dari BKD. Tolak, lalu catat ulang.',
  'tidak-bertugas': 'Anda tidak lagi bertugas di BKD.',
  'pencatat-tidak-bertugas': 'Pencatatnya tidak lagi bertugas. Tolak, lalu catat ulang.',
  'sudah-diputus': 'Catatan ini sudah diputus.',
}

/** Recording where somebody is reached whose contact on file is wrong, and the word of a second one. */
export function catatanKontakRoutes(dependencies: BkdDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/pegawai/:id/kontak', handle: (ctx) => showForm(dependencies, ctx) },
    { method: 'POST', path: '/bkd/pegawai/:id/kontak', handle: (ctx) => record(dependencies, ctx) },
    { method: 'GET', path: '/bkd/kontak/catatan/:id', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/bkd/kontak/catatan/:id', handle: (ctx) => decide(dependencies, ctx) },
  ]
}

async function showForm(
  { staff, database, clock }: BkdDependencies, ctx: Context, nilai: Partial<Recorded> = {}, galat: Mistakes = {},
): Promise<void> {
  const id = idOf(ctx, 'id')
  const nama = await findName(database, id)
  if (nama === undefined) throw notFound()
  const { email, noHp, usable } = await contactsOf(database, id, clock.now())
  const belief = (saluran: 'email' | 'sms'): string => usable.includes(saluran) ? '' : ', belum dipakai'
  if (Object.keys(galat).length > 0) ctx.status = 400
  staff.page(ctx, 'bkd/kontak-catat.njk', {
    judul: `Catat kontak ${nama}`, nama, galat, nilai, batal: `/bkd/pegawai/${id}`, action: ctx.path,
    remah: [{ judul: 'Cari pegawai', href: '/bkd/pegawai' }, { judul: nama, href: `/bkd/pegawai/${id}` }],
    surel: email === undefined ? 'tidak ada' : maskKontak(email) + belief('email'),
    nomor: noHp === undefined ? 'tidak ada' : maskKontak(noHp) + belief('sms'),
  })
}

/** Who of BKD speaks, and when. */
const speakerOf = ({ clock }: BkdDependencies, ctx: Context) =>
  ({ by: visitorOf(ctx).person.id, sebagai: 'bkd' as const, today: clock.today(), at: clock.now() })

async function record(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const form = await readForm(ctx, recordForm)
  staff.check(ctx, form.csrf)
  const pegawaiId = idOf(ctx, 'id')
  if (await findName(database, pegawaiId) === undefined) throw notFound()
  if (form.alasan === '') return showForm(dependencies, ctx, form, { alasan: 'Tulis bagaimana Anda memastikannya.' })
  const { kolom, nilai, alasan } = form
  const outcome = await database.knex.transaction((trx) => recordContact(trx, {
    ...speakerOf(dependencies, ctx), pegawaiId, kolom, nilai, alasan: alasan.slice(0, LONGEST_REASON),
  }))
  if (outcome.hasil !== 'menunggu') return showForm(dependencies, ctx, form, { nilai: REFUSALS[outcome.hasil] })
  staff.done(ctx, `/bkd/kontak/catatan/${outcome.id}`, 'dicatat')
}

/** @throws AppError 404 when nothing was recorded under this id */
async function recordedOf({ database }: BkdDependencies, ctx: Context): Promise<RecordedKontak> {
  const found = await findRecorded(database, idOf(ctx, 'id'))
  if (!found) throw notFound()
  return found
}

async function show(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const found = await recordedOf(dependencies, ctx)
  const { person } = visitorOf(ctx)
  const { pesan } = ctx.query
  const inForce = found.berlaku_at !== null && found.berlaku_at <= dependencies.clock.now()
  dependencies.staff.page(ctx, 'bkd/kontak-catatan.njk', {
    judul: `${found.kolom === 'email' ? 'Alamat surel' : 'Nomor telepon'} baru ${found.nama}`, remah: [LIST], action: ctx.path,
    apa: KONTAK_LABELS[found.kolom], nama: found.nama, lama: found.lama === null ? 'tidak ada' : maskKontak(found.lama),
    baru: found.nilai, alasan: found.alasan, pencatat: found.pencatat, saat: instantInWords(found.dicatat_at),
    berlaku: found.berlaku_at && instantInWords(found.berlaku_at), putusan: found.putusan,
    bolehSetuju: found.putusan === null && found.dicatat_oleh !== person.id && found.pegawai_id !== person.id,
    bolehTolak: found.putusan === null || (found.putusan === 'disetujui' && !inForce),
    olehSaya: found.dicatat_oleh === person.id,
    said: typeof pesan === 'string' && Object.hasOwn(OUTCOMES, pesan) ? OUTCOMES[pesan as ConfirmOutcome] : undefined,
  })
}

async function decide(dependencies: BkdDependencies, ctx: Context): Promise<void> {
  const { staff, database } = dependencies
  const { csrf, jawaban } = await readForm(ctx, decisionForm)
  staff.check(ctx, csrf)
  const { id } = await recordedOf(dependencies, ctx)
  const speaker = speakerOf(dependencies, ctx)
  const outcome = await database.knex.transaction(async (trx) => jawaban === 'setuju'
    ? await confirmContact(trx, id, speaker)
    : await refuseContact(trx, id, speaker) ? 'ditolak' : 'sudah-diputus')
  staff.done(ctx, ctx.path, outcome)
}
