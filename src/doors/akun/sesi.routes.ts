import type { Context } from 'koa'
import { z } from 'zod'
import { endOwnSessions, type OwnChoice, ownSessions } from '../../domain/sessions/own/index.ts'
import { readForm } from '../../kernel/http/form.ts'
import { language } from '../../kernel/http/locale.ts'
import { badRequest } from '../../kernel/lib/app-error.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { type AkunDependencies, checkForm, done, showAkun, wordsFor } from './halaman.ts'
import { deviceInWords, instantInWords } from './kata.ts'

/** SHA-256 in hexadecimal, as the page gives it. */
const TANDA = /^[0-9a-f]{64}$/

const form = z.object({ csrf: z.string().catch(''), sesi: z.string().catch('') })

/** Where the person is signed in, and how he ends that: one session, or all but this one. */
export function sesiRoutes(dependencies: AkunDependencies): Route[] {
  return [
    { method: 'GET', path: '/akun/sesi', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/akun/sesi', handle: (ctx) => end(dependencies, ctx) },
  ]
}

async function show(dependencies: AkunDependencies, ctx: Context): Promise<void> {
  const { person, session } = visitorOf(ctx)
  const lang = language(ctx)
  const words = wordsFor(ctx)
  const sessions = await ownSessions(dependencies.database, dependencies.clock, person.id)
  const sesi = sessions.map((one) => ({
    tanda: one.tanda, ini: one.uid === session.uid, perangkat: deviceInWords(one.peramban, words), alamat: one.alamat,
    kantor: one.kantor,
    masuk: one.loginAt && instantInWords(one.loginAt, lang), terakhir: instantInWords(one.lastSeenAt, lang),
    aplikasi: one.aplikasi,
  }))
  showAkun(dependencies, ctx, 'sesi', {
    sesi: sesi.toSorted((one, other) => Number(other.ini) - Number(one.ini)), lain: sesi.some(({ ini }) => !ini),
  })
}

/** @throws AppError 400 for what names no session */
function choiceOf(sesi: string, uid: string): OwnChoice {
  if (sesi === 'lain') return { selain: uid }
  if (!TANDA.test(sesi)) throw badRequest('the form names no session')
  return { tanda: sesi }
}

async function end(dependencies: AkunDependencies, ctx: Context): Promise<void> {
  const { csrf, sesi } = await readForm(ctx, form)
  checkForm(dependencies, ctx, csrf)
  const { person, session } = visitorOf(ctx)
  const ended = await endOwnSessions(dependencies, person.id, choiceOf(sesi, session.uid))
  done(ctx, '/akun/sesi', ended === 0 ? 'sesi-sudah-berakhir' : 'sesi-diakhiri')
}
