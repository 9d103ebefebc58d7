import type { KunciLangkah, Kunjungan } from '../permohonan.ts'
import { langkahOf, type Prosedur } from './definisi.ts'
import { clockOf, type Jam, type Libur, type Rentang } from './jam.rules.ts'

/** What of a visit its clock is made from. */
export type Waktu = Pick<Kunjungan, 'langkah' | 'unit_id' | 'mulai_at' | 'selesai_at' | 'batas_hari'>

interface Perjalanan {
  readonly prosedur: Prosedur
  /** every visit of the application */
  readonly semua: readonly Waktu[]
  readonly libur: Libur
  readonly now: Date
}

/**
 * The clock of a visit: together with earlier visits of the same desk and of steps that share its limit. It stands while
 * the ball is with the OPD, and while a gate is open for which such a step waits: that is outside the SOP's clock.
 */
export function clockOfVisit(visit: Waktu, { prosedur, semua, libur, now }: Perjalanan): Jam {
  const { jam } = langkahOf(prosedur, visit.langkah)
  const shared = prosedur.langkah.filter((one) => one.jam === jam)
  const gates = new Set<KunciLangkah>(shared.flatMap(({ menunggu }) => menunggu))
  const isShared = (one: Waktu): boolean => shared.some(({ kunci }) => kunci === one.langkah) && one.unit_id === visit.unit_id
  const stops = (one: Waktu): boolean =>
    !isShared(one) && (gates.has(one.langkah) || langkahOf(prosedur, one.langkah).perUnit === 'pemohon')
  // Of a visit that is over: the clock as it stood then.
  const at = visit.selesai_at ?? now
  const span = ({ mulai_at: dari, selesai_at: sampai }: Waktu): Rentang =>
    ({ dari, sampai: sampai === null || sampai > at ? at : sampai })
  const until = semua.filter(({ mulai_at: dari }) => dari < at)
  return clockOf({
    kunjungan: until.filter(isShared).map(span), jeda: until.filter(stops).map(span), batasHari: visit.batas_hari, libur, now: at,
  })
}
