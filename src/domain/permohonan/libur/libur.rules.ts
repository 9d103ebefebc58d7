import { isDay } from '../../accounts/role.rules.ts'

/** Days on which no desk is open; Saturdays and Sundays are none of them. */
export interface Libur {
  readonly tanggal: string
  readonly nama: string
}

export type LiburMistake = 'kosong' | 'bukan-tanggal' | 'tahun-lain' | 'sudah-ada' | 'terlalu-panjang'

const LONGEST = 120

/** Holidays on the same date each year (Keputusan Presiden 8/2024); the others follow the moon, an admin adds them. */
const FIXED: readonly (readonly [monthDay: string, nama: string])[] = [
  ['01-01', 'Tahun Baru Masehi'], ['05-01', 'Hari Buruh Internasional'], ['06-01', 'Hari Lahir Pancasila'],
  ['08-17', 'Hari Kemerdekaan Republik Indonesia'], ['12-25', 'Hari Raya Natal'],
]

/** @returns the holidays of a year whose dates are fixed by law */
export const fixedHolidays = (year: number): Libur[] =>
  FIXED.map(([monthDay, nama]) => ({ tanggal: `${year}-${monthDay}`, nama }))

/** First and last year that the calendar shows. */
export const YEARS = [2026, 2040] as const

/** @returns the first mistake of each field */
export function liburMistakes({ tanggal, nama }: Libur): Partial<Record<keyof Libur, LiburMistake>> {
  const year = Number(tanggal.slice(0, 4))
  const day = tanggal === '' ? 'kosong' : !isDay(tanggal) ? 'bukan-tanggal' : year < YEARS[0] || year > YEARS[1] ? 'tahun-lain' : undefined
  return {
    ...(day && { tanggal: day }),
    ...(nama === '' ? { nama: 'kosong' as const } : nama.length > LONGEST ? { nama: 'terlalu-panjang' as const } : {}),
  }
}
