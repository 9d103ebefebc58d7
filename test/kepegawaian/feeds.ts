import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PEGAWAI, PENUGASAN, UNOR, type Line, type PegawaiColumn } from '../../src/domain/kepegawaian/feed.ts'
import { readPegawai, type PegawaiRow } from '../../src/domain/kepegawaian/validation/pegawai.rules.ts'
import type { Clock } from '../../src/kernel/lib/clock.ts'
import type { Scope } from '../helpers/scope.ts'

/** Small feeds for tests, written by hand; every number is invented. */

export const TODAY = '2026-11-22'

export function clockAt(day: string): Clock {
  return { now: () => new Date(`${day}T03:00:00Z`), today: () => day }
}

export type Cells = Record<string, string>

/** A PNS born on 1 January 1980; `serial` makes the number his own. */
export function nipOf(serial: number, { lahir = '19800101', mulai = '200501', sex = '1' } = {}): string {
  return `${lahir}${mulai}${sex}${String(serial).padStart(3, '0')}`
}

/** Line `serial` of a pegawai.csv in which nothing is wrong; serials 1 to 999 differ in everything that must differ. */
export function pegawai(serial: number, changes: Cells = {}): Cells {
  return {
    pns_id: `P${serial}`, nip_baru: nipOf(serial), nama: `Contoh ${serial}`, gelar_depan: '', gelar_belakang: 'S.Kom.',
    tanggal_lahir: '01-01-1980', jenis_kelamin: 'M', nomor_hp: '', email: '', email_gov: '',
    jenis_pegawai_nama: 'PNS Daerah', kedudukan_hukum_id: '01', kedudukan_hukum_nama: 'Aktif', status_cpns_pns: 'P',
    tmt_cpns: '01-01-2005', tmt_pns: '01-01-2006', gol_akhir_id: '33', gol_akhir_nama: 'III/c', tmt_golongan: '01-04-2022', jenis_jabatan_id: '2',
    jenis_jabatan_nama: 'Fungsional', jabatan_id: 'J1', jabatan_nama: 'Arsiparis Ahli Muda', tmt_jabatan: '01-02-2020',
    unor_id: 'U1', eselon_id: '99', tmt_pensiun: '01-02-2038', akhir_kontrak: '', tgl_meninggal: '', ...changes,
  }
}

/** A PPPK, where `pegawai` is a PNS. */
export function pppk(serial: number, changes: Cells = {}): Cells {
  return pegawai(serial, {
    nip_baru: nipOf(serial, { mulai: '202221' }), jenis_pegawai_nama: 'PPPK', status_cpns_pns: '', tmt_cpns: '01-02-2022',
    tmt_pns: '', gol_akhir_id: '', gol_akhir_nama: 'IX', tmt_pensiun: '', akhir_kontrak: '31-12-2026', ...changes,
  })
}

export function unor(id: string, induk_id: string, nama: string, changes: Cells = {}): Cells {
  return { id, induk_id, nama, kode: '', jenis: '', ...changes }
}

export function penugasan(pns_id: string, changes: Cells = {}): Cells {
  return {
    pns_id, jenis: 'PLT', jabatan: 'Kepala Bidang Contoh', unor_id: 'U1', mulai: '01-11-2026', selesai: '31-01-2027',
    sk: '800/1', ...changes,
  }
}

export interface CsvForm {
  readonly separator?: ';' | ','
  readonly lineEnd?: '\n' | '\r\n'
  readonly bom?: boolean
  readonly without?: readonly string[]
  readonly extra?: readonly string[]
}

const quote = (text: string): string => /[;,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** @returns CSV text with the header of the given columns */
export function toCsv(
  columns: readonly string[], rows: readonly Cells[],
  { separator = ';', lineEnd = '\n', bom = false, without = [], extra = [] }: CsvForm = {},
): string {
  const names = [...columns, ...extra].filter((column) => !without.includes(column))
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
  return (bom ? '\uFEFF' : '') + lines.map((cells) => cells.map(quote).join(separator) + lineEnd).join('')
}

export const PEGAWAI_COLUMNS = [...PEGAWAI.required, ...PEGAWAI.optional, ...PEGAWAI.aside]
export const UNOR_COLUMNS = [...UNOR.required, ...UNOR.optional]
export const PENUGASAN_COLUMNS = [...PENUGASAN.required, ...PENUGASAN.optional]

export const pegawaiCsv = (rows: readonly Cells[], form?: CsvForm): string => toCsv(PEGAWAI_COLUMNS, rows, form)
export const unorCsv = (rows: readonly Cells[], form?: CsvForm): string => toCsv(UNOR_COLUMNS, rows, form)
export const penugasanCsv = (rows: readonly Cells[], form?: CsvForm): string => toCsv(PENUGASAN_COLUMNS, rows, form)

/** One line as a source names it; `without` columns are those that the source does not have. */
export function lineOf(cells: Cells, without: readonly string[] = []): Line<PegawaiColumn> {
  const entries = PEGAWAI_COLUMNS.map((column) => [column, without.includes(column) ? undefined : cells[column]])
  return { line: 2, cells: Object.fromEntries(entries) as Line<PegawaiColumn>['cells'] }
}

/** A line that validation believes. @throws Error with the reason when it does not */
export function rowOf(cells: Cells, line = 2): PegawaiRow {
  const verdict = readPegawai('pegawai.csv', { ...lineOf(cells), line }, TODAY)
  if (!verdict.ok) throw new Error(verdict.finding.reason)
  return verdict.row
}

/** Serials from..to, each made by `make`. */
export function rows(from: number, to: number, make: (serial: number) => Cells = pegawai): Cells[] {
  return Array.from({ length: to - from + 1 }, (_, index) => make(from + index))
}

/** Writes a folder with these files; it goes with the scope. @returns its path */
export async function folderOf(scope: Scope, files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'satu-login-uji-feed-'))
  scope.teardown(() => rm(folder, { recursive: true, force: true }))
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)))
  return folder
}
