/** Judges every line of a feed by itself and against the other lines of its file: pure, without the database. */
import { normaliseNip } from '../../pegawai/nip.rules.ts'
import type { Feed, Line, Sheet } from '../feed.ts'
import type { Finding } from '../finding.ts'
import { findDuplicates } from './duplicates.rules.ts'
import { cleanText, isRounded, withoutTextMark } from './fields.rules.ts'
import type { Verdict } from './line-reader.ts'
import { readPegawai, type PegawaiRow } from './pegawai.rules.ts'
import { readPenugasan, type PenugasanRow } from './penugasan.rules.ts'
import { readUnor, type UnorRow } from './unor.rules.ts'

export interface Judged<Row> {
  readonly file: string
  /** number of data lines of the file, good and bad */
  readonly read: number
  readonly rows: readonly Row[]
  readonly quarantined: readonly Finding[]
  readonly warnings: readonly Finding[]
  /** ids that stand in the file, in good lines and in bad ones */
  readonly ids: ReadonlySet<string>
  /** those in bad lines */
  readonly badIds: ReadonlySet<string>
  /** false where a line could not be told apart or has no id: it might be anybody's */
  readonly certain: boolean
}

export interface ValidFeed {
  readonly pegawai: Judged<PegawaiRow>
  /** numbers that stand in the lines of people, in good ones and in bad ones */
  readonly nips: readonly string[]
  readonly unor: Judged<UnorRow> | undefined
  readonly penugasan: Judged<PenugasanRow> | undefined
}

/** What a spreadsheet rounded is bad by itself, and means nobody in particular. */
const nipKey = (cell: string): string => isRounded(cell) ? '' : normaliseNip(withoutTextMark(cleanText(cell)))

/** @param today YYYY-MM-DD in WIB */
export function validate(feed: Feed, today: string): ValidFeed {
  const { pegawai, unor, penugasan } = feed
  return {
    pegawai: judge(pegawai, 'pns_id', (line) => readPegawai(pegawai.file, line, today), new Map([
      ...findDuplicates(pegawai.file, pegawai.lines, 'nip_baru', 'duplicate-nip', nipKey),
      ...findDuplicates(pegawai.file, pegawai.lines, 'pns_id', 'duplicate-id', cleanText),
    ])),
    nips: [...new Set(pegawai.lines.map(({ cells }) => nipKey(cells.nip_baru ?? '')))],
    unor: unor && judge(unor, 'id', (line) => readUnor(unor.file, line),
      findDuplicates(unor.file, unor.lines, 'id', 'duplicate-id', cleanText)),
    penugasan: penugasan && judge(penugasan, 'pns_id', (line) => readPenugasan(penugasan.file, line), new Map()),
  }
}

function judge<Column extends string, Row>(
  sheet: Sheet<Column>, id: Column, read: (line: Line<Column>) => Verdict<Row>, refused: ReadonlyMap<number, Finding>,
): Judged<Row> {
  const rows: Row[] = []
  const quarantined = [...sheet.unreadable]
  const warnings = [...sheet.remarks]
  const ids = new Set<string>()
  const badIds = new Set<string>()
  for (const line of sheet.lines) {
    const key = cleanText(line.cells[id] ?? '')
    ids.add(key)
    const verdict = read(line)
    const finding = verdict.ok ? refused.get(line.line) : verdict.finding
    if (finding) {
      quarantined.push(finding)
      badIds.add(key)
    } else if (verdict.ok) {
      rows.push(verdict.row)
      warnings.push(...verdict.warnings)
    }
  }
  const { file, lines, unreadable } = sheet
  return {
    file, read: lines.length + unreadable.length, rows, quarantined, warnings, ids, badIds,
    certain: unreadable.length === 0 && !badIds.has(''),
  }
}
