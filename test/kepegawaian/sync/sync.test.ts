import test from 'ava'
import { findRuns, findSources } from '../../../src/domain/kepegawaian/runs/index.ts'
import { syncDue, syncNow } from '../../../src/domain/kepegawaian/sync/sync.service.ts'
import { openDatabase } from '../../../src/kernel/db/database.ts'
import type { Scope } from '../../helpers/scope.ts'
import { type Directory, openDirectory } from '../directory.ts'
import { pegawai, rows } from '../feeds.ts'
import { allowTwice } from '../rem/stewards.ts'
import { clockFrom, officeProgram, type OfficeProgram } from './program.ts'

/** Sources that are read by themselves, with a clock in hand. */

const START = '2026-11-22T03:00:00Z'
const FORTY = rows(1, 40)

async function house(scope: Scope, programs: readonly OfficeProgram[], everyMinutes = 5) {
  const directory = await openDirectory(scope)
  await directory.import({ pegawai: [pegawai(999)] })
  await directory.rows(`INSERT INTO unit_sumber (sumber, external_id, unit_id)
    SELECT s, external_id, unit_id FROM unit_sumber, unnest(ARRAY['simpeg', 'simpeg-api']) AS s WHERE sumber = 'siasn'`)
  const clock = clockFrom(START)
  const desk = { database: directory.database, clock, sources: programs.map((source) => ({ source, everyMinutes })) }
  return { directory, clock, desk }
}
const states = (directory: Directory) => directory.rows(
  `SELECT id, keadaan, nama FROM pegawai ORDER BY id`)

test('a source that is down for a day: nobody loses anything, it is asked less and less, and then goes on', async (t) => {
  const simpeg = officeProgram('simpeg', FORTY)
  const { directory, clock, desk } = await house(t, [simpeg])
  t.like(await syncDue(desk), [{ sumber: 'simpeg', outcome: 'diterapkan', result: { created: 40 } }])
  const before = await directory.checksums()
  simpeg.isDown = true
  const failedSince = new Date(clock.now().getTime() + 5 * 60_000)
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    clock.advance(1)
    for (const { outcome } of await syncDue(desk)) t.is(outcome, 'mati')
  }
  t.deepEqual(await directory.checksums(), before)
  t.true(simpeg.asked.length > 20 && simpeg.asked.length < 40, `${simpeg.asked.length} times in a day`)
  const [state] = await findSources(directory.database)
  t.like(state, { sumber: 'siasn' })
  const [, down] = await findSources(directory.database)
  t.like(down, { sumber: 'simpeg', failure: 'unreachable', failingSince: failedSince, people: 40 })
  t.is(down?.succeededAt?.toISOString(), '2026-11-22T03:00:00.000Z', 'data_per stays where it was')
  t.true((await findRuns(directory.database, { sumber: 'simpeg', outcome: 'dibatalkan', limit: 100 }))
    .every(({ reason }) => reason === 'sumber:unreachable'))

  simpeg.isDown = false
  clock.advance(60)
  t.like(await syncDue(desk), [{ outcome: 'diterapkan', result: { unchanged: 40, missing: 0 } }])
  t.like((await findSources(directory.database))[1], { failingSince: null, failures: 0, failure: null, nextTryAt: null })
})

test('a program that answers with nobody closes nobody', async (t) => {
  const simpeg = officeProgram('simpeg', FORTY)
  const { directory, clock, desk } = await house(t, [simpeg])
  await syncDue(desk)
  const before = await states(directory)
  simpeg.people = []
  clock.advance(5)
  t.like(await syncDue(desk), [{ outcome: 'ditolak' }])
  t.deepEqual(await states(directory), before)
})

test('one that can tell changes is asked each minute, makes a run of news alone, and is read whole once a night', async (t) => {
  const api = officeProgram('simpeg-api', FORTY, { changes: true })
  const { directory, clock, desk } = await house(t, [api], 1)
  for (let minute = 0; minute < 4; minute += 1, clock.advance(1)) await syncDue(desk)
  t.deepEqual(api.asked, ['everything', 'since the beginning', 'since 1', 'since 2'])
  const runs = () => findRuns(directory.database, { sumber: 'simpeg-api', limit: 10 })
  t.deepEqual((await runs()).map(({ mode, counts }) => [mode, counts.read]), [['sebagian', 40], ['penuh', 40]])
  api.people = [pegawai(1, { nama: 'Nama Lain' })]
  t.like(await syncDue(desk), [{ outcome: 'diterapkan', result: { read: 1, changed: 1 } }])
  t.is((await runs()).length, 3)
  const succeeded = (await findSources(directory.database)).find(({ sumber }) => sumber === 'simpeg-api')?.succeededAt
  t.deepEqual(succeeded, clock.now())
  // A bad line among changes is left out and keeps nothing else back.
  api.people = [pegawai(2, { nip_baru: '1' }), pegawai(3, { nama: 'Lain Lagi' })]
  clock.advance(1)
  t.like(await syncDue(desk), [{ outcome: 'diterapkan', result: { read: 2, changed: 1 } }])
  api.people = FORTY
  clock.advance(18 * 60)
  await syncDue(desk)
  t.is(api.asked.at(-1), 'everything')
})

test('the brake holds a polled source; when two people allowed it, its next sync goes on', async (t) => {
  const simpeg = officeProgram('simpeg', FORTY)
  const { directory, clock, desk } = await house(t, [simpeg])
  await syncDue(desk)
  simpeg.people = FORTY.map((row) => ({ ...row, kedudukan_hukum_id: '04' }))
  clock.advance(5)
  t.like(await syncDue(desk), [{ outcome: 'menunggu' }])
  clock.advance(5)
  t.like(await syncDue(desk), [{ outcome: 'menunggu' }])
  t.is((await directory.events('kepegawaian.rem-menahan')).length, 1)
  const [waiting, ...others] = await findRuns(directory.database, { outcome: 'menunggu', limit: 10 })
  t.deepEqual(others, [])
  await allowTwice(directory, waiting?.id ?? '')
  clock.advance(5)
  t.like(await syncDue(desk), [{ outcome: 'diterapkan', result: { changed: 40 } }])
  // Back in office, and gone again while nobody answered: what is not there any more is asked no longer.
  simpeg.people = FORTY
  clock.advance(5)
  await syncDue(desk)
  simpeg.people = FORTY.map((row) => ({ ...row, kedudukan_hukum_id: '04' }))
  clock.advance(5)
  t.like(await syncDue(desk), [{ outcome: 'menunggu' }])
  simpeg.people = FORTY
  clock.advance(5)
  t.like(await syncDue(desk), [{ outcome: 'diterapkan' }])
  t.deepEqual(await findRuns(directory.database, { outcome: 'menunggu', limit: 10 }), [])
})

test('two syncs at once on two nodes are one run, and a run that waits blocks none', async (t) => {
  const simpeg = officeProgram('simpeg', FORTY)
  const { directory, desk } = await house(t, [simpeg])
  const { rows: [where] } = await directory.database.knex.raw<{ rows: { name: string }[] }>('SELECT current_database() AS name')
  t.truthy(where)
  const connection = (directory.database.knex.client as { config: { connection: { connectionString: string } } }).config.connection
  const other = openDatabase(connection.connectionString)
  t.teardown(() => other.close())
  // The first one reads until the second has been told that it is not alone.
  const [reading, goOn] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
  const slow = { ...simpeg, async everything(signal: AbortSignal) {
    reading.resolve(undefined)
    await goOn.promise
    return simpeg.everything(signal)
  } }
  const first = syncDue({ ...desk, sources: [{ source: slow, everyMinutes: 5 }] })
  await reading.promise
  t.deepEqual(await syncDue({ ...desk, database: other }), [])
  await t.throwsAsync(syncNow({ ...desk, database: other }, { full: true, onProgress: () => undefined }),
    { message: /Another import of personnel data is running/ })
  const seen = await findRuns(other, { outcome: 'berjalan', limit: 10 })
  t.deepEqual(seen.map(({ step, trigger }) => [step, trigger]), [['snapshot', 'jadwal']], 'another process sees it')
  goOn.resolve(undefined)
  t.like(await first, [{ outcome: 'diterapkan' }])
  t.is((await findRuns(other, { sumber: 'simpeg', limit: 10 })).length, 1)
})

test('a run that was taken for dead changes nothing', async (t) => {
  const simpeg = officeProgram('simpeg', FORTY)
  const { directory, desk } = await house(t, [simpeg])
  const taken = { ...simpeg, async everything(signal: AbortSignal) {
    await directory.rows(`UPDATE kepegawaian_run SET outcome = 'dibatalkan', sebab = 'terputus' WHERE outcome = 'berjalan'`)
    return simpeg.everything(signal)
  } }
  const before = await directory.checksums()
  t.like(await syncDue({ ...desk, sources: [{ source: taken, everyMinutes: 5 }] }), [{ outcome: 'gagal' }])
  t.deepEqual(await directory.checksums(), before)
})

test('a source of its own name, or none at all', async (t) => {
  const simpeg = officeProgram('simpeg', FORTY)
  const { desk } = await house(t, [simpeg])
  const onProgress = () => undefined
  t.like(await syncNow(desk, { sumber: 'simpeg', full: false, onProgress }), [{ outcome: 'diterapkan' }])
  await t.throwsAsync(syncNow(desk, { sumber: 'lain', full: false, onProgress }), { message: /There is no source lain; there is simpeg/ })
  await t.throwsAsync(syncNow({ ...desk, sources: [] }, { full: false, onProgress }), { message: /No source is configured/ })
})

test('two sources that name one person meet in one, and the first of them says what he is', async (t) => {
  const simpeg = officeProgram('simpeg', [pegawai(1), pegawai(2)])
  const api = officeProgram('simpeg-api', [pegawai(1, { pns_id: 'X1', nama: 'Nama Lain', kedudukan_hukum_id: '99' }), pegawai(3)])
  const { directory, clock, desk } = await house(t, [simpeg, api])
  const names = () => directory.rows<{ nama: string; keadaan: string }>(
    `SELECT nama, keadaan FROM pegawai WHERE nama <> 'Contoh 999' ORDER BY nama`)
  const three = ['Contoh 1', 'Contoh 2', 'Contoh 3'].map((nama) => ({ nama, keadaan: 'aktif' }))
  t.like(await syncDue(desk), [{ result: { created: 2 } }, { result: { created: 1, changed: 0, unchanged: 1 } }])
  t.deepEqual(await names(), three)
  const before = await directory.checksums()
  for (let round = 0; round < 3; round += 1) {
    clock.advance(5)
    t.like(await syncDue(desk), [{ result: { changed: 0 } }, { result: { changed: 0 } }])
  }
  t.deepEqual(await directory.checksums(), before, 'nothing goes to and fro')
  // Whom the first one knows, the second cannot miss.
  api.people = [pegawai(3)]
  clock.advance(24 * 60)
  await syncDue(desk)
  clock.advance(24 * 60)
  await syncDue(desk)
  t.deepEqual(await names(), three)
})
