import test from 'ava'
import { type CsvCell, csvText } from '../../src/kernel/http/csv.ts'

// What a spreadsheet would run as a formula (OWASP, "CSV Injection"), and what it would not.
const TABLE: readonly (readonly [cell: CsvCell, written: string])[] = [
  ['=1+1', `"'=1+1"`],
  ['=HYPERLINK("http://evil.example";"klik")', `"'=HYPERLINK(""http://evil.example"";""klik"")"`],
  ['+62812', `"'+62812"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['\n=1', `"'\n=1"`],
  ['＝1', `"'＝1"`],
  ['＋1', `"'＋1"`],
  ['－1', `"'－1"`],
  ['＠a', `"'＠a"`],
  ['Siti', '"Siti"'],
  ['a=b', '"a=b"'],
  [' =1', '" =1"'],
  ['a;b', '"a;b"'],
  ['kata "dalam"', '"kata ""dalam"""'],
  ['dua\r\nbaris', '"dua\r\nbaris"'],
  ['199001012015031001', '"199001012015031001"'],
  [-5, '"-5"'],
  [0, '"0"'],
  ['', '""'],
  [null, '""'],
  [undefined, '""'],
]

for (const [cell, written] of TABLE) {
  test(`${JSON.stringify(cell) ?? 'undefined'} is written as ${JSON.stringify(written)}`, (t) => {
    t.is(csvText([[cell]]), `\ufeff${written}\r\n`)
  })
}

test('rows end with CRLF, cells are parted by a semicolon', (t) => {
  t.is(csvText([['NIP', 'Nama'], ['1', 'Siti']]), '\ufeff"NIP";"Nama"\r\n"1";"Siti"\r\n')
})
