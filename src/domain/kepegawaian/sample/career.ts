import { addDays, addYears, nextMonth, REFERENCE_DAY } from './days.ts'
import type { Random } from './random.ts'

/** Birth, appointment and end of service, and the NIP that tells the first two (domain.md section 1). */

export type Jenis = 'PNS' | 'CPNS' | 'PPPK'

export interface Career {
  lahir: string
  /** first day of the first appointment (tmt_cpns; of the contract for a PPPK) */
  mulai: string
  /** PNS alone: a year after */
  tmtPns?: string
  /** PPPK alone: the last day of the running contract */
  akhirKontrak?: string
}

export interface CareerWish {
  jenis: Jenis
  /** completed years of age on the reference day; ignored for a CPNS, who has just been appointed */
  umur: readonly [from: number, to: number]
  /** nobody is older at the first appointment */
  masukPalingTua: number
  /** a CPNS whose letter has not come yet */
  baru: boolean
}

const FIRST_DAYS_OF_CPNS = ['2025-12-01', '2026-03-01', '2026-04-01', '2026-06-01', '2026-10-01'] as const
const FIRST_DAY_WITHOUT_LETTER = '2026-11-01'
const FIRST_MONTHS_OF_PPPK = ['01', '03', '04', '06', '08', '10'] as const
const FIRST_YEAR_OF_PPPK = 2021
const YOUNGEST = 22
/** A PPPK may serve as long as a PNS of the usual posts. */
const BUP_PPPK = 58

export function drawCareer(random: Random, wish: CareerWish): Career {
  switch (wish.jenis) {
    case 'PNS': return pnsCareer(random, wish)
    case 'CPNS': return cpnsCareer(random, wish)
    case 'PPPK': return pppkCareer(random, wish)
  }
}

function pnsCareer(random: Random, { umur, masukPalingTua }: CareerWish): Career {
  const age = random.int(...umur)
  const lahir = bornAtAge(random, age)
  // Two years as CPNS at the most lie behind every PNS.
  const entry = random.int(YOUNGEST, Math.min(masukPalingTua, age - 2))
  const mulai = nextMonth(addYears(lahir, entry))
  return { lahir, mulai, tmtPns: addYears(mulai, 1) }
}

function cpnsCareer(random: Random, { masukPalingTua, baru }: CareerWish): Career {
  const mulai = baru ? FIRST_DAY_WITHOUT_LETTER : random.pick(FIRST_DAYS_OF_CPNS)
  return { lahir: addDays(addYears(mulai, -random.int(YOUNGEST, masukPalingTua)), -random.int(0, 330)), mulai }
}

function pppkCareer(random: Random, { umur }: CareerWish): Career {
  const lahir = bornAtAge(random, random.int(...umur))
  const firstYear = Math.max(FIRST_YEAR_OF_PPPK, Number(lahir.slice(0, 4)) + YOUNGEST + 1)
  const year = random.int(firstYear, Number(REFERENCE_DAY.slice(0, 4)))
  const mulai = `${year}-${random.pick(FIRST_MONTHS_OF_PPPK)}-01`
  return { lahir, mulai, akhirKontrak: contractEnd(mulai, random.chance(0.9) ? 5 : 2, lahir) }
}

/** Contracts follow each other; the running one ends after the reference day, and before the age of retirement. */
function contractEnd(mulai: string, years: number, lahir: string): string {
  let end = addDays(addYears(mulai, years), -1)
  while (end <= REFERENCE_DAY) end = addDays(addYears(addDays(end, 1), years), -1)
  const lastDay = addDays(pensionDay(lahir, BUP_PPPK), -1)
  return end < lastDay ? end : lastDay
}

/** The first day of retirement: the month after the birthday on which the age is reached. */
export function pensionDay(lahir: string, bup: number): string {
  return nextMonth(addYears(lahir, bup))
}

function bornAtAge(random: Random, age: number): string {
  return addDays(addYears(REFERENCE_DAY, -age), -random.int(0, 364))
}

/** A number nobody in `taken` has yet; it is added to it. */
export function drawNip(random: Random, career: Career, jenis: Jenis, kelamin: 'L' | 'P', taken: Set<string>): string {
  const digits = (day: string): string => day.replaceAll('-', '')
  const kind = jenis === 'PPPK'
    ? `2${random.weighted([1, 2, 3], (contract) => 100 / contract ** 4)}`
    : career.mulai.slice(5, 7)
  const stem = `${digits(career.lahir)}${career.mulai.slice(0, 4)}${kind}${kelamin === 'L' ? 1 : 2}`
  for (;;) {
    const nip = `${stem}${String(random.int(1, 999)).padStart(3, '0')}`
    if (!taken.has(nip)) {
      taken.add(nip)
      return nip
    }
  }
}
