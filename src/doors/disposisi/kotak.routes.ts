import type { Context } from 'koa'
import { inboxOf, type InboxItem } from '../../domain/permohonan/alur/index.ts'
import { PUTUSAN_KEY, type PutusanSaya, selectPutusan } from '../../domain/permohonan/meja/putusan-saya.queries.ts'
import { cutPage, readWindow } from '../../kernel/db/keyset.ts'
import { visitorOf } from '../guards.ts'
import { pagerOf } from '../kerja.ts'
import { instantInWords, numberInWords } from '../kerja.rules.ts'
import { sebagaiInWords } from '../../domain/permohonan/kata.ts'
import { jamInWords, KEADAAN, putusanBadge } from '../permohonan.kata.ts'
import type { Route } from '../route.ts'
import { type DisposisiDependencies, filePath, MEJA } from './meja.ts'

const PAGE = 20

/** What waits for somebody, the most urgent first, and what he decided. */
export const kotakRoutes = (dependencies: DisposisiDependencies): Route[] => [
  { method: 'GET', path: MEJA, handle: (ctx) => show(dependencies, ctx) },
]

const JENIS = { baru: 'aplikasi baru', perubahan: 'perubahan klien' } as const

function waitingRow({ permohonanId, nama, nomor, jenis, opd, judul, mulaiAt, jam }: InboxItem) {
  const { teks, lencana, sisa } = jamInWords(jam)
  return [
    { teks: nama || nomor, href: filePath(permohonanId), kecil: `${nomor}, ${JENIS[jenis]}` }, opd,
    { teks: judul, kecil: `sejak ${instantInWords(mulaiAt)}` }, { teks, lencana, kecil: sisa },
  ]
}

function decidedRow({ permohonan_id: id, nama, nomor, putusan, sebagai, at, keadaan }: PutusanSaya) {
  return [
    { teks: nama || nomor, href: filePath(id), kecil: nomor }, { ...putusanBadge(putusan), kecil: instantInWords(at) },
    sebagaiInWords(sebagai), KEADAAN[keadaan],
  ]
}

async function show({ staff, database, clock }: DisposisiDependencies, ctx: Context): Promise<void> {
  const { person, roles } = visitorOf(ctx)
  const window = readWindow(ctx.query, PUTUSAN_KEY, PAGE)
  const [waiting, found] = await Promise.all([
    inboxOf(database, { roles, today: clock.today(), now: clock.now() }),
    database.query<PutusanSaya>(selectPutusan(person.id, window)),
  ])
  const decided = cutPage(found, window, ({ kunci, id }) => [kunci, id])
  staff.page(ctx, 'disposisi/kotak.njk', {
    judul: waiting.length === 0 ? 'Tidak ada permohonan yang menunggu Anda' : `${numberInWords(waiting.length)} permohonan menunggu Anda`,
    menunggu: waiting.map(waitingRow), diputus: decided.rows.map(decidedRow), tautan: pagerOf(ctx, decided),
  })
}
