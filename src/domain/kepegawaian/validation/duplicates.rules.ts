import type { Line } from '../feed.ts'
import type { Finding, Reason } from '../finding.ts'

/**
 * Lines that share a value which must be unique. None of them is believed, not even the good-looking one: which of
 * them is right is for a person to say.
 *
 * @param keyOf the value as it is compared; '' is not compared
 * @returns the finding of each such line, by line number
 */
export function findDuplicates<Column extends string>(
  file: string, lines: readonly Line<Column>[], field: Column, reason: Reason, keyOf: (cell: string) => string,
): Map<number, Finding> {
  const byKey = new Map<string, Line<Column>[]>()
  for (const line of lines) {
    const key = keyOf(line.cells[field] ?? '')
    if (key === '') continue
    const same = byKey.get(key)
    if (same) same.push(line)
    else byKey.set(key, [line])
  }
  const duplicates = [...byKey.values()].filter((same) => same.length > 1).flat()
  return new Map(duplicates.map(({ line }) => [line, { file, line, field, reason }]))
}
