import test from 'ava'
import { waitingUnits } from '../../../src/domain/kepegawaian/pemetaan/mapping.queries.ts'
import { mapUnits } from '../../../src/domain/kepegawaian/pemetaan/mapping.service.ts'
import { importReference, type ReferenceResult } from '../../../src/domain/kepegawaian/referensi/referensi.service.ts'
import { type Directory, openDirectory } from '../directory.ts'
import { type Cells, clockAt, pegawai, rows, toCsv, TODAY } from '../feeds.ts'

/** BKD's own lists brought into a directory of seeded units with invented codes. */

const K = (digits: string): string => digits.padEnd(15, '0')

const unit = (kunker: string, induk: string, nunker: string, more: Cells = {}): Cells =>
  ({ kunker: K(kunker), induk: induk === '' ? '' : K(induk), nunker, jenis: '', kunker_sinjab: '', kunker_simral: '', ...more })

const LIST = [
  unit('4001', '4', 'DINAS KESEHATAN', { kunker_sinjab: 'SJ-1', kunker_simral: 'SR-1' }),
  unit('4', '', 'PEMERINTAH PROVINSI BANTEN'), unit('400101', '4001', 'BIDANG CONTOH', { jenis: 'Bidang' }),
  unit('400102', '4001', 'Bidang Baru', { jenis: 'Bidang' }),
]

const COLUMNS = ['kunker', 'nunker', 'induk', 'jenis', 'kunker_sinjab', 'kunker_simral']

function bring(
  { database }: Directory, list: readonly Cells[], { day = TODAY, dryRun = false, columns = COLUMNS } = {},
): Promise<ReferenceResult> {
  return importReference({ database, clock: clockAt(day), actor: 'operator' },
    { name: 'daftar.csv', bytes: Buffer.from(toCsv(columns, list)) }, { dryRun })
}

const codes = (directory: Directory) => directory.rows<{ id: string; slug: string | null; nama: string; kode: string; kode_sumber: string }>(`
  SELECT u.id, u.slug, n.nama, k.kode, k.kode_sumber FROM unit_kerja u
  JOIN unit_nama n ON n.unit_id = u.id AND n.valid_to IS NULL JOIN unit_kode k ON k.unit_id = u.id AND k.valid_to IS NULL`)

test('real codes replace invented ones, ids stay, and the same list again changes nothing', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(1, 2) })
  const idOf = async (name: string) => (await directory.rows<{ unit_id: string }>(
    'SELECT unit_id FROM unit_nama WHERE lower(nama) = lower($1)', [name]))[0]?.unit_id
  const [dinkes, bidang] = [await idOf('Dinas Kesehatan'), await idOf('Bidang Contoh')]
  const sums = await directory.checksums()
  t.like(await bring(directory, LIST, { dryRun: true }), { read: 4, created: 1, changed: 3, unchanged: 0, quarantined: [] })
  t.deepEqual(await directory.checksums(), sums, 'a dry run writes nothing')

  t.like(await bring(directory, LIST), { jenis: 'unit', read: 4, created: 1, changed: 3, unchanged: 0, quarantined: [] })
  const found = await codes(directory)
  t.like(found.find(({ id }) => id === dinkes), { slug: 'dinkes', kode: K('4001'), kode_sumber: 'simpeg' })
  t.like(found.find(({ id }) => id === bidang), { kode: K('400101'), kode_sumber: 'simpeg' })
  t.is(found.filter(({ nama }) => nama === 'Bidang Baru').length, 1)
  t.deepEqual(await directory.rows('SELECT sistem, kode, valid_to FROM unit_kode_silang WHERE unit_id = $1 ORDER BY 1', [dinkes ?? '']),
    [{ sistem: 'simral', kode: 'SR-1', valid_to: null }, { sistem: 'sinjab', kode: 'SJ-1', valid_to: null }])
  t.deepEqual((await directory.rows<{ external_id: string }>(`SELECT external_id FROM unit_sumber WHERE sumber = 'simpeg'
    AND unit_id = $1`, [bidang ?? ''])).map(({ external_id }) => external_id), [K('400101')])

  const after = await directory.checksums()
  t.like(await bring(directory, LIST), { read: 4, created: 0, changed: 0, unchanged: 4 })
  t.deepEqual(await directory.checksums(), after)
  t.is((await directory.events('referensi.diimpor')).length, 2)
  t.like(await directory.import({ pegawai: rows(1, 2) }), { unchanged: 2, quarantined: [] })
  t.is((await codes(directory)).find(({ id }) => id === bidang)?.kode, K('400101'), 'the other source says nothing new')
})

test('cross-codes are dated; a column that is not there says nothing', async (t) => {
  const directory = await openDirectory(t)
  await bring(directory, LIST)
  t.like(await bring(directory, LIST, { day: '2026-12-01', columns: ['kunker', 'nunker', 'induk'] }), { changed: 0 })
  const changed = LIST.map((row) => row['kunker'] === K('4001') ? { ...row, kunker_sinjab: 'SJ-2', kunker_simral: '' } : row)
  t.like(await bring(directory, changed, { day: '2026-12-01' }), { changed: 1, unchanged: 3 })
  t.deepEqual(await directory.rows('SELECT sistem, kode, valid_from, valid_to FROM unit_kode_silang ORDER BY 1, 3'), [
    { sistem: 'simral', kode: 'SR-1', valid_from: TODAY, valid_to: '2026-12-01' },
    { sistem: 'sinjab', kode: 'SJ-1', valid_from: TODAY, valid_to: '2026-12-01' },
    { sistem: 'sinjab', kode: 'SJ-2', valid_from: '2026-12-01', valid_to: null },
  ])
})

test('a name much like one that is there is for a person to say, then found', async (t) => {
  const directory = await openDirectory(t)
  const { database } = directory
  await directory.import({ pegawai: rows(1, 2) })
  const list = [...LIST.slice(0, 2), unit('400101', '4001', 'Bid. Contoh-contoh', { jenis: 'Bidang' })]
  const { quarantined, created } = await bring(directory, list)
  t.is(created, 0)
  t.deepEqual(quarantined, [{ file: 'daftar.csv', line: 4, field: 'nunker', reason: 'unit-similar' }])
  const [waiting] = await waitingUnits(database, { most: 5 })
  t.like(waiting, { sumber: 'simpeg', external_id: K('400101'), nama: 'Bid. Contoh-contoh', orang: 0 })
  const [bidang] = await directory.rows<{ unit_id: string }>(`SELECT unit_id FROM unit_nama WHERE nama = 'Bidang Contoh'`)
  await mapUnits({ database, clock: clockAt(TODAY), actor: 'operator' },
    [{ sumber: 'simpeg', externalId: K('400101'), unitId: bidang?.unit_id ?? '' }])
  t.like(await bring(directory, list), { created: 0, changed: 1, quarantined: [] })
  t.is((await codes(directory)).find(({ id }) => id === bidang?.unit_id)?.kode, K('400101'))
})

test('bad lines are named by line, field and reason; the others are brought', async (t) => {
  const directory = await openDirectory(t)
  const { quarantined, created, changed, read, unchanged } = await bring(directory, [
    ...LIST, unit('4009', '4777', 'Tanpa Induk'), { ...unit('1', '4', 'Angka Rusak'), kunker: '4,009E+14' },
    unit('400105', '4001', 'Kembar'), unit('400105', '4001', 'Kembar Juga'),
  ])
  t.deepEqual(quarantined.map(({ line, field, reason }) => [line, field, reason]), [
    [6, 'induk', 'parent-unknown'], [7, 'kunker', 'code-not-15-digits'], [8, 'kunker', 'duplicate-id'],
    [9, 'kunker', 'duplicate-id'],
  ])
  t.is(read, created + changed + unchanged + quarantined.length)
})

test('a list of jabatan with eselon and age of retirement, twice the same', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pegawai(1)] })
  const columns = ['kjab', 'njab', 'jenis', 'keselon', 'bup']
  const list = [
    { kjab: '300', njab: 'Arsiparis Ahli Muda', jenis: '2', keselon: '99', bup: '58' },
    { kjab: '21', njab: 'Kepala Dinas', jenis: '1', keselon: '21', bup: '60' },
  ]
  t.like(await bring(directory, list, { columns }), { jenis: 'jabatan', read: 2, created: 2, changed: 0 })
  t.like(await bring(directory, list, { columns }), { created: 0, changed: 0, unchanged: 2 })
  const [first, second] = list
  t.like(await bring(directory, [{ ...first, bup: '60' }, { ...second, njab: 'Kepala Dinas X' }], { columns }),
    { created: 0, changed: 2 })
  t.deepEqual(await directory.rows(`SELECT j.nama, r.eselon, r.bup FROM jabatan j JOIN jabatan_referensi r ON r.jabatan_id = j.id
    WHERE j.sumber = 'simpeg' ORDER BY 1`), [
    { nama: 'Arsiparis Ahli Muda', eselon: null, bup: 60 }, { nama: 'Kepala Dinas X', eselon: 'II.a', bup: 60 },
  ])
})

test('a file that is neither list is refused whole', async (t) => {
  const directory = await openDirectory(t)
  await t.throwsAsync(bring(directory, [], { columns: ['nip', 'nama'] }), { message: /neither a list of units/ })
  await t.throwsAsync(bring(directory, LIST, { columns: ['kunker', 'nunker'] }), { message: /misses induk/ })
})
