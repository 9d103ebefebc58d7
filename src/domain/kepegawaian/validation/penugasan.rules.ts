import { dayAfter, monthsLater } from '../days.rules.ts'
import type { Line, PenugasanColumn } from '../feed.ts'
import { LineReader, type Verdict } from './line-reader.ts'

export const ASSIGNMENT_KINDS = ['PLT', 'PLH', 'PJ', 'TT'] as const
export type AssignmentKind = (typeof ASSIGNMENT_KINDS)[number]

export interface PenugasanRow {
  readonly line: number
  readonly personExternalId: string
  readonly jenis: AssignmentKind
  readonly jabatan: string
  readonly unitExternalId: string
  /** half-open: the file's last day is still inside */
  readonly validFrom: string
  readonly validTo: string | null
  readonly sk: string | null
}

// 3 months and one extension by 3 (SE BKN 1/SE/I/2021).
const LONGEST_PLT_MONTHS = 6

/** One line of penugasan.csv, judged by itself (domain.md section 3). */
export function readPenugasan(file: string, line: Line<PenugasanColumn>): Verdict<PenugasanRow> {
  const reader = new LineReader(file, line)
  const personExternalId = reader.required('pns_id')
  const written = reader.required('jenis').toUpperCase().replaceAll('.', '')
  const jenis = ASSIGNMENT_KINDS.find((kind) => kind === written)
  if (jenis === undefined) return reader.fail('jenis', 'assignment-kind-unknown')
  const jabatan = reader.required('jabatan')
  const unitExternalId = reader.required('unor_id')
  reader.required('mulai')
  const mulai = reader.day('mulai') ?? ''
  const selesai = reader.day('selesai') ?? null
  const sk = reader.text('sk') ?? null

  // Further tasks often run until they are taken back; standing in for a post does not.
  if (selesai === null && jenis !== 'TT') reader.warn('selesai', 'assignment-open-ended')
  if (selesai !== null && selesai < mulai) reader.refuse('selesai', 'ends-before-start')
  const validTo = selesai === null ? null : dayAfter(selesai)
  if (jenis === 'PLT' && validTo !== null && mulai !== '' && validTo > monthsLater(mulai, LONGEST_PLT_MONTHS)) {
    reader.warn('selesai', 'acting-too-long')
  }
  return reader.finish({
    line: line.line, personExternalId, jenis, jabatan, unitExternalId, validFrom: mulai, validTo, sk,
  })
}
