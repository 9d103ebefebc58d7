/** Records that a program handed over, as a feed: they have no file and no lines, and are put into one order. */
import { createHash } from 'node:crypto'
import {
  type ColumnOf, type Columns, type Feed, type Line, PEGAWAI, type PegawaiColumn, PENUGASAN, type PenugasanColumn, type Sheet,
} from '../feed.ts'
import type { OpenedSource } from './source.ts'

/** Cells of one record; a column that is not there is one that the source does not have. */
export type Cells<Column extends string> = Readonly<Partial<Record<Column, string | undefined>>>

export interface Records {
  readonly sumber: string
  readonly asOf: Date
  /** what stands for a file name in findings */
  readonly pegawai: { readonly name: string; readonly rows: readonly Cells<PegawaiColumn>[] }
  readonly penugasan?: { readonly name: string; readonly rows: readonly Cells<PenugasanColumn>[] } | undefined
  /** what the source cannot tell: columns of people, files of the bundle */
  readonly missing: readonly string[]
}

/** The first record stands on the line that the first person of a file would have. */
const FIRST_LINE = 2

/** @returns the records as a source that has been opened; the same records in any order have the same hash and lines */
export function openedOf({ sumber, asOf, pegawai, penugasan, missing }: Records): OpenedSource {
  const people = sheetOf(pegawai.name, pegawai.rows, PEGAWAI, 'pns_id')
  const assignments = penugasan && sheetOf(penugasan.name, penugasan.rows, PENUGASAN, 'pns_id')
  const hash = createHash('sha256')
  for (const { lines } of [people, assignments].filter((sheet) => sheet !== undefined)) {
    for (const { cells } of lines) hash.update(JSON.stringify(cells)).update('\n')
    hash.update('\n')
  }
  const sha256 = hash.digest()
  const feed: Feed = { sumber, sha256, pegawai: people, penugasan: assignments, missing }
  return {
    sumber, sha256, asOf,
    read(onProgress) {
      onProgress({ step: 'read', done: people.lines.length, total: people.lines.length })
      return Promise.resolve(feed)
    },
  }
}

function sheetOf<Spec extends Columns>(
  file: string, rows: readonly Cells<ColumnOf<Spec>>[], spec: Spec, key: ColumnOf<Spec>,
): Sheet<ColumnOf<Spec>> {
  const columns = [...spec.required, ...spec.optional, ...spec.aside ?? []] as ColumnOf<Spec>[]
  const sorted = rows
    .map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])) as Line<ColumnOf<Spec>>['cells'])
    .map((cells) => ({ cells, order: `${cells[key] ?? ''}\n${JSON.stringify(cells)}` }))
    .toSorted((a, b) => a.order < b.order ? -1 : a.order > b.order ? 1 : 0)
  return {
    file, lines: sorted.map(({ cells }, index) => ({ line: FIRST_LINE + index, cells })), unreadable: [], remarks: [],
    absent: (spec.optional as readonly ColumnOf<Spec>[])
      .filter((column) => sorted.every(({ cells }) => cells[column] === undefined)),
  }
}
