import {
  type Population, REFERENCE_DAY, type SampleAssignment, type SamplePerson,
} from '../domain/kepegawaian/sample/index.ts'
import { isProductRole, type ProductRole } from '../domain/accounts/role.rules.ts'

/** One row of the table that a demo instance prints. */
export interface DemoPerson {
  readonly role: string
  readonly nip: string
  /** Why this person is in the table, in words for whoever tries the service. */
  readonly keterangan: string
  /** A product role to be given; the others are seats and ordinary people. */
  readonly grant?: { readonly role: ProductRole; readonly opd?: string }
}

/** People of a demo stay in service for years to come. */
const NOT_BEFORE = '2035-01-01'

type Wanted = readonly [role: string, keterangan: string, fits: (person: SamplePerson) => boolean, opd?: string]

const staffOf = (opd: string) => (person: SamplePerson): boolean => person.unit.opd === opd && !person.leads
const aktif = (fits: (person: SamplePerson) => boolean) => (person: SamplePerson): boolean =>
  person.kedudukan.kode === '01' && fits(person)
const headOf = (opd: string, level: number, jenis?: string) => (person: SamplePerson): boolean =>
  person.unit.opd === opd && person.unit.level === level && person.leads
  && (jenis === undefined || person.unit.jenis === jenis)

const standsIn = ({ jenis, mulai, selesai }: SampleAssignment): boolean =>
  jenis === 'PLT' && mulai <= REFERENCE_DAY && (selesai ?? REFERENCE_DAY) >= REFERENCE_DAY

const lasting = ({ kedudukan, meninggal, tmtPensiun, akhirKontrak }: SamplePerson): boolean =>
  kedudukan.kode === '01' && meninggal === undefined && (tmtPensiun ?? NOT_BEFORE) >= NOT_BEFORE
  && akhirKontrak === undefined

function wishes(assignments: readonly SampleAssignment[]): Wanted[] {
  const plt = new Set(assignments.filter(standsIn).map((letter) => letter.pnsId))
  return [
    ['admin', 'Admin layanan', staffOf('diskominfo')],
    ['admin', 'Admin layanan (kedua)', staffOf('diskominfo')],
    ['keamanan', 'Petugas keamanan', staffOf('diskominfo')],
    ['keamanan', 'Petugas keamanan (kedua)', staffOf('diskominfo')],
    ['auditor', 'Auditor', staffOf('inspektorat')],
    ['bkd', 'Pengelola data kepegawaian', staffOf('bkd')],
    ['bkd', 'Pengelola data kepegawaian (kedua)', staffOf('bkd')],
    ['admin-opd', 'Admin OPD', staffOf('dindikbud'), 'dindikbud'],
    ['pengembang', 'Pengembang aplikasi OPD', staffOf('dindikbud'), 'dindikbud'],
    ['helper-mfa', 'Pembantu faktor kedua', staffOf('dindikbud'), 'dindikbud'],
    ['helper-mfa', 'Pembantu faktor kedua (kedua)', staffOf('dinkes'), 'dinkes'],
    ['csirt', 'Tim tanggap insiden', staffOf('diskominfo')],
    ['pemilik-data', 'Pemilik data', staffOf('bkd'), 'bkd'],
    ['kepala-opd', 'Kepala OPD pemohon', headOf('dindikbud', 0)],
    ['kepala-dinas', 'Kepala Dinas Kominfo', headOf('diskominfo', 0)],
    ['kepala-bidang', 'Kepala Bidang di Kominfo', headOf('diskominfo', 1, 'Bidang')],
    ['kepala-seksi', 'Kepala Seksi di Kominfo', headOf('diskominfo', 2, 'Seksi')],
    ['pimpinan', 'Sekretaris Daerah', headOf('setda', 0)],
    ['pegawai', 'PNS di sekolah', aktif((person) => staffOf('dindikbud')(person) && person.jenis === 'PNS')],
    ['pegawai', 'PPPK di Dinas Kesehatan', aktif((person) => staffOf('dinkes')(person) && person.jenis === 'PPPK')],
    ['pegawai', 'Pegawai RSUD Banten', aktif(staffOf('rsud-banten'))],
    ['pegawai', 'Pegawai Biro Hukum', aktif(staffOf('biro-hukum'))],
    ['pegawai', 'Pelaksana tugas (Plt)', aktif((person) => plt.has(person.pnsId))],
    ['pegawai', 'Tugas belajar: hanya layanan mandiri', (person) => person.kedudukan.kode === '03'],
  ]
}

/**
 * Chooses the demo accounts: one under each role and seat and some ordinary people, nobody twice.
 * @param population of the sample generator; the same population gives the same people
 * @param kodeOf code of a unit by its slug, for roles bound to an OPD
 * @throws Error when the population has nobody for a role
 */
export function chooseDemoPeople(
  { people, assignments }: Population, kodeOf: (slug: string) => string,
): DemoPerson[] {
  const taken = new Set<string>()
  return wishes(assignments).map(([role, keterangan, fits, opd]) => {
    const relaxed = role === 'pegawai'
    const person = people.find((one) => fits(one) && !taken.has(one.nip) && (relaxed ? stays(one) : lasting(one)))
    if (!person) throw new Error(`the population has nobody for ${role} (${keterangan})`)
    taken.add(person.nip)
    const grant = isProductRole(role) ? { role, ...(opd !== undefined && { opd: kodeOf(opd) }) } : undefined
    return { role, nip: person.nip, keterangan, ...(grant && { grant }) }
  })
}

/** Ordinary people may be on leave or on contract, as long as they can sign in for some years. */
function stays({ meninggal, tmtPensiun, akhirKontrak }: SamplePerson): boolean {
  return meninggal === undefined && (tmtPensiun ?? NOT_BEFORE) >= '2030-01-01'
    && (akhirKontrak ?? NOT_BEFORE) >= '2028-01-01'
}
