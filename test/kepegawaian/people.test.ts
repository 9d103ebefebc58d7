import test from 'ava'
import { compareJabatan } from '../../src/domain/kepegawaian/difference/jabatan.rules.ts'
import type { MatchedRow } from '../../src/domain/kepegawaian/difference/match.rules.ts'
import { comparePeople } from '../../src/domain/kepegawaian/difference/people.rules.ts'
import type { StoredPerson, StoredPost } from '../../src/domain/kepegawaian/difference/person-snapshot.ts'
import type { PersonColumns } from '../../src/domain/kepegawaian/person.ts'
import { type Cells, nipOf, pegawai, rowOf, TODAY } from './feeds.ts'

/** People of a feed against the people there are, field by field. */

const PLAIN = rowOf(pegawai(1)).columns as PersonColumns
const OPEN: StoredPost = {
  id: 'post', jabatan_id: 'jab1', unit_id: 'unit1', eselon: null, tmt: '2020-02-01', valid_from: '2020-02-01',
}
const STORED: StoredPerson = { id: 'a', columns: PLAIN, nips: [{ nip: nipOf(1), sumber: 'siasn' }], post: OPEN }
const CONTEXT = {
  file: 'pegawai.csv', sumber: 'siasn', today: TODAY, newId: () => 'new', jabatanIdOf: new Map([['J1', 'jab1']]),
  unitName: (id: string) => `Unit ${id}`,
}

const matchedRow = (changes: Cells, pegawaiId?: string): MatchedRow =>
  ({ row: rowOf(pegawai(1, changes)), unitId: 'unit1', hash: 'ff', pegawaiId, isUnchanged: false })
const difference = (changes: Cells, stored: StoredPerson = STORED) =>
  comparePeople([matchedRow(changes, 'a')], new Map([['a', stored]]), CONTEXT).differences[0]

test('a new person is everything that the line says, from his TMT on', (t) => {
  const { differences, quarantined } = comparePeople([matchedRow({})], new Map(), CONTEXT)
  t.deepEqual(quarantined, [])
  t.deepEqual(differences, [{
    id: 'new', externalId: 'P1', hash: 'ff', isNew: true, changes: [], columns: PLAIN, kontak: [], openNip: nipOf(1),
    closeNips: [],
    post: {
      open: { jabatan_id: 'jab1', unit_id: 'unit1', eselon: null, tmt: '2020-02-01', valid_from: '2020-02-01' },
      fields: ['jabatan', 'unit'],
    },
    keadaan: { dari: null, ke: 'aktif' },
  }])
})

test('of a new person with an unknown kedudukan no good state is known', (t) => {
  const { differences, quarantined } = comparePeople([matchedRow({ kedudukan_hukum_id: '73' })], new Map(), CONTEXT)
  t.deepEqual(differences, [])
  t.deepEqual(quarantined, [
    { file: 'pegawai.csv', line: 2, field: 'kedudukan_hukum_id', reason: 'standing-unknown' },
  ])
})

const fields: [title: string, changes: Cells, fields: string[]][] = [
  ['nothing', {}, []],
  ['the name', { nama: 'Lain' }, ['nama']],
  ['titles and e-mail', { gelar_belakang: '', email: 'a@surel.example' }, ['gelar_belakang', 'email']],
  ['a kedudukan', { kedudukan_hukum_id: '02' }, ['kedudukan_kode', 'kedudukan_nama', 'keadaan']],
  ['an unknown kedudukan', { kedudukan_hukum_id: '73' }, ['tahan']],
  ['a rank that nobody knows', { gol_akhir_nama: 'X/y' }, []],
  ['the number', { nip_baru: nipOf(2) }, ['nip']],
  ['eselon', { eselon_id: '32' }, ['eselon']],
]
for (const [title, changes, expected] of fields) {
  test(`differs in ${title}: ${expected.join(', ') || 'nothing'}`, (t) => {
    t.deepEqual(difference(changes)?.changes.map(({ kolom }) => kolom), expected as never)
  })
}

test('an unknown kedudukan marks, and the last good state goes on', (t) => {
  const frozen: StoredPerson = { ...STORED, columns: { ...PLAIN, kedudukan_kode: '02', keadaan: 'beku' } }
  t.like(difference({ kedudukan_hukum_id: '73', nama: 'Lain' }, frozen), {
    columns: { kedudukan_kode: '02', keadaan: 'beku', tahan: true, nama: 'Lain' },
  })
  const held: StoredPerson = { ...STORED, columns: { ...PLAIN, tahan: true } }
  t.like(difference({}, held), {
    columns: { tahan: false, keadaan: 'aktif' }, changes: [{ kolom: 'tahan', lama: 'ya', baru: 'tidak' }],
  })
})

test('the state is that of the day, dates included', (t) => {
  t.deepEqual(difference({ tgl_meninggal: '21-11-2026' })?.keadaan, { dari: 'aktif', ke: 'tutup' })
  t.deepEqual(difference({ tmt_pensiun: '22-11-2026' })?.keadaan, { dari: 'aktif', ke: 'beku' })
  t.deepEqual(difference({ nama: 'Lain' })?.keadaan, { dari: 'aktif', ke: 'aktif' })
})

test('a new number ends the one that this source brought, not that of another', (t) => {
  const two: StoredPerson = {
    ...STORED,
    nips: [
      { nip: nipOf(1), sumber: 'siasn' }, { nip: nipOf(8), sumber: 'simpeg' }, { nip: nipOf(9), sumber: null },
    ],
  }
  t.like(difference({ nip_baru: nipOf(2) }, two), { openNip: nipOf(2), closeNips: [nipOf(1)] })
  t.like(difference({ nip_baru: nipOf(8) }, two), { openNip: undefined, closeNips: [] })
})

test('the list of jabatan: new ids, other names; the first form counts unless one is stored', (t) => {
  const lines: Cells[] = [
    { jabatan_id: 'J1' }, { jabatan_id: 'J2' }, { jabatan_id: 'J2', jabatan_nama: 'Lain' },
    { jabatan_id: 'J3' }, { jabatan_id: 'J3', jabatan_nama: 'Lain' },
  ]
  const rows = lines.map((changes) => matchedRow(changes))
  const storedAs = (id: string, external_id: string, nama: string) =>
    [external_id, { id, external_id, nama, jenis: 'fungsional' as const, makna: id }] as const
  const stored = new Map([storedAs('jab1', 'J1', 'Arsiparis'), storedAs('jab3', 'J3', 'Lain')])
  const list = compareJabatan(rows, stored, () => 'new')
  t.deepEqual(list.created, [{ id: 'new', external_id: 'J2', nama: 'Arsiparis Ahli Muda', jenis: 'fungsional', makna: 'new' }])
  t.deepEqual(list.changed.map(({ id, nama }) => [id, nama]), [['jab1', 'Arsiparis Ahli Muda']])
  t.deepEqual([...list.idOf], [['J1', 'jab1'], ['J2', 'new'], ['J3', 'jab3']])
})
