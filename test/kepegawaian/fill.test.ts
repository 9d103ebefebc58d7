import test from 'ava'
import { BrakeHolds } from '../../src/domain/kepegawaian/brake/holds.ts'
import { type Fill, fillableColumns, fillPerson, type FillGround } from '../../src/domain/kepegawaian/difference/fill.rules.ts'
import type { StoredPerson } from '../../src/domain/kepegawaian/difference/person-snapshot.ts'
import { importFrom } from '../../src/domain/kepegawaian/import.service.ts'
import type { PersonColumns } from '../../src/domain/kepegawaian/person.ts'
import { readPegawai } from '../../src/domain/kepegawaian/validation/pegawai.rules.ts'
import { openedOf } from '../../src/domain/kepegawaian/source/records.ts'
import type { Scope } from '../helpers/scope.ts'
import { type Directory, openDirectory } from './directory.ts'
import { type Cells, clockAt, lineOf, pegawai, rowOf, rows, TODAY } from './feeds.ts'

/** Whom SIMPEG leads, it alone writes; what it has no column for, a source that comes later fills. */

const NO_COLUMN = ['email', 'email_gov', 'nomor_hp', 'tmt_pensiun', 'akhir_kontrak', 'tgl_meninggal', 'eselon_id']

const COLUMNS: PersonColumns = {
  nama: 'Contoh 1', gelar_depan: null, gelar_belakang: null, tanggal_lahir: '1980-01-01', jenis_kelamin: 'L', jenis: 'PNS',
  kedudukan_kode: '01', kedudukan_nama: 'Aktif', keadaan: 'aktif', tahan: false, tmt_cpns: null, tmt_pns: null, golongan: null,
  tmt_golongan: null, email: null, no_hp: null, tmt_pensiun: null, akhir_kontrak: null, tgl_meninggal: null,
}
const A = 'a@contoh.example'
const B = 'b@contoh.example'

/** What becomes of the e-mail address of somebody whom `simpeg` leads, when `siasn` tells one. */
function email(
  said: string | null, stored: string | null, { fill, isKnown = false }: { fill?: Omit<Fill, 'kolom'>; isKnown?: boolean } = {},
): string | null | undefined {
  const before: StoredPerson = { id: 'p', columns: { ...COLUMNS, email: stored }, nips: [], post: null, jadwal: [], kalender_hari: null }
  const row = rowOf(pegawai(1, { email: said ?? '' }))
  const ground: FillGround = { fillable: ['email'], fills: fill ? [{ kolom: 'email', ...fill }] : [], isKnown }
  const one = { row, unitId: 'u1', hash: '', pegawaiId: 'p', isUnchanged: false }
  const found = fillPerson(one, before, ground, { sumber: 'siasn', leading: ['simpeg', 'simpeg-api'], today: TODAY })
  if (!found) return undefined
  const [filled] = found.filled ?? []
  return filled?.nilai === found.columns.email && found.changes.length === 1 ? found.columns.email : 'broken'
}

const CASES: [why: string, becomes: string | null | undefined, found: () => string | null | undefined][] = [
  ['an empty column is filled', A, () => email(A, null)],
  ['what is there already is left alone', undefined, () => email(A, A)],
  ['the word of somebody else stays', undefined, () => email(A, B)],
  ['its own word is changed', A, () => email(A, B, { fill: { sumber: 'siasn', nilai: B } })],
  ['its own word that somebody changed since is not', undefined, () => email(A, B, { fill: { sumber: 'siasn', nilai: 'c@x.example' } })],
  ['what it offered before is not offered again', undefined, () => email(A, B, { fill: { sumber: 'siasn', nilai: A } })],
  ['the word of a source that fills first stays', undefined, () => email(A, B, { fill: { sumber: 'simpeg-api', nilai: B } })],
  ['the word of a source that fills later gives way', A, () => email(A, B, { fill: { sumber: 'lain', nilai: B } })],
  ['what it told before another came to lead is its own', A, () => email(A, B, { isKnown: true })],
  ['nothing empties no column', undefined, () => email(null, B, { isKnown: true })],
  ['nothing empties no word of another', undefined, () => email(null, B, { fill: { sumber: 'lain', nilai: B } })],
  ['nothing takes its own word away', null, () => email(null, B, { fill: { sumber: 'siasn', nilai: B } })],
]
for (const [why, becomes, found] of CASES) {
  test(why, (t) => { t.is(found(), becomes) })
}

test('only columns that no leading source tells, and that the line tells, may be filled; both addresses count as one', (t) => {
  const verdict = readPegawai('', lineOf(pegawai(1), ['tmt_pns']), TODAY)
  if (!verdict.ok) return t.fail()
  const one = { row: verdict.row, unitId: 'u1', hash: '', pegawaiId: 'p', isUnchanged: false }
  const absent = (...columns: string[]) => new Set(columns)
  t.deepEqual(fillableColumns(one, [absent(...NO_COLUMN, 'tmt_pns', 'nama', 'kedudukan_hukum_nama')]),
    ['email', 'no_hp', 'tmt_pensiun', 'akhir_kontrak', 'tgl_meninggal', 'eselon'])
  t.deepEqual(fillableColumns(one, [absent('email', 'nomor_hp')]), ['no_hp'])
  t.deepEqual(fillableColumns(one, [absent(...NO_COLUMN), absent('tmt_pensiun')]), ['tmt_pensiun'])
  return undefined
})

/** As a source of its own tells people, without the columns that it does not have. */
function bring(
  { database }: Directory, sumber: string, people: readonly Cells[],
  { missing = NO_COLUMN, leading = [], day = TODAY }: { missing?: readonly string[]; leading?: readonly string[]; day?: string } = {},
) {
  const clock = clockAt(day)
  const told = people.map((cells) => Object.fromEntries(Object.entries(cells).filter(([column]) => !missing.includes(column))))
  const source = openedOf({ sumber, asOf: clock.now(), missing, pegawai: { name: 'people', rows: told } })
  return importFrom(source, { database, clock, actor: 'operator', startedAt: clock.now(), today: day }, { full: true, leading })
}

async function ledBySimpeg(scope: Scope, people: readonly Cells[]): Promise<Directory> {
  const directory = await openDirectory(scope)
  await directory.import({ pegawai: [pegawai(900)] })
  await directory.owner.knex.raw(`
    INSERT INTO unit_sumber (sumber, external_id, unit_id)
    SELECT s, external_id, unit_id FROM unit_sumber, unnest(ARRAY['simpeg', 'simpeg-api']) AS s WHERE sumber = 'siasn'`)
  await bring(directory, 'simpeg', people)
  return directory
}

const personOf = async (directory: Directory, nama = 'Contoh 1') => (await directory.rows<Record<string, string | null>>(`
  SELECT p.nama, p.email, p.no_hp, p.tmt_pensiun, p.golongan, j.eselon FROM pegawai p
  JOIN pegawai_jabatan j ON j.pegawai_id = p.id AND j.valid_to IS NULL WHERE p.nama = $1`, [nama]))[0]
const fillsOf = (directory: Directory) => directory.rows<{ kolom: string; sumber: string; nilai: string }>(
  'SELECT kolom, sumber, nilai FROM pegawai_isian ORDER BY kolom')

test('the bundle fills what SIMPEG has no column for, on record with its source, and follows itself', async (t) => {
  const directory = await ledBySimpeg(t, rows(1, 40))
  const siasn = (changes: Cells) => directory.import({ pegawai: [pegawai(1, { gol_akhir_nama: 'IV/a', eselon_id: '32', ...changes })], leading: ['simpeg'] })
  t.like(await siasn({ email: A }), { changed: 1, created: 0, quarantined: [] })
  t.deepEqual(await personOf(directory), { nama: 'Contoh 1', email: A, no_hp: null, tmt_pensiun: '2038-02-01', golongan: 'III/c', eselon: 'III.b' })
  t.deepEqual((await fillsOf(directory)).map(({ kolom, sumber, nilai }) => [kolom, sumber, nilai]),
    [['email', 'siasn', A], ['eselon', 'siasn', 'III.b'], ['tmt_pensiun', 'siasn', '2038-02-01']])
  const told = await directory.rows<{ kolom: string; sumber: string }>(`SELECT s.kolom, r.sumber FROM kepegawaian_selisih s
    JOIN kepegawaian_run r ON r.id = s.run_id JOIN pegawai p ON p.id = s.pegawai_id
    WHERE p.nama = 'Contoh 1' AND s.kolom <> 'baru' ORDER BY 1`)
  t.deepEqual(told.map(({ kolom, sumber }) => [kolom, sumber]), [['email', 'siasn'], ['eselon', 'siasn'], ['tmt_pensiun', 'siasn']])
  t.is((await directory.rows(`SELECT FROM pegawai_sumber WHERE sumber = 'siasn' AND external_id = 'P1'`)).length, 0, 'SIMPEG leads him still')

  const before = await directory.checksums()
  t.like(await siasn({ email: A }), { changed: 0 })
  t.like(await bring(directory, 'simpeg', rows(1, 40)), { changed: 0, unchanged: 40 })
  t.deepEqual(await directory.checksums(), before)
  for (const email of [B, A, '']) {
    t.like(await siasn({ email }), { changed: 1 }, email)
    t.is((await personOf(directory))?.['email'], email === '' ? null : email)
  }
})

test('it gives way when SIMPEG tells the column, and an eselon of another post is none of his', async (t) => {
  const directory = await ledBySimpeg(t, rows(1, 40))
  const siasn = (changes: Cells) => directory.import({ pegawai: [pegawai(1, { eselon_id: '32', ...changes })], leading: ['simpeg'] })
  await siasn({ email: A, jabatan_id: 'J2', jabatan_nama: 'Kepala Bidang', jenis_jabatan_id: '1' })
  t.like(await personOf(directory), { email: A, eselon: null })
  const missing = NO_COLUMN.filter((column) => column !== 'email')
  await bring(directory, 'simpeg', [pegawai(1, { email: B }), ...rows(2, 40)], { missing })
  t.like(await personOf(directory), { email: B })
  t.like(await siasn({ email: A, jabatan_id: 'J2', jabatan_nama: 'Kepala Bidang', jenis_jabatan_id: '1' }), { changed: 0 })
  t.like(await personOf(directory), { email: B, tmt_pensiun: '2038-02-01' })
})

test('of two that fill, the one that comes first is believed, and nothing goes to and fro', async (t) => {
  const directory = await ledBySimpeg(t, rows(1, 40))
  const siasn = () => directory.import({ pegawai: [pegawai(1, { email: A })], leading: ['simpeg', 'simpeg-api'] })
  const api = () => bring(directory, 'simpeg-api', [pegawai(1, { email: B, tmt_pensiun: '' })], { missing: [], leading: ['simpeg'] })
  await siasn()
  t.like(await api(), { changed: 1 })
  t.like(await personOf(directory), { email: B, tmt_pensiun: '2038-02-01' })
  for (const again of [siasn, api, siasn]) t.like(await again(), { changed: 0 })
  t.like(await personOf(directory), { email: B })
})

test('whoever would end by what is filled counts for the brake', async (t) => {
  const directory = await ledBySimpeg(t, rows(1, 40))
  const dead = rows(1, 40, (serial) => pegawai(serial, serial <= 12 ? { tgl_meninggal: '01-11-2026' } : {}))
  await t.throwsAsync(directory.import({ pegawai: dead, leading: ['simpeg'] }), { instanceOf: BrakeHolds })
  t.deepEqual(await fillsOf(directory), [])
  t.like(await directory.import({ pegawai: dead.slice(0, 3), leading: ['simpeg'] }), { changed: 3, ended: 3 })
})

test('an address of somebody who keeps a role waits for the old one to agree, and is asked once', async (t) => {
  const directory = await ledBySimpeg(t, rows(1, 40))
  await directory.import({ pegawai: [pegawai(1, { email: A })], leading: ['simpeg'] })
  await directory.owner.knex.raw(`INSERT INTO product_role (pegawai_id, role, valid_from, given_at, given_by)
    SELECT id, 'bkd', '2026-01-01', now(), 'operator' FROM pegawai WHERE nama = 'Contoh 1'`)
  const again = () => directory.import({ pegawai: [pegawai(1, { email: B })], leading: ['simpeg'] })
  for (let time = 1; time <= 2; time += 1) {
    t.like(await again(), { changed: 1 })
    t.like(await personOf(directory), { email: A })
    t.like(await fillsOf(directory), [{ nilai: A }, { kolom: 'tmt_pensiun' }])
  }
  t.is((await directory.rows('SELECT FROM kontak_menunggu')).length, 1)
})
