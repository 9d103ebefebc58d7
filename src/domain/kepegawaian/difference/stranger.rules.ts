/**
 * Who seems new to a source that knows people by their NIP alone. When a number changes (PPPK to PNS, a correction), such a
 * source has lost one and found another: without this, one person would get a second account (domain.md section 1).
 */
import type { Finding } from '../finding.ts'
import type { MatchedRow } from './match.rules.ts'

/** Somebody of ours whose number is not in the feed. */
export interface Namesake {
  readonly pegawai_id: string
  readonly nama: string
  readonly tanggal_lahir: string
}

/** @returns lines that would become a new person and have no id but the number */
export function strangersOf(matched: readonly MatchedRow[]): MatchedRow[] {
  return matched.filter(({ row, pegawaiId }) => pegawaiId === undefined && row.externalId === row.nip)
}

const keyOf = (nama: string, lahir: string): string => `${lahir} ${nama.toLowerCase()}`

/**
 * @param namesakes of the strangers
 * @returns the lines without those that may mean one of them: a person says so, or a source with ids of its own (the
 *   bundle) brings the new number, and the line is believed from then on. `perhaps`: who is therefore not missing
 */
export function doubtStrangers(
  file: string, matched: readonly MatchedRow[], namesakes: readonly Namesake[],
): { believed: readonly MatchedRow[]; quarantined: Finding[]; perhaps: ReadonlySet<string> } {
  const known = new Set(namesakes.map(({ nama, tanggal_lahir }) => keyOf(nama, tanggal_lahir)))
  const doubted = new Set(strangersOf(matched).filter(({ row }) => known.has(keyOf(row.columns.nama ?? '', row.lahir))))
  return {
    believed: matched.filter((one) => !doubted.has(one)),
    quarantined: [...doubted].map(({ row }) => ({ file, line: row.line, field: 'nip_baru', reason: 'perhaps-known' })),
    perhaps: new Set(namesakes.map(({ pegawai_id }) => pegawai_id)),
  }
}
