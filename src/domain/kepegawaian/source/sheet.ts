import type { Columns, ColumnOf, Line, Sheet } from '../feed.ts'
import type { Finding } from '../finding.ts'
import { FeedRefusal } from '../refusal.ts'
import { type CsvRecord, readRecords } from './csv.ts'
import { endsWithLineEnd, firstLine, readText, recogniseSeparator, type Separator } from './text.rules.ts'

const TELL_EVERY = 500

const NO_TEXT = {
  'empty': 'is empty',
  'utf-16': 'is UTF-16 text; save it as CSV in UTF-8',
  'binary': 'is no text file; a CSV file is expected',
} as const

/**
 * Reads one CSV file into lines of named cells. Column names are matched without regard to case; columns that are not
 * asked for are ignored.
 *
 * @param onBytes told now and then how many bytes are read
 * @throws FeedRefusal for a file that is no CSV, misses a required column or is cut off
 */
export async function readSheet<Spec extends Columns>(
  file: string, bytes: Buffer, spec: Spec, onBytes: (bytes: number) => void = () => undefined,
): Promise<Sheet<ColumnOf<Spec>>> {
  const text = readText(bytes)
  if (!text.ok) throw new FeedRefusal('no-text', `${file} ${NO_TEXT[text.why]}.`)
  const { utf8, encoding } = text
  if (!endsWithLineEnd(utf8)) {
    throw new FeedRefusal('truncated', `The last line of ${file} has no line end: the file was cut off.`)
  }

  const separator = recogniseSeparator(firstLine(utf8))
  const builder = new SheetBuilder(file, spec, separator)
  for await (const record of readRecords(utf8, separator, file)) {
    builder.add(record)
    if (record.line % TELL_EVERY === 0) onBytes(record.bytes)
  }
  const remarks: Finding[] = encoding === 'utf-8' ? [] : [{ file, line: 1, field: '', reason: 'read-as-windows-1252' }]
  return { ...builder.finish(), remarks }
}

const columnsOf = <Spec extends Columns>({ required, optional, aside = [] }: Spec): ColumnOf<Spec>[] =>
  [...required, ...optional, ...aside] as ColumnOf<Spec>[]

/** Spreadsheets write separators to the end of their widest row: empty cells beyond the header say nothing. */
function withoutTail(values: readonly string[], width: number): readonly string[] {
  return values.slice(width).every((value) => value.trim() === '') ? values.slice(0, width) : values
}

class SheetBuilder<Spec extends Columns> {
  readonly #file: string
  readonly #spec: Spec
  readonly #separator: Separator
  readonly #lines: Line<ColumnOf<Spec>>[] = []
  readonly #unreadable: Finding[] = []
  #header: Map<string, number> | undefined
  #width = 0
  #last: { readonly line: number; readonly width: number } | undefined

  constructor(file: string, spec: Spec, separator: Separator) {
    this.#file = file
    this.#spec = spec
    this.#separator = separator
  }

  add(record: CsvRecord): void {
    if (!this.#header) return this.#readHeader(record)
    const { line } = record
    const values = withoutTail(record.values, this.#width)
    this.#last = { line, width: values.length }
    if (values.every((value) => value.trim() === '')) return
    if (record.lines > 1 && this.#swallowsLines(values)) {
      for (let at = line; at < line + record.lines; at += 1) this.#refuse(at, 'quotes')
    } else if (values.length !== this.#width) {
      this.#refuse(line, 'columns')
    } else {
      this.#lines.push({ line, cells: this.#cellsOf(values, this.#header) })
    }
  }

  finish(): Omit<Sheet<ColumnOf<Spec>>, 'remarks'> {
    const header = this.#header ?? new Map<string, number>()
    if (this.#last && this.#last.width !== this.#width) {
      throw new FeedRefusal('truncated', `The last line of ${this.#file} (${this.#last.line}) has `
        + `${this.#last.width} columns where the header has ${this.#width}: the file was cut off.`)
    }
    return {
      file: this.#file, lines: this.#lines, unreadable: this.#unreadable,
      absent: this.#spec.optional.filter((column) => !header.has(column)),
    }
  }

  #readHeader({ values }: CsvRecord): void {
    const names = values.map((value) => value.trim().toLowerCase())
    this.#width = names.length
    this.#header = new Map(names.map((name, index) => [name, index]))
    const missing = this.#spec.required.filter((column) => !names.includes(column))
    if (missing.length > 0) {
      throw new FeedRefusal('header', `The header of ${this.#file} misses ${missing.join(', ')}.`)
    }
    const wanted: readonly string[] = columnsOf(this.#spec)
    const twice = wanted.filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
    if (twice.length > 0) {
      throw new FeedRefusal('header', `The header of ${this.#file} has more than one column ${twice.join(', ')}.`)
    }
  }

  /** A cell that holds line end and separator is no text but the lines after a quotation mark that nobody closed. */
  #swallowsLines(values: readonly string[]): boolean {
    return values.some((value) => /[\r\n]/.test(value) && value.includes(this.#separator))
  }

  #refuse(line: number, reason: 'columns' | 'quotes'): void {
    this.#unreadable.push({ file: this.#file, line, field: '', reason })
  }

  #cellsOf(values: readonly string[], header: ReadonlyMap<string, number>): Line<ColumnOf<Spec>>['cells'] {
    const columns: readonly ColumnOf<Spec>[] = columnsOf(this.#spec)
    const cells: Partial<Record<ColumnOf<Spec>, string | undefined>> = {}
    for (const column of columns) cells[column] = values[header.get(column) ?? -1]
    return cells as Record<ColumnOf<Spec>, string | undefined>
  }
}
