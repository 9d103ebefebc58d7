import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/** One row of Table 1 as printed in 2017; blanks are blank cells. */
const printedRow = z.strictObject({
  no: z.coerce.number().int().positive(),
  opd: z.string().min(1),
  url: z.string(),
  posisi_server: z.enum(['Kominfo', 'Diluar Kominfo', '']),
  jenis: z.enum(['Website', 'Aplikasi']),
  keterangan: z.string(),
})

/** Our short name of the same application; the table has none. */
const nameRow = z.strictObject({
  no: z.coerce.number().int().positive(),
  nama: z.string().min(1),
  layanan_mandiri: z.enum(['true', 'false']).transform((text) => text === 'true'),
})

/** A printed row with its name. */
export type TableRow = z.infer<typeof printedRow> & z.infer<typeof nameRow>

const seeds = new URL('../../../../seeds/', import.meta.url)

const read = <Row>(file: string, row: z.ZodType<Row>): Row[] =>
  z.array(row).parse(parse(readFileSync(new URL(file, seeds)), { columns: true }))

/** @returns Table 1 with the names of its applications; @throws when a row has none */
export function readTable(): TableRow[] {
  const names = new Map(read('aplikasi-nama.csv', nameRow).map((row) => [row.no, row]))
  return read('aplikasi-2017.csv', printedRow).map((row) => {
    const name = names.get(row.no)
    if (!name) throw new Error(`seeds/aplikasi-nama.csv has no name for row ${row.no}`)
    return { ...row, ...name }
  })
}
