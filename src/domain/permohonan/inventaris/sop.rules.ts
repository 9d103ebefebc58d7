import { prosedurOf } from '../alur/definisi.ts'
import { clockOfVisit } from '../alur/jam-langkah.rules.ts'
import type { Libur } from '../alur/jam.rules.ts'
import type { KunciLangkah } from '../permohonan.ts'
import type { Filed } from './sop.queries.ts'

/** How a step of the procedures keeps its time. */
export interface StepTimes {
  readonly kunci: KunciLangkah
  readonly judul: string
  /** Working days. */
  readonly batasHari: number
  /** Visits that are over, and how many of them within the limit. */
  readonly selesai: number
  readonly tepat: number
  /** Working days of those visits, on average; null: none is over. */
  readonly rataHari: number | null
  /** Visits that are open now, and how many of them over the limit. */
  readonly menunggu: number
  readonly lewat: number
}

interface Visit { readonly kunci: KunciLangkah; readonly judul: string; readonly batasHari: number; readonly isOpen: boolean; readonly hari: number }

/** Every visit of a step with a limit; of what is sent back, refused or withdrawn nothing waits. */
function visitsOf({ prosedur, versi, keadaan, kunjungan }: Filed, libur: Libur, now: Date): Visit[] {
  const definition = prosedurOf({ prosedur, versi })
  return kunjungan.flatMap((visit) => {
    const isOpen = visit.selesai_at === null
    if (visit.batas_hari === null || (isOpen && keadaan !== 'berjalan')) return []
    const { terpakaiHari: hari } = clockOfVisit(visit, { prosedur: definition, semua: kunjungan, libur, now })
    const { judul = visit.langkah } = definition.langkah.find(({ kunci }) => kunci === visit.langkah) ?? {}
    return [{ kunci: visit.langkah, judul, batasHari: visit.batas_hari, isOpen, hari }]
  })
}

/**
 * @param libur days on which nobody works
 * @returns each step with a limit that was ever visited, in the order of the first visits; a step whose limit differs between
 *   procedures stands under the limit of each
 */
export function stepTimes(filed: readonly Filed[], libur: Libur, now: Date): StepTimes[] {
  const groups = Map.groupBy(filed.flatMap((one) => visitsOf(one, libur, now)), ({ kunci, batasHari }) => `${kunci} ${batasHari}`)
  return [...groups.values()].flatMap((visits) => {
    const [first] = visits
    if (first === undefined) return []
    const { kunci, judul, batasHari } = first
    const [open, over] = [visits.filter(({ isOpen }) => isOpen), visits.filter(({ isOpen }) => !isOpen)]
    const sum = over.reduce((days, { hari }) => days + hari, 0)
    return [{
      kunci, judul, batasHari, selesai: over.length, tepat: over.filter(({ hari }) => hari <= batasHari).length,
      rataHari: over.length === 0 ? null : sum / over.length,
      menunggu: open.length, lewat: open.filter(({ hari }) => hari > batasHari).length,
    }]
  })
}
