import type { Line, UnorColumn } from '../feed.ts'
import { LineReader, type Verdict } from './line-reader.ts'

export interface UnorRow {
  readonly line: number
  readonly externalId: string
  /** null: nothing stands above it */
  readonly indukExternalId: string | null
  readonly nama: string
  readonly kode: string | null
  readonly jenis: string | null
}

/** One line of unor.csv, judged by itself; whether its parent exists is seen in the whole tree. */
export function readUnor(file: string, line: Line<UnorColumn>): Verdict<UnorRow> {
  const reader = new LineReader(file, line)
  return reader.finish({
    line: line.line,
    externalId: reader.required('id'),
    indukExternalId: reader.text('induk_id') ?? null,
    nama: reader.required('nama'),
    kode: reader.text('kode') ?? null,
    jenis: reader.text('jenis') ?? null,
  })
}
