/** Clocks of the steps: working days in WIB, without the time in which the ball was elsewhere. */
import { dayInWib } from '../../../kernel/lib/clock.ts'

const DAY_MS = 86_400_000
/** WIB has no summer time. */
const WIB_MS = 7 * 3_600_000
/** From this part of the limit on it is yellow. */
const KUNING = 0.75
/** Working days after the limit after which the seat above is told. */
const ESKALASI_HARI = 1

/** From `dari` until before `sampai`. */
export interface Rentang {
  readonly dari: Date
  readonly sampai: Date
}

export type Warna = 'hijau' | 'kuning' | 'merah'

/** How long a step has had something, and until when it should be through with it. */
export interface Jam {
  /** working days, with parts of a day */
  readonly terpakaiHari: number
  /** working days; null: no limit, and so always green */
  readonly batasHari: number | null
  readonly warna: Warna
  /** when the limit is reached if nothing stops the clock; of a clock that stands, as if it went on now */
  readonly jatuhTempo: Date | null
  /** the limit is over for so long that the seat above should know */
  readonly lewat: boolean
  /** the clock stands: the ball is with the OPD, or at a gate */
  readonly berhenti: boolean
}

/** Days on which nobody works, beside Saturday and Sunday: YYYY-MM-DD. */
export type Libur = ReadonlySet<string>

const midnight = (at: number): number => Math.floor((at + WIB_MS) / DAY_MS) * DAY_MS - WIB_MS

/** @param at any instant of the day in WIB */
function isWorkingDay(at: number, libur: Libur): boolean {
  const weekday = new Date(at + WIB_MS).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !libur.has(dayInWib(new Date(at)))
}

/** @returns milliseconds of working days between two instants; a working day has all its 24 hours */
export function workingMs({ dari, sampai }: Rentang, libur: Libur): number {
  let sum = 0
  for (let day = midnight(dari.getTime()); day < sampai.getTime(); day += DAY_MS) {
    if (!isWorkingDay(day, libur)) continue
    sum += Math.max(0, Math.min(day + DAY_MS, sampai.getTime()) - Math.max(day, dari.getTime()))
  }
  return sum
}

/** @returns the instant after so many milliseconds of working days; less than one lies at `dari` itself */
export function afterWorkingMs(dari: Date, ms: number, libur: Libur): Date {
  if (ms <= 0) return dari
  let left = ms
  for (let from = dari.getTime(); ; from = midnight(from) + DAY_MS) {
    if (!isWorkingDay(from, libur)) continue
    const rest = midnight(from) + DAY_MS - from
    if (left <= rest) return new Date(from + left)
    left -= rest
  }
}

/** What of some spans lies outside some others. */
function without(spans: readonly Rentang[], pauses: readonly Rentang[]): Rentang[] {
  return pauses.reduce<readonly Rentang[]>((left, pause) => left.flatMap(({ dari, sampai }) => [
    { dari, sampai: pause.dari < sampai ? pause.dari : sampai },
    { dari: pause.sampai > dari ? pause.sampai : dari, sampai },
  ].filter((one) => one.dari < one.sampai)), spans).filter((one) => one.dari < one.sampai)
}

/** Spans that may overlap, as spans that do not. */
function merged(spans: readonly Rentang[]): Rentang[] {
  const sorted = [...spans].sort((one, other) => one.dari.getTime() - other.dari.getTime())
  return sorted.reduce<Rentang[]>((done, span) => {
    const last = done.at(-1)
    if (last === undefined || span.dari > last.sampai) return [...done, span]
    return [...done.slice(0, -1), { dari: last.dari, sampai: span.sampai > last.sampai ? span.sampai : last.sampai }]
  }, [])
}

interface Waktu {
  /** the visits that share the clock; one that is open ends now */
  readonly kunjungan: readonly Rentang[]
  /** when the clock stood */
  readonly jeda: readonly Rentang[]
  readonly batasHari: number | null
  readonly libur: Libur
  readonly now: Date
}

/** @returns the clock of a step as it stands now */
export function clockOf({ kunjungan, jeda, batasHari, libur, now }: Waktu): Jam {
  const counted = without(merged(kunjungan), jeda)
  const ms = counted.reduce((sum, span) => sum + workingMs(span, libur), 0)
  const terpakaiHari = ms / DAY_MS
  const berhenti = jeda.some(({ dari, sampai }) => dari <= now && sampai >= now)
  if (batasHari === null) return { terpakaiHari, batasHari, warna: 'hijau', jatuhTempo: null, lewat: false, berhenti }
  const share = terpakaiHari / batasHari
  return {
    terpakaiHari, batasHari, berhenti,
    warna: share > 1 ? 'merah' : share >= KUNING ? 'kuning' : 'hijau',
    jatuhTempo: share > 1 ? dueBefore(counted, batasHari, libur) : afterWorkingMs(now, batasHari * DAY_MS - ms, libur),
    lewat: terpakaiHari > batasHari + ESKALASI_HARI,
  }
}

/** When a limit that is over was reached. */
function dueBefore(counted: readonly Rentang[], batasHari: number, libur: Libur): Date {
  let left = batasHari * DAY_MS
  for (const span of counted) {
    const ms = workingMs(span, libur)
    if (left <= ms) return afterWorkingMs(span.dari, left, libur)
    left -= ms
  }
  throw new Error('the limit is not over')
}
