import type { Context } from 'koa'

export type CsvCell = string | number | null | undefined

/**
 * A spreadsheet runs what begins with one of these as a formula (OWASP, "CSV Injection"); their full-width forms and a
 * line feed as well.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** Every cell in quotes (RFC 4180); a text that a spreadsheet would run gets an apostrophe in front and stays text. */
function cell(value: CsvCell): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** What tells Excel that the text is UTF-8. */
const BOM = '\ufeff'

/**
 * @param rows the first one is the header
 * @returns a CSV document for Indonesian spreadsheets: `;` between cells, CRLF at the end of lines, with a byte order mark
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return BOM + rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')
}

/**
 * Answers with a CSV file to keep.
 * @param name of the file without ending: small letters, digits and `-`
 */
export function sendCsv(ctx: Context, name: string, rows: readonly (readonly CsvCell[])[]): void {
  ctx.type = 'text/csv; charset=utf-8'
  ctx.set('content-disposition', `attachment; filename="${name}.csv"`)
  ctx.body = csvText(rows)
}
