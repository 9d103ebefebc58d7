/** BKD's own lists, line by line: units under their kunker, jabatan under their kjab (domain.md sections 4 and 6). */
import { readEselon } from '../../pegawai/eselon.rules.ts'
import type { Columns, ColumnOf, Line } from '../feed.ts'
import { type PostKind, readPostKind } from '../validation/fields.rules.ts'
import { LineReader, type Verdict } from '../validation/line-reader.ts'
import type { UnorRow } from '../validation/unor.rules.ts'

export const UNIT_LIST = {
  required: ['kunker', 'nunker', 'induk'],
  optional: ['jenis', 'kunker_sinjab', 'kunker_simral'],
} as const satisfies Columns

export const JABATAN_LIST = {
  required: ['kjab', 'njab', 'jenis'],
  optional: ['keselon', 'bup'],
} as const satisfies Columns

/** Systems that know units under codes of their own. */
export const OTHER_SYSTEMS = ['sinjab', 'simral'] as const
export type OtherSystem = (typeof OTHER_SYSTEMS)[number]

export interface ReferenceUnit {
  readonly unor: UnorRow
  /** undefined where the file has no such column, null where it has none for this unit */
  readonly silang: Readonly<Record<OtherSystem, string | null | undefined>>
}

export interface ReferenceJabatan {
  readonly line: number
  readonly kjab: string
  readonly nama: string
  readonly jenis: PostKind
  /** "II.a" */
  readonly eselon: string | null
  /** age of retirement in years */
  readonly bup: number | null
}

const KUNKER = /^\d{15}$/
const YOUNGEST_BUP = 50
const OLDEST_BUP = 70

/** A spreadsheet that takes a kunker for a number writes 4,001E+14: such a line cannot be believed. */
export function readReferenceUnit(file: string, line: Line<ColumnOf<typeof UNIT_LIST>>): Verdict<ReferenceUnit> {
  const reader = new LineReader(file, line)
  const kunker = reader.required('kunker')
  if (!KUNKER.test(kunker)) reader.refuse('kunker', 'code-not-15-digits')
  const induk = reader.text('induk') ?? null
  if (induk !== null && !KUNKER.test(induk)) reader.refuse('induk', 'code-not-15-digits')
  return reader.finish({
    unor: {
      line: line.line, externalId: kunker, indukExternalId: induk, nama: reader.required('nunker'), kode: kunker,
      jenis: reader.text('jenis') ?? null,
    },
    silang: { sinjab: reader.text('kunker_sinjab'), simral: reader.text('kunker_simral') },
  })
}

export function readReferenceJabatan(file: string, line: Line<ColumnOf<typeof JABATAN_LIST>>): Verdict<ReferenceJabatan> {
  const reader = new LineReader(file, line)
  const kjab = reader.required('kjab')
  const nama = reader.required('njab')
  const kind = reader.required('jenis')
  const jenis = readPostKind(/^\d+$/.test(kind) ? kind : '', kind)
  if (jenis === undefined) return reader.fail('jenis', 'post-kind-unknown')
  const eselon = readEselon(reader.plain('keselon'))
  if (eselon === undefined) reader.warn('keselon', 'echelon-unknown')
  const age = reader.plain('bup')
  const bup = age === '' ? null : Number(age)
  const isAge = bup === null || (Number.isInteger(bup) && bup >= YOUNGEST_BUP && bup <= OLDEST_BUP)
  if (!isAge) reader.warn('bup', 'retirement-age-unlikely')
  return reader.finish({ line: line.line, kjab, nama, jenis, eselon: eselon?.eselon ?? null, bup: isAge ? bup : null })
}
