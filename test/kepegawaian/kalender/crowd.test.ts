import { sha256 } from '../../../src/kernel/lib/ids.ts'
import test from 'ava'
import { type Confirmation, confirmEnds } from '../../../src/domain/kepegawaian/kalender/confirm.service.ts'
import { endsOfDay } from '../../../src/domain/kepegawaian/kalender/list.service.ts'
import { signedInSomewhere, whatIsLeft } from '../../sessions/people.ts'
import { type Calendar, openCalendar } from './support.ts'

/** Days on which too many would end (decision 28; the calendar's brake). */

const LAST_DAY = '2026-12-31'
const END = '2027-01-01'
const CONTRACTS = 3_000

async function confirm({ db, clock }: Calendar, by: string, hari = END): Promise<Confirmation> {
  const { digest } = await endsOfDay({ database: db.app, clock }, hari)
  return confirmEnds({ database: db.app, clock }, { hari, digest, by })
}

const stewards = (calendar: Calendar, count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => calendar.addBkd(`petugas${index}@bkd.test`)))

const living = async ({ db }: Calendar): Promise<number> => {
  const [row] = await db.app.query<{ count: number }>({
    text: 'SELECT count(*)::int AS count FROM oidc_session WHERE destroyed_at IS NULL', values: [],
  })
  return row?.count ?? 0
}

test(`${CONTRACTS} contracts end on 31 December without an extension: nobody is locked out until two of BKD confirm`, async (t) => {
  const calendar = await openCalendar(t, '2026-11-25 09:00')
  const { clock, db } = calendar
  const opd = await calendar.addOpd()
  await calendar.addPeople(6_000, { opd })
  const people = await calendar.addPeople(CONTRACTS, { opd, columns: { jenis: 'PPPK', akhir_kontrak: LAST_DAY } })
  const [one = '', other = ''] = [await calendar.addBkd('satu@bkd.test'), await calendar.addBkd('dua@bkd.test')]
  await db.owner.knex.raw(
    `INSERT INTO oidc_session (id, uid, account_id, payload, expires_at)
     SELECT sha256(uuid_send(id)), id::text, id, '{}', now() + interval '1 hour' FROM unnest(?::uuid[]) AS id`, [people])

  // Each hour of five weeks would only say the same; some of them, at uneven times, and one night without service.
  for (const now of ['2026-11-25 09:00', '2026-12-02 00:00', '2026-12-02 01:00', '2026-12-20 12:00', '2026-12-25 00:00',
    '2026-12-26 07:00', '2026-12-30 00:00', '2026-12-31 00:00', '2026-12-31 14:00']) {
    clock.set(now)
    t.is(await calendar.run(), 0, now)
  }
  t.deepEqual((await calendar.events('kalender.diberitahukan')).map(({ data }) => [data['hari'], data['jumlah'], data['batas']]),
    [[END, CONTRACTS, 30], [END, CONTRACTS, 7], [END, CONTRACTS, 1]])
  const letters = await calendar.letters('kalender-rem')
  t.deepEqual(letters.map(({ data }) => data['sisa']), [30, 30, 7, 7, 1, 1])
  t.deepEqual([...new Set(letters.map(({ kepada }) => kepada))].sort(), ['dua@bkd.test', 'satu@bkd.test'])

  clock.set('2027-01-01 00:00')
  t.is(await calendar.run(), 0)
  clock.set('2027-01-03 09:00')
  t.is(await calendar.run(), 0)
  t.is((await calendar.tahan()).length, CONTRACTS)
  t.is(await calendar.keadaan(people[0] ?? ''), 'aktif')
  t.is(await living(calendar), CONTRACTS, 'nobody was signed out')

  // An extension that came late: that one goes on, and is no longer held.
  const [extended = '', ...others] = people
  await db.owner.knex('pegawai').where({ id: extended }).update({ akhir_kontrak: '2027-12-31' })
  await calendar.run()
  t.is((await calendar.tahan()).length, CONTRACTS - 1)

  t.is(await confirm(calendar, one), 'pertama')
  t.is(await confirm(calendar, one), 'sama', 'one person is not two')
  t.is(await living(calendar), CONTRACTS)
  t.is(await confirm(calendar, other), 'kedua')
  t.deepEqual(await calendar.tahan(), [])
  t.is(await calendar.keadaan(others[0] ?? ''), 'beku')
  t.is(await calendar.keadaan(extended), 'aktif')
  t.is(await living(calendar), 1, 'their sessions ended with the second word')
  t.is((await calendar.events('pegawai.masa-berakhir')).length, CONTRACTS - 1)
  t.deepEqual((await calendar.events('kalender.disetujui')).map(({ actor, data }) => [actor, data['langkah']]),
    [[`pegawai:${one}`, 'pertama'], [`pegawai:${other}`, 'kedua']])
  t.is(await confirm(calendar, one), 'tidak-ada', 'there is nothing left to confirm')
  t.is(await calendar.run(), 0)
})

test('a list that was confirmed beforehand ends by itself at midnight', async (t) => {
  const calendar = await openCalendar(t, '2026-12-10 09:00')
  const people = await calendar.addPeople(60, { columns: { akhir_kontrak: LAST_DAY } })
  const [one, other] = await stewards(calendar, 2)
  await calendar.run()
  t.deepEqual(await calendar.tahan(), [], 'three weeks before nobody is held yet')
  t.is(await confirm(calendar, one ?? ''), 'pertama')
  t.is(await confirm(calendar, other ?? ''), 'kedua')
  for (const now of ['2026-12-30 10:00', '2026-12-31 23:00']) {
    calendar.clock.set(now)
    t.is(await calendar.run(), 0)
    t.is(await calendar.keadaan(people[0] ?? ''), 'aktif')
  }
  t.deepEqual(await calendar.tahan(), [])
  calendar.clock.set('2027-01-01 00:00')
  t.is(await calendar.keadaan(people[0] ?? ''), 'beku', 'before any job')
  t.is(await calendar.run(), 60)
})

test('whoever was added after the first word makes it another list: both begin anew', async (t) => {
  const calendar = await openCalendar(t, '2026-12-30 09:00')
  await calendar.addPeople(60, { columns: { akhir_kontrak: LAST_DAY } })
  const [one = '', other = '', third = ''] = await stewards(calendar, 3)
  await calendar.run()
  const { digest } = await endsOfDay({ database: calendar.db.app, clock: calendar.clock }, END)
  t.is(await confirm(calendar, one), 'pertama')
  await calendar.addPeople(1, { columns: { akhir_kontrak: LAST_DAY } })
  t.is(await confirmEnds({ database: calendar.db.app, clock: calendar.clock }, { hari: END, digest, by: other }), 'berubah')
  t.is(await confirm(calendar, other), 'pertama')
  t.is(await confirm(calendar, third), 'kedua')
})

test('two people at the same moment are a first and a second, one person twice is not', async (t) => {
  const calendar = await openCalendar(t, '2026-12-30 09:00')
  await calendar.addPeople(60, { columns: { akhir_kontrak: LAST_DAY } })
  const [one = '', other = ''] = await stewards(calendar, 2)
  await calendar.run()
  t.deepEqual((await Promise.all([confirm(calendar, one), confirm(calendar, one)])).sort(), ['pertama', 'sama'])
  t.deepEqual(await Promise.all([confirm(calendar, other), confirm(calendar, other)])
    .then((all) => all.sort()), ['kedua', 'tidak-ada'])
})

test('a service that was down for days holds a crowd before it ends anybody', async (t) => {
  const calendar = await openCalendar(t, '2026-12-20 09:00')
  const crowd = await calendar.addPeople(60, { columns: { akhir_kontrak: LAST_DAY } })
  const [single = ''] = await calendar.addPeople(1, { columns: { tmt_pensiun: '2026-12-24' } })
  await calendar.run()
  calendar.clock.set('2027-01-04 08:00')
  t.is(await calendar.run(), 1)
  t.is(await calendar.keadaan(single), 'beku')
  t.is((await calendar.tahan()).length, 60)
  t.is(await calendar.keadaan(crowd[0] ?? ''), 'aktif')
})

test('contracts that are moved to today a minute before midnight are held by the look at midnight', async (t) => {
  const calendar = await openCalendar(t, '2026-12-31 23:00')
  const crowd = await calendar.addPeople(60, { columns: { akhir_kontrak: '2027-12-31' } })
  await calendar.run()
  await calendar.db.owner.knex('pegawai').whereIn('id', crowd).update({ akhir_kontrak: LAST_DAY })
  calendar.clock.set('2027-01-01 00:00')
  t.is(await calendar.run(), 0)
  t.is((await calendar.tahan()).length, 60)
})

test('more than a fifth of one OPD is a crowd, fifty of many are none', async (t) => {
  const calendar = await openCalendar(t, '2026-12-30 09:00')
  const [small, large] = [await calendar.addOpd(), await calendar.addOpd()]
  await calendar.addPeople(24, { opd: small })
  const six = await calendar.addPeople(6, { opd: small, columns: { akhir_kontrak: LAST_DAY } })
  await calendar.addPeople(1_000, { opd: large })
  const fourty = await calendar.addPeople(40, { opd: large, columns: { tmt_pensiun: END } })
  await calendar.run()
  t.deepEqual(await calendar.tahan(), [])
  const [seventh = ''] = await calendar.addPeople(1, { opd: small, columns: { akhir_kontrak: LAST_DAY } })
  await calendar.run()
  // The whole day waits: whoever looks sees all of it.
  t.deepEqual(await calendar.tahan(), [...six, ...fourty, seventh].sort())
})

test('announced dismissals of a crowd are held as well, one of a few is not', async (t) => {
  const calendar = await openCalendar(t, '2026-12-30 09:00')
  const { db, clock } = calendar
  const crowd = await calendar.addPeople(51)
  const say = (ids: readonly string[]) => db.owner.knex('kedudukan_terjadwal').insert(ids.map((pegawai_id) => ({
    pegawai_id, kode: '88', nama: 'Pemberhentian', keadaan: 'tutup', berlaku: END, sumber: 'uji', recorded_at: clock.now(),
  })))
  await say(crowd.slice(0, 50))
  await calendar.run()
  t.deepEqual(await calendar.tahan(), [])
  await say(crowd.slice(50))
  await calendar.run()
  t.is((await calendar.tahan()).length, 51)
  clock.set('2027-01-01 00:00')
  t.is(await calendar.run(), 0)
  t.is(await calendar.keadaan(crowd[0] ?? ''), 'aktif')
  const [one = '', other = ''] = await stewards(calendar, 2)
  await confirm(calendar, one)
  t.is(await confirm(calendar, other), 'kedua')
  t.is(await calendar.keadaan(crowd[0] ?? ''), 'tutup')
})

test('the look at a crowd of thousands is no more statements than at one', async (t) => {
  const work = async (people: number): Promise<number> => {
    const calendar = await openCalendar(t, '2026-12-31 09:00')
    await calendar.addPeople(people, { columns: { akhir_kontrak: LAST_DAY } })
    const [one = '', other = ''] = await stewards(calendar, 2)
    await calendar.run()
    calendar.clock.set('2027-01-02 09:00')
    const before = calendar.db.app.statements
    await calendar.run()
    await confirm(calendar, one)
    await confirm(calendar, other)
    return calendar.db.app.statements - before
  }
  t.is(await work(2_000), await work(60))
})

test('death ends a person whom the calendar holds', async (t) => {
  const calendar = await openCalendar(t, '2026-12-31 09:00')
  const [dead = ''] = await calendar.addPeople(60, { columns: { akhir_kontrak: LAST_DAY } })
  await signedInSomewhere(calendar.db, dead, sha256('dead').toString('hex'))
  await calendar.run()
  calendar.clock.set('2027-01-02 09:00')
  await calendar.db.owner.knex('pegawai').where({ id: dead }).update({ tgl_meninggal: '2027-01-02' })
  t.is(await calendar.run(), 1)
  t.is(await calendar.keadaan(dead), 'tutup')
  t.deepEqual(await whatIsLeft(calendar.db, dead), { sessions: 0, artefacts: 0 })
})

test('the word of a first one who is not of BKD any more counts no more: the next is the first', async (t) => {
  const calendar = await openCalendar(t, '2026-12-10 09:00')
  await calendar.addPeople(60, { columns: { akhir_kontrak: LAST_DAY } })
  const [one = '', two = '', three = ''] = await stewards(calendar, 3)
  await calendar.run()
  t.is(await confirm(calendar, one), 'pertama')
  await calendar.db.owner.knex('product_role').where({ pegawai_id: one }).update({ revoked_at: new Date() })
  t.is(await confirm(calendar, two), 'pertama')
  t.is(await confirm(calendar, two), 'sama')
  t.is(await confirm(calendar, three), 'kedua')
})
