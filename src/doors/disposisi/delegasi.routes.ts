import type { Context } from 'koa'
import { z } from 'zod'
import {
  type Delegation, delegationsOf, ownSeats, type OwnSeat,
} from '../../domain/permohonan/kursi/delegasi.queries.ts'
import { type DelegationInput, type DelegationMistake, MOST_DAYS } from '../../domain/permohonan/kursi/delegasi.rules.ts'
import { delegate, withdrawDelegation } from '../../domain/permohonan/kursi/delegasi.service.ts'
import { cleanText } from '../../domain/permohonan/formulir/bersih.rules.ts'
import { readForm } from '../../kernel/http/form.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { visitorOf } from '../guards.ts'
import { firstOf } from '../kerja.ts'
import { dayInWords } from '../kerja.rules.ts'
import type { Lencana } from '../permohonan.kata.ts'
import type { Route } from '../route.ts'
import type { DisposisiDependencies } from './meja.ts'

const PATH = '/disposisi/delegasi'

const text = z.string().catch('').transform(cleanText)
const form = z.object({ csrf: z.string().catch(''), kursi: text, nip: text, mulai: text, selesai: text, dasar: text })
const ending = z.object({ csrf: z.string().catch(''), delegasi: text })

const GALAT: Readonly<Record<DelegationMistake, string>> = {
  'kosong': 'Isi bagian ini.',
  'bukan-kursi-anda': 'Pilih kursi Anda sendiri. Yang didelegasikan kepada Anda tidak dapat diteruskan.',
  'bukan-tanggal': 'Pilih tanggal yang ada di kalender.',
  'sudah-lewat': 'Tanggal ini sudah lewat.',
  'sebelum-mulai': 'Hari terakhir tidak boleh sebelum hari pertama.',
  'terlalu-lama': `Paling lama ${MOST_DAYS} hari. Lebih lama dari itu perlu surat penugasan (Plh).`,
  'terlalu-panjang': 'Tulis lebih singkat.',
  'bukan-rekan': 'Tidak ada pegawai aktif dengan NIP ini di OPD Anda.',
  'diri-sendiri': 'Itu NIP Anda sendiri.',
  'sudah-ada': 'Orang ini sudah bertindak di kursi itu pada salah satu hari tersebut.',
}

const SAID: Readonly<Record<string, string>> = {
  'didelegasikan': 'Delegasi tercatat. Orangnya sudah diberi tahu.', 'dicabut': 'Delegasi dicabut dan berakhir sekarang.',
  'tidak-ada': 'Delegasi itu sudah berakhir.',
}

/** The holder of a seat lets a colleague act for him for some days, and takes it back. */
export const delegasiRoutes = (dependencies: DisposisiDependencies): Route[] => [
  { method: 'GET', path: PATH, handle: (ctx) => show(dependencies, ctx) },
  { method: 'POST', path: PATH, handle: (ctx) => give(dependencies, ctx) },
  { method: 'POST', path: `${PATH}/akhiri`, handle: (ctx) => end(dependencies, ctx) },
]

interface Typed {
  readonly nilai?: Partial<DelegationInput>
  readonly galat?: Partial<Record<keyof DelegationInput, string>>
}

function stateOf({ mulai, selesai, ended_at: ended }: Delegation, today: string): Lencana {
  if (ended) return { teks: 'Dicabut', lencana: '' }
  if (selesai < today) return { teks: 'Berakhir', lencana: '' }
  return mulai > today ? { teks: 'Belum mulai', lencana: 'warn' } : { teks: 'Berlaku', lencana: 'ok' }
}

const rowOf = (one: Delegation, today: string) => [
  { teks: one.jabatan, kecil: one.dasar }, { teks: one.nama_kepada, kecil: `dari ${one.nama_dari}` },
  `${dayInWords(one.mulai)} sampai ${dayInWords(one.selesai)}`, stateOf(one, today),
]

const choiceOf = ({ kursi_id: nilai, jabatan }: OwnSeat) => ({ nilai, teks: jabatan })

async function show({ staff, database, clock }: DisposisiDependencies, ctx: Context, { nilai = {}, galat = {} }: Typed = {}): Promise<void> {
  const { person } = visitorOf(ctx)
  const today = clock.today()
  const [seats, delegations] = await Promise.all([
    ownSeats(database.knex, { pegawaiId: person.id, today }), delegationsOf(database, person.id),
  ])
  const pesan = firstOf(ctx.query['pesan'])
  staff.page(ctx, 'disposisi/delegasi.njk', {
    judul: seats.length === 0 ? 'Anda tidak memegang kursi sendiri' : 'Delegasi kursi Anda', kursi: seats.map(choiceOf), nilai, galat,
    gagal: Object.keys(galat).length > 0, said: Object.hasOwn(SAID, pesan) ? SAID[pesan] : undefined, mostDays: MOST_DAYS,
    baris: delegations.map((one) => rowOf(one, today)),
    akhiri: delegations.filter((one) => one.dari === person.id && one.ended_at === null && one.selesai >= today)
      .map(({ id, nama_kepada: nama, jabatan }) => ({ id, label: `Akhiri: ${nama}, ${jabatan}` })),
  })
}

async function give(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const { csrf, ...nilai } = await readForm(ctx, form)
  dependencies.staff.check(ctx, csrf)
  const outcome = await delegate({ ...dependencies, oleh: visitorOf(ctx).person.id }, nilai)
  if (outcome.ok) return dependencies.staff.done(ctx, PATH, 'didelegasikan')
  ctx.status = 400
  const galat = Object.fromEntries(Object.entries(outcome.galat).map(([bidang, mistake]) => [bidang, GALAT[mistake]]))
  await show(dependencies, ctx, { nilai, galat })
}

async function end(dependencies: DisposisiDependencies, ctx: Context): Promise<void> {
  const { csrf, delegasi } = await readForm(ctx, ending)
  dependencies.staff.check(ctx, csrf)
  const isEnded = ID_FORM.test(delegasi) && await withdrawDelegation({ ...dependencies, oleh: visitorOf(ctx).person.id }, delegasi)
  dependencies.staff.done(ctx, PATH, isEnded ? 'dicabut' : 'tidak-ada')
}
