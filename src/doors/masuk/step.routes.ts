import type { Context } from 'koa'
import { z } from 'zod'
import { findText, language } from '../../kernel/http/locale.ts'
import { record } from '../../domain/audit/index.ts'
import { explainEntry } from '../../domain/clients/masuk/penjelasan.service.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { knownScopes } from '../../oidc/scopes.ts'
import type { Route } from '../route.ts'
import { goOn, type JourneyDependencies, readStepForm, requirePrompt, showStep, stepOf } from './journey.ts'
import { showJourney } from './journey.routes.ts'
import type { JourneyPage } from './langkah/page.ts'
import { presentRelease } from './persetujuan.rules.ts'

const answerForm = z.object({ csrf: z.string().catch(''), persetujuan: z.enum(['ya', 'tidak']).catch('tidak') })

/** The questions beside the password: may you enter, do you agree; and leaving without an answer. */
export function stepRoutes(dependencies: JourneyDependencies, pages: readonly JourneyPage[]): Route[] {
  return [
    { method: 'GET', path: '/masuk/:uid', handle: (ctx) => show(dependencies, pages, ctx) },
    { method: 'POST', path: '/masuk/:uid/kembali', handle: (ctx) => backToApplication(dependencies, ctx) },
    { method: 'POST', path: '/masuk/:uid/persetujuan', handle: (ctx) => consent(dependencies, ctx) },
  ]
}

async function show(dependencies: JourneyDependencies, pages: readonly JourneyPage[], ctx: Context): Promise<void> {
  const { prompt, perjalanan } = stepOf(ctx)
  if (prompt === 'consent') return showConsent(dependencies, ctx)
  // Who was refused may sign in as somebody else; once that began it goes on.
  if (prompt === 'akses' && !perjalanan && ctx.query['ganti'] === undefined) return showRefusal(dependencies, ctx)
  return showJourney(dependencies, pages, ctx)
}

/** Refusals about which somebody of the application's OPD can be asked. */
const RULED: ReadonlySet<string> = new Set(['aturan', 'pilot', 'penguji'])

async function showRefusal(dependencies: JourneyDependencies, ctx: Context): Promise<void> {
  const { uid, sub, alasan = 'klien', aplikasi } = stepOf(ctx)
  const { database, clock } = dependencies
  const person = sub === undefined ? undefined : await dependencies.findPerson(sub)
  const entry = RULED.has(alasan)
    ? await explainEntry(database, { aturan: aplikasi.aturanMasuk, opd: aplikasi.opd, today: clock.today() }) : undefined
  ctx.status = 403
  showStep(dependencies, ctx, 'masuk/ditolak.njk', {
    alasan, ...entry,
    orang: { nama: person?.nama ?? '', nomor: maskNomor(person?.nomor ?? null) },
    kembaliAction: `/masuk/${uid}/kembali`,
    gantiAction: `/masuk/${uid}/ganti`,
  })
}

async function backToApplication(dependencies: JourneyDependencies, ctx: Context): Promise<void> {
  requirePrompt(ctx, 'akses', 'login')
  await readStepForm(dependencies, ctx, answerForm)
  if (stepOf(ctx).prompt === 'login') {
    return goOn(dependencies, ctx, {
      error: 'unmet_authentication_requirements', error_description: 'the person went back before more was proven',
    })
  }
  return goOn(dependencies, ctx, {
    error: 'access_denied', error_description: 'this person may not enter this application',
  })
}

async function showConsent(dependencies: JourneyDependencies, ctx: Context): Promise<void> {
  const step = stepOf(ctx)
  const lang = language(ctx)
  const person = step.sub === undefined ? undefined : await dependencies.findPerson(step.sub)
  const agreed = await dependencies.interactions.agreedScopes(step)
  showStep(dependencies, ctx, 'masuk/persetujuan.njk', {
    klaim: presentRelease(person, { ...step, agreed }, (key, params) => findText(lang, key, params) ?? key),
    tambahan: agreed !== '',
    action: `/masuk/${step.uid}/persetujuan`,
  })
}

async function consent(dependencies: JourneyDependencies, ctx: Context): Promise<void> {
  requirePrompt(ctx, 'consent')
  const step = stepOf(ctx)
  const { persetujuan } = await readStepForm(dependencies, ctx, answerForm)
  const about = { actor: `pegawai:${step.sub ?? ''}`, subject: step.sub, clientId: step.clientId } as const
  if (persetujuan === 'tidak') {
    record({
      kind: 'persetujuan.ditolak', ...about, outcome: 'ditolak', data: { scope: knownScopes(step.scopes) },
    }, dependencies.clock.now())
    return goOn(dependencies, ctx, { error: 'access_denied', error_description: 'the person did not agree' })
  }
  const { grantId, ...data } = await dependencies.interactions.grantConsent(step)
  record({ kind: 'persetujuan.diberikan', ...about, data }, dependencies.clock.now())
  return goOn(dependencies, ctx, { consent: { grantId } })
}
