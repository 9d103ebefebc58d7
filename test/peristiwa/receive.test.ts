import test from 'ava'
import type { Database } from '../../src/kernel/db/database.ts'
import { applyRipeEvents } from '../../src/domain/kepegawaian/peristiwa/index.ts'
import { lockDirectory } from '../../src/domain/kepegawaian/peristiwa/terapkan.queries.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { clockAt, nipOf, TODAY } from '../kepegawaian/feeds.ts'
import { deliver, directoryRows, event, joined, mapUnit, openUnits, type Sent } from './events.ts'

// What becomes of events in the real directory.

interface Seen {
  readonly kolom: Record<string, unknown>
  readonly nip: readonly string[]
  readonly jabatan: readonly (string | null)[][] | null
  readonly penugasan: readonly (string | null)[][] | null
  readonly terjadwal: readonly string[][] | null
}

async function open(t: Scope) {
  const { app: database } = await testDatabase(t, 'kosong')
  await openUnits(database)
  return {
    database,
    give: async (events: readonly Sent[], day = TODAY): Promise<string[]> =>
      (await deliver(database, clockAt(day), events)).map(({ hasil, alasan }) => alasan ?? hasil),
    people: async (): Promise<Seen[]> => await directoryRows(database) as Seen[],
  }
}

test('a life: joins, moves, is promoted, studies, changes his number, retires', async (t) => {
  const { give, people } = await open(t)
  t.deepEqual(await give([joined(1)]), ['diterapkan'])
  t.deepEqual(await give([
    event('mutasi', 1, { unit: 'U2' }, { berlaku: '2026-02-01' }),
    event('jabatan', 1, { jabatan: { id: 'J2', nama: 'Kepala Bidang', jenis: 'struktural', eselon: '31' } }, { berlaku: '2026-03-01' }),
    event('golongan', 1, { golongan: 'III/d' }, { berlaku: '2026-04-01' }),
    event('kedudukan', 1, { kedudukan: '03' }),
    event('nip_berubah', 1, { nip: nipOf(901) }),
    event('kontak', 1, { email: 'a@bantenprov.go.id', no_hp: null }),
    event('pensiun', 1, { tmt_pensiun: '2030-01-01' }),
    event('penugasan', 1, { sk: '800/1', jenis: 'PLT', jabatan: 'Kepala Dinas', unit: 'U1', mulai: '2026-11-01', selesai: '2027-01-31' }),
  ]), Array(8).fill('diterapkan'))
  const [one] = await people()
  t.like(one?.kolom, {
    kedudukan_kode: '03', keadaan: 'terbatas', golongan: 'III/d', tmt_golongan: '2026-04-01', email: 'a@bantenprov.go.id',
    tmt_pensiun: '2030-01-01', jenis: 'PNS', nama: 'Contoh 1', tanggal_lahir: '1980-01-01',
  })
  t.deepEqual(one?.nip, [nipOf(901)])
  t.deepEqual(one?.jabatan?.map(([, , eselon, tmt, from, to]) => [eselon, tmt, from, to]), [
    [null, '2026-01-01', '2026-01-01', '2026-02-01'], [null, '2026-02-01', '2026-02-01', '2026-03-01'],
    ['III.a', '2026-03-01', '2026-03-01', null],
  ])
  t.is(one?.penugasan?.length, 1)
})

test('what comes before its person, or names a unit that nobody mapped, waits and then counts', async (t) => {
  const { database, give, people } = await open(t)
  t.deepEqual(await give([event('kedudukan', 1, { kedudukan: '04' }), event('kontak', 2, {})]),
    ['orang-tidak-dikenal', 'orang-tidak-dikenal'])
  t.deepEqual(await give([joined(1), joined(2, { unit: 'U3' })]), ['diterapkan', 'unit-tidak-dikenal'])
  t.deepEqual((await people()).map(({ kolom }) => kolom['keadaan']), ['beku'])
  const [seeded] = await database.query<{ external_id: string }>({
    text: `SELECT external_id FROM unit_sumber WHERE external_id <> 'U1' LIMIT 1`, values: [] })
  await mapUnit(database, 'U3', seeded?.external_id ?? '')
  t.is(await applyRipeEvents(database, clockAt(TODAY)), 1)
  t.is(await applyRipeEvents(database, clockAt(TODAY)), 0)
  t.is((await people()).length, 2)
})

test('what is to come is written down with its day, and needs no delivery on it', async (t) => {
  const { database, give, people } = await open(t)
  await give([joined(1), joined(2)])
  t.deepEqual(await give([
    event('kedudukan', 1, { kedudukan: '99' }, { berlaku: '2026-12-01' }),
    event('mutasi', 1, { unit: 'U2' }, { berlaku: '2026-12-01' }),
    event('golongan', 2, { golongan: 'IV/a' }, { berlaku: '2026-12-01' }),
  ]), ['terjadwal', 'diterapkan', 'terjadwal'])
  const [one] = await people()
  t.is(one?.kolom['keadaan'], 'aktif')
  t.deepEqual(one?.terjadwal, [['99', '2026-12-01']])
  t.deepEqual(one?.jabatan?.map((row) => row.slice(4)), [['2026-01-01', '2026-12-01'], ['2026-12-01', null]])
  t.deepEqual(await give([event('kedudukan', 1, { kedudukan: '01' }, { berlaku: '2026-12-01', versi: 2 })]), ['terjadwal'])
  t.deepEqual((await people())[0]?.terjadwal, [['01', '2026-12-01']])
  await applyRipeEvents(database, clockAt('2026-12-01'))
  t.deepEqual((await people()).map(({ kolom }) => kolom['golongan']), ['III/c', 'IV/a'])
})

test('repeated, nothing happens again; the same id with other content is told apart', async (t) => {
  const { database, give } = await open(t)
  const first = joined(1)
  await give([first, first])
  const before = await directoryRows(database)
  const runs = async () => (await database.query({ text: 'SELECT id FROM kepegawaian_run', values: [] })).length
  const count = await runs()
  t.deepEqual(await give([first]), ['diterapkan'])
  t.deepEqual(await give([{ ...first, data: { ...first['data'] as object, nama: 'Lain' } }]), ['berbeda'])
  t.deepEqual(await directoryRows(database), before)
  t.is(await runs(), count)
})

test('a number that an event announces makes known whom earlier events meant by it', async (t) => {
  const { give, people } = await open(t)
  await give([joined(1)])
  const dead = event('meninggal', 1, { tgl_meninggal: '2026-11-20' }, { orang: { nip: nipOf(301), tanggal_lahir: '1980-01-01' } })
  t.deepEqual(await give([dead]), ['orang-tidak-dikenal'])
  await give([event('nip_berubah', 1, { nip: nipOf(301) }, { berlaku: '2026-12-01' })])
  t.is((await people())[0]?.kolom['tgl_meninggal'], '2026-11-20')
})

test('a contradiction about who somebody is makes nobody and waits for a human', async (t) => {
  const { give, people } = await open(t)
  await give([joined(1), joined(2)])
  const both = { id: 'P1', nip: nipOf(2), tanggal_lahir: '1980-01-01' }
  t.deepEqual(await give([
    event('kontak', 1, {}, { orang: both }),
    event('nip_berubah', 1, { nip: nipOf(2) }),
    joined(3, {}, { orang: { id: 'P3', nip: nipOf(2), tanggal_lahir: '1980-01-02' } }),
  ]), ['dua-orang', 'nip-milik-orang-lain', 'nip-milik-orang-lain'])
  t.is((await people()).length, 2)
})

test('the same number and birth date under another id is the same person', async (t) => {
  const { give, people } = await open(t)
  await give([joined(1), joined(4, {}, { orang: { id: 'P4', nip: nipOf(1), tanggal_lahir: '1980-01-01' } })])
  t.is((await people()).length, 1)
})

test('letters change, end and are taken back, by their number', async (t) => {
  const { give, people } = await open(t)
  const letter = (data: object) => ({ sk: '800/1', jenis: 'PLH', jabatan: 'Camat', unit: 'U1', mulai: '2026-11-01', selesai: '2026-11-30', ...data })
  await give([joined(1), event('penugasan', 1, letter({}))])
  await give([event('penugasan', 1, letter({ selesai: '2026-12-31' }), { versi: 2 })])
  t.deepEqual((await people())[0]?.penugasan?.map((row) => row[5]), ['2027-01-01'])
  await give([event('penugasan_selesai', 1, { sk: '800/1', selesai: '2026-11-10' }, { berlaku: '2026-11-10' })])
  t.deepEqual((await people())[0]?.penugasan?.map((row) => row[5]), ['2026-11-11'])
  await give([event('penugasan_dicabut', 1, { sk: '800/1' }, { berlaku: '2026-11-11' })])
  t.is((await people())[0]?.penugasan, null)
})

test('each event that is kept stands in the audit trail, without a value of anybody', async (t) => {
  const { database, give } = await open(t)
  await give([joined(1), event('kontak', 1, { email: 'rahasia@bantenprov.go.id' })])
  const events = await trail(database)
  t.deepEqual(events.map(({ kind }) => kind).toSorted(), ['kepegawaian.pegawai-berubah', 'peristiwa.diterima', 'peristiwa.diterima'])
  t.false(JSON.stringify(events).includes('rahasia@'))
  t.false(JSON.stringify(events).includes(nipOf(1)))
})

const trail = (database: Database): Promise<{ kind: string }[]> =>
  database.query({ text: 'SELECT kind, subject, data FROM audit_event', values: [] })

test('a hundred events are as many statements as ten', async (t) => {
  const work = async (from: number, count: number): Promise<number[]> => {
    const { database, give } = await open(t)
    const serials = Array.from({ length: count }, (_, index) => from + index)
    const counted = async (events: readonly Sent[]): Promise<number> => {
      const before = database.statements
      await give(events)
      return database.statements - before
    }
    return [await counted(serials.map((serial) => joined(serial))),
      await counted(serials.map((serial) => event('mutasi', serial, { unit: 'U2' }))),
      await counted(serials.map((serial) => event('kontak', serial, { email: 'a@x.id' })))]
  }
  t.deepEqual(await work(1, 100), await work(1, 10))
})

test('while an import holds the directory events are kept, and applied once it is over', async (t) => {
  const { database, give, people } = await open(t)
  const { promise: isOver, resolve: end } = Promise.withResolvers<undefined>()
  const { promise: isBegun, resolve: begin } = Promise.withResolvers<undefined>()
  const held = database.knex.transaction(async (trx) => {
    await lockDirectory(trx)
    begin(undefined)
    await isOver
  })
  await isBegun
  t.deepEqual(await give([joined(1)]), ['diterima'])
  t.deepEqual(await people(), [])
  end(undefined)
  await held
  t.is(await applyRipeEvents(database, clockAt(TODAY)), 1)
  t.is((await people()).length, 1)
})
