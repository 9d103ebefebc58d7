import { randomUUID } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import test from 'ava'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

async function person({ owner }: TestDatabase, change: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  await owner.knex('pegawai').insert({
    id, nama: 'Contoh', tanggal_lahir: '1980-01-01', jenis: 'PNS', kedudukan_kode: '01', keadaan: 'aktif',
    synthetic: true, ...change,
  })
  return id
}

async function place({ owner }: TestDatabase): Promise<string> {
  const id = randomUUID()
  await owner.knex('unit_kerja').insert({ id, jenis: 'Dinas', valid_from: '2000-01-01' })
  await owner.knex('unit_nama').insert([
    { unit_id: id, nama: 'Dinas Lama', valid_from: '2000-01-01', valid_to: '2026-01-01' },
    { unit_id: id, nama: 'Dinas Baru', valid_from: '2026-01-01' },
  ])
  return id
}

for (const [day, stands] of [
  ['2026-10-01', false], ['2026-10-02', true], ['2026-11-30', true], ['2026-12-01', false],
] as const) {
  test(`a Plt from 2 October to 30 November ${stands ? 'stands in' : 'does not stand in'} on ${day}`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const [pegawai_id, unit_id] = [await person(db), await place(db)]
    await db.owner.knex('penugasan').insert({
      pegawai_id, unit_id, sumber: 'siasn', jenis: 'PLT', jabatan: 'Kepala Dinas', valid_from: '2026-10-02',
      valid_to: '2026-12-01', sk: '800/1',
    })
    const found = await findPersonToday(db.app, pegawai_id, day)
    t.deepEqual(found?.penugasan.map(({ jenis, selesai }) => ({ jenis, selesai })),
      stands ? [{ jenis: 'PLT', selesai: '2026-11-30' }] : [])
  })
}

test('an assignment that two sources tell is told once, and ends when neither tells it any more', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [pegawai_id, unit_id] = [await person(db), await place(db)]
  const told = { pegawai_id, unit_id, jenis: 'PLT', jabatan: 'Kepala Dinas', valid_from: '2026-10-02', valid_to: '2026-12-01', sk: '800/1' }
  await db.owner.knex('penugasan').insert([
    { ...told, sumber: 'siasn' }, { ...told, sumber: 'simpeg-api', jabatan: 'Plt. KEPALA DINAS', valid_to: '2026-12-15', sk: null },
    { ...told, sumber: 'simpeg-api', jabatan: 'Sekretaris' },
  ])
  const on = async (day: string) =>
    (await findPersonToday(db.app, pegawai_id, day))?.penugasan.map(({ jabatan, sk, selesai }) => [jabatan, sk, selesai])
  t.deepEqual(await on('2026-11-01'), [['Kepala Dinas', '800/1', '2026-11-30'], ['Sekretaris', '800/1', '2026-11-30']])
  t.deepEqual(await on('2026-12-01'), [['Plt. KEPALA DINAS', null, '2026-12-14']])
  t.deepEqual(await on('2026-12-15'), [])
})

test('jabatan and the name of a unit are those of the day', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [pegawai_id, unit_id] = [await person(db), await place(db)]
  await db.owner.knex('pegawai_jabatan').insert([
    { pegawai_id, unit_id, eselon: 'IV.a', tmt: '2020-01-01', valid_from: '2020-01-01', valid_to: '2026-06-01' },
    { pegawai_id, unit_id, eselon: 'III.a', tmt: '2026-06-01', valid_from: '2026-06-01' },
  ])
  const on = async (day: string) => {
    const found = await findPersonToday(db.app, pegawai_id, day)
    return [found?.jabatan?.eselon, found?.unitChain[0]?.nama]
  }
  t.deepEqual(await on('2025-12-31'), ['IV.a', 'Dinas Lama'])
  t.deepEqual(await on('2026-05-31'), ['IV.a', 'Dinas Baru'])
  t.deepEqual(await on('2026-06-01'), ['III.a', 'Dinas Baru'])
})

for (const [title, change, states] of [
  ['retirement freezes on its first day', { tmt_pensiun: '2026-12-01' }, ['aktif', 'beku']],
  ['a contract freezes on the day after its last', { akhir_kontrak: '2026-11-30' }, ['aktif', 'beku']],
  ['death closes on its day', { tgl_meninggal: '2026-12-01' }, ['aktif', 'tutup']],
] as const) {
  test(title, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const id = await person(db, change)
    const state = async (day: string) => (await findPersonToday(db.app, id, day))?.keadaan
    t.deepEqual([await state('2026-11-30'), await state('2026-12-01')], [...states])
  })
}

test('nobody has an unknown sub', async (t) => {
  const db = await testDatabase(t, 'kosong')
  t.is(await findPersonToday(db.app, randomUUID(), '2026-11-22'), undefined)
})

test('the official day is that of Banten, in whatever zone the process runs', (t) => {
  t.is(dayInWib(new Date('2026-11-22T16:59:59Z')), '2026-11-22')
  t.is(dayInWib(new Date('2026-11-22T17:00:00Z')), '2026-11-23')
  const program = `import { dayInWib } from ${JSON.stringify(new URL('../../src/kernel/lib/clock.ts', import.meta.url))}
    process.stdout.write(dayInWib(new Date('2026-11-22T17:00:00Z')))`
  for (const TZ of ['America/Los_Angeles', 'Asia/Jakarta', 'Pacific/Kiritimati']) {
    const { stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program], {
      env: { ...process.env, TZ }, encoding: 'utf8',
    })
    t.is(stdout, '2026-11-23', TZ)
  }
})
