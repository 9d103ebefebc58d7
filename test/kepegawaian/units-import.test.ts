import test from 'ava'
import { openDirectory, type Directory } from './directory.ts'
import { pegawai, rows, TODAY, unor } from './feeds.ts'

/** Unit files brought into a directory that has the seeded units (domain.md section 4). */

interface UnitRow {
  id: string
  nama: string
  kode: string | null
  sumber: string | null
  jenis: string
  slug: string | null
}

const unitsOf = (directory: Directory, day = TODAY) => directory.rows<UnitRow>(
  `SELECT u.id, n.nama, k.kode, k.kode_sumber AS sumber, u.jenis, u.slug
   FROM unit_kerja u JOIN unit_nama n ON n.unit_id = u.id AND n.valid_from <= $1::date
     AND (n.valid_to IS NULL OR n.valid_to > $1::date)
   LEFT JOIN unit_kode k ON k.unit_id = u.id AND k.valid_from <= $1::date
     AND (k.valid_to IS NULL OR k.valid_to > $1::date)
   ORDER BY n.nama`, [day])

const REAL = [
  unor('R3', 'R2', 'SEKSI CONTOH', { kode: '400100000000002', jenis: 'SEKSI' }),
  unor('R2', 'R1', 'DINAS KESEHATAN', { kode: '400100000000000', jenis: '' }),
  unor('R1', '', 'PEMERINTAH PROVINSI BANTEN', { kode: '400000000000000' }),
]

test("BKD's own file binds seeded units, brings real codes, and doubles nothing", async (t) => {
  const directory = await openDirectory(t)
  const before = new Map((await unitsOf(directory)).map((unit) => [unit.slug, unit]))
  await directory.import({ pegawai: [pegawai(1, { unor_id: 'R3' })], unor: REAL })
  const after = await unitsOf(directory)
  t.is(after.length, before.size + 1)
  t.like(after.find(({ slug }) => slug === 'dinkes'), {
    id: before.get('dinkes')?.id, nama: 'DINAS KESEHATAN', kode: '400100000000000', sumber: 'siasn', jenis: 'Dinas',
  })
  t.like(after.find(({ slug }) => slug === 'setda'), { kode: before.get('setda')?.kode, sumber: 'sintetis' })
  t.like(after.find(({ slug }) => slug === null), { nama: 'SEKSI CONTOH', kode: '400100000000002', jenis: 'SEKSI' })
  t.is((await unitsOf(directory, '2020-01-01')).find(({ slug }) => slug === 'dinkes')?.nama, 'Dinas Kesehatan')

  const sums = await directory.checksums()
  t.like(await directory.import({ pegawai: [pegawai(1, { unor_id: 'R3' })], unor: REAL }), { unchanged: 1 })
  t.deepEqual(await directory.checksums(), sums)
})

test('a new name and a new code are dated; the same day has one of each', async (t) => {
  const directory = await openDirectory(t)
  const named = (nama: string, kode: string) => REAL.map((row) => row['id'] === 'R3' ? { ...row, nama, kode } : row)
  const people = [pegawai(1, { unor_id: 'R3' })]
  await directory.import({ pegawai: people, unor: REAL })
  await directory.import({ pegawai: people, unor: named('Seksi Baru', '7'), day: '2026-12-01' })
  await directory.import({ pegawai: people, unor: named('Seksi Lebih Baru', '8'), day: '2026-12-01' })
  const seksi = async (day: string) => (await unitsOf(directory, day)).find(({ slug }) => slug === null)
  t.like(await seksi('2026-11-30'), { nama: 'SEKSI CONTOH', kode: '400100000000002' })
  t.like(await seksi('2026-12-01'), { nama: 'Seksi Lebih Baru', kode: '8' })
  t.is((await directory.rows(`SELECT FROM unit_nama WHERE nama = 'Seksi Baru'`)).length, 0)
})

test('units exchange their codes in one file', async (t) => {
  const directory = await openDirectory(t)
  const pair = (a: string, b: string) => [
    REAL[2] ?? {}, unor('A', 'R1', 'Unit A', { kode: a }), unor('B', 'R1', 'Unit B', { kode: b }),
  ]
  const people = [pegawai(1, { unor_id: 'A' })]
  await directory.import({ pegawai: people, unor: pair('1', '2') })
  const exchanged = async (a: string, b: string, day: string) => {
    const { warnings } = await directory.import({ pegawai: people, unor: pair(a, b), day })
    t.deepEqual(warnings, [])
    const codes = (await unitsOf(directory, day)).filter(({ nama }) => nama.startsWith('Unit '))
    t.deepEqual(codes.map(({ nama, kode }) => [nama, kode]), [['Unit A', a], ['Unit B', b]])
  }
  await exchanged('2', '1', TODAY)
  await exchanged('1', '2', '2026-12-01')
})

test('bad unit lines are named, and whoever sits there waits in quarantine', async (t) => {
  const directory = await openDirectory(t)
  const result = await directory.import({
    unor: [...REAL, unor('X1', 'X2', 'A'), unor('X2', 'X1', 'B'), unor('X3', 'tiada', 'C')],
    pegawai: rows(1, 10, (serial) => pegawai(serial, { unor_id: serial < 10 ? 'R3' : 'X3' })),
  })
  t.is(result.created, 9)
  t.deepEqual(result.quarantined.map(({ file, line, reason }) => [file, line, reason]), [
    ['pegawai.csv', 11, 'unit-unknown'], ['unor.csv', 5, 'parent-cycle'], ['unor.csv', 6, 'parent-cycle'],
    ['unor.csv', 7, 'parent-unknown'],
  ])
})

test('without a unit file people find the units that the source brought before', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pegawai(1)] })
  const sums = await directory.checksums()
  const { missing_columns } = await directory.import({ pegawai: [pegawai(1)], unor: null })
  t.deepEqual(missing_columns, ['unor.csv', 'penugasan.csv'])
  t.deepEqual(await directory.checksums(), sums)
})
