/** One line of pegawai.csv, judged by itself (domain.md sections 1, 2, 3, 5 and 6). */
import { parseNip, type Nip, type NipReason } from '../../pegawai/nip.rules.ts'
import { readEselon } from '../../pegawai/eselon.rules.ts'
import { readGolongan } from '../../pegawai/golongan.rules.ts'
import { readKedudukan } from '../../pegawai/kedudukan.rules.ts'
import type { Line, PegawaiColumn } from '../feed.ts'
import type { Reason } from '../finding.ts'
import type { PersonColumns } from '../person.ts'
import {
  isRounded, type PostKind, readEmail, readPhone, readPostKind, readSex, withoutTextMark,
} from './fields.rules.ts'
import { LineReader, type Verdict } from './line-reader.ts'

export interface PostRow {
  /** null: the person holds none */
  readonly jabatan: { readonly externalId: string; readonly nama: string; readonly jenis: PostKind } | null
  readonly unitExternalId: string | null
  /** the unit's name as the source writes it, for whoever has to tell which unit it is */
  readonly unitName: string | null
  /** "II.a"; undefined where the source does not say, null for a post without */
  readonly eselon: string | null | undefined
  readonly tmt: string | null | undefined
}

export interface PegawaiRow {
  readonly line: number
  readonly externalId: string
  readonly nip: string
  readonly lahir: string
  /** Only what the source says: a column that is not here stays as it is stored. */
  readonly columns: Partial<PersonColumns>
  readonly post: PostRow
}

type Reader = LineReader<PegawaiColumn>

const NIP_REASONS: Record<NipReason, Reason> = {
  'bukan-angka': 'nip-not-digits', 'panjang': 'nip-length', 'tanggal-lahir': 'nip-birth-date',
  'lahir-di-masa-depan': 'nip-born-in-future', 'jenis': 'nip-kind', 'kelamin': 'nip-sex', 'nomor-urut': 'nip-serial',
}

/**
 * @param today YYYY-MM-DD in WIB
 * @returns the person as the source has him, or why the line cannot be believed
 */
export function readPegawai(file: string, line: Line<PegawaiColumn>, today: string): Verdict<PegawaiRow> {
  const reader: Reader = new LineReader(file, line)
  const externalId = reader.required('pns_id')
  const typed = reader.required('nip_baru')
  const nama = reader.required('nama')
  const nip = parseNip(withoutTextMark(typed), today)
  if (!nip.ok && isRounded(typed)) return reader.fail('nip_baru', 'nip-rounded')
  if (!nip.ok) return reader.fail('nip_baru', NIP_REASONS[nip.reason])
  if (nip.warnings.length > 0) reader.warn('nip_baru', 'age-at-appointment')

  const lahir = birthDate(reader, nip, today)
  const columns: Partial<PersonColumns> = {
    nama,
    ...titles(reader),
    tanggal_lahir: lahir,
    jenis_kelamin: sex(reader, nip),
    ...kind(reader, nip),
    ...standing(reader),
    ...appointment(reader),
    ...rank(reader, nip),
    ...contact(reader),
    ...lifeDates(reader, nip, lahir, today),
  }
  return reader.finish({ line: line.line, externalId, nip: nip.nip, lahir, columns, post: post(reader, lahir) })
}

function birthDate(reader: Reader, nip: Nip, today: string): string {
  const day = reader.day('tanggal_lahir') ?? nip.lahir
  if (day > today) reader.refuse('tanggal_lahir', 'date-in-future')
  if (day !== nip.lahir) reader.warn('tanggal_lahir', 'birth-date-differs-from-nip')
  return day
}

function sex(reader: Reader, nip: Nip): 'L' | 'P' {
  const text = reader.plain('jenis_kelamin')
  if (text === '') return nip.kelamin
  const read = readSex(text)
  if (read === undefined) reader.warn('jenis_kelamin', 'sex-unknown')
  else if (read !== nip.kelamin) reader.warn('jenis_kelamin', 'sex-differs-from-nip')
  return read ?? nip.kelamin
}

function titles(reader: Reader): Partial<PersonColumns> {
  const gelar_depan = reader.text('gelar_depan')
  const gelar_belakang = reader.text('gelar_belakang')
  return { ...(gelar_depan !== undefined && { gelar_depan }), ...(gelar_belakang !== undefined && { gelar_belakang }) }
}

/** The number tells PNS and PPPK apart; a CPNS has the number of a PNS, so the columns tell him, or nobody does. */
function kind(reader: Reader, nip: Nip): Partial<PersonColumns> {
  const words = reader.plain('jenis_pegawai_nama').toUpperCase()
  const status = reader.plain('status_cpns_pns').toUpperCase()
  const saysPppk = words.includes('PPPK')
  if (words !== '' && saysPppk !== (nip.jenis === 'PPPK')) reader.warn('jenis_pegawai_nama', 'kind-differs-from-nip')
  if (nip.jenis === 'PPPK') return { jenis: 'PPPK' }
  if (!reader.says('status_cpns_pns', 'jenis_pegawai_nama')) return {}
  const isCpns = status === '' ? words.includes('CPNS') : status === 'C' || status === 'CPNS'
  return { jenis: isCpns ? 'CPNS' : 'PNS' }
}

function standing(reader: Reader): Partial<PersonColumns> {
  if (!reader.says('kedudukan_hukum_id', 'kedudukan_hukum_nama')) return {}
  const read = readKedudukan(reader.plain('kedudukan_hukum_id'), reader.plain('kedudukan_hukum_nama'))
  if (read.tahan) {
    reader.warn('kedudukan_hukum_id', 'standing-unknown')
    return { tahan: true }
  }
  const { kode, nama, keadaan } = read.kedudukan
  return { kedudukan_kode: kode, kedudukan_nama: nama, keadaan, tahan: false }
}

/** Nothing but cross-checks hangs on these: a wrong one is a finding of data quality, and never keeps a line out. */
function appointment(reader: Reader): Partial<PersonColumns> {
  const tmt_cpns = reader.doubtfulDay('tmt_cpns')
  const tmt_pns = reader.doubtfulDay('tmt_pns')
  return { ...(tmt_cpns !== undefined && { tmt_cpns }), ...(tmt_pns !== undefined && { tmt_pns }) }
}

function rank(reader: Reader, nip: Nip): Partial<PersonColumns> {
  if (!reader.says('gol_akhir_nama', 'gol_akhir_id')) return {}
  const column = reader.plain('gol_akhir_nama') === '' ? 'gol_akhir_id' : 'gol_akhir_nama'
  const text = reader.plain(column)
  const tmt = reader.day('tmt_golongan') ?? null
  if (text === '') return { golongan: null, tmt_golongan: null }
  const golongan = readGolongan(text)
  if (golongan?.jenis === nip.jenis) {
    return { golongan: golongan.golongan, ...(reader.says('tmt_golongan') && { tmt_golongan: tmt }) }
  }
  reader.warn(column, golongan ? 'rank-of-other-kind' : 'rank-unknown')
  return {}
}

/** The office's address before the private one: it is what applications should write to. */
function contact(reader: Reader): Partial<PersonColumns> {
  const column = reader.plain('email_gov') === '' ? 'email' : 'email_gov'
  const address = reader.plain(column)
  const number = reader.plain('nomor_hp')
  const email = address === '' ? null : readEmail(address)
  const no_hp = number === '' ? null : readPhone(number)
  if (email === undefined) reader.warn(column, 'email-invalid')
  if (no_hp === undefined) reader.warn('nomor_hp', 'phone-invalid')
  return {
    ...(email !== undefined && reader.says('email', 'email_gov') && { email }),
    ...(no_hp !== undefined && reader.says('nomor_hp') && { no_hp }),
  }
}

function lifeDates(reader: Reader, nip: Nip, lahir: string, today: string): Partial<PersonColumns> {
  const found: Partial<PersonColumns> = {}
  for (const column of ['tmt_pensiun', 'akhir_kontrak', 'tgl_meninggal'] as const) {
    const day = reader.day(column)
    if (day === undefined) continue
    if (day !== null && day < lahir) reader.refuse(column, 'date-before-birth')
    found[column] = day
  }
  if (found.tgl_meninggal && found.tgl_meninggal > today) reader.refuse('tgl_meninggal', 'date-in-future')
  if (nip.jenis === 'PPPK') return found
  if (found.akhir_kontrak) reader.warn('akhir_kontrak', 'contract-without-pppk')
  // Said also without the column: whoever was a PPPK and became a PNS has no contract any more.
  return { ...found, akhir_kontrak: null }
}

function post(reader: Reader, lahir: string): PostRow {
  const unitExternalId = reader.text('unor_id') ?? null
  if (unitExternalId === null) reader.warn('unor_id', 'unit-empty')
  const tmt = reader.day('tmt_jabatan')
  if (tmt && tmt < lahir) reader.refuse('tmt_jabatan', 'date-before-birth')
  const code = reader.text('eselon_id')
  const eselon = code === undefined ? undefined : readEselon(code ?? '')
  if (code !== undefined && eselon === undefined) reader.warn('eselon_id', 'echelon-unknown')
  return {
    jabatan: jabatan(reader), unitExternalId, unitName: reader.aside('unor_nama'),
    eselon: eselon && (eselon.eselon ?? null), tmt,
  }
}

/** A post without an id is known by its name. */
function jabatan(reader: Reader): PostRow['jabatan'] {
  const id = reader.plain('jabatan_id')
  const nama = reader.plain('jabatan_nama')
  if (id === '' && nama === '') return null
  if (nama === '') reader.refuse('jabatan_nama', 'empty')
  const jenis = readPostKind(reader.plain('jenis_jabatan_id'), reader.plain('jenis_jabatan_nama'))
  if (jenis === undefined) {
    reader.refuse('jenis_jabatan_id', 'post-kind-unknown')
    return null
  }
  return { externalId: id === '' ? `nama:${nama.toLowerCase()}` : id, nama, jenis }
}
