import test from 'ava'
import { listKedudukan, readKedudukan } from '../../src/domain/pegawai/kedudukan.rules.ts'
import type { Keadaan } from '../../src/domain/pegawai/kedudukan.rules.ts'

/** The table of domain.md section 5, written a second time by state. */
const states: [Keadaan, string[]][] = [
  ['aktif', ['01', '11', '15', '16', '71']],
  ['terbatas', ['03', '20', '05', '07', '08', '09', '12']],
  ['beku', ['02', '13', '06', '04', '14', '52', '92', '89']],
  ['calon', ['51']],
  ['tutup', ['66', '67', '68', '69', '70', '77', '88', '90', '91', '98', '99']],
]

for (const [keadaan, codes] of states) {
  test(`${keadaan}: ${codes.join(' ')}`, (t) => {
    for (const code of codes) {
      const read = readKedudukan(code)
      t.is(read.tahan ? 'tahan' : read.kedudukan.keadaan, keadaan, code)
    }
  })
}

test('there are 32 codes and each is in one state', (t) => {
  const codes = listKedudukan().map((k) => k.kode)
  t.is(codes.length, 32)
  t.deepEqual(codes, states.flatMap(([, c]) => c).sort())
})

test('jabatan claims are absent for 03 and 20 alone', (t) => {
  t.deepEqual(listKedudukan().filter((k) => k.tanpaJabatan).map((k) => k.kode), ['03', '20'])
})

test('04, 14, 52 and 92 act at once', (t) => {
  t.deepEqual(listKedudukan().filter((k) => k.seketika).map((k) => k.kode), ['04', '14', '52', '92'])
})

test('15 and 16 ask for a fresh jabatan', (t) => {
  t.deepEqual(listKedudukan().filter((k) => k.segarkanJabatan).map((k) => k.kode), ['15', '16'])
})

const forms = [
  ['1', '', '01'],
  [' 01 ', '', '01'],
  ['Aktif', '', '01'],
  ['AKTIF', '', '01'],
  ['', 'tugas  belajar', '03'],
  ['', 'Tindak Pidana / Tindak Pidana Jabatan', '91'],
  ['99', 'Aktif', '99'],
] as const

for (const [kode, nama, expected] of forms) {
  test(`"${kode}" beside "${nama}" reads as ${expected}`, (t) => {
    const read = readKedudukan(kode, nama)
    t.is(read.tahan ? undefined : read.kedudukan.kode, expected)
  })
}

const unknown = [
  ['73', '', '73'],
  ['10', 'Aktif', '10'],
  ['001', '', '001'],
  ['', 'Aktif kembali', 'Aktif kembali'],
  ['', '', ''],
] as const

for (const [kode, nama, terbaca] of unknown) {
  test(`"${kode}" beside "${nama}" is a mark, not a state`, (t) => {
    t.deepEqual(readKedudukan(kode, nama), { tahan: true, terbaca })
  })
}
