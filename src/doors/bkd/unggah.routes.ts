import type { Context } from 'koa'
import { z } from 'zod'
import { readUpload } from '../../kernel/http/upload.ts'
import { AppError } from '../../kernel/lib/app-error.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { FeedRefusal } from '../../domain/kepegawaian/refusal.ts'
import { stageUpload } from '../../domain/kepegawaian/runs/index.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { karantinaWords } from './karantina.kata.ts'
import type { SealedDependencies } from './penugasan.routes.ts'
import { reasonWords } from './run.kata.ts'

/** 10,000 people are about 4 MB; the connection has half a minute for it. */
const MOST_BYTES = 32 * 1024 * 1024

const FILES = ['pegawai', 'unor', 'penugasan'] as const

const form = z.object({ csrf: z.string().catch(''), penuh: z.literal('1').optional().catch(undefined) })

type Mistakes = Partial<Record<(typeof FILES)[number], string>>

/** An export bundle by the browser: its columns are looked at, then it is tried; nothing is applied here. */
export function unggahRoutes(dependencies: SealedDependencies): Route[] {
  return [
    { method: 'GET', path: '/bkd/unggah', handle: (ctx) => { show(dependencies, ctx, {}) } },
    { method: 'POST', path: '/bkd/unggah', handle: (ctx) => upload(dependencies, ctx) },
  ]
}

function show({ staff }: SealedDependencies, ctx: Context, galat: Mistakes, penuh = false): void {
  const gagal = Object.keys(galat).length > 0
  if (gagal) ctx.status = 400
  staff.page(ctx, 'bkd/unggah.njk', {
    judul: 'Unggah paket ekspor', galat, gagal, penuh, most: MOST_BYTES / 1024 ** 2,
    remah: [{ judul: 'Proses penyelarasan', href: '/bkd/run' }],
  })
}

/** What keeps a bundle from being taken, in words of BKD; the sentence of the code, and where in the file. */
function mistakeOf(error: unknown): string {
  if (!(error instanceof FeedRefusal)) return 'Berkas pegawai tidak ditemukan, atau dua berkas berisi hal yang sama.'
  const where = error.findings[0]
  const detail = where ? ` ${where.file}, baris ${where.line}${where.field === '' ? '' : `, kolom ${where.field}`}: ${karantinaWords(where.reason).apa}` : ''
  return `${reasonWords(error.code) ?? 'Berkasnya tidak dapat dipercaya.'}${detail}`
}

async function upload(dependencies: SealedDependencies, ctx: Context): Promise<void> {
  const { staff } = dependencies
  let sent
  try {
    sent = await readUpload(ctx, form, { most: MOST_BYTES })
  } catch (error) {
    if (!(error instanceof AppError && error.status === 413)) throw error
    show(dependencies, ctx, { pegawai: `Berkasnya lebih dari ${MOST_BYTES / 1024 ** 2} MB bersama-sama.` })
    return
  }
  const { fields: { csrf, penuh }, files } = sent
  staff.check(ctx, csrf)
  if (!files.has('pegawai')) {
    show(dependencies, ctx, { pegawai: 'Pilih berkas pegawai.csv.' }, penuh === '1')
    return
  }
  // Which file is which is said by where it was chosen, whatever it is called.
  const named = FILES.flatMap((name) => {
    const file = files.get(name)
    return file ? [{ name: `${name}.csv`, bytes: file.bytes }] : []
  })
  try {
    const run = await stageUpload(dependencies, { files: named, full: penuh === '1', by: visitorOf(ctx).person.id })
    staff.done(ctx, `/bkd/run/${run}`, 'diunggah')
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    show(dependencies, ctx, { pegawai: mistakeOf(error) }, penuh === '1')
  }
}
