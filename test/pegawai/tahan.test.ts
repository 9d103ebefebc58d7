import { randomUUID } from 'node:crypto'
import test from 'ava'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { markHeld, releaseHeld } from '../../src/domain/pegawai/tahan.queries.ts'
import { type Announcement, cancelKedudukan, scheduleKedudukan } from '../../src/domain/pegawai/terjadwal.queries.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

const AT = new Date('2026-11-28T03:00:00Z')

async function person({ owner }: TestDatabase, change: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  await owner.knex('pegawai').insert({
    id, nama: 'Contoh', tanggal_lahir: '1980-01-01', jenis: 'PNS', kedudukan_kode: '01', kedudukan_nama: 'Aktif',
    keadaan: 'aktif', synthetic: true, ...change,
  })
  return id
}

/** A person on a day as [keadaan, kedudukan, tahan]. */
const reader = ({ app }: TestDatabase, id: string) => async (day: string) => {
  const found = await findPersonToday(app, id, day)
  return found && [found.keadaan, found.kedudukan_kode, found.tahan]
}

test('a mark holds a person once, and is taken away once', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [one, other] = [await person(db), await person(db)]
  const mark = () => db.app.knex.transaction((trx) =>
    markHeld(trx, { pegawaiIds: [one, one, other], sebab: 'hilang', at: AT }))
  t.deepEqual((await mark()).sort(), [one, other].sort())
  t.deepEqual(await mark(), [])
  const read = reader(db, one)
  t.deepEqual(await read('2026-11-28'), ['aktif', '01', true])

  const release = (pegawaiIds?: string[]) => db.app.knex.transaction((trx) =>
    releaseHeld(trx, { ...(pegawaiIds && { pegawaiIds }), sebab: 'hilang', at: AT }))
  t.deepEqual(await release([one]), [one])
  t.deepEqual(await release([one]), [])
  t.deepEqual(await read('2026-11-28'), ['aktif', '01', false])
  t.deepEqual(await release(), [other])
  t.is((await mark()).length, 2, 'a new mark beside the old ones')
})

test('the calendar\'s mark holds the ends up to its day, moves forward alone, and not death', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const id = await person(db, { akhir_kontrak: '2026-12-31' })
  const read = reader(db, id)
  t.deepEqual([await read('2026-12-31'), await read('2027-01-01')], [['aktif', '01', false], ['beku', '01', false]])
  const mark = (hari: string) => db.app.knex.transaction((trx) =>
    markHeld(trx, { pegawaiIds: [id], sebab: 'kalender', at: AT, hari }))
  await mark('2027-01-01')
  t.deepEqual([await read('2026-12-31'), await read('2027-01-09')], [['aktif', '01', true], ['aktif', '01', true]])
  t.deepEqual(await mark('2026-12-01'), [], 'an earlier day does not take it back')
  t.deepEqual(await read('2027-01-09'), ['aktif', '01', true])
  await db.owner.knex('pegawai').where({ id }).update({ tgl_meninggal: '2027-01-02' })
  t.deepEqual((await read('2027-01-02'))?.[0], 'tutup')
  await db.owner.knex('pegawai').where({ id }).update({ tgl_meninggal: null, akhir_kontrak: '2027-02-28' })
  await mark('2027-03-01')
  t.deepEqual((await read('2027-03-01'))?.[0], 'aktif', 'a later day moves it')
  await db.app.knex.transaction((trx) => releaseHeld(trx, { sebab: 'kalender', at: AT }))
  t.deepEqual(await read('2027-03-01'), ['beku', '01', false])
})

test('an announced kedudukan is there from its day, with its name, without anything that writes it', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const id = await person(db)
  const read = reader(db, id)
  const say = (...said: (Partial<Announcement> & { kode: string })[]) => db.app.knex.transaction((trx) =>
    scheduleKedudukan(trx, said.map((one) => ({
      pegawaiId: id, berlaku: '2026-12-01', sumber: 'simpeg', recordedAt: AT, ...one,
    }))))
  await say({ kode: '3' })
  t.deepEqual([await read('2026-11-30'), await read('2026-12-01')], [['aktif', '01', false], ['terbatas', '03', false]])
  t.is((await findPersonToday(db.app, id, '2026-12-01'))?.kedudukan_nama, 'Tugas Belajar')

  const later = new Date(AT.getTime() + 1000)
  await say({ kode: '99', recordedAt: later }, { kode: '02' })
  t.deepEqual((await read('2026-12-01')), ['tutup', '99', false], 'the later word of the source for that day')
  await say({ kode: '04' })
  t.deepEqual((await read('2026-12-01')), ['tutup', '99', false], 'an earlier one that comes late is none')

  await say({ kode: '73', berlaku: '2026-12-05', sumber: 'lain' })
  t.deepEqual((await read('2026-12-05')), ['tutup', '99', true], 'a kode that nobody knows holds the person')
  await db.app.knex.transaction((trx) => cancelKedudukan(trx, {
    announcements: [{ pegawaiId: id, berlaku: '2026-12-01', sumber: 'simpeg' }], at: later,
  }))
  t.deepEqual([await read('2026-12-01'), await read('2026-12-05')], [['aktif', '01', false], ['aktif', '01', true]])
})

test('words in any order and any number come to the same', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const said = ['03', '99', '02', '73'].flatMap((kode, index) => ['2026-12-01', '2026-12-02'].map((berlaku) => ({
    kode, berlaku, sumber: 'simpeg', recordedAt: new Date(AT.getTime() + (index % 2) * 1000),
  })))
  const outcomes = []
  for (const order of [said, said.toReversed(), [...said.slice(3), ...said, ...said.slice(0, 5)]]) {
    const pegawaiId = await person(db)
    for (const one of order) await db.app.knex.transaction((trx) => scheduleKedudukan(trx, [{ pegawaiId, ...one }]))
    outcomes.push(await db.owner.knex('kedudukan_terjadwal').where({ pegawai_id: pegawaiId }).orderBy('berlaku')
      .select('kode', 'berlaku', 'recorded_at'))
  }
  t.is(outcomes[0]?.length, 2)
  t.deepEqual(outcomes[1], outcomes[0])
  t.deepEqual(outcomes[2], outcomes[0])
})
