import test from 'ava'
import { BrakeHolds } from '../../../src/domain/kepegawaian/brake/holds.ts'
import { FeedRefusal } from '../../../src/domain/kepegawaian/refusal.ts'
import {
  allowRun, cancelRun, findDifferences, findRun, findRuns,
} from '../../../src/domain/kepegawaian/runs/index.ts'
import { OperatorError } from '../../../src/kernel/lib/operator-error.ts'
import type { Scope } from '../../helpers/scope.ts'
import { type Directory, type Given, openDirectory } from '../directory.ts'
import { clockAt, pegawai, pegawaiCsv, rows, TODAY } from '../feeds.ts'
import { stewards } from './stewards.ts'

/** The brake on a real directory: nobody is closed before two people allowed exactly that. */

const PEOPLE = 300
/** 240 in Dinas Kesehatan, 60 in Dinas Perhubungan. */
const EVERYBODY = rows(1, PEOPLE, (serial) => pegawai(serial, { unor_id: serial <= 240 ? 'U1' : 'U2' }))
const without = (from: number, to: number) => EVERYBODY.slice(0, from - 1).concat(EVERYBODY.slice(to))
const frozen = (count: number) => EVERYBODY.map((row, index) => index < count ? { ...row, kedudukan_hukum_id: '04' } : row)

const states = (directory: Directory) => directory.rows<{ keadaan: string; count: number }>(
  `SELECT keadaan, count(*)::int FROM pegawai WHERE nama LIKE 'Contoh%' GROUP BY keadaan ORDER BY keadaan`)
const marks = async (directory: Directory): Promise<number> =>
  (await directory.rows(`SELECT FROM pegawai_tahan WHERE sebab = 'hilang' AND lepas_at IS NULL`)).length

async function everybody(scope: Scope): Promise<Directory> {
  const directory = await openDirectory(scope)
  await directory.import({ pegawai: EVERYBODY, full: true })
  return directory
}
const attempt = (directory: Directory, given: Given): Promise<'applied' | 'waits' | 'refused'> =>
  directory.import(given).then(() => 'applied' as const, (error: unknown) => {
    if (error instanceof BrakeHolds) return 'waits'
    if (error instanceof FeedRefusal) return 'refused'
    throw error
  })

const text = pegawaiCsv(EVERYBODY)
const LOSSES: [title: string, given: Given, first: string, second: string][] = [
  ['3 % are gone', { pegawai: without(1, 9) }, 'applied', 'applied'],
  ['one OPD is gone', { pegawai: without(241, 300) }, 'waits', 'waits'],
  ['30 % are gone', { pegawai: without(1, 90) }, 'waits', 'waits'],
  ['more than half are gone', { pegawai: rows(1, 149) }, 'refused', 'refused'],
  ['all are gone', { pegawai: [] }, 'refused', 'refused'],
  ['an empty answer', { pegawai: '' }, 'refused', 'refused'],
  ['a file that was cut', { pegawai: text.slice(0, text.length / 2) }, 'refused', 'refused'],
]
for (const [title, given, first, second] of LOSSES) {
  test(`${title}: nobody is closed on that day, however often it comes`, async (t) => {
    const directory = await everybody(t)
    t.is(await attempt(directory, { ...given, full: true }), first as never)
    t.is(await attempt(directory, { ...given, full: true }), second as never)
    t.deepEqual(await states(directory), [{ keadaan: 'aktif', count: PEOPLE }])
    t.is(await marks(directory), first === 'applied' ? 9 : 0)
  })
}

test('missing again on a later day is the end, back again is no more a mark, and a lost one comes back to his account', async (t) => {
  const directory = await everybody(t)
  const idOf = async (serial: number) => (await directory.rows<{ pegawai_id: string }>(
    'SELECT pegawai_id FROM pegawai_sumber WHERE external_id = $1', [`P${serial}`]))[0]?.pegawai_id
  const before = await idOf(1)
  t.like(await directory.import({ pegawai: without(1, 5), full: true }), { missing: 5, missing_held: 5, missing_ended: 0, ended: 0 })
  // Two of them are back in a part, on the same day.
  await directory.import({ pegawai: EVERYBODY.slice(3, 5) })
  t.is(await marks(directory), 3)
  t.like(await directory.import({ pegawai: without(1, 5), full: true, day: '2026-11-23' }),
    { missing: 5, missing_held: 2, missing_ended: 3, ended: 3 })
  t.deepEqual(await states(directory), [{ keadaan: 'aktif', count: 297 }, { keadaan: 'tutup', count: 3 }])
  const again = await directory.import({ pegawai: EVERYBODY, full: true, day: '2026-11-24' })
  t.like(again, { read: PEOPLE, created: 0, changed: 3, missing: 0 })
  t.deepEqual(await states(directory), [{ keadaan: 'aktif', count: PEOPLE }])
  t.is(await marks(directory), 0)
  t.is(await idOf(1), before)
})

test('a line that might be anybody makes nobody missing, and who changed his id is not missing', async (t) => {
  const directory = await everybody(t)
  const torn = pegawaiCsv(without(1, 5)).split('\n').map((line, index) => index === 7 ? 'P;x' : line).join('\n')
  t.like(await directory.import({ pegawai: torn, full: true }), { missing_held: 0 })
  const renamed = EVERYBODY.map((row, index) => index === 0 ? { ...row, pns_id: 'BARU' } : row)
  t.like(await directory.import({ pegawai: renamed, full: true }), { missing: 0, created: 0 })
  t.like(await directory.import({ pegawai: renamed, full: true, day: '2026-11-24' }), { missing: 0, created: 0 })
})

test('two different people of BKD allow one difference, once', async (t) => {
  const directory = await everybody(t)
  const { database } = directory
  const desk = { database, clock: clockAt(TODAY) }
  const [one = '', two = '', three = ''] = await stewards(directory, 3)
  const [stranger = ''] = await stewards(directory, 1, 'admin')
  const given = { pegawai: frozen(60) }
  const before = await directory.checksums()
  const { run: runId = '' } = await t.throwsAsync(directory.import(given), { instanceOf: BrakeHolds }) ?? {}
  t.deepEqual(await directory.checksums(), before, 'not one change')
  t.like(await findRun(database, runId), {
    outcome: 'menunggu', step: 'rem', differences: 60 * 3,
    question: { allowedBy: [], alarms: [{ kind: 'jumlah', endings: 60 }, { kind: 'opd', endings: 60, nama: 'Dinas Kesehatan' }] },
  })
  t.deepEqual((await directory.events('kepegawaian.rem-menahan')).map(({ data }) => data['berakhir']), [60])
  t.is((await directory.rows(`SELECT FROM surat_keluar WHERE template = 'rem-menahan'`)).length, 0, 'nobody of BKD has an address')

  // The same difference again asks about the same run, and tells nobody twice.
  const again = await t.throwsAsync(directory.import(given), { instanceOf: BrakeHolds })
  t.is(again?.run, runId)
  t.is((await directory.events('kepegawaian.rem-menahan')).length, 1)

  t.is(await allowRun(desk, { runId, by: stranger }), 'refused')
  t.is(await allowRun(desk, { runId, by: one }), 'first')
  t.is(await allowRun(desk, { runId, by: one }), 'refused', 'he was the first')
  await t.throwsAsync(directory.import(given), { instanceOf: BrakeHolds })
  t.is(await allowRun(desk, { runId, by: two }), 'second')
  t.is(await allowRun(desk, { runId, by: three }), 'refused')

  // One person more is another difference.
  await t.throwsAsync(directory.import({ pegawai: frozen(61) }), { instanceOf: BrakeHolds })
  t.like(await directory.import(given), { changed: 60 })
  t.like(await findRun(database, runId), { outcome: 'dibatalkan', reason: 'diteruskan' })
  t.is((await directory.events('kepegawaian.rem-dilepas')).length, 1)
  // Used up: the same again, after they were let back, is asked anew.
  await directory.import({ pegawai: EVERYBODY })
  await t.throwsAsync(directory.import(given), { instanceOf: BrakeHolds })
})

const GOES: [how: string, sql: string][] = [
  ['lost the role', `UPDATE product_role SET revoked_at = now() WHERE pegawai_id = $1`],
  ['had it until yesterday', `UPDATE product_role SET valid_to = '${TODAY}' WHERE pegawai_id = $1`],
  ['left the service', `UPDATE pegawai SET keadaan = 'tutup' WHERE id = $1`],
  ['is retired since today', `UPDATE pegawai SET tmt_pensiun = '${TODAY}' WHERE id = $1`],
  ['was frozen', `INSERT INTO account (pegawai_id, password_hash, frozen_at) VALUES ($1, 'x', now())`],
]
for (const [how, sql] of GOES) {
  test(`the word of a first one who ${how} counts no more: the next is the first`, async (t) => {
    const directory = await everybody(t)
    const desk = { database: directory.database, clock: clockAt(TODAY) }
    const given = { pegawai: frozen(60) }
    const { run: runId = '' } = await t.throwsAsync(directory.import(given), { instanceOf: BrakeHolds }) ?? {}
    const [one = '', two = '', three = ''] = await stewards(directory, 3)
    t.is(await allowRun(desk, { runId, by: one }), 'first')
    await directory.owner.query({ text: sql, values: [one] })
    t.is(await allowRun(desk, { runId, by: two }), 'first')
    t.is(await allowRun(desk, { runId, by: two }), 'refused')
    await t.throwsAsync(directory.import(given), { instanceOf: BrakeHolds }, 'one person has allowed it')
    t.is(await allowRun(desk, { runId, by: three }), 'second')
    t.like(await findRun(directory.database, runId), { question: { allowedBy: [{ id: two }, { id: three }] } })
    t.deepEqual((await directory.events('kepegawaian.rem-diizinkan')).map(({ data }) => data['ke']).toSorted(), [1, 1, 2])
  })
}

test('a permission does not keep, and what was given up cannot be allowed', async (t) => {
  const directory = await everybody(t)
  const { database } = directory
  const [one = '', two = ''] = await stewards(directory, 2)
  const given = { pegawai: frozen(60) }
  const { run: first = '' } = await t.throwsAsync(directory.import(given), { instanceOf: BrakeHolds }) ?? {}
  const desk = { database, clock: clockAt(TODAY) }
  await allowRun(desk, { runId: first, by: one })
  await allowRun(desk, { runId: first, by: two })
  const { run: second = '' } = await t.throwsAsync(directory.import({ ...given, day: '2026-11-30' }), { instanceOf: BrakeHolds }) ?? {}
  t.not(second, first)
  t.true(await cancelRun(desk, { runId: second, by: one, alasan: 'keliru' }))
  t.false(await cancelRun(desk, { runId: second, by: two, alasan: 'keliru' }))
  t.is(await allowRun(desk, { runId: second, by: one }), 'refused')
  t.is((await directory.events('kepegawaian.run-dibatalkan')).length, 1)
})

test('many who use one permission at once use it once', async (t) => {
  const directory = await everybody(t)
  const desk = { database: directory.database, clock: clockAt(TODAY) }
  const given = { pegawai: frozen(60) }
  const { run: runId = '' } = await t.throwsAsync(directory.import(given), { instanceOf: BrakeHolds }) ?? {}
  const people = await stewards(directory, 6)
  const allowed = await Promise.all(people.map((by) => allowRun(desk, { runId, by })))
  t.deepEqual(allowed.toSorted(), ['first', 'refused', 'refused', 'refused', 'refused', 'second'])
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => directory.import(given)))
  t.true(results.every((result) => result.status === 'fulfilled' || result.reason instanceof OperatorError))
  t.is((await directory.events('kepegawaian.rem-dilepas')).length, 1)
})

test('what differs stands field by field, old and new', async (t) => {
  const directory = await everybody(t)
  const { run = '' } = await directory.import({
    pegawai: [
      pegawai(1, { nama: 'Nama Lain', jabatan_id: 'J2', jabatan_nama: 'Auditor', unor_id: 'U2', tmt_jabatan: '01-11-2026' }),
      pegawai(301), pegawai(302, { nip_baru: '1' }), ...EVERYBODY.slice(1, 40),
    ],
  })
  const differences = await findDifferences(directory.database, run, { after: 0, limit: 10 })
  t.deepEqual(differences.map(({ subject, column, before, after }) => [subject, column, before, after]), [
    ['pegawai', 'nama', 'Contoh 1', 'Nama Lain'], ['pegawai', 'jabatan', 'Arsiparis Ahli Muda', 'Auditor'],
    ['pegawai', 'unit', 'Bidang Contoh', 'Bidang Lain'], ['pegawai', 'baru', null, 'Contoh 301'],
    ['jabatan', 'baru', null, 'Auditor'],
  ])
  t.like(await findRun(directory.database, run), { outcome: 'diterapkan', step: 'penerapan', counts: { read: 42, created: 1 } })
  t.is((await directory.rows('SELECT FROM kepegawaian_karantina WHERE run_id = $1', [run])).length, 1)
  t.is((await findRuns(directory.database, { limit: 10 })).length, 2)
})

test('a run whose process was killed is ended by the next one', async (t) => {
  const directory = await everybody(t)
  await directory.rows(`INSERT INTO kepegawaian_run (sumber, mode, langkah) VALUES ('siasn', 'penuh', 'penerapan')`)
  await directory.import({ pegawai: EVERYBODY })
  const [dead] = await findRuns(directory.database, { outcome: 'dibatalkan', limit: 1 })
  t.like(dead, { reason: 'terputus', step: 'penerapan' })
})
