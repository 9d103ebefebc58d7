import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../kernel/http/form.ts'
import { findText, language } from '../../kernel/http/locale.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { record } from '../../domain/audit/index.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import { knownScopes } from '../../oidc/scopes.ts'
import type { Route } from '../route.ts'
import { goOn, type JourneyDependencies, requirePrompt, showStep, stepOf } from './journey.ts'
import { showLogin } from './login.routes.ts'
import { presentRelease } from './persetujuan.rules.ts'

interface Dependencies extends JourneyDependencies {
  readonly clock: Clock
  readonly findPerson: (sub: string) => Promise<PersonToday | undefined>
}

const answerForm = z.object({ csrf: z.string().catch(''), persetujuan: z.enum(['ya', 'tidak']).catch('tidak') })

/** The questions beside the password: may you enter, do you agree; and leaving without an answer. */
export function stepRoutes(dependencies: Dependencies): Route[] {
  return [
    { method: 'GET', path: '/masuk/:uid', handle: (ctx) => show(dependencies, ctx) },
    { method: 'POST', path: '/masuk/:uid/kembali', handle: (ctx) => backToApplication(dependencies, ctx) },
    { method: 'POST', path: '/masuk/:uid/ganti', handle: (ctx) => somebodyElse(dependencies, ctx) },
    { method: 'POST', path: '/masuk/:uid/persetujuan', handle: (ctx) => consent(dependencies, ctx) },
  ]
}

async function show(dependencies: Dependencies, ctx: Context): Promise<void> {
  const { prompt } = stepOf(ctx)
  if (prompt === 'akses' && ctx.query['ganti'] === undefined) return showRefusal(dependencies, ctx)
  if (prompt === 'consent') return showConsent(dependencies, ctx)
  return showLogin(dependencies, ctx)
}

async function showRefusal(dependencies: Dependencies, ctx: Context): Promise<void> {
  const { uid, sub, alasan = 'klien' } = stepOf(ctx)
  const person = sub === undefined ? undefined : await dependencies.findPerson(sub)
  ctx.status = 403
  showStep(dependencies, ctx, 'masuk/ditolak.njk', {
    alasan,
    orang: { nama: person?.nama ?? '', nomor: maskNomor(person?.nomor ?? null) },
    kembaliAction: `/masuk/${uid}/kembali`,
    gantiAction: `/masuk/${uid}/ganti`,
  })
}

async function backToApplication(dependencies: Dependencies, ctx: Context): Promise<void> {
  requirePrompt(ctx, 'akses')
  const { csrf } = await readForm(ctx, answerForm)
  dependencies.csrf.check(csrf, stepOf(ctx).uid)
  return goOn(dependencies, ctx, {
    error: 'access_denied', error_description: 'this person may not enter this application',
  })
}

/** To a page with an address of its own: it can be reloaded, and read in the other language. */
async function somebodyElse(dependencies: Dependencies, ctx: Context): Promise<void> {
  requirePrompt(ctx, 'akses')
  const { csrf } = await readForm(ctx, answerForm)
  const { uid } = stepOf(ctx)
  dependencies.csrf.check(csrf, uid)
  ctx.redirect(`/masuk/${uid}?ganti=1`)
  ctx.status = 303
}

async function showConsent(dependencies: Dependencies, ctx: Context): Promise<void> {
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

async function consent(dependencies: Dependencies, ctx: Context): Promise<void> {
  requirePrompt(ctx, 'consent')
  const step = stepOf(ctx)
  const { csrf, persetujuan } = await readForm(ctx, answerForm)
  dependencies.csrf.check(csrf, step.uid)
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
