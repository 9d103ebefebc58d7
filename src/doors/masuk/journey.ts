import type { Context } from 'koa'
import type { z } from 'zod'
import type { Csrf } from '../../kernel/http/csrf.ts'
import { readForm } from '../../kernel/http/form.ts'
import { speakAs } from '../../kernel/http/locale.ts'
import type { Database } from '../../kernel/db/database.ts'
import { networkOf } from '../../kernel/http/network.rules.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { stateOf } from '../../kernel/http/state.ts'
import { AppError } from '../../kernel/lib/app-error.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { sha256 } from '../../kernel/lib/ids.ts'
import type { NoteNetwork } from '../../domain/accounts/sinyal/jaringan.service.ts'
import type { PasswordTerms } from '../../domain/accounts/password-terms.rules.ts'
import { record } from '../../domain/audit/index.ts'
import { isKnownTo } from '../../domain/accounts/throttle/known-browser.rules.ts'
import { assuranceOf, buktiOf, strongest } from '../../domain/mfa/assurance.rules.ts'
import { type DemandFor, PASSWORD_DEMAND } from '../../domain/mfa/demand.ts'
import { readResetLink } from '../../domain/mfa/lupa/tautan.ts'
import { isTrusted } from '../../domain/mfa/perangkat/perangkat.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import type { Interactions, JourneyResult, JourneyStep } from '../../oidc/interactions.ts'
import { PORTAL_CLIENT_ID } from '../../oidc/registration.ts'
import {
  isResetting, type JourneyFacts, type JourneyState, merge, NEW_JOURNEY, nextStep, type StepName, strictly,
} from './journey.rules.ts'
import { tautanReset } from './lupa.ts'
import { surat } from './surat.ts'
import { keepDevice } from './ingat.ts'
import { wasReminded } from './pengingat.ts'
import { provenIn } from './percaya.rules.ts'
import type { Devices } from './perangkat.ts'

/** What the pages of the sign-in journey are made from. */
export interface JourneyDependencies {
  readonly renderer: Renderer
  readonly interactions: Interactions
  readonly csrf: Csrf
  readonly clock: Clock
  readonly devices: Devices
  /** @returns the person as of today when he may be signed in, else undefined */
  readonly findPerson: (sub: string) => Promise<PersonToday | undefined>
  readonly demandFor: DemandFor
  readonly noteNetwork: NoteNetwork
  /** What this instance asks of passwords; nothing unless given. */
  readonly terms?: PasswordTerms | undefined
  readonly database: Database
}

/** Where one sign-in stands. */
export interface Journey {
  readonly state: JourneyState
  readonly facts: JourneyFacts
  /** The step that is open. */
  readonly langkah: StepName
}

/** @returns the open question of this browser, put there by the guard `interaksi` */
export function stepOf(ctx: Context): JourneyStep {
  return (ctx.state as { step: JourneyStep }).step
}

/**
 * An answer fits the open question alone: one to another question has no meaning, and no consequence.
 * @throws AppError 400 `wrong-step`
 */
export function requirePrompt(ctx: Context, ...prompts: JourneyStep['prompt'][]): void {
  if (!prompts.includes(stepOf(ctx).prompt)) throw new AppError('wrong-step', 400, 'another question is open')
}

/** The application as pages name it; our own portal is nobody's application. */
export function aplikasiOf({ clientId, aplikasi }: JourneyStep) {
  if (clientId === PORTAL_CLIENT_ID) return null
  return { nama: aplikasi.nama, opd: aplikasi.opd?.nama ?? '', host: aplikasi.host }
}

/** Shows a page whose form leads back to the application in the end. */
export function showStep(
  { renderer, csrf }: Pick<JourneyDependencies, 'renderer' | 'csrf'>, ctx: Context, view: string,
  data: Record<string, unknown>,
): void {
  const step = stepOf(ctx)
  const state = stateOf(ctx)
  state.csrf = csrf.token(step.uid)
  state.halaman = `/masuk/${step.uid}`
  if (step.returnOrigin) state.formOrigins.push(step.returnOrigin)
  renderer.page(ctx, view, { aplikasi: aplikasiOf(step), ...data })
}

/**
 * Reads a form of the journey; its schema has the field `csrf`.
 * @throws AppError 400 for a form that this page did not make, or that cannot be read; 413
 */
export async function readStepForm<Schema extends z.ZodType<{ csrf: string }>>(
  { csrf }: Pick<JourneyDependencies, 'csrf'>, ctx: Context, schema: Schema,
): Promise<z.infer<Schema>> {
  const form = await readForm(ctx, schema)
  csrf.check(form.csrf, stepOf(ctx).uid)
  return form
}

/** Gives the answer and sends the browser on with GET (RFC 9110, 15.4.4). */
export async function goOn(
  { interactions }: Pick<JourneyDependencies, 'interactions'>, ctx: Context, result: JourneyResult,
): Promise<void> {
  ctx.redirect(await interactions.answer(ctx, result))
  ctx.status = 303
  const step = stepOf(ctx)
  if (step.returnOrigin) stateOf(ctx).formOrigins.push(step.returnOrigin)
}

/** Leads to the page of the step that is open, whatever was asked for. */
export function toOpenStep(ctx: Context): void {
  ctx.redirect(`/masuk/${stepOf(ctx).uid}`)
  ctx.status = 303
}

async function journeyAt(dependencies: JourneyDependencies, ctx: Context, state: JourneyState): Promise<Journey> {
  const { findPerson, demandFor, clock, devices, terms } = dependencies
  const { sub, bersama } = state
  const browser = devices.of(ctx)
  const { clientId, acr: { minimum, wajib, ingin } } = stepOf(ctx)
  const person = sub === undefined ? undefined : await findPerson(sub)
  if (person) speakAs(ctx, person)
  const facts = strictly(state, {
    person,
    tuntutan: person ? await demandFor(person, clientId, networkOf(ctx.ip) || undefined) : PASSWORD_DEMAND,
    perangkat: {
      dikenal: browser !== undefined && sub !== undefined && isKnownTo(browser, sub),
      tepercaya: !bersama && person !== undefined && isTrusted(person, browser, clock.now()),
    },
    aplikasi: { wajib: minimum || wajib ? strongest([minimum, wajib]) : undefined, ingin },
    diingatkan: wasReminded(ctx), masaSandi: terms?.days,
    today: clock.today(),
  })
  return { state, facts, langkah: nextStep(state, facts) }
}

/** What `advance` kept, and nobody else writes; before that what is known of who is here. */
function keptIn(ctx: Context): JourneyState {
  const { perjalanan, sesi } = stepOf(ctx)
  const kept = perjalanan as JourneyState | undefined
  // A link that was opened goes before what had not begun to prove anything.
  if (tautanReset.read(ctx) && (kept?.bukti ?? []).length === 0 && kept?.alur !== 'reset') return { ...NEW_JOURNEY, alur: 'reset' }
  if (kept) return kept
  if (surat.read(ctx) !== undefined) return { ...NEW_JOURNEY, alur: 'aktivasi' }
  return sesi ? { ...NEW_JOURNEY, sub: sesi.sub, bukti: buktiOf(sesi.amr), bersama: sesi.bersama } : NEW_JOURNEY
}

/**
 * Who forgot his password is known by the link that his browser holds, anew at each step: it may be over, used or replaced
 * by then. What was proven beside another link counts no more.
 */
async function byLink({ database }: JourneyDependencies, ctx: Context, kept: JourneyState): Promise<JourneyState> {
  if (!isResetting(kept)) return kept
  const link = tautanReset.read(ctx)
  const tautan = link && sha256(link.rahasia).toString('base64url')
  const sub = link && await readResetLink(database, link)
  const state = tautan === kept.reset?.tautan ? kept : { ...NEW_JOURNEY, alur: kept.alur }
  return { ...state, sub, reset: { ...kept.reset, tautan, lewat: link?.lewat } }
}

const stateIn = (dependencies: JourneyDependencies, ctx: Context): Promise<JourneyState> => byLink(dependencies, ctx, keptIn(ctx))

/**
 * Keeps a state. Whose password is forgotten stands in no interaction: one that names a person ends with everything else
 * of his, and this one goes on when his new password is stored.
 */
function keep({ interactions }: JourneyDependencies, ctx: Context, state: JourneyState): Promise<void> {
  return interactions.progress(ctx, isResetting(state) ? { ...state, sub: undefined } : state)
}

/**
 * @returns where the sign-in of this browser stands. One that could end has not: it waits for an answer that changes
 *   what was found wrong, and that is the password.
 */
export async function openJourney(dependencies: JourneyDependencies, ctx: Context): Promise<Journey> {
  const journey = await journeyAt(dependencies, ctx, await stateIn(dependencies, ctx))
  return journey.langkah === 'selesai' ? { ...journey, langkah: 'kata-sandi' } : journey
}

/**
 * Keeps something of a step that stays open.
 * @throws AppError 400 `stale-interaction` when another tab was faster
 */
export async function keepInJourney(
  dependencies: JourneyDependencies, ctx: Context, change: Partial<JourneyState>,
): Promise<void> {
  return keep(dependencies, ctx, merge(await stateIn(dependencies, ctx), change))
}

/**
 * Goes on from a step: to the page of the next one, or back to the application with somebody signed in. Nothing is
 * signed in before that.
 * @param change what the step brought about; see `merge`
 * @throws AppError 400 `stale-interaction` when another tab was faster
 */
export async function advance(
  dependencies: JourneyDependencies, ctx: Context, change: Partial<JourneyState>,
): Promise<void> {
  const state = merge(await stateIn(dependencies, ctx), change)
  const { langkah, facts } = await journeyAt(dependencies, ctx, state)
  if (langkah === 'selesai') return finish(dependencies, ctx, state, facts)
  const { sub = '' } = state
  if (change.bukti?.includes('sandi')) {
    record({
      kind: 'masuk.sandi-cocok', actor: `pegawai:${sub}`, subject: sub, clientId: stepOf(ctx).clientId, data: { langkah },
    }, dependencies.clock.now())
  }
  await keep(dependencies, ctx, state)
  return toOpenStep(ctx)
}

/** Who typed no password in this journey goes on in his session, whose absolute end stays where it is. */
async function finish(
  dependencies: JourneyDependencies, ctx: Context, state: JourneyState, facts: JourneyFacts,
): Promise<void> {
  const { sub, bersama, ts, sandi, kunci } = state
  const { sesi, clientId } = stepOf(ctx)
  const since = ts ?? sesi?.ts
  if (sub === undefined || since === undefined) throw new Error('a journey ended without a person')
  const assurance = assuranceOf(provenIn(state, facts))
  record({
    kind: ts === undefined ? 'masuk.ditingkatkan' : 'masuk.berhasil', actor: `pegawai:${sub}`, subject: sub, clientId,
    data: assurance,
  }, dependencies.clock.now())
  if (ts !== undefined && facts.person) await dependencies.noteNetwork(facts.person, ctx.ip)
  await keepDevice(dependencies, ctx, state, facts)
  tautanReset.forget(ctx)
  return goOn(dependencies, ctx, {
    login: {
      accountId: sub, ...assurance, remember: !bersama, ts: since,
      ...(sandi !== undefined && { sandi }), ...(kunci !== undefined && { kunci }),
    },
  })
}
