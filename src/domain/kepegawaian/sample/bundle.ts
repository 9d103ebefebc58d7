import { golonganId } from '../../pegawai/golongan.rules.ts'
import type { SampleAssignment } from './assignments.ts'
import type { SamplePerson } from './people.ts'
import { nameId } from './units.ts'
import type { SampleUnit } from './units.ts'

/** The three files of an export bundle (domain.md section 6): UTF-8 with BOM, `;`, dd-mm-yyyy, LF. */
export interface SampleBundle {
  'pegawai.csv': string
  'unor.csv': string
  'penugasan.csv': string
}

/** A column and what stands in it; undefined leaves the field empty. */
type Columns<T> = readonly (readonly [name: string, value: (row: T) => string | undefined])[]

const BOM = '\uFEFF'
const SEPARATOR = ';'
const PROVINCE = { id: nameId('instansi', 'provinsi'), nama: 'Pemerintah Provinsi Banten' }
const JENIS_JABATAN = { 1: 'Jabatan Struktural', 2: 'Jabatan Fungsional', 4: 'Jabatan Pelaksana' } as const
/** SIASN's letters: C and P; the column says nothing about a PPPK. */
const STATUS = { CPNS: 'C', PNS: 'P', PPPK: undefined } as const

export function writeBundle(
  units: readonly SampleUnit[],
  people: readonly SamplePerson[],
  assignments: readonly SampleAssignment[],
): SampleBundle {
  const roots = new Map(units.filter((unit) => unit.level === 0).map((unit) => [unit.opd, unit]))
  const leaders = new Map(people.filter((person) => person.leads).map((person) => [person.unit.id, person.pnsId]))
  return {
    'pegawai.csv': write(personColumns((person) => roots.get(person.unit.opd)), people),
    'unor.csv': write(unitColumns(leaders), units),
    'penugasan.csv': write(ASSIGNMENT_COLUMNS, assignments),
  }
}

/** SIASN's CSV columns and the TMT as PNS, then the four that BKD adds where it has them. NIK stays empty: nobody needs it. */
function personColumns(opdOf: (person: SamplePerson) => SampleUnit | undefined): Columns<SamplePerson> {
  return [
    ['pns_id', (p) => p.pnsId],
    ['nip_baru', (p) => p.nip],
    ['nip_lama', (p) => p.nipLama],
    ['nama', (p) => p.nama],
    ['gelar_depan', (p) => p.gelarDepan],
    ['gelar_belakang', (p) => p.gelarBelakang],
    ['tempat_lahir_id', (p) => nameId('tempat', p.tempatLahir)],
    ['tempat_lahir_nama', (p) => p.tempatLahir],
    ['tanggal_lahir', (p) => day(p.lahir)],
    ['jenis_kelamin', (p) => p.kelamin],
    ['nik', () => undefined],
    ['nomor_hp', (p) => p.noHp],
    ['email', (p) => p.email],
    ['email_gov', (p) => p.emailGov],
    ['jenis_pegawai_id', (p) => (p.jenis === 'PPPK' ? undefined : '10')],
    ['jenis_pegawai_nama', (p) => (p.jenis === 'PPPK' ? 'PPPK' : 'PNS Daerah Provinsi yang bekerja pada Provinsi')],
    ['kedudukan_hukum_id', (p) => p.kedudukan.kode],
    ['kedudukan_hukum_nama', (p) => p.kedudukan.nama],
    ['status_cpns_pns', (p) => STATUS[p.jenis]],
    ['tmt_cpns', (p) => day(p.tmtAwal)],
    ['tmt_pns', (p) => day(p.tmtPns)],
    ['gol_akhir_id', (p) => golonganId(p.golongan)],
    ['gol_akhir_nama', (p) => p.golongan],
    ['tmt_golongan', (p) => day(p.tmtGolongan)],
    ['jenis_jabatan_id', (p) => p.jabatan.jenis],
    ['jenis_jabatan_nama', (p) => JENIS_JABATAN[p.jabatan.jenis]],
    ['jabatan_id', (p) => p.jabatan.id],
    ['jabatan_nama', (p) => p.jabatan.nama],
    ['tmt_jabatan', (p) => day(p.jabatan.tmt)],
    ['unor_id', (p) => p.unit.id],
    ['unor_nama', (p) => p.unit.nama],
    ['instansi_induk_id', () => PROVINCE.id],
    ['instansi_induk_nama', () => PROVINCE.nama],
    ['instansi_kerja_id', () => PROVINCE.id],
    ['instansi_kerja_nama', () => PROVINCE.nama],
    ['satuan_kerja_id', (p) => opdOf(p)?.id],
    ['satuan_kerja_nama', (p) => opdOf(p)?.nama],
    ['is_valid_nik', () => undefined],
    ['eselon_id', (p) => p.jabatan.eselon],
    ['tmt_pensiun', (p) => day(p.tmtPensiun)],
    ['akhir_kontrak', (p) => day(p.akhirKontrak)],
    ['tgl_meninggal', (p) => day(p.meninggal)],
  ]
}

function unitColumns(leaders: ReadonlyMap<string, string>): Columns<SampleUnit> {
  return [
    ['id', (unit) => unit.id],
    ['induk_id', (unit) => unit.indukId ?? undefined],
    ['nama', (unit) => unit.nama],
    ['kode', (unit) => unit.kode],
    ['jenis', (unit) => unit.jenis],
    ['pemimpin_pns_id', (unit) => leaders.get(unit.id)],
  ]
}

const ASSIGNMENT_COLUMNS: Columns<SampleAssignment> = [
  ['pns_id', (assignment) => assignment.pnsId],
  ['jenis', (assignment) => assignment.jenis],
  ['jabatan', (assignment) => assignment.jabatan],
  ['unor_id', (assignment) => assignment.unitId],
  ['mulai', (assignment) => day(assignment.mulai)],
  ['selesai', (assignment) => day(assignment.selesai)],
  ['sk', (assignment) => assignment.sk],
]

function write<T>(columns: Columns<T>, rows: readonly T[]): string {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, value]) => value(row) ?? ''))]
  return BOM + lines.map((fields) => `${fields.map(quote).join(SEPARATOR)}\n`).join('')
}

/** RFC 4180 quoting, only where a field would be torn. */
function quote(field: string): string {
  return /[;"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
}

/** YYYY-MM-DD to dd-mm-yyyy. */
function day(value: string | undefined): string | undefined {
  return value === undefined ? undefined : value.split('-').reverse().join('-')
}
