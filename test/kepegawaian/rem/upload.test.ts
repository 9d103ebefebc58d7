import { randomBytes } from 'node:crypto'
import test from 'ava'
import { FeedRefusal } from '../../../src/domain/kepegawaian/refusal.ts'
import { allowRun, cancelRun, confirmRun, findRun, stageUpload } from '../../../src/domain/kepegawaian/runs/index.ts'
import { runRequested } from '../../../src/domain/kepegawaian/runs/requested.service.ts'
import { purgeExpired } from '../../../src/domain/sessions/purge.service.ts'
import { createSeal } from '../../../src/kernel/lib/seal.ts'
import { openDirectory } from '../directory.ts'
import { type Cells, clockAt, pegawai, pegawaiCsv, rows, TODAY } from '../feeds.ts'
import { stewards } from './stewards.ts'

/** A bundle in the browser: tried, confirmed once, braked, allowed by two, gone with its end. */

const seal = createSeal([{ id: 'test', key: randomBytes(32) }])
const files = (people: readonly Cells[]) => [{ name: 'Pegawai.CSV', bytes: Buffer.from(pegawaiCsv(people)) }]

test('an uploaded bundle is tried, confirmed once, and deleted; the brake asks and lets it go on', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pegawai(999)] })
  const { database } = directory
  const desk = { database, clock: clockAt(TODAY), seal, leading: [] }
  const [one = '', two = ''] = await stewards(directory, 2)
  const bundles = () => directory.rows<{ isi_sealed: string }>('SELECT isi_sealed FROM kepegawaian_unggahan')

  await t.throwsAsync(stageUpload(desk, { files: [{ name: 'x.csv', bytes: Buffer.from('a;b\n') }], full: false, by: one }),
    { instanceOf: FeedRefusal })
  t.deepEqual(await bundles(), [])

  const before = await directory.checksums()
  const first = await stageUpload(desk, { files: files(rows(1, 60)), full: false, by: one })
  t.like(await findRun(database, first), { outcome: 'berjalan', requested: 'uji', hasBundle: true, actorName: 'Petugas 1' })
  t.notRegex((await bundles())[0]?.isi_sealed ?? '', /Contoh/)
  await runRequested(desk)
  t.like(await findRun(database, first), { outcome: 'uji', requested: null, counts: { read: 60, created: 60 }, hasBundle: true })
  t.deepEqual(await directory.checksums(), before, 'a dry run changes nothing')
  t.deepEqual(await Promise.all([1, 2, 3].map(() => confirmRun(desk, { runId: first, by: one }))).then((all) => all.filter(Boolean)), [true])
  await runRequested(desk)
  t.like(await findRun(database, first), { outcome: 'diterapkan', hasBundle: false, counts: { created: 60 } })

  const second = await stageUpload(desk, {
    files: files(rows(1, 60, (serial) => pegawai(serial, { kedudukan_hukum_id: '04' }))), full: false, by: one,
  })
  await runRequested(desk)
  t.like(await findRun(database, second), { outcome: 'uji' })
  await confirmRun(desk, { runId: second, by: one })
  await runRequested(desk)
  t.like(await findRun(database, second), { outcome: 'menunggu', hasBundle: true })
  t.is(await allowRun(desk, { runId: second, by: one }), 'first')
  t.is(await allowRun(desk, { runId: second, by: two }), 'second')
  await runRequested(desk)
  t.like(await findRun(database, second), { outcome: 'diterapkan', hasBundle: false, question: { usedBy: second } })

  const third = await stageUpload(desk, { files: files(rows(1, 2)), full: false, by: one })
  t.true(await cancelRun(desk, { runId: third, by: one, alasan: 'salah berkas' }))
  t.deepEqual(await bundles(), [])
  await runRequested(desk)
  t.like(await findRun(database, third), { outcome: 'dibatalkan', cancelledFor: 'salah berkas' })
  t.like((await directory.events('kepegawaian.run-dibatalkan'))[0], { data: { run: third, alasan: 'salah berkas' } })
  t.false(await confirmRun(desk, { runId: 'bukan-uuid', by: one }))
  const later = new Date(desk.clock.now().getTime() + 20 * 86_400_000)
  const counts = await purgeExpired(database, { now: () => later, today: () => '2026-12-12' }, { pause: () => Promise.resolve() })
  t.is(counts['kepegawaian_run'], 1)
  t.is(await findRun(database, third), undefined)
  t.like(await findRun(database, second), { outcome: 'diterapkan' })
})

test('what was confirmed is applied as it was shown, or it is shown anew', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(1, 3) })
  const { database } = directory
  const desk = { database, clock: clockAt(TODAY), seal, leading: [] }
  const [one = ''] = await stewards(directory, 1)
  const nameOf = async (serial: number) => (await directory.rows<{ nama: string }>(
    `SELECT nama FROM pegawai JOIN pegawai_sumber ON pegawai_id = id WHERE external_id = 'P${serial}'`))[0]?.nama
  const run = await stageUpload(desk, {
    files: files([pegawai(1, { nama: 'Nama Unggahan' }), pegawai(2), pegawai(400)]), full: false, by: one,
  })
  await runRequested(desk)
  t.like(await findRun(database, run), { outcome: 'uji', reason: null, differences: 2 })

  // Meanwhile another run changes somebody of the bundle, of whom it was said that nothing would change.
  await directory.import({ pegawai: [pegawai(2, { nama: 'Nama Lain' })] })
  t.true(await confirmRun(desk, { runId: run, by: one }))
  await runRequested(desk)
  t.like(await findRun(database, run), { outcome: 'uji', reason: 'selisih-berubah', differences: 3, hasBundle: true })
  t.deepEqual([await nameOf(1), await nameOf(2), await nameOf(400)], ['Contoh 1', 'Nama Lain', undefined])
  t.like((await directory.events('kepegawaian.selisih-berubah'))[0], { data: { run } })

  t.true(await confirmRun(desk, { runId: run, by: one }))
  await runRequested(desk)
  t.like(await findRun(database, run), { outcome: 'diterapkan', reason: null, hasBundle: false })
  t.deepEqual([await nameOf(1), await nameOf(2), await nameOf(400)], ['Nama Unggahan', 'Contoh 2', 'Contoh 400'])
})
