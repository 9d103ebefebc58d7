import type { Line } from '../feed.ts'
import type { Finding, Reason } from '../finding.ts'
import { cleanText, readDay } from './fields.rules.ts'

const LONGEST = 300

/** What validation makes of one line: something to compare, or the first reason against it. */
export type Verdict<Row> =
  | { readonly ok: true; readonly row: Row; readonly warnings: readonly Finding[] }
  | { readonly ok: false; readonly finding: Finding }

/** Takes cells out of one line and remembers the first thing that makes the line bad, and every doubt. */
export class LineReader<Column extends string> {
  readonly #file: string
  readonly #line: Line<Column>
  readonly #warnings: Finding[] = []
  #refusal: Finding | undefined

  constructor(file: string, line: Line<Column>) {
    this.#file = file
    this.#line = line
  }

  /** @returns whether the source has one of these columns: where it has none, nothing is said, which is not nothing */
  says(...columns: readonly Column[]): boolean {
    return columns.some((column) => this.#line.cells[column] !== undefined)
  }

  /** @returns the cleaned text, null when it is empty, undefined when the source has no such column */
  text(column: Column): string | null | undefined {
    const cell = this.#line.cells[column]
    if (cell === undefined) return undefined
    const text = cleanText(cell)
    if (text.length > LONGEST) this.refuse(column, 'too-long')
    return text === '' ? null : text
  }

  /** What only explains another cell: cut where it is too long, never a reason against the line. */
  aside(column: Column): string | null {
    const text = cleanText(this.#line.cells[column] ?? '').slice(0, LONGEST)
    return text === '' ? null : text
  }

  /** As `text`, for what is only read: absent and empty are both ''. */
  plain(column: Column): string {
    return this.text(column) ?? ''
  }

  /** @returns the text; an empty one makes the line bad */
  required(column: Column): string {
    const text = this.plain(column)
    if (text === '') this.refuse(column, 'empty')
    return text
  }

  /** @returns the day; null when empty or no calendar day, which makes the line bad; undefined without the column */
  day(column: Column): string | null | undefined {
    const cell = this.#line.cells[column]
    if (cell === undefined) return undefined
    const day = readDay(cell)
    if (day === undefined) this.refuse(column, 'date-invalid')
    return day ?? null
  }

  /** As `day`, for what is only compared with other days: what is no calendar day is a doubt, and as if it were not said. */
  doubtfulDay(column: Column): string | null | undefined {
    const cell = this.#line.cells[column]
    if (cell === undefined) return undefined
    const day = readDay(cell)
    if (day === undefined) this.warn(column, 'date-invalid')
    return day
  }

  refuse(field: Column, reason: Reason): void {
    this.#refusal ??= this.#finding(field, reason)
  }

  warn(field: Column, reason: Reason): void {
    this.#warnings.push(this.#finding(field, reason))
  }

  /** Ends a line of which nothing more can be read. An earlier refusal is kept. */
  fail(field: Column, reason: Reason): Verdict<never> {
    return { ok: false, finding: this.#refusal ?? this.#finding(field, reason) }
  }

  finish<Row>(row: Row): Verdict<Row> {
    return this.#refusal ? { ok: false, finding: this.#refusal } : { ok: true, row, warnings: this.#warnings }
  }

  #finding(field: string, reason: Reason): Finding {
    return { file: this.#file, line: this.#line.line, field, reason }
  }
}
