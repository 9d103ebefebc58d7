import type { Context } from 'koa'
import { z } from 'zod'
import { language, type Text } from '../../../kernel/http/locale.ts'
import { networkOf } from '../../../kernel/http/network.rules.ts'
import { openWithLongCode } from '../../../domain/mfa/aktivasi/buka.service.ts'
import { type AktivasiDependencies, requestCode } from '../../../domain/mfa/aktivasi/permintaan.service.ts'
import { advance, type JourneyDependencies, readStepForm, showStep, stepOf } from '../journey.ts'
import { surat } from '../surat.ts'
import { type NomorErrors, readNomor, readSurat } from './aktivasi-nomor.rules.ts'
import type { JourneyPage } from './page.ts'

export type AktivasiPageDependencies = JourneyDependencies & AktivasiDependencies

type Cara = 'nomor' | 'surat'

const text = z.string().catch('')
const nomorForm = z.object({ csrf: text, nip: text, empat: text })
const suratForm = z.object({ csrf: text, nip: text, kode: text })

/** Who are you, before there is a password: a number with four digits of the mobile on file, or with a letter's code. */
export function aktivasiNomor(dependencies: AktivasiPageDependencies): JourneyPage {
  return {
    step: 'aktivasi-nomor',
    show: (ctx) => { showForm(dependencies, ctx, caraOf(ctx)) },
    posts: [
      { path: '/aktivasi/nomor', handle: (ctx) => submitNomor(dependencies, ctx) },
      { path: '/aktivasi/surat', handle: (ctx) => submitSurat(dependencies, ctx) },
    ],
  }
}

/** The other way has an address; whoever came with a letter is asked for it first. */
const caraOf = (ctx: Context): Cara => (ctx.query['cara'] ?? (surat.read(ctx) === undefined ? 'nomor' : 'surat')) === 'surat' ? 'surat' : 'nomor'

function showForm(
  dependencies: JourneyDependencies, ctx: Context, cara: Cara,
  { values = {}, errors = {} }: { values?: Record<string, string>; errors?: NomorErrors } = {},
): void {
  const base = `/masuk/${stepOf(ctx).uid}`
  const kode = surat.read(ctx)?.replace(/^-$/, '') ?? ''
  showStep(dependencies, ctx, 'masuk/aktivasi-nomor.njk', {
    cara, values: { kode, ...values }, errors, lain: `${base}?cara=${cara === 'surat' ? 'nomor' : 'surat'}`,
    action: `${base}/aktivasi/${cara}?cara=${cara}`, gantiAction: `${base}/ganti`,
  })
}

/** Held back: how long, and where else. */
export const heldBack = (ctx: Context, waitSeconds: number): Text => {
  ctx.status = 429
  ctx.set('retry-after', String(waitSeconds))
  return { key: 'akun.sandi.galat.tunggu', params: { menit: Math.ceil(waitSeconds / 60) } }
}

/** Whose browser and network it is, for the count of tries. */
export const originOf = ({ devices }: JourneyDependencies, ctx: Context) =>
  ({ browser: devices.of(ctx), network: networkOf(ctx.ip) || undefined })

/** Seconds since 1970. */
export const nowSeconds = ({ clock }: Pick<JourneyDependencies, 'clock'>): number => Math.floor(clock.now().getTime() / 1000)

async function submitNomor(dependencies: AktivasiPageDependencies, ctx: Context): Promise<void> {
  const { nip, empat } = await readStepForm(dependencies, ctx, nomorForm)
  const input = readNomor({ nip, empat })
  if ('errors' in input) {
    ctx.status = 400
    return showForm(dependencies, ctx, 'nomor', { values: { nip }, errors: input.errors })
  }
  const outcome = await requestCode(dependencies, {
    ...input, ...originOf(dependencies, ctx), tujuan: 'aktivasi', bahasa: language(ctx),
  })
  if (!outcome.ok) return showForm(dependencies, ctx, 'nomor', { values: { nip }, errors: { form: heldBack(ctx, outcome.waitSeconds) } })
  const peminta = { siapa: outcome.siapa, cocok: outcome.cocok }
  return advance(dependencies, ctx, { alur: 'aktivasi', aktivasi: { peminta, diminta: nowSeconds(dependencies) } })
}

async function submitSurat(dependencies: AktivasiPageDependencies, ctx: Context): Promise<void> {
  const { nip, kode } = await readStepForm(dependencies, ctx, suratForm)
  const refuse = (errors: NomorErrors) => showForm(dependencies, ctx, 'surat', { values: { nip, kode }, errors })
  ctx.status = 400
  const input = readSurat({ nip, kode })
  if ('errors' in input) return refuse(input.errors)
  const outcome = await openWithLongCode(dependencies, { ...input, ...originOf(dependencies, ctx) })
  if (!outcome.ok) {
    return refuse({ form: outcome.alasan === 'ditahan' ? heldBack(ctx, outcome.waitSeconds) : { key: 'aktivasi.galat.suratSalah' } })
  }
  surat.forget(ctx)
  return advance(dependencies, ctx, { alur: 'aktivasi', aktivasi: { terbukti: outcome.pegawaiId } })
}
