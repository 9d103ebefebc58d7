import test from 'ava'
import {
  joinedSpan, judgeLetter, type KnownLetter, type Letter, type LetterInput, type LetterMistakes, readLetter, skBaku,
  statusOf, warningsOf,
} from '../../../src/domain/kepegawaian/penugasan/letter.rules.ts'
import { paperKind } from '../../../src/kernel/lib/file-kind.ts'
import { MOST_SCAN_BYTES, scanMistake } from '../../../src/domain/kepegawaian/penugasan/scan.rules.ts'

const TODAY = '2026-11-28'

const TYPED: LetterInput = {
  jenis: 'PLH', jabatan: 'Kepala Bidang Contoh', unit: 'u', mulai: TODAY, selesai: '2026-11-30', sk: '800/12-BKD/2026',
}
const typed: [title: string, change: Partial<LetterInput>, galat: LetterMistakes | undefined][] = [
  ['three days of a Plh', {}, undefined],
  ['one that began last week and ends today', { mulai: '2026-11-20', selesai: TODAY }, undefined],
  ['over', { mulai: '2026-11-20', selesai: '2026-11-27' }, { selesai: 'sudah-lewat' }],
  ['ends before it begins', { mulai: '2026-12-02', selesai: '2026-12-01' }, { selesai: 'sebelum-mulai' }],
  ['no days', { mulai: '2026-02-30', selesai: '' }, { mulai: 'bukan-tanggal', selesai: 'kosong' }],
  ['begins in a year', { mulai: '2027-11-28', selesai: '2027-11-28' }, undefined],
  ['begins later than that', { mulai: '2027-11-29', selesai: '2027-11-30' }, { mulai: 'terlalu-jauh' }],
  ['an unknown kind', { jenis: 'D' }, { jenis: 'bukan-pilihan' }],
  ['an SK of dots alone', { sk: ' ./- ' }, { sk: 'kosong' }],
  ['a post that is a book', { jabatan: 'x'.repeat(161) }, { jabatan: 'terlalu-panjang' }],
  ['nothing at all', { jenis: '', jabatan: '', unit: '', mulai: '', selesai: '', sk: '' }, {
    jenis: 'bukan-pilihan', jabatan: 'kosong', unit: 'kosong', mulai: 'kosong', selesai: 'kosong', sk: 'kosong',
  }],
]
for (const [title, change, galat] of typed) {
  test(`typed: ${title}`, (t) => {
    const read = readLetter({ ...TYPED, ...change }, TODAY)
    t.deepEqual(read.ok ? undefined : read.galat, galat)
  })
}

test('the last day is still inside', (t) => {
  const read = readLetter(TYPED, TODAY)
  t.like(read.ok ? read.letter : {}, { from: TODAY, to: '2026-12-01' })
})

const POST = { jenis: 'PLT', jabatan: 'Kepala Dinas Contoh', unit_id: 'u' } as const
/** A Plt from the first of a month to the end of another, by the first days of both and the SK. */
const plt = (from: string, to: string, sk = 'baru', change: Partial<KnownLetter> = {}): Letter =>
  ({ ...POST, from, to, sk, ...change }) as Letter
const known = (from: string, to: string | null, change: Partial<KnownLetter> = {}): KnownLetter =>
  ({ ...POST, from, to, sk: `lama ${from}`, ...change })

const judged: [title: string, letter: Letter, known: KnownLetter[], galat: LetterMistakes][] = [
  ['three months of a Plt', plt('2026-12-01', '2027-03-01'), [], {}],
  ['a day more', plt('2026-12-01', '2027-03-02'), [], { selesai: 'plt-lebih-tiga-bulan' }],
  ['three months from the last day of November', plt('2026-11-30', '2027-02-28'), [], {}],
  ['a Plh may be longer', plt('2026-12-01', '2027-06-01', 'baru', { jenis: 'PLH' }), [], {}],
  ['3 + 3', plt('2027-03-01', '2027-06-01'), [known('2026-12-01', '2027-03-01')], {}],
  ['3 + 3 + a day', plt('2027-06-01', '2027-06-02'),
    [known('2026-12-01', '2027-03-01'), known('2027-03-01', '2027-06-01')], { selesai: 'plt-lebih-enam-bulan' }],
  ['3 + 3 + a day, told in another order', plt('2027-06-01', '2027-06-02'),
    [known('2027-03-01', '2027-06-01'), known('2026-12-01', '2027-03-01')], { selesai: 'plt-lebih-enam-bulan' }],
  ['put before what is known', plt('2026-11-01', '2026-12-01'),
    [known('2026-12-01', '2027-03-01'), known('2027-03-01', '2027-06-01')], { selesai: 'plt-lebih-enam-bulan' }],
  ['a weekend between them does not begin a new count', plt('2027-03-03', '2027-06-03'),
    [known('2026-12-01', '2027-02-27')], { selesai: 'plt-lebih-enam-bulan' }],
  ['a month between them does', plt('2027-04-01', '2027-07-01'), [known('2026-12-01', '2027-03-01')], {}],
  ['another post', plt('2027-06-01', '2027-07-01'),
    [known('2026-12-01', '2027-06-01', { jabatan: 'Kepala Dinas Lain' })], {}],
  ['another unit', plt('2027-06-01', '2027-07-01'), [known('2026-12-01', '2027-06-01', { unit_id: 'v' })], {}],
  ['the same post in other capitals and blanks', plt('2027-06-01', '2027-07-01'),
    [known('2026-12-01', '2027-06-01', { jabatan: ' kepala  DINAS contoh' })], { selesai: 'plt-lebih-enam-bulan' }],
  ['months as Plh do not count', plt('2027-03-01', '2027-06-01'),
    [known('2026-12-01', '2027-03-01', { jenis: 'PLH' })], {}],
  ['overlaps by a day', plt('2027-02-28', '2027-04-01'), [known('2026-12-01', '2027-03-01')], { mulai: 'tumpang-tindih' }],
  ['inside one without an end', plt('2027-02-28', '2027-04-01'), [known('2026-12-01', null)], { mulai: 'tumpang-tindih' }],
  ['beside another assignment', plt('2026-12-01', '2027-03-01'),
    [known('2026-12-01', '2027-03-01', { jenis: 'PLH' })], {}],
  ['the same SK, written otherwise', plt('2027-04-01', '2027-05-01', '800 / 12.bkd'),
    [known('2026-12-01', '2026-12-02', { sk: '800/12-BKD' })], { sk: 'sk-sudah-ada' }],
]
for (const [title, letter, others, galat] of judged) {
  test(`judged: ${title}`, (t) => { t.deepEqual(judgeLetter(letter, others), galat) })
}

test('letters that hang together by others are one span', (t) => {
  const span = joinedSpan(plt('2027-03-01', '2027-04-01'), [
    known('2027-01-01', '2027-02-01'), known('2027-02-01', '2027-02-25'), known('2026-06-01', '2026-07-01'),
  ])
  t.deepEqual(span, { from: '2027-01-01', to: '2027-04-01' })
})

for (const [one, two] of [['800/12-BKD/2026', '800 / 12 - bkd / 2026'], ['SK.1', 'sk 1'], ['', '-']] as const) {
  test(`"${one}" and "${two}" are one SK`, (t) => { t.is(skBaku(one), skBaku(two)) })
}

for (const [jenis, holders, keadaan, tahan, warnings] of [
  ['PLT', 0, 'aktif', false, []], ['PLT', 1, 'aktif', false, ['jabatan-terisi']], ['PLH', 1, 'aktif', false, []],
  ['PLH', 0, 'aktif', false, ['tanpa-pemegang']], ['TT', 0, 'aktif', false, []],
  ['PJ', 1, 'terbatas', false, ['bukan-aktif']], ['TT', 0, 'aktif', true, ['ditahan']],
] as const) {
  test(`warned: ${jenis}, ${holders} holders, ${keadaan}${tahan ? ', held' : ''}`, (t) => {
    t.deepEqual(warningsOf({ jenis }, { holders, keadaan, tahan }), [...warnings])
  })
}

const DATES = { mulai: '2026-11-20', selesai: '2026-11-28', digantikan: false }
for (const [title, stored, status] of [
  ['waits', { ...DATES, keadaan: 'menunggu' }, 'menunggu'],
  ['refused', { ...DATES, keadaan: 'ditolak' }, 'ditolak'],
  ['taken back', { ...DATES, keadaan: 'dicabut' }, 'dicabut'],
  ['on its last day', { ...DATES, keadaan: 'dikonfirmasi' }, 'berlaku'],
  ['the day after', { ...DATES, selesai: '2026-11-27', keadaan: 'dikonfirmasi' }, 'selesai'],
  ['before its first day', { mulai: '2026-11-29', selesai: '2026-12-01', digantikan: false, keadaan: 'dikonfirmasi' },
    'akan-datang'],
  ['gave way', { ...DATES, digantikan: true, keadaan: 'dikonfirmasi' }, 'digantikan'],
] as const) {
  test(`status: ${title}`, (t) => { t.is(statusOf(stored, TODAY), status) })
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2])
for (const [title, bytes, kind, mistake] of [
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf', undefined],
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg', undefined],
  ['a PNG', PNG, 'image/png', undefined],
  ['a page of HTML', Buffer.from('<html><script>'), undefined, 'pindaian-jenis'],
  ['a PDF behind something else', Buffer.from(' %PDF-1.7'), undefined, 'pindaian-jenis'],
  ['a program', Buffer.from('MZ'), undefined, 'pindaian-jenis'],
  ['nothing', Buffer.alloc(0), undefined, 'pindaian-kosong'],
  ['just small enough', Buffer.concat([PNG, Buffer.alloc(MOST_SCAN_BYTES - PNG.length)]), 'image/png', undefined],
  ['a byte too large', Buffer.concat([PNG, Buffer.alloc(MOST_SCAN_BYTES)]), 'image/png', 'pindaian-besar'],
] as const) {
  test(`scan: ${title}`, (t) => {
    t.is(paperKind(bytes), kind)
    t.is(scanMistake(bytes), mistake)
  })
}
