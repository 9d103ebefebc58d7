import type { Context } from 'koa'
import { z } from 'zod'
import { fingerprintOf, type KnownBrowser } from '../../domain/accounts/throttle/known-browser.rules.ts'
import { type OwnDevice, selectOwnDevices } from '../../domain/mfa/perangkat/perangkat.queries.ts'
import { endOwnTrust, forgetOwnDevice } from '../../domain/sessions/perangkat.service.ts'
import { readForm } from '../../kernel/http/form.ts'
import { language } from '../../kernel/http/locale.ts'
import { badRequest } from '../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../kernel/lib/ids.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { type AkunDependencies, checkForm, done, showAkun, wordsFor } from './halaman.ts'
import { instantInWords } from './kata.ts'

export interface PerangkatDependencies extends AkunDependencies {
  /** What this browser is known as. */
  readonly devices: { of(ctx: Context): KnownBrowser | undefined }
}

const text = z.string().catch('')
const form = z.object({ csrf: text, perangkat: text, aksi: z.enum(['cabut', 'lupakan']).optional().catch(undefined) })

/** Browsers that the person signed in from: which there are, the end of a trust, and forgetting one. */
export function perangkatRoutes(dependencies: PerangkatDependencies): Route[] {
  return [
    { method: 'GET', path: '/akun/perangkat', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/akun/perangkat', handle: (ctx) => change(dependencies, ctx) },
  ]
}

async function show(dependencies: PerangkatDependencies, ctx: Context): Promise<void> {
  const { person } = visitorOf(ctx)
  const lang = language(ctx)
  const words = wordsFor(ctx)
  const browser = dependencies.devices.of(ctx)
  const sidik = browser && fingerprintOf(browser.id, person.id).toString('hex')
  const now = dependencies.clock.now()
  const found = await dependencies.database.query<OwnDevice>(selectOwnDevices(person.id))
  const perangkat = found.map(({ tepercayaSampai: until, ...one }) => ({
    id: one.id, ini: one.sidik === sidik, nama: one.nama ?? words('akun.perangkat.lain'),
    pertama: instantInWords(one.pertama, lang), terakhir: instantInWords(one.terakhir, lang),
    sampai: until !== null && until > now ? instantInWords(until, lang) : undefined,
  }))
  showAkun(dependencies, ctx, 'perangkat', {
    perangkat: perangkat.toSorted((one, other) => Number(other.ini) - Number(one.ini)),
  })
}

/** @throws AppError 400 for what names no device or no act */
async function change(dependencies: PerangkatDependencies, ctx: Context): Promise<void> {
  const { csrf, perangkat: id, aksi } = await readForm(ctx, form)
  checkForm(dependencies, ctx, csrf)
  if (!ID_FORM.test(id) || aksi === undefined) throw badRequest('the form names no device')
  const chosen = { pegawaiId: visitorOf(ctx).person.id, id }
  const isDone = await (aksi === 'cabut' ? endOwnTrust : forgetOwnDevice)(dependencies, chosen)
  done(ctx, '/akun/perangkat', isDone ? `perangkat-${aksi}` : 'perangkat-sudah')
}
