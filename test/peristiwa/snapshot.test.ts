import test from 'ava'
import { importBundle } from '../../src/domain/kepegawaian/index.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { type Clock, dayInWib } from '../../src/kernel/lib/clock.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { type Cells, folderOf, nipOf, pegawai, pegawaiCsv, penugasan, penugasanCsv, rows, unorCsv } from '../kepegawaian/feeds.ts'
import { UNIT_ROWS } from '../kepegawaian/directory.ts'
import { signedInSomewhere, whatIsLeft } from '../sessions/people.ts'
import { deliver, directoryRows, event, joined, openUnits, type Sent } from './events.ts'

// A snapshot whose reading began before an event came does not undo it; a later one wins.

const at = (time: string): Clock => ({ now: () => new Date(time), today: () => dayInWib(new Date(time)) })
const NINE = '2026-11-22T09:00:00+07:00'
const TEN = '2026-11-22T10:00:00+07:00'
const NOON = '2026-11-22T12:00:00+07:00'

interface Seen { readonly kunci: string; readonly kolom: Record<string, unknown>; readonly nip: string[]; readonly jabatan: unknown[][]; readonly penugasan: unknown[][] | null }

async function open(t: Scope) {
  const { app: database } = await testDatabase(t, 'kosong')
  await openUnits(database)
  const read = async (time: string, people: readonly Cells[], letters: readonly Cells[] = [], full = true): Promise<void> => {
    const path = await folderOf(t, {
      'pegawai.csv': pegawaiCsv(people), 'unor.csv': unorCsv(UNIT_ROWS), 'penugasan.csv': penugasanCsv(letters),
    })
    await importBundle(database, at(time), { path, full })
  }
  return {
    database, read,
    give: (time: string, ...events: Sent[]) => deliver(database, at(time), events),
    person: async (key = 'P1'): Promise<Seen | undefined> => (await directoryRows(database) as Seen[]).find(({ kunci }) => kunci === key),
  }
}

/** SIASN's P1, as SIMPEG names him: by number and birth date. */
const about = { orang: { nip: nipOf(1), tanggal_lahir: '1980-01-01' } }
const everybody = rows(1, 30)
const withFirst = (changes: Cells) => [pegawai(1, changes), ...everybody.slice(1)]

async function sub(database: Database): Promise<string> {
  const [row] = await database.query<{ id: string }>({ text: `SELECT pegawai_id AS id FROM pegawai_sumber WHERE external_id = 'P1'`, values: [] })
  return row?.id ?? ''
}

test('a suspension outlives a snapshot that was read before it, and gives way to a later one', async (t) => {
  const { database, read, give, person } = await open(t)
  await read('2026-11-21T09:00:00+07:00', everybody)
  await give(TEN, event('kedudukan', 1, { kedudukan: '04' }, about))
  t.is((await person())?.kolom['keadaan'], 'beku')
  await read(NINE, withFirst({ nama: 'Nama Lama' }))
  t.is((await person())?.kolom['keadaan'], 'beku')
  // The same content, read later: SIMPEG has him back in service, or never suspended him.
  await signedInSomewhere({ app: database }, await sub(database), 'P1')
  await read(NOON, everybody)
  t.is((await person())?.kolom['keadaan'], 'aktif')
  t.is((await whatIsLeft({ app: database }, await sub(database))).sessions, 1)
})

test('a stale snapshot ends nobody whom an event has just brought back', async (t) => {
  const { database, read, give, person } = await open(t)
  await read('2026-11-21T09:00:00+07:00', withFirst({ kedudukan_hukum_id: '04' }))
  await give(TEN, event('kedudukan', 1, { kedudukan: '01' }, about))
  await signedInSomewhere({ app: database }, await sub(database), 'P1')
  await read(NINE, withFirst({ kedudukan_hukum_id: '04', nama: 'Lain' }))
  t.is((await person())?.kolom['keadaan'], 'aktif')
  t.is((await whatIsLeft({ app: database }, await sub(database))).sessions, 1)
})

test('number, post and letter of an event outlive it as well', async (t) => {
  const { read, give, person } = await open(t)
  await read('2026-11-21T09:00:00+07:00', everybody, [penugasan('P1')])
  await give(TEN, event('nip_berubah', 1, { nip: nipOf(901) }, about), event('mutasi', 1, { unit: 'U2' }, about),
    event('golongan', 1, { golongan: 'IV/a' }, about))
  const told = await person()
  await read(NINE, withFirst({ nama: 'Lain' }), [])
  t.deepEqual(await person(), told)
  t.is(told?.penugasan?.length, 1)
})

test('whoever an event brought is not missing from a snapshot that was read before', async (t) => {
  const { database, read, give } = await open(t)
  await read('2026-11-21T09:00:00+07:00', everybody)
  await give(TEN, joined(77, {}, { sumber: 'siasn', berlaku: '2026-11-22', orang: { id: 'P77', nip: nipOf(77), tanggal_lahir: '1980-01-01' } }))
  await read(NINE, everybody)
  t.deepEqual(await database.query({ text: 'SELECT sebab FROM pegawai_tahan WHERE lepas_at IS NULL', values: [] }), [])
  await read(NOON, everybody)
  t.is((await database.query({ text: 'SELECT sebab FROM pegawai_tahan WHERE lepas_at IS NULL', values: [] })).length, 1)
})

test('a post to come outlives every snapshot that shows the present one', async (t) => {
  const { read, give, person } = await open(t)
  await read('2026-11-21T09:00:00+07:00', everybody)
  await give(NINE, event('mutasi', 1, { unit: 'U2' }, { ...about, berlaku: '2026-12-01' }))
  const days = async () => (await person())?.jabatan.map((row) => row.slice(4))
  const expected = [['2020-02-01', '2026-12-01'], ['2026-12-01', null]]
  t.deepEqual(await days(), expected)
  await read(TEN, everybody)
  t.deepEqual(await days(), expected)
  await read(NOON, withFirst({ jabatan_id: 'J9', jabatan_nama: 'Penyuluh', tmt_jabatan: '20-11-2026' }))
  t.deepEqual(await days(), [['2020-02-01', '2026-11-20'], ['2026-11-20', '2026-12-01'], ['2026-12-01', null]])
})

test('a late word on what a snapshot has overtaken changes nothing', async (t) => {
  const { read, give, person } = await open(t)
  const [suspended, back] = [event('kedudukan', 1, { kedudukan: '04' }, { ...about, berlaku: '2026-11-01' }),
    event('kedudukan', 1, { kedudukan: '01' }, { ...about, berlaku: '2026-11-10' })]
  await read('2026-11-21T09:00:00+07:00', everybody)
  await give(NINE, back)
  await read(TEN, everybody)
  await give(NOON, suspended, event('golongan', 1, { golongan: 'II/a' }, { ...about, berlaku: '2010-01-01' }))
  t.like((await person())?.kolom, { keadaan: 'aktif', golongan: 'III/c' })
})
