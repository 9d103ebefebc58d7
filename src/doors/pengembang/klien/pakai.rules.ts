import type { DayOfUse } from '../../../domain/sessions/pemakaian.queries.ts'
import { CLAIMS_BY_SCOPE, type Scope } from '../../../oidc/scopes.ts'
import { dayInWords, numberInWords } from '../../kerja.rules.ts'

const DAY_MS = 86_400_000

/** @param days from that day; negative: before it @returns an official day */
export const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** A column of the chart; `x`, `y`, `lebar` and `tinggi` in the units of its view box, 300 by 100. */
export interface Column {
  readonly hari: string
  readonly orang: string
  readonly x: number
  readonly y: number
  readonly lebar: number
  readonly tinggi: number
}

/**
 * @param use days on which somebody came
 * @param today last day of the chart
 * @param days how many it shows
 * @returns a column for each day, the oldest first, each as high as its share of the highest; and the whole in one sentence
 */
export function chartOfUse(use: readonly DayOfUse[], today: string, days: number): { kolom: Column[]; ringkasan: string } {
  const counts = new Map(use.map(({ hari, orang }) => [hari, orang]))
  const all = Array.from({ length: days }, (_, index) => {
    const hari = dayFrom(today, index + 1 - days)
    return { hari, orang: counts.get(hari) ?? 0 }
  })
  const highest = Math.max(1, ...all.map(({ orang }) => orang))
  const step = 300 / days
  const round = (value: number): number => Math.round(value * 100) / 100
  const kolom = all.map(({ hari, orang }, index) => {
    const tinggi = round(orang / highest * 96)
    return { hari: dayInWords(hari), orang: numberInWords(orang), x: round(index * step + step * 0.1), y: round(100 - tinggi), lebar: round(step * 0.8), tinggi }
  })
  return { kolom, ringkasan: sentenceOf(all, days) }
}

function sentenceOf(all: readonly DayOfUse[], days: number): string {
  const peak = all.reduce((most, one) => one.orang > most.orang ? one : most)
  if (peak.orang === 0) return `Tidak ada orang yang masuk dalam ${days} hari terakhir.`
  const used = all.filter(({ orang }) => orang > 0)
  const mean = Math.round(used.reduce((sum, { orang }) => sum + orang, 0) / used.length)
  return `Ada yang masuk pada ${used.length} dari ${days} hari, rata-rata ${numberInWords(mean)} orang pada hari itu; `
    + `paling banyak ${numberInWords(peak.orang)} orang pada ${dayInWords(peak.hari)}.`
}

/** Comes with any of several scopes and says nothing of one. */
const SHARED = 'data_per'

/**
 * @param registered scopes of the client, with blanks between
 * @param released names of claims that it received
 * @returns scopes of which nothing ever came: the application does not ask for them
 */
export function unusedScopes(registered: string, released: readonly string[]): Scope[] {
  const wanted = registered.split(' ')
  return (Object.keys(CLAIMS_BY_SCOPE) as Scope[]).filter((scope) => scope !== 'openid' && wanted.includes(scope)
    && !CLAIMS_BY_SCOPE[scope].some((claim) => claim !== SHARED && released.includes(claim)))
}
