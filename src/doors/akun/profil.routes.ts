import type { Context } from 'koa'
import { z } from 'zod'
import { type OwnLaporan, selectOwnLaporan } from '../../domain/accounts/koreksi/koreksi.queries.ts'
import { BIDANG, type KoreksiMistake, LONGEST, readKoreksi } from '../../domain/accounts/koreksi/koreksi.rules.ts'
import { reportMistake } from '../../domain/accounts/koreksi/koreksi.service.ts'
import { readForm } from '../../kernel/http/form.ts'
import { language, type Text, type TextKey } from '../../kernel/http/locale.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { type AkunDependencies, checkForm, done, showAkun, wordsFor } from './halaman.ts'
import { instantInWords } from './kata.ts'
import { presentProfile } from './profil.rules.ts'

/** Reports of his own that a person sees again. */
const SHOWN = 10

const form = z.object({ csrf: z.string().catch(''), bidang: z.string().catch(''), uraian: z.string().catch('') })

/** The person as the personnel system has him, and the way to say that it is wrong. */
export function profilRoutes(dependencies: AkunDependencies): Route[] {
  return [
    { method: 'GET', path: '/akun', handle: (ctx) => show(dependencies, ctx) },
    { method: 'GET', path: '/akun/koreksi', handle: (ctx) => showKoreksi(dependencies, ctx) },
    { method: 'POST', path: '/akun/koreksi', handle: (ctx) => report(dependencies, ctx) },
  ]
}

function show(dependencies: AkunDependencies, ctx: Context): void {
  const { person } = visitorOf(ctx)
  const lang = language(ctx)
  showAkun(dependencies, ctx, 'profil', {
    fakta: presentProfile(person, lang, wordsFor(ctx)),
    dataPer: person.dataPer === null ? undefined : instantInWords(person.dataPer, lang),
  })
}

interface Sent {
  readonly values?: { readonly bidang: string; readonly uraian: string }
  readonly errors?: Readonly<Partial<Record<'bidang' | 'uraian', Text>>>
}

async function showKoreksi(dependencies: AkunDependencies, ctx: Context, { values, errors = {} }: Sent = {}): Promise<void> {
  const lang = language(ctx)
  const words = wordsFor(ctx)
  const mine = await dependencies.database.query<OwnLaporan>(selectOwnLaporan(visitorOf(ctx).person.id, SHOWN))
  showAkun(dependencies, ctx, 'koreksi', {
    bidang: BIDANG.map((nilai) => ({ nilai, label: words(`akun.koreksi.bidang.${nilai}`) })), values: values ?? {}, errors,
    laporan: mine.map((one) => ({
      bidang: words(`akun.koreksi.bidang.${one.bidang}`), uraian: one.uraian, jawaban: one.jawaban,
      sejak: instantInWords(one.createdAt, lang),
    })),
  })
}

const asText = ({ field, reason }: KoreksiMistake): Text =>
  ({ key: `akun.koreksi.galat.${field}.${reason}` as TextKey, params: { batas: LONGEST } })

async function report(dependencies: AkunDependencies, ctx: Context): Promise<void> {
  const { csrf, ...values } = await readForm(ctx, form)
  checkForm(dependencies, ctx, csrf)
  const read = readKoreksi(values)
  if ('mistakes' in read) {
    ctx.status = 400
    const errors = Object.fromEntries(read.mistakes.map((mistake) => [mistake.field, asText(mistake)]))
    return showKoreksi(dependencies, ctx, { values, errors })
  }
  const { person } = visitorOf(ctx)
  const taken = await reportMistake(dependencies, { pegawaiId: person.id, ...read })
  if (taken) return done(ctx, '/akun/koreksi', 'dilaporkan')
  ctx.status = 400
  return showKoreksi(dependencies, ctx, { values, errors: { uraian: { key: 'akun.koreksi.galat.penuh' } } })
}
