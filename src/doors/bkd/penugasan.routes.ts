import type { Context } from 'koa'
import { z } from 'zod'
import { KEY_PARTS, readWindow } from '../../kernel/db/keyset.ts'
import { readForm } from '../../kernel/http/form.ts'
import { readUpload } from '../../kernel/http/upload.ts'
import { AppError, notFound } from '../../kernel/lib/app-error.ts'
import type { Seal } from '../../kernel/lib/seal.ts'
import { unitChoices, opdChoices } from '../../domain/kepegawaian/choices.service.ts'
import { findCandidate, findCandidateByNomor } from '../../domain/kepegawaian/penugasan/candidate.service.ts'
import type { LetterInput, LetterMistakes, LetterStatus } from '../../domain/kepegawaian/penugasan/letter.rules.ts'
import { findLetter, listLetters } from '../../domain/kepegawaian/penugasan/list.queries.ts'
import { recordLetter } from '../../domain/kepegawaian/penugasan/record.service.ts'
import { MOST_SCAN_BYTES, SCAN_KINDS } from '../../domain/kepegawaian/penugasan/scan.rules.ts'
import { openScan } from '../../domain/kepegawaian/penugasan/scan.service.ts'
import { opdOf } from '../../domain/pegawai/unit/unit.rules.ts'
import { pagerOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'
import { JENIS, letterSentences, MESSAGES, STATUS } from './penugasan.kata.ts'
import { candidateWords, letterRows, presentLetter } from './penugasan.rules.ts'
import { asked, idOf, petugasOf, readerOf } from './petugas.ts'

export interface SealedDependencies extends BkdDependencies {
  readonly seal: Seal
}

const ROOT = '/bkd/penugasan'
const ROWS = 25
/** The scan, and what stands around it. */
const MOST_FORM_BYTES = MOST_SCAN_BYTES + 64 * 1024

const text = z.string().trim().catch('')
const searchForm = z.object({ csrf: text, nip: text })
const letterForm = z.object({
  csrf: text, jenis: text, jabatan: text, unit: text, mulai: text, selesai: text, sk: text,
})

/** Assignments by hand: the list, one in full with its scan, and recording one. */
export function penugasanRoutes(dependencies: SealedDependencies): Route[] {
  return [
    { method: 'GET', path: ROOT, handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/baru`, handle: (ctx) => { showSearch(dependencies, ctx) } },
    { method: 'POST', path: `${ROOT}/cari`, handle: (ctx) => search(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/baru/:orang`, handle: (ctx) => showForm(dependencies, ctx) },
    { method: 'POST', path: `${ROOT}/baru/:orang`, handle: (ctx) => record(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id`, handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: `${ROOT}/:id/pindaian`, handle: (ctx) => download(dependencies, ctx) },
  ]
}

async function list({ staff, database, clock }: SealedDependencies, ctx: Context): Promise<void> {
  const status = asked(ctx, 'status')
  const saringan = {
    status: Object.hasOwn(STATUS, status) ? status as LetterStatus : '' as const, jenis: asked(ctx, 'jenis'),
    cari: asked(ctx, 'cari'),
  }
  const window = readWindow(ctx.query, [KEY_PARTS.instant, KEY_PARTS.uuid], ROWS)
  const today = clock.today()
  const page = await listLetters(database, readerOf(ctx), saringan, window, today)
  staff.page(ctx, 'bkd/penugasan.njk', {
    baris: letterRows(page.rows, today), halaman: pagerOf(ctx, page), saringan, jenis: JENIS,
    status: Object.entries(STATUS).map(([nilai, { teks }]) => ({ nilai, teks })),
    bolehCatat: petugasOf(ctx).isBkd || petugasOf(ctx).unitIds.length > 0,
  })
}

function showSearch({ staff }: SealedDependencies, ctx: Context, failed?: { nip: string; galat: string }): void {
  if (failed) ctx.status = 400
  staff.page(ctx, 'bkd/penugasan-cari.njk', { nilai: failed?.nip, galat: failed ? { nip: failed.galat } : {} })
}

/** The number comes in a form: addresses are kept in logs and histories. */
async function search(dependencies: SealedDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const { csrf, nip } = await readForm(ctx, searchForm)
  staff.check(ctx, csrf)
  if (nip === '') return showSearch(dependencies, ctx, { nip, galat: 'Isi NIP orang yang ditugasi.' })
  const person = await findCandidateByNomor({ database, clock, petugas: petugasOf(ctx) }, nip.slice(0, 64))
  if (!person) {
    return showSearch(dependencies, ctx, {
      nip: nip.slice(0, 64), galat: 'Tidak ada orang dengan NIP ini yang dapat Anda tugasi. Periksa angkanya.',
    })
  }
  staff.done(ctx, `${ROOT}/baru/${person.id}`)
}

async function showForm(
  { staff, database, clock }: SealedDependencies, ctx: Context,
  failed?: { values: LetterInput; galat: LetterMistakes },
): Promise<void> {
  const desk = { database, clock, petugas: petugasOf(ctx) }
  const person = await findCandidate(desk, idOf(ctx, 'orang'))
  if (!person) throw notFound('no such person in reach')
  const opds = await opdChoices(desk)
  const wanted = asked(ctx, 'opd') || opdOf(person.unitChain)?.id
  const opd = opds.find(({ id }) => id === wanted)?.id ?? opds[0]?.id
  const units = await unitChoices(desk, opd)
  if (failed) ctx.status = 400
  staff.page(ctx, 'bkd/penugasan-baru.njk', {
    kandidat: candidateWords(person), jenis: JENIS, opd, nilai: failed?.values ?? { jenis: 'PLH' },
    pilihanOpd: opds.map(({ id, nama }) => ({ nilai: id, teks: nama })),
    pilihanUnit: units.map(({ id, nama }) => ({ nilai: id, teks: nama })),
    galat: letterSentences(failed?.galat ?? {}),
  })
}

async function record(dependencies: SealedDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock, seal } = dependencies
  const orang = idOf(ctx, 'orang')
  let upload
  try {
    upload = await readUpload(ctx, letterForm, { most: MOST_FORM_BYTES })
  } catch (error) {
    if (!(error instanceof AppError && error.status === 413)) throw error
    // Nothing of a form that is too large was read: its fields are lost, the person is told why.
    return showForm(dependencies, ctx, { values: EMPTY, galat: { pindaian: 'pindaian-besar' } })
  }
  const { fields: { csrf, ...values }, files } = upload
  staff.check(ctx, csrf)
  const desk = { database, clock, seal, petugas: petugasOf(ctx) }
  const recorded = await recordLetter(desk, orang, values, files.get('pindaian')?.bytes)
  if (!recorded) throw notFound('no such person in reach')
  if (!recorded.ok) return showForm(dependencies, ctx, { values, galat: recorded.galat })
  staff.done(ctx, `${ROOT}/${recorded.id}`, 'dicatat')
}

const EMPTY: LetterInput = { jenis: 'PLH', jabatan: '', unit: '', mulai: '', selesai: '', sk: '' }

async function show({ staff, database, clock }: SealedDependencies, ctx: Context): Promise<void> {
  const today = clock.today()
  const letter = await findLetter(database, readerOf(ctx), idOf(ctx, 'id'), today)
  if (!letter) throw notFound('no such assignment in reach')
  const petugas = petugasOf(ctx)
  const { boleh, ...page } = presentLetter(letter, today, petugas)
  const acts = petugas.isBkd || petugas.unitIds.length > 0 ? boleh : { konfirmasi: false, tolak: false, cabut: false }
  staff.page(ctx, 'bkd/penugasan-satu.njk', { ...page, boleh: acts, kabar: MESSAGES[asked(ctx, 'pesan')] })
}

/** A file from outside is never shown by us: it is saved, under a name of ours, and nobody guesses its kind. */
async function download({ database, clock, seal }: SealedDependencies, ctx: Context): Promise<void> {
  const id = idOf(ctx, 'id')
  const scan = await openScan({ database, clock, seal, petugas: readerOf(ctx) }, id)
  if (!scan) throw notFound('no scan in reach')
  ctx.type = scan.jenis
  ctx.set('content-disposition', `attachment; filename="penugasan-${id}.${SCAN_KINDS[scan.jenis]}"`)
  ctx.set('x-content-type-options', 'nosniff')
  ctx.set('cache-control', 'no-store')
  ctx.body = scan.bytes
}
