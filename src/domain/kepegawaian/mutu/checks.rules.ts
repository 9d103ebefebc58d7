/**
 * Cross-checks of a person's data, as a table. Each is a doubt for the OPD to clear in SIMPEG; none of them blocks
 * anybody.
 */
import { readGolongan } from '../../pegawai/golongan.rules.ts'
import { type Nip, parseNip } from '../../pegawai/nip.rules.ts'
import { monthsLater } from '../days.rules.ts'
import {
  type CareerDays, isAfterRetirement, isAppointedOtherwise, isBeforeAppointment, isBetweenAppointments, isBornTooLate,
} from './tmt.rules.ts'

/** What is known of a person; days are YYYY-MM-DD. */
export interface PersonFacts extends CareerDays {
  readonly id: string
  readonly nip: string | null
  readonly jenis_kelamin: 'L' | 'P' | null
  readonly jenis: 'PNS' | 'CPNS' | 'PPPK' | null
  readonly golongan: string | null
  readonly email: string | null
  readonly no_hp: string | null
  readonly akhir_kontrak: string | null
  /** age of retirement of the jabatan, where BKD's list says it */
  readonly bup: number | null
  readonly unit_id: string | null
  readonly eselon: string | null
  readonly jenis_jabatan: string | null
  /** somebody else has the same name and birth date */
  readonly kembar: boolean
  /** assignments as Plt that are in force */
  readonly plt: readonly { readonly mulai: string; readonly selesai: string | null }[]
}

interface Check {
  readonly judul: string
  /** what the OPD does about it */
  readonly perbaikan: string
  readonly applies: (person: PersonFacts, nip: Nip | undefined, today: string) => boolean
}

// One extension by three months at most (SE BKN 1/SE/I/2021).
const LONGEST_PLT_MONTHS = 6
const YOUNGEST_BUP = 58
const OLDEST_BUP = 65
const YEAR = 12

/** First day of retirement at an age: the first of the month after the birthday. */
export function retirementAt(lahir: string, age: number): string {
  return `${monthsLater(lahir, age * YEAR + 1).slice(0, 7)}-01`
}

function retiresOddly({ tanggal_lahir: lahir, tmt_pensiun: day, bup, jenis }: PersonFacts): boolean {
  if (day === null || jenis === 'PPPK') return false
  if (bup !== null) return day !== retirementAt(lahir, bup)
  return day < retirementAt(lahir, YOUNGEST_BUP) || day > retirementAt(lahir, OLDEST_BUP)
}

export const PERSON_CHECKS = {
  'lahir-beda-nip': {
    judul: 'Tanggal lahir berbeda dari NIP', perbaikan: 'Cocokkan tanggal lahir dengan SK pengangkatan.',
    applies: ({ tanggal_lahir }, nip) => nip !== undefined && nip.lahir !== tanggal_lahir,
  },
  'kelamin-beda-nip': {
    judul: 'Jenis kelamin berbeda dari NIP', perbaikan: 'Perbaiki jenis kelamin, atau usulkan perbaikan NIP.',
    applies: ({ jenis_kelamin }, nip) => nip !== undefined && jenis_kelamin !== null && nip.kelamin !== jenis_kelamin,
  },
  'usia-pengangkatan': {
    judul: 'Usia saat diangkat di luar 18 sampai 58 tahun', perbaikan: 'Periksa tanggal lahir dan TMT pengangkatan.',
    applies: (_, nip) => nip?.warnings.includes('usia-pengangkatan') === true,
  },
  'cpns-beda-nip': {
    judul: 'TMT CPNS berbeda dari bulan pengangkatan dalam NIP', perbaikan: 'Cocokkan TMT CPNS dengan SK CPNS.',
    applies: isAppointedOtherwise,
  },
  'cpns-sebelum-lahir': {
    judul: 'TMT CPNS tidak sesudah tanggal lahir', perbaikan: 'Periksa tanggal lahir dan TMT CPNS.', applies: isBornTooLate,
  },
  'pns-sebelum-cpns': {
    judul: 'TMT PNS sebelum TMT CPNS', perbaikan: 'Periksa TMT PNS pada SK PNS, dan TMT CPNS pada SK CPNS.',
    applies: (person, nip) => isBeforeAppointment(person.tmt_pns, person, nip),
  },
  'golongan-sebelum-pengangkatan': {
    judul: 'TMT golongan sebelum pengangkatan', perbaikan: 'Periksa TMT golongan terakhir.',
    applies: (person, nip) => isBeforeAppointment(person.tmt_golongan, person, nip),
  },
  'jabatan-sebelum-pengangkatan': {
    judul: 'TMT jabatan sebelum pengangkatan', perbaikan: 'Periksa TMT jabatan.',
    applies: (person, nip) => isBeforeAppointment(person.tmt_jabatan, person, nip),
  },
  'golongan-antara-cpns-pns': {
    judul: 'TMT golongan di antara TMT CPNS dan TMT PNS', perbaikan: 'Periksa TMT golongan terakhir dan TMT PNS.',
    applies: (person) => isBetweenAppointments(person.tmt_golongan, person),
  },
  'jabatan-antara-cpns-pns': {
    judul: 'TMT jabatan di antara TMT CPNS dan TMT PNS', perbaikan: 'Periksa TMT jabatan dan TMT PNS.',
    applies: (person) => isBetweenAppointments(person.tmt_jabatan, person),
  },
  'tmt-setelah-pensiun': {
    judul: 'TMT sesudah TMT pensiun', perbaikan: 'Periksa TMT pensiun, golongan, dan jabatan.', applies: isAfterRetirement,
  },
  'golongan-kosong': {
    judul: 'Golongan kosong atau tidak dikenal', perbaikan: 'Isi golongan terakhir.',
    applies: ({ golongan }) => golongan === null,
  },
  'golongan-lain-jenis': {
    judul: 'Golongan bukan milik jenis pegawainya', perbaikan: 'Golongan PNS ditulis III/a, golongan PPPK ditulis IX.',
    applies: ({ golongan, jenis }) => golongan !== null && jenis !== null
      && (readGolongan(golongan)?.jenis === 'PPPK') !== (jenis === 'PPPK'),
  },
  'eselon-kosong': {
    judul: 'Jabatan struktural tanpa eselon', perbaikan: 'Isi eselon jabatan struktural.',
    applies: ({ jenis_jabatan, eselon }) => jenis_jabatan === 'struktural' && eselon === null,
  },
  'pensiun-beda-bup': {
    judul: 'TMT pensiun tidak cocok dengan batas usia pensiun', perbaikan: 'Periksa TMT pensiun dan BUP jabatan.',
    applies: retiresOddly,
  },
  'kontrak-tanpa-akhir': {
    judul: 'PPPK tanpa akhir kontrak', perbaikan: 'Isi akhir perjanjian kerja.',
    applies: ({ jenis, akhir_kontrak }) => jenis === 'PPPK' && akhir_kontrak === null,
  },
  'plt-terlalu-lama': {
    judul: 'Plt lebih dari 6 bulan', perbaikan: 'Akhiri penugasan, atau usulkan pejabat definitif.',
    applies: ({ plt }, _, today) => plt.some(({ mulai, selesai }) =>
      (selesai ?? today) > monthsLater(mulai, LONGEST_PLT_MONTHS)),
  },
  'tanpa-unit': {
    judul: 'Tanpa unit kerja', perbaikan: 'Isi unit organisasi (unor).',
    applies: ({ unit_id }) => unit_id === null,
  },
  'kembar': {
    judul: 'Nama dan tanggal lahir sama dengan pegawai lain', perbaikan: 'Pastikan keduanya memang dua orang.',
    applies: ({ kembar }) => kembar,
  },
  'tanpa-email': {
    judul: 'Tanpa alamat e-mail', perbaikan: 'Isi e-mail kedinasan.', applies: ({ email }) => email === null,
  },
  'tanpa-hp': {
    judul: 'Tanpa nomor telepon', perbaikan: 'Isi nomor telepon seluler.', applies: ({ no_hp }) => no_hp === null,
  },
} as const satisfies Record<string, Check>

export type PersonCheck = keyof typeof PERSON_CHECKS

const NAMES = Object.keys(PERSON_CHECKS) as PersonCheck[]

/** @param today YYYY-MM-DD in WIB @returns what does not fit together, in the order of the table */
export function checkPerson(person: PersonFacts, today: string): PersonCheck[] {
  const read = person.nip === null ? undefined : parseNip(person.nip, today)
  const nip = read?.ok ? read : undefined
  return NAMES.filter((name) => (PERSON_CHECKS[name] as Check).applies(person, nip, today))
}

/** Checks of an OPD as such. */
export const OPD_CHECKS = {
  'opd-tanpa-kepala': {
    judul: 'OPD tanpa kepala dan tanpa Plt', perbaikan: 'Catat pejabat definitif atau Plt-nya.',
  },
  'opd-kepala-ganda': {
    judul: 'OPD dengan lebih dari satu kepala', perbaikan: 'Pindahkan yang sudah diganti ke unitnya yang baru.',
  },
} as const

export type OpdCheck = keyof typeof OPD_CHECKS
export type CheckName = PersonCheck | OpdCheck

/** Title and remedy of every check. */
export const CHECKS: Readonly<Record<CheckName, { readonly judul: string; readonly perbaikan: string }>> =
  { ...PERSON_CHECKS, ...OPD_CHECKS }

export const isCheck = (name: string): name is CheckName => Object.hasOwn(CHECKS, name)

/** Somebody in the OPD's own unit who may lead it: a structural post with an eselon, or an assignment to it. */
export interface Leaders {
  readonly definitif: number
  readonly penugasan: number
}

/** @returns what does not fit together about who leads an OPD */
export function checkOpd({ definitif, penugasan }: Leaders): OpdCheck[] {
  if (definitif > 1) return ['opd-kepala-ganda']
  return definitif + penugasan === 0 ? ['opd-tanpa-kepala'] : []
}
