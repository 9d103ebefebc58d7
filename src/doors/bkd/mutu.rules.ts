/** Findings in words, as bars, rows and cells; and whose findings somebody may see. */
import { CHECKS, type CheckName, isCheck } from '../../domain/kepegawaian/mutu/checks.rules.ts'
import type { FindingCount, ListedFinding } from '../../domain/kepegawaian/mutu/findings.queries.ts'
import { maskNip } from '../../domain/pegawai/nip.rules.ts'
import type { RoleToday } from '../../domain/pegawai/person.ts'
import type { UnitTree } from '../../domain/pegawai/unit/directory.rules.ts'
import { isOpdKind } from '../../domain/pegawai/unit/unit.rules.ts'
import type { CsvCell } from '../../kernel/http/csv.ts'
import { dayInWib } from '../../kernel/lib/clock.ts'
import { type Bar, barsOf, dayInWords } from '../kerja.rules.ts'

const NO_OPD = 'Tanpa OPD'

/**
 * @param roles in force
 * @returns the OPD whose findings may be seen, with those below them; undefined for all
 */
export function visibleOpd(roles: readonly RoleToday[], tree: UnitTree): string[] | undefined {
  if (roles.some(({ role }) => role === 'bkd')) return undefined
  const own = new Set(roles.filter(({ role }) => role === 'admin-opd').map(({ unitId }) => unitId))
  return tree.units.filter(({ id, jenis }) => isOpdKind(jenis) && tree.chainOf(id).some((unit) => own.has(unit.id)))
    .map(({ id }) => id)
}

const titleOf = (jenis: string): string => isCheck(jenis) ? CHECKS[jenis].judul : jenis
const opdName = (id: string | null, tree: UnitTree): string => id === null ? NO_OPD : tree.get(id)?.nama ?? NO_OPD

function sums(counts: readonly FindingCount[], keyOf: (count: FindingCount) => string | null): [string | null, number][] {
  const grouped = Map.groupBy(counts, keyOf)
  return [...grouped].map(([key, list]): [string | null, number] => [key, list.reduce((sum, { jumlah }) => sum + jumlah, 0)])
    .toSorted(([, a], [, b]) => b - a)
}

export const barsByKind = (counts: readonly FindingCount[]): Bar[] => barsOf(sums(counts, ({ jenis }) => jenis)
  .map(([jenis, nilai]) => ({ label: titleOf(jenis ?? ''), nilai, href: `/bkd/mutu/daftar?jenis=${jenis ?? ''}` })))

export const barsByOpd = (counts: readonly FindingCount[], tree: UnitTree): Bar[] => barsOf(sums(counts, ({ opd_id }) => opd_id)
  .map(([opd, nilai]) => ({ label: opdName(opd, tree), nilai, ...(opd !== null && { href: `/bkd/mutu/daftar?opd=${opd}` }) })))

export function opdChoices(tree: UnitTree, visible: readonly string[] | undefined): { nilai: string; teks: string }[] {
  const units = tree.units.filter(({ id, jenis }) => isOpdKind(jenis) && (visible === undefined || visible.includes(id)))
  return [{ nilai: '', teks: 'Semua OPD' }, ...units.map(({ id, nama }) => ({ nilai: id, teks: nama }))]
}

export const kindChoices = (): { nilai: string; teks: string }[] =>
  [{ nilai: '', teks: 'Semua temuan' }, ...(Object.keys(CHECKS) as CheckName[]).map((nilai) => ({ nilai, teks: CHECKS[nilai].judul }))]

/** A row of the list for `tabel`. */
export const presentFinding = (finding: ListedFinding, tree: UnitTree): unknown[] => [
  { teks: finding.nama ?? opdName(finding.opd_id, tree), kecil: finding.nip === null ? '' : maskNip(finding.nip) },
  finding.nama === null ? '–' : { teks: finding.unit ?? 'Tanpa unit', kecil: opdName(finding.opd_id, tree) },
  titleOf(finding.jenis), dayInWords(dayInWib(finding.sejak)),
]

export const CSV_HEAD: readonly CsvCell[] = ['NIP', 'nama', 'OPD', 'unit', 'temuan', 'yang perlu diperbaiki', 'sejak']

export const csvCells = ({ nip, nama, opd_id, unit, jenis, sejak }: ListedFinding, tree: UnitTree): CsvCell[] =>
  [nip, nama, opdName(opd_id, tree), unit, titleOf(jenis), isCheck(jenis) ? CHECKS[jenis].perbaikan : '', dayInWib(sejak)]
