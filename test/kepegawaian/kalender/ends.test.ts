import { randomUUID } from 'node:crypto'
import test from 'ava'
import { signedInSomewhere, whatIsLeft } from '../../sessions/people.ts'
import { type Calendar, openCalendar } from './support.ts'

/** What ends by date, each person once, and what is told before. */

const NOTHING = { sessions: 0, artefacts: 0 }
const EVERYTHING = { sessions: 1, artefacts: 4 }

async function signIn({ db }: Calendar, ids: readonly string[]): Promise<void> {
  for (const id of ids) await signedInSomewhere(db, id, randomUUID())
}

async function announce({ db, clock }: Calendar, pegawai_id: string, kode: string, keadaan: string | null): Promise<void> {
  await db.owner.knex('kedudukan_terjadwal').insert({
    pegawai_id, kode, nama: `kedudukan ${kode}`, keadaan, berlaku: '2026-12-01', sumber: 'uji', recorded_at: clock.now(),
  })
}

test('at 00:00 WIB everything ends of whoever stops on that day, once, with an event, and of nobody else', async (t) => {
  const calendar = await openCalendar(t, '2026-11-30 23:59')
  const add = async (columns: Record<string, string> = {}) => (await calendar.addPeople(1, { columns }))[0] ?? ''
  const people = {
    pensiun: await add({ tmt_pensiun: '2026-12-01' }), kontrak: await add({ akhir_kontrak: '2026-11-30' }),
    meninggal: await add({ tgl_meninggal: '2026-12-01' }), dijadwalkan: await add(), berhenti: await add(),
    besok: await add({ akhir_kontrak: '2026-12-01' }), studi: await add(), tetap: await add(),
    takDikenal: await add(), sudah: await add({ keadaan: 'beku', tmt_pensiun: '2020-01-01' }),
  }
  await announce(calendar, people.dijadwalkan, '02', 'beku')
  await announce(calendar, people.berhenti, '88', 'tutup')
  await announce(calendar, people.studi, '03', 'terbatas')
  await announce(calendar, people.takDikenal, '73', null)
  await signIn(calendar, Object.values(people))

  t.is(await calendar.run(), 0)
  for (const [name, id] of Object.entries(people)) t.deepEqual(await whatIsLeft(calendar.db, id), EVERYTHING, name)

  calendar.clock.set('2026-12-01 00:00')
  t.is(await calendar.run(), 5)
  const gone = ['pensiun', 'kontrak', 'meninggal', 'dijadwalkan', 'berhenti']
  for (const [name, id] of Object.entries(people)) {
    t.deepEqual(await whatIsLeft(calendar.db, id), gone.includes(name) ? NOTHING : EVERYTHING, name)
  }
  t.deepEqual((await calendar.events('pegawai.masa-berakhir')).map(({ data }) => [data['sebab'], data['hari']]).sort(), [
    ['kedudukan', '2026-12-01'], ['kedudukan', '2026-12-01'], ['kontrak', '2026-12-01'], ['meninggal', '2026-12-01'],
    ['pensiun', '2026-12-01'],
  ])
  t.deepEqual((await calendar.events('pegawai.kedudukan-berlaku')).map(({ data }) => [data['kode'], data['keadaan']])
    .sort(), [
    ['02', { dari: 'aktif', ke: 'beku' }], ['03', { dari: 'aktif', ke: 'terbatas' }], ['88', { dari: 'aktif', ke: 'tutup' }],
  ])
  const row = (id: string) => calendar.db.owner.knex('pegawai').where({ id }).first('kedudukan_kode', 'kedudukan_nama', 'keadaan', 'tahan')
  t.deepEqual(await row(people.berhenti),
    { kedudukan_kode: '88', kedudukan_nama: 'kedudukan 88', keadaan: 'tutup', tahan: false })
  t.deepEqual(await row(people.takDikenal),
    { kedudukan_kode: '01', kedudukan_nama: null, keadaan: 'aktif', tahan: true })

  // Signed in again by whatever way: the job does not come back to an end that it has done.
  t.is(await calendar.run(), 0)
  calendar.clock.set('2026-12-01 09:00')
  t.is(await calendar.run(), 0)
  t.is((await calendar.events('pegawai.masa-berakhir')).length, 5)
})

test('a contract that was extended after its end, and ends again, ends twice', async (t) => {
  const calendar = await openCalendar(t, '2026-12-01 00:00')
  const [id = ''] = await calendar.addPeople(1, { columns: { akhir_kontrak: '2026-11-30' } })
  t.is(await calendar.run(), 1)
  await calendar.db.owner.knex('pegawai').where({ id }).update({ akhir_kontrak: '2026-12-31' })
  t.is(await calendar.keadaan(id), 'aktif')
  calendar.clock.set('2027-01-01 00:00')
  await signIn(calendar, [id])
  t.is(await calendar.run(), 1)
  t.deepEqual(await whatIsLeft(calendar.db, id), NOTHING)
})

test('two nodes at the same midnight end each person once', async (t) => {
  const calendar = await openCalendar(t, '2026-12-01 00:00')
  await calendar.addPeople(20, { columns: { akhir_kontrak: '2026-11-30' } })
  t.deepEqual((await Promise.all([calendar.run(), calendar.run()])).sort(), [0, 20])
  t.is((await calendar.events('pegawai.masa-berakhir')).length, 20)
})

test('when the audit trail cannot be written, nothing ends and nothing was told', async (t) => {
  const calendar = await openCalendar(t, '2026-12-01 00:00')
  const [id = ''] = await calendar.addPeople(1, { columns: { akhir_kontrak: '2026-11-30' } })
  await calendar.addPeople(1, { columns: { tmt_pensiun: '2026-12-05', email: 'a@b.test' } })
  await signIn(calendar, [id])
  await calendar.db.owner.query({ text: 'REVOKE INSERT ON audit_event FROM satu_login_app', values: [] })
  await t.throwsAsync(calendar.run(), { message: /audit_event/ })
  t.deepEqual(await whatIsLeft(calendar.db, id), EVERYTHING)
  t.deepEqual(await calendar.letters('akhir-masa'), [])
  await calendar.db.owner.query({ text: 'GRANT INSERT ON audit_event TO satu_login_app', values: [] })
  t.is(await calendar.run(), 1)
})

test('people are warned 90, 30 and 7 days before, once each, and BKD is given the list', async (t) => {
  const calendar = await openCalendar(t, '2026-09-01 09:00')
  await calendar.addBkd('bkd@bkd.test')
  await calendar.addPeople(1, { columns: { tmt_pensiun: '2027-01-01', email: 'pensiun@uji.test' } })
  await calendar.addPeople(1, { columns: { akhir_kontrak: '2026-12-31', email: 'kontrak@uji.test' } })
  await calendar.addPeople(1, { columns: { akhir_kontrak: '2026-12-31' } })
  await calendar.addPeople(1, { columns: { akhir_kontrak: '2026-12-31', keadaan: 'beku', email: 'beku@uji.test' } })
  const told: unknown[] = []
  for (let day = Date.parse('2026-09-01'); day <= Date.parse('2027-01-02'); day += 86_400_000) {
    calendar.clock.set(`${new Date(day).toISOString().slice(0, 10)} 07:00`)
    await calendar.run()
    await calendar.run()
  }
  for (const { kepada, data } of await calendar.letters('akhir-masa')) told.push([kepada, data['sebab'], data['sisa']])
  t.deepEqual(told, [90, 30, 7].flatMap((sisa) =>
    [['kontrak@uji.test', 'kontrak', sisa], ['pensiun@uji.test', 'pensiun', sisa]]))
  const lists = await calendar.letters('akhir-masa-daftar')
  t.deepEqual(lists.map(({ kepada, data }) => [kepada, data['jumlah'], data['baris']]), [90, 30, 7].map((sisa) =>
    ['bkd@bkd.test', 3, [
      { hari: '2027-01-01', sebab: 'kontrak', sisa, jumlah: 2, tanpaSurel: 1 },
      { hari: '2027-01-01', sebab: 'pensiun', sisa, jumlah: 1, tanpaSurel: 0 },
    ]]))
})

test('after days without a run the nearest warning is told, never three at once, and another day begins anew', async (t) => {
  const calendar = await openCalendar(t, '2026-12-28 07:00')
  const [id = ''] = await calendar.addPeople(1, { columns: { akhir_kontrak: '2026-12-31', email: 'a@uji.test' } })
  const told = async () => (await calendar.letters('akhir-masa')).map(({ data }) => data['sisa'])
  await calendar.run()
  await calendar.run()
  t.deepEqual(await told(), [4])
  await calendar.db.owner.knex('pegawai').where({ id }).update({ akhir_kontrak: '2027-01-20' })
  await calendar.run()
  t.deepEqual(await told(), [4, 24])
})
