import { sentenceOf } from '../../domain/kepegawaian/brake/holds.ts'
import { describeReason, type Finding, type ImportResult } from '../../domain/kepegawaian/index.ts'
import type { ReferenceResult } from '../../domain/kepegawaian/referensi/referensi.service.ts'
import { alignColumns } from './table.rules.ts'

/** More lines than anybody reads at a terminal; --json has them all. */
const SHOWN = 50

/** @returns `file:line  field  reason  sentence` for the first findings, and how many more there are */
export function findingsText(findings: readonly Finding[]): string {
  const rows = findings.slice(0, SHOWN).map(({ file, line, field, reason }) =>
    [`${file}:${line}`, field === '' ? '-' : field, reason, describeReason(reason)])
  const more = findings.length - rows.length
  return more > 0 ? `${alignColumns(rows)}\nand ${more} more; --json lists all` : alignColumns(rows)
}

function doubtsText(warnings: readonly Finding[]): string {
  const counts = new Map<Finding['reason'], number>()
  for (const { reason } of warnings) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return alignColumns([...counts].map(([reason, count]) => [`${count}`, reason, describeReason(reason)]))
}

/** How much was done, in one line. */
function firstLine({ read, created, changed, unchanged }: ImportResult, dryRun: boolean): string {
  const numbers = `${read} people read: ${created} new, ${changed} changed, ${unchanged} unchanged.`
  if (dryRun) return `${numbers} Dry run: nothing was written.`
  return created === 0 && changed === 0 ? `${numbers} Nobody was changed.` : numbers
}

function missingText({ missing_held: held = 0, missing_ended: ended = 0 }: ImportResult): string {
  return `${held} are missing for the first time and are held where they are, ${ended} are missing again and have left.`
}

/** @returns what an import came to, in words */
export function importText(result: ImportResult, { dryRun }: { dryRun: boolean }): string {
  const { ended, missing, missing_columns: columns, quarantined, warnings, brake = [] } = result
  return [
    firstLine(result, dryRun),
    ...brake.map((alarm) => `The brake would stop this: ${sentenceOf(alarm)}`),
    ...(ended > 0 ? [`${ended} have left the service.`] : []),
    ...(missing ? [`${missing} people of this source are not in the file: ${missingText(result)}`] : []),
    ...(columns.length > 0 ? [`Not in this export, hence not known: ${columns.join(', ')}.`] : []),
    ...(quarantined.length > 0 ? ['', `Left out: ${quarantined.length}`, findingsText(quarantined)] : []),
    ...(warnings.length > 0 ? ['', `Taken over with a doubt: ${warnings.length}`, doubtsText(warnings)] : []),
  ].join('\n')
}

const LISTED = { unit: 'units', jabatan: 'jabatan' } as const

/** @returns what a list of BKD's came to, in words */
export function referenceText(result: ReferenceResult, { dryRun }: { dryRun: boolean }): string {
  const { jenis, read, created, changed, unchanged, quarantined, warnings } = result
  return [
    `${read} ${LISTED[jenis]} read: ${created} new, ${changed} changed, ${unchanged} unchanged.`
      + (dryRun ? ' Dry run: nothing was written.' : ''),
    ...(quarantined.length > 0 ? ['', `Left out: ${quarantined.length}`, findingsText(quarantined)] : []),
    ...(warnings.length > 0 ? ['', `Taken over with a doubt: ${warnings.length}`, doubtsText(warnings)] : []),
  ].join('\n')
}
