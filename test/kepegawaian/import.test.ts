import test from 'ava'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import type { PersonToday } from '../../src/domain/pegawai/person.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { type Directory, openDirectory } from './directory.ts'
import { nipOf, pegawai, pegawaiCsv, penugasan, pppk, rows, TODAY } from './feeds.ts'

/** Bundles brought into a real directory as the service's role. */

async function personOf(directory: Directory, serial: number, day = TODAY): Promise<PersonToday> {
  const [found] = await directory.rows<{ pegawai_id: string }>(
    `SELECT pegawai_id FROM pegawai_sumber WHERE sumber = 'siasn' AND external_id = $1`, [`P${serial}`])
  const person = found && await findPersonToday(directory.database, found.pegawai_id, day)
  if (!person) throw new Error(`nobody is P${serial}`)
  return person
}

test('new people are in the directory with number, post, units and assignments', async (t) => {
  const directory = await openDirectory(t)
  const result = await directory.import({
    pegawai: [pegawai(1, { gelar_depan: 'Dr.', eselon_id: '32' }), pppk(2, { unor_id: 'U2' })],
    penugasan: [penugasan('P1', { unor_id: 'U2' }), penugasan('P1', { jenis: 'TT', mulai: '01-12-2026', selesai: '' })],
  })
  t.like(result, { read: 2, created: 2, changed: 0, unchanged: 0, ended: 0, quarantined: [], missing_columns: [] })
  t.is(Object.keys(result).join(), 'read,created,changed,unchanged,ended,quarantined,warnings,missing_columns,run')

  const person = await personOf(directory, 1)
  t.like(person, {
    nama: 'Contoh 1', gelar_depan: 'Dr.', nip: nipOf(1), jenis: 'PNS', golongan: 'III/c', keadaan: 'aktif',
    tahan: false,
    jabatan: { nama: 'Arsiparis Ahli Muda', jenis: 'fungsional', eselon: 'III.b', tmt: '2020-02-01' },
  })
  t.deepEqual(person.unitChain.map(({ nama }) => nama),
    ['Bidang Contoh', 'Dinas Kesehatan', 'Pemerintah Provinsi Banten'])
  t.is(person.dataPer?.toISOString(), `${TODAY}T03:00:00.000Z`)
  const acting = async (day: string) =>
    (await personOf(directory, 1, day)).penugasan.map(({ jenis, unit, selesai }) => [jenis, unit.nama, selesai])
  t.deepEqual(await acting('2026-10-31'), [])
  t.deepEqual(await acting(TODAY), [['PLT', 'Bidang Lain', '2027-01-31']])
  t.deepEqual(await acting('2027-01-31'), [['PLT', 'Bidang Lain', '2027-01-31'], ['TT', 'Bidang Contoh', null]])
  t.deepEqual(await acting('2027-02-01'), [['TT', 'Bidang Contoh', null]])
  t.like(await personOf(directory, 2), { jenis: 'PPPK', golongan: 'IX', keadaan: 'aktif' })
  t.is((await personOf(directory, 2, '2026-12-31')).keadaan, 'aktif')
  t.is((await personOf(directory, 2, '2027-01-01')).keadaan, 'beku')
})

test('the same bundle again changes nothing, whatever its dialect, and says so', async (t) => {
  const directory = await openDirectory(t)
  const people = [pegawai(1, { nama: 'Rénata Contoh', jabatan_nama: 'Analis; "Data"' }), pegawai(2)]
  const first = await directory.import({ pegawai: people, penugasan: [penugasan('P1')] })
  const before = await directory.checksums()
  const dialects = [
    pegawaiCsv(people),
    pegawaiCsv(people, { separator: ',', lineEnd: '\r\n', bom: true, extra: ['nik', 'nip_lama'] }),
    Buffer.from(pegawaiCsv([...people].reverse()), 'latin1'),
  ]
  for (const text of dialects) {
    const again = await directory.import({ pegawai: text, penugasan: [penugasan('P1')], day: '2026-12-24' })
    t.like(again, { read: 2, created: 0, changed: 0, unchanged: 2, ended: 0, quarantined: [] })
    t.not(again.run, first.run)
    t.deepEqual(again.warnings.map(({ reason }) => reason), Buffer.isBuffer(text) ? ['read-as-windows-1252'] : [])
  }
  t.deepEqual(await directory.checksums(), before)
  t.is((await directory.events('kepegawaian.diimpor')).length, 4)
  t.deepEqual(await directory.events('kepegawaian.pegawai-berubah'), [])
})

test('a change is written and told by the names of its columns, never by values', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(1, 4), penugasan: [penugasan('P4')] })
  const before = await personOf(directory, 1)
  const result = await directory.import({
    day: '2026-11-25',
    pegawai: [
      pegawai(1, { nama: 'Contoh Baru', kedudukan_hukum_id: '04' }),
      pegawai(2, { jabatan_id: 'J2', jabatan_nama: 'Auditor', unor_id: 'U2', tmt_jabatan: '01-12-2026' }),
      pegawai(3, { kedudukan_hukum_id: '99' }), pegawai(4),
    ],
    penugasan: [penugasan('P4', { selesai: '30-11-2026' })],
  })
  t.like(result, { read: 4, created: 0, changed: 4, unchanged: 0, ended: 1 })
  const one = await personOf(directory, 1)
  t.like(one, { id: before.id, nama: 'Contoh Baru', keadaan: 'beku', kedudukan_kode: '04' })
  t.true(one.updatedAt > before.updatedAt)
  const post = async (day: string) => (await personOf(directory, 2, day)).jabatan
  t.like(await post('2026-11-30'), { nama: 'Arsiparis Ahli Muda' })
  t.like(await post('2026-12-01'), { nama: 'Auditor', tmt: '2026-12-01' })
  const four = await personOf(directory, 4, '2026-12-01')
  t.is(four.penugasan.length, 0)
  t.is(four.updatedAt.toISOString(), '2026-11-25T03:00:00.000Z')
  t.is((await directory.rows(`SELECT FROM penugasan WHERE ended_at IS NOT NULL`)).length, 1)

  const events = await directory.events('kepegawaian.pegawai-berubah')
  const told = new Map(events.map(({ subject, data }) => [subject, data]))
  const columnsOf = async (serial: number) => told.get((await personOf(directory, serial)).id)
  t.deepEqual(await columnsOf(1), {
    run: result.run, kolom: ['nama', 'kedudukan_kode', 'kedudukan_nama', 'keadaan'],
    keadaan: { dari: 'aktif', ke: 'beku' },
  })
  t.deepEqual(await columnsOf(2), { run: result.run, kolom: ['jabatan', 'unit'] })
  t.like(await columnsOf(3), { keadaan: { dari: 'aktif', ke: 'tutup' } })
  t.deepEqual(await columnsOf(4), { run: result.run, kolom: ['penugasan'] })
  t.like((await directory.events('kepegawaian.diimpor'))[1], {
    actor: 'operator', outcome: 'berhasil', data: { read: 4, changed: 4, ended: 1, mode: 'sebagian', sumber: 'siasn' },
  })
})

test('a post that never began gives way, and the one before it goes on until the new one', async (t) => {
  const directory = await openDirectory(t)
  const next = (changes: object) => pegawai(1, { jabatan_id: 'J2', jabatan_nama: 'Auditor', ...changes })
  await directory.import({ pegawai: [pegawai(1)] })
  await directory.import({ pegawai: [next({ tmt_jabatan: '01-12-2026' })] })
  await directory.import({ pegawai: [next({ tmt_jabatan: '01-02-2027' })] })
  const post = async (day: string) => (await personOf(directory, 1, day)).jabatan?.nama
  t.deepEqual([await post('2026-12-01'), await post('2027-01-31'), await post('2027-02-01')],
    ['Arsiparis Ahli Muda', 'Arsiparis Ahli Muda', 'Auditor'])
  await directory.import({ pegawai: [pegawai(1)] })
  t.deepEqual([await post(TODAY), await post('2027-02-01')], ['Arsiparis Ahli Muda', 'Arsiparis Ahli Muda'])
})

test('a person keeps one account over changing numbers; the old one ends, and may come back', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pppk(1)] })
  const { id } = await personOf(directory, 1)
  const current = () => directory.rows<{ nip: string }>(
    'SELECT nip FROM pegawai_nip WHERE pegawai_id = $1 AND valid_to IS NULL', [id])
  await directory.import({ pegawai: [pegawai(1)] })
  t.deepEqual(await current(), [{ nip: nipOf(1) }])
  t.like(await personOf(directory, 1), { id, jenis: 'PNS', nip: nipOf(1) })
  t.is((await personOf(directory, 1, '2027-01-01')).keadaan, 'aktif', 'the contract of the PPPK ended with him')
  await directory.import({ pegawai: [pppk(1)] })
  t.deepEqual(await current(), [{ nip: nipOf(1, { mulai: '202221' }) }])
  await directory.import({ pegawai: [pppk(1, { pns_id: 'Q1' })] })
  t.is((await directory.rows('SELECT FROM pegawai')).length, 1, 'another id, the same number and birth date')
})

test('bad lines are named and the good ones applied', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(1, 30) })
  const people = [
    ...rows(1, 27),
    pegawai(28, { nip_baru: '123', nama: 'Lain' }), pegawai(29, { unor_id: 'X' }),
    pegawai(31, { nip_baru: nipOf(30), tanggal_lahir: '02-01-1980' }),
  ]
  const result = await directory.import({ pegawai: people })
  t.like(result, { read: 30, created: 0, changed: 0, unchanged: 27 })
  t.deepEqual(result.quarantined, [
    { file: 'pegawai.csv', line: 29, field: 'nip_baru', reason: 'nip-length' },
    { file: 'pegawai.csv', line: 30, field: 'unor_id', reason: 'unit-unknown' },
    { file: 'pegawai.csv', line: 31, field: 'nip_baru', reason: 'nip-of-another-person' },
  ])
  t.like(await personOf(directory, 28), { nama: 'Contoh 28', nip: nipOf(28) })
})

test('columns that an export does not have change nothing and are named', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pegawai(1, { eselon_id: '32', tgl_meninggal: '01-11-2026' }), pegawai(2)] })
  const before = await directory.checksums()
  const without = ['tmt_cpns', 'tmt_pns', 'eselon_id', 'tmt_pensiun', 'akhir_kontrak', 'tgl_meninggal']
  const short = pegawaiCsv([pegawai(1), pegawai(2, { nama: 'Lain', jabatan_id: 'J2' })], { without })
  const result = await directory.import({ pegawai: short })
  t.like(result, { changed: 1, unchanged: 1, missing_columns: [...without, 'penugasan.csv'] })
  t.like(await personOf(directory, 1), { keadaan: 'tutup', jabatan: { eselon: 'III.b' } })
  t.like(await personOf(directory, 2), { nama: 'Lain', jabatan: { eselon: null } })
  t.is((await directory.events('kepegawaian.pegawai-berubah')).length, 1)
  const after = await directory.checksums()
  t.not(after['pegawai'], before['pegawai'])
  t.like(await directory.import({ pegawai: short }), { changed: 0, unchanged: 2 })
  t.deepEqual(await directory.checksums(), after)
})

test('an unknown kedudukan marks a person; a known one takes the mark away', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pegawai(1)] })
  const held = await directory.import({ pegawai: [pegawai(1, { kedudukan_hukum_id: 'MP' })] })
  t.deepEqual(held.warnings.map(({ reason }) => reason), ['standing-unknown'])
  t.like(await personOf(directory, 1), { keadaan: 'aktif', kedudukan_kode: '01', tahan: true })
  t.is((await directory.import({ pegawai: [pegawai(1)] })).changed, 1)
  t.like(await personOf(directory, 1), { keadaan: 'aktif', tahan: false })
})

test('who is not in a partial feed stays; a full one says who is missing and ends nobody', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(1, 40), penugasan: [penugasan('P40')] })
  const before = await directory.checksums()
  const partial = await directory.import({ pegawai: rows(1, 3), penugasan: [] })
  t.like(partial, { read: 3, unchanged: 3, ended: 0 })
  t.false('missing' in partial)
  const full = await directory.import({ pegawai: rows(1, 38), full: true, penugasan: [] })
  t.like(full, { read: 38, unchanged: 38, ended: 0, missing: 2 })
  t.deepEqual(await directory.checksums(), before)
  const [run] = await directory.rows<{ mode: string; report: { missing_people: string[] } }>(
    'SELECT mode, report FROM kepegawaian_run WHERE id = $1', [full.run ?? ''])
  const missing = await Promise.all([39, 40].map(async (serial) => (await personOf(directory, serial)).id))
  t.deepEqual([run?.mode, run?.report.missing_people.sort()], ['penuh', missing.sort()])
})

test('a dry run tells the same numbers and writes nothing at all', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(1, 20) })
  const before = await directory.checksums()
  const given = {
    pegawai: [...rows(2, 21), pegawai(1, { nama: 'Lain' }), pegawai(22, { nip_baru: '1' })], full: true,
    penugasan: [penugasan('P2')],
  }
  const dry = await directory.import({ ...given, dryRun: true })
  t.deepEqual(await directory.checksums(), before)
  t.is((await directory.rows('SELECT FROM kepegawaian_run')).length, 1)
  t.is((await directory.events('kepegawaian.diimpor')).length, 1)
  t.false('run' in dry)
  const { run, ...wet } = await directory.import(given)
  t.truthy(run)
  t.deepEqual(dry, wet)
  t.like(wet, { read: 22, created: 1, changed: 2, unchanged: 18, missing: 0 })
})

test('one import at a time, over all connections', async (t) => {
  const directory = await openDirectory(t)
  const imports = [1, 2, 3, 4].map((serial) => directory.import({ pegawai: [pegawai(serial)] }))
  const results = await Promise.allSettled(imports)
  const refused = results.flatMap((result) => result.status === 'rejected' ? [result.reason as Error] : [])
  t.is((await directory.rows('SELECT FROM pegawai')).length, 4 - refused.length)
  await directory.database.knex.transaction(async (trx) => {
    await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('kepegawaian_run'))`)
    await t.throwsAsync(directory.import({ pegawai: [pegawai(9)] }),
      { instanceOf: OperatorError, message: 'Another import of personnel data is running. Try again when it is done.' })
  })
  t.true(refused.every((error) => error instanceof OperatorError))
  t.is((await directory.import({ pegawai: [pegawai(9)] })).created, 1)
})

test('without its audit events nothing happens', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(1, 2) })
  const before = await directory.checksums()
  await directory.owner.query({ text: 'REVOKE INSERT ON audit_event FROM satu_login_app', values: [] })
  const attempt = directory.import({ pegawai: [pegawai(1, { nama: 'Lain' }), pegawai(3)] })
  await t.throwsAsync(attempt, { message: /audit_event/ })
  t.deepEqual(await directory.checksums(), before)
  t.deepEqual(await directory.rows('SELECT outcome, sebab FROM kepegawaian_run ORDER BY started_at, outcome DESC'),
    [{ outcome: 'diterapkan', sebab: null }, { outcome: 'dibatalkan', sebab: 'gagal' }])
})
