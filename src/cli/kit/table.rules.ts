/** @returns rows of cells as lines with aligned columns, two blanks apart, without blanks at their ends */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, lengthOf(cell))
  }
  const padded = (cell: string, index: number): string => cell + ' '.repeat((widths[index] ?? 0) - lengthOf(cell))
  return rows.map((row) => row.map(padded).join('  ').trimEnd()).join('\n')
}

/** Code points, as a terminal counts columns for the scripts of our data. */
const lengthOf = (text: string): number => [...text].length
