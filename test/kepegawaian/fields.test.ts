import test from 'ava'
import { dayAfter, isDay, monthsLater } from '../../src/domain/kepegawaian/days.rules.ts'
import {
  cleanText, readDay, readEmail, readPhone, readPostKind, readSex,
} from '../../src/domain/kepegawaian/validation/fields.rules.ts'

/** Single fields as exports write them. */

type Table = [input: string, expected: string | null | undefined][]

function check(name: string, read: (text: string) => string | null | undefined, table: Table): void {
  for (const [input, expected] of table) {
    test(`${name} of ${JSON.stringify(input)} is ${String(expected)}`, (t) => t.is(read(input), expected))
  }
}

check('text', cleanText, [
  ['', ''], ['   ', ''], ['Siti Aminah', 'Siti Aminah'], ['  Siti \t Aminah\u00a0 ', 'Siti Aminah'],
  ['Siti\u200b\u0000Aminah', 'SitiAminah'], ['a\r\nb', 'a b'], ['Re\u0301nata', 'R\u00e9nata'],
])

check('day', readDay, [
  ['', null], [' ', null], ['00-00-0000', null], ['0000-00-00', null],
  ['31-12-2026', '2026-12-31'], [' 2026-12-31 ', '2026-12-31'], ['29-02-2024', '2024-02-29'],
  ['29-02-2026', undefined], ['31-04-2026', undefined], ['12-31-2026', undefined], ['31/12/2026', undefined],
  ['1-2-2026', undefined], ['31-12-26', undefined], ['01-01-1899', undefined], ['01-01-1900', '1900-01-01'],
  ['besok', undefined], ['2026-12-31T00:00:00', undefined],
])

check('sex', readSex, [
  ['M', 'L'], ['F', 'P'], ['L', 'L'], ['P', 'P'], ['1', 'L'], ['2', 'P'], ['Laki-laki', 'L'], ['PEREMPUAN', 'P'],
  ['X', undefined], ['constructor', undefined],
])

check('e-mail', readEmail, [
  ['siti.aminah@bantenprov.example', 'siti.aminah@bantenprov.example'], ["o'dua@a-b.example", "o'dua@a-b.example"],
  ['siti', undefined], ['siti@', undefined], ['siti@localhost', undefined], ['a b@c.example', undefined],
  ['a@b.example,c@d.example', undefined], [`${'a'.repeat(65)}@b.example`, undefined],
])

check('telephone', readPhone, [
  ['0812-3456-7890', '+6281234567890'], ['+62 812 3456 7890', '+6281234567890'], ['6281234567890', '+6281234567890'],
  ['(0254) 200123', '+62254200123'], ['0065 6123 4567', '+6561234567'],
  ['-', undefined], ['0', undefined], ['12345', undefined], ['0812345678/0813456789', undefined],
  ['08123456789012345', undefined], ['tidak ada', undefined],
])

const kinds: [id: string, nama: string, expected: string | undefined][] = [
  ['1', '', 'struktural'], ['2', '', 'fungsional'], ['3', '', 'rangkap'], ['4', '', 'pelaksana'],
  ['1', 'Jabatan Pelaksana', 'struktural'], ['5', 'Jabatan Struktural', undefined],
  ['', 'Jabatan Struktural', 'struktural'], ['', 'JABATAN FUNGSIONAL UMUM', 'pelaksana'],
  ['', 'Jabatan Fungsional Tertentu', 'fungsional'], ['', 'Jabatan Pelaksana', 'pelaksana'], ['', '', undefined],
]
for (const [id, nama, expected] of kinds) {
  test(`jenis jabatan "${id}" beside "${nama}" is ${expected}`, (t) => t.is(readPostKind(id, nama), expected as never))
}

test('days: what one is, the one after, months later', (t) => {
  t.deepEqual(['2026-02-28', '2026-02-29', '2026-2-1', ''].map(isDay), [true, false, false, false])
  t.deepEqual(['2026-02-28', '2024-02-28', '2026-12-31'].map(dayAfter), ['2026-03-01', '2024-02-29', '2027-01-01'])
  t.deepEqual(
    [monthsLater('2026-08-31', 6), monthsLater('2026-11-22', 3), monthsLater('2026-01-31', 1)],
    ['2027-02-28', '2027-02-22', '2026-02-28'],
  )
})
