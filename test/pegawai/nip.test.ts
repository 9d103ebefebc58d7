import test from 'ava'
import { groupNip, maskNip, normaliseNip, parseNip } from '../../src/domain/pegawai/nip.rules.ts'

const TODAY = '2026-11-22'

const accepted = [
  ['PNS, male', '199001012015031001', '1990-01-01', 'PNS', 'L', { tahun: 2015, bulan: 3 }],
  ['PNS, female', '199001012015122999', '1990-01-01', 'PNS', 'P', { tahun: 2015, bulan: 12 }],
  ['PPPK, first contract', '199502282022211005', '1995-02-28', 'PPPK', 'L', { tahun: 2022, kontrak: 1 }],
  ['PPPK, ninth contract', '199502282022292005', '1995-02-28', 'PPPK', 'P', { tahun: 2022, kontrak: 9 }],
  ['born on a leap day', '199602292020121001', '1996-02-29', 'PNS', 'L', { tahun: 2020, bulan: 12 }],
] as const

for (const [title, input, lahir, jenis, kelamin, pengangkatan] of accepted) {
  test(`reads ${title}`, (t) => {
    t.deepEqual(parseNip(input, TODAY), { ok: true, nip: input, lahir, jenis, kelamin, pengangkatan, warnings: [] })
  })
}

const typed = [
  ['spaces', '19900101 201503 1 001'],
  ['dots', '19900101.201503.1.001'],
  ['hyphens', '19900101-201503-1-001'],
  ['an en dash and a no-break space', '19900101\u2013201503\u00a01 001'],
  ['space and tab around it', '\t199001012015031001 \n'],
] as const

for (const [title, input] of typed) {
  test(`takes ${title} as separators`, (t) => {
    t.is(normaliseNip(input), '199001012015031001')
    t.true(parseNip(input, TODAY).ok)
  })
}

const refused = [
  ['nothing', '', { reason: 'panjang', length: 0 }],
  ['17 digits', '19900101201503100', { reason: 'panjang', length: 17 }],
  ['19 digits', '1990010120150310011', { reason: 'panjang', length: 19 }],
  ['the old number of 9 digits', '410012345', { reason: 'panjang', length: 9 }],
  ['a letter', '19900101201503100l', { reason: 'bukan-angka' }],
  ['a plus sign', '+19900101201503100', { reason: 'bukan-angka' }],
  ['full-width digits', '１９９００１０１２０１５０３１００１', { reason: 'bukan-angka' }],
  ['one full-width digit', '19900101201503100１', { reason: 'bukan-angka' }],
  ['Arabic digits', '١٩٩٠٠١٠١٢٠١٥٠٣١٠٠١', { reason: 'bukan-angka' }],
  ['a number a spreadsheet has rounded', '1.99001012015031E+17', { reason: 'bukan-angka' }],
  ['30 February', '199002302015031001', { reason: 'tanggal-lahir' }],
  ['29 February of a common year', '199502292020121001', { reason: 'tanggal-lahir' }],
  ['month 13', '199013012015031001', { reason: 'tanggal-lahir' }],
  ['day 00', '199001002015031001', { reason: 'tanggal-lahir' }],
  ['year 0', '000001012015031001', { reason: 'tanggal-lahir' }],
  ['a birth date tomorrow', '202611232026121001', { reason: 'lahir-di-masa-depan' }],
  ['month of appointment 00', '199001012015001001', { reason: 'jenis' }],
  ['month of appointment 13', '199001012015131001', { reason: 'jenis' }],
  ['contract 0', '199001012022201001', { reason: 'jenis' }],
  ['kind 30', '199001012022301001', { reason: 'jenis' }],
  ['sex 0', '199001012015030001', { reason: 'kelamin' }],
  ['sex 3', '199001012015033001', { reason: 'kelamin' }],
  ['serial 000', '199001012015031000', { reason: 'nomor-urut' }],
] as const

for (const [title, input, refusal] of refused) {
  test(`refuses ${title}`, (t) => {
    t.deepEqual(parseNip(input, TODAY), { ok: false, ...refusal })
  })
}

test('a birth date is refused only while it lies ahead', (t) => {
  t.false(parseNip('200810102026121001', '2008-10-09').ok)
  t.true(parseNip('200810102026121001', '2008-10-10').ok)
})

const ages = [
  ['18 within the month of appointment', '199003152008031001', false],
  ['18 only in the month after it', '199004012008031001', true],
  ['58 on the first day of the month', '195704012015031001', false],
  ['59 before the month began', '195602012015031001', true],
  ['59 only later in the month', '195603152015031001', false],
  ['a PPPK who turns 18 in the last days of the year', '200412312022211001', false],
  ['a PPPK who turns 18 a day after the year', '200501012022211001', true],
  ['a PPPK of 59 all year long', '196212312022211001', true],
  ['appointed before birth', '199001011980031001', true],
] as const

for (const [title, input, warned] of ages) {
  test(`age at appointment, ${warned ? 'doubted' : 'not doubted'}: ${title}`, (t) => {
    const read = parseNip(input, TODAY)
    t.true(read.ok)
    t.deepEqual(read.ok && read.warnings, warned ? ['usia-pengangkatan'] : [])
  })
}

test('the mask shows the last four digits of a whole number and nothing of a fragment', (t) => {
  t.is(maskNip('199001012015031234'), '····1234')
  t.is(maskNip('19900101 201503 1 234'), '····1234')
  t.is(maskNip('19900101'), '····')
  t.is(maskNip(''), '····')
})

test('the printed form has gaps after birth date, appointment and sex', (t) => {
  t.is(groupNip('199001012015031001'), '19900101 201503 1 001')
  t.is(groupNip('410012345'), '410012345')
})
