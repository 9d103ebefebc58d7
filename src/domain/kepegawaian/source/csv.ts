import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { FeedRefusal } from '../refusal.ts'
import type { Separator } from './text.rules.ts'

/** One record with the physical lines it stands on; quoted text may hold line ends. */
export interface CsvRecord {
  readonly line: number
  readonly lines: number
  readonly values: readonly string[]
  /** bytes read so far */
  readonly bytes: number
}

interface Parsed {
  readonly record: string[]
  readonly info: { readonly bytes: number; readonly empty_lines: number }
}

const CHUNK = 64 * 1024
const LINE_END = /\r\n|\n|\r/g

function countLineEnds(value: string): number {
  const hasNone = !value.includes('\n') && !value.includes('\r')
  return hasNone ? 0 : value.match(LINE_END)?.length ?? 0
}

function* chunksOf(utf8: Buffer): Generator<Buffer> {
  for (let at = 0; at < utf8.length; at += CHUNK) yield utf8.subarray(at, at + CHUNK)
}

/**
 * Reads RFC 4180 records with either line end, also mixed. A quotation mark in the middle of a text is kept.
 *
 * @param file its name, for the sentence
 * @throws FeedRefusal when a quotation mark is still open at the end of the file
 */
export async function* readRecords(utf8: Buffer, separator: Separator, file: string): AsyncGenerator<CsvRecord> {
  const parser = Readable.from(chunksOf(utf8)).pipe(parse({
    delimiter: separator, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  }))
  // The parser's own line count is off after a quoted CRLF, so lines are counted here.
  let consumed = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const lines = record.reduce((sum, value) => sum + countLineEnds(value), 1)
      yield { line: consumed + info.empty_lines + 1, lines, values: record, bytes: info.bytes }
      consumed += lines
    }
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error
    throw new FeedRefusal('truncated',
      `${file} ends inside a quoted text: it was cut off, or a quotation mark is not closed.`)
  }
}
