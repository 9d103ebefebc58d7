/**
 * The order of the days of a career: birth < TMT CPNS <= TMT PNS <= TMT golongan and jabatan <= retirement. What the source
 * does not tell is skipped; without a TMT CPNS the number tells the month, of a PPPK the year.
 */
import type { Nip } from '../../pegawai/nip.rules.ts'

/** Official days, YYYY-MM-DD; null: not told. */
export interface CareerDays {
  readonly tanggal_lahir: string
  /** of a PPPK: the first contract */
  readonly tmt_cpns: string | null
  readonly tmt_pns: string | null
  readonly tmt_golongan: string | null
  readonly tmt_jabatan: string | null
  readonly tmt_pensiun: string | null
}

type Days = Omit<CareerDays, 'tanggal_lahir'>

/** First day of the appointment that the number tells: its month for a PNS, its year for a PPPK. */
const firstDayOf = ({ pengangkatan: { tahun, bulan = 1 } }: Nip): string => `${tahun}-${String(bulan).padStart(2, '0')}-01`

/** @returns whether a day lies before the appointment */
export function isBeforeAppointment(day: string | null, { tmt_cpns }: Days, nip: Nip | undefined): boolean {
  const appointed = tmt_cpns ?? (nip && firstDayOf(nip))
  return day !== null && appointed !== undefined && day < appointed
}

/**
 * The first golongan and the first post date from the appointment as CPNS, and many records keep that day for years: this is
 * in order. Between the two appointments nobody is promoted.
 * @returns whether a day lies between TMT CPNS and TMT PNS
 */
export function isBetweenAppointments(day: string | null, { tmt_cpns, tmt_pns }: Days): boolean {
  return day !== null && tmt_cpns !== null && tmt_pns !== null && tmt_cpns < day && day < tmt_pns
}

/** @returns whether TMT CPNS lies in another month than the number tells; that of a PPPK tells none */
export function isAppointedOtherwise({ tmt_cpns }: Days, nip: Nip | undefined): boolean {
  return tmt_cpns !== null && nip?.pengangkatan.bulan !== undefined && tmt_cpns.slice(0, 7) !== firstDayOf(nip).slice(0, 7)
}

export function isBornTooLate({ tanggal_lahir, tmt_cpns }: CareerDays): boolean {
  return tmt_cpns !== null && tmt_cpns <= tanggal_lahir
}

/** @returns whether anything began after retirement */
export function isAfterRetirement({ tmt_cpns, tmt_pns, tmt_golongan, tmt_jabatan, tmt_pensiun }: Days): boolean {
  return tmt_pensiun !== null
    && [tmt_cpns, tmt_pns, tmt_golongan, tmt_jabatan].some((day) => day !== null && day > tmt_pensiun)
}
