import { randomUUID } from 'node:crypto'
import test from 'ava'
import { findPersonToday } from '../../../src/domain/pegawai/person.queries.ts'
import { opdOf } from '../../../src/domain/pegawai/unit/unit.rules.ts'
import { countConcerned } from '../../../src/domain/kepegawaian/reorganisasi/plan.queries.ts'
import type { Plan } from '../../../src/domain/kepegawaian/reorganisasi/plan.rules.ts'
import {
  announce, applyDue, cancel, finishReview, type ReorganisationContext,
} from '../../../src/domain/kepegawaian/reorganisasi/reorganisation.service.ts'
import { findReview, reviewCounts, reviewItems, reviews } from '../../../src/domain/kepegawaian/reorganisasi/review.queries.ts'
import { type Directory, openDirectory, UNIT_ROWS } from '../directory.ts'
import { clockAt, pegawai, penugasan, rows, TODAY, unor } from '../feeds.ts'

/** Dinas Kesehatan goes into Dinas Perhubungan on 1 January, with everything that hangs on it. */

const DAY = '2027-01-01'
const EVE = '2026-12-31'

const at = ({ database }: Directory, day: string): ReorganisationContext =>
  ({ database, clock: clockAt(day), actor: 'pegawai:00000000-0000-4000-8000-000000000001' })

async function idOf(directory: Directory, slug: string): Promise<string> {
  return (await directory.rows<{ id: string }>('SELECT id FROM unit_kerja WHERE slug = $1', [slug]))[0]?.id ?? ''
}

async function subOf(directory: Directory, person: string): Promise<string> {
  const [known] = await directory.rows<{ pegawai_id: string }>(
    'SELECT pegawai_id FROM pegawai_sumber WHERE external_id = $1', [person])
  return known?.pegawai_id ?? ''
}

/** Own unit and OPD of a person on a day, as tokens tell them. */
async function placeOf(directory: Directory, person: string, day: string): Promise<[unit?: string, opd?: string]> {
  const found = await findPersonToday(directory.database, await subOf(directory, person), day)
  const chain = found?.unitChain ?? []
  return [chain[0]?.nama, opdOf(chain)?.nama]
}

interface Stage {
  readonly directory: Directory
  readonly dinkes: string
  readonly dishub: string
  readonly plan: Plan
  /** the same feed as on the first day, which knows of no reorganisation */
  readonly feed: (day: string) => ReturnType<Directory['import']>
}

async function stage(t: Parameters<typeof openDirectory>[0]): Promise<Stage> {
  const directory = await openDirectory(t)
  const [dinkes, dishub] = [await idOf(directory, 'dinkes'), await idOf(directory, 'dishub')]
  const [own] = await directory.rows<{ external_id: string }>('SELECT external_id FROM unit_sumber WHERE unit_id = $1', [dinkes])
  const people = [
    ...rows(1, 5), ...rows(6, 8, (serial) => pegawai(serial, { unor_id: own?.external_id ?? '' })),
    pegawai(9, { unor_id: 'U2' }),
  ]
  const feed = (day: string) => directory.import({
    pegawai: people, unor: UNIT_ROWS, day, full: true,
    penugasan: [penugasan('P9', { unor_id: own?.external_id ?? '', mulai: '01-12-2026', selesai: '28-02-2027' })],
  })
  await feed(TODAY)
  return {
    directory, dinkes, dishub, feed,
    plan: { jenis: 'gabung', unitId: dinkes, penerusId: dishub, berlaku: DAY, dasar: 'Perda 1/2026' },
  }
}

test('claims are right at 00:00 WIB of the day, before any job has run, and not a day earlier', async (t) => {
  const { directory, plan } = await stage(t)
  t.like(await announce(at(directory, TODAY), plan), { ok: true })
  t.deepEqual(await placeOf(directory, 'P6', EVE), ['Dinas Kesehatan', 'Dinas Kesehatan'])
  t.deepEqual(await placeOf(directory, 'P1', EVE), ['Bidang Contoh', 'Dinas Kesehatan'])
  t.deepEqual(await placeOf(directory, 'P6', DAY), ['Dinas Perhubungan', 'Dinas Perhubungan'])
  t.deepEqual(await placeOf(directory, 'P1', DAY), ['Bidang Contoh', 'Dinas Perhubungan'])
  const stood = await findPersonToday(directory.database, await subOf(directory, 'P9'), DAY)
  t.is(stood?.penugasan[0]?.unit.nama, 'Dinas Perhubungan')
})

test('on the day everything moves once, whoever runs it how often, and BKD has a task', async (t) => {
  const { directory, dinkes, dishub, plan } = await stage(t)
  const { database, owner } = directory
  await owner.query({
    text: `INSERT INTO aplikasi (nama, unit_id) VALUES ('Aplikasi Contoh', $1)`, values: [dinkes],
  })
  const role = (person: string, name: string, unit: string, until: string | null = null) => owner.query({
    text: `INSERT INTO product_role (pegawai_id, role, unit_id, valid_from, valid_to, given_by)
      VALUES ($1, $2, $3, '2026-01-01', $4, 'operator')`, values: [person, name, unit, until],
  })
  const [p1, p9] = [await subOf(directory, 'P1'), await subOf(directory, 'P9')]
  await role(p1, 'admin-opd', dinkes)
  await role(p9, 'admin-opd', dinkes)
  await role(p9, 'admin-opd', dishub, '2027-02-01')

  t.deepEqual(await countConcerned(database, dinkes, DAY),
    { pegawai: 3, pegawai_bagian: 5, penugasan: 1, aplikasi: 1, peran: 2 })
  const outcome = await announce(at(directory, TODAY), plan)
  t.is(await applyDue(at(directory, EVE)), 0, 'not before its day')
  t.deepEqual(await reviews(database, 10), [])
  const runs = await Promise.all([1, 2, 3].map(() => applyDue(at(directory, DAY))))
  t.is(runs.reduce((sum, done) => sum + done, 0), 1)
  t.is(await applyDue(at(directory, DAY)), 0)

  const posts = await directory.rows(`SELECT u.slug, j.valid_from, j.valid_to FROM pegawai_jabatan j
    JOIN unit_kerja u ON u.id = j.unit_id WHERE j.pegawai_id = $1 ORDER BY j.valid_from`, [await subOf(directory, 'P6')])
  t.deepEqual(posts, [
    { slug: 'dinkes', valid_from: '2020-02-01', valid_to: DAY }, { slug: 'dishub', valid_from: DAY, valid_to: null },
  ])
  t.deepEqual(await placeOf(directory, 'P6', EVE), ['Dinas Kesehatan', 'Dinas Kesehatan'], 'the past stays')
  t.deepEqual(await placeOf(directory, 'P6', DAY), ['Dinas Perhubungan', 'Dinas Perhubungan'])
  t.is((await directory.rows('SELECT FROM aplikasi WHERE unit_id = $1', [dishub])).length, 1)
  t.is((await directory.rows('SELECT FROM unit_kerja WHERE induk_id = $1', [dinkes])).length, 0)
  const roles = await directory.rows<{ pegawai_id: string; valid_to: string | null }>(
    'SELECT pegawai_id, valid_to FROM product_role WHERE unit_id = $1 AND revoked_at IS NULL', [dishub])
  t.deepEqual(Object.fromEntries(roles.map(({ pegawai_id, valid_to }) => [pegawai_id, valid_to])),
    { [p1]: null, [p9]: null }, 'the longer of two roles is left')

  const [task] = await reviews(database, 10)
  t.like(task, { nama_lama: 'Dinas Kesehatan', nama_baru: 'Dinas Perhubungan', dasar: 'Perda 1/2026', selesai_at: null })
  const id = task?.id ?? ''
  const counts = Object.fromEntries((await reviewCounts(database, id)).map(({ jenis, jumlah }) => [jenis, jumlah]))
  t.like(counts, { pegawai: 3, penugasan: 1, aplikasi: 1, peran: 2 })
  const [first, ...others] = await reviewItems(database, { id, after: 0, most: 100 })
  t.is(others.length + 1, task?.butir ?? 0)
  t.deepEqual(await reviewItems(database, { id, after: first?.urut ?? 0, most: 100 }), others)
  t.like(await directory.events('reorganisasi.diterapkan'), [{ actor: 'sistem', data: { pegawai: 3, peran: 2 } }])
  t.is((await directory.events('peran.dipindahkan')).length, 2)
  t.true(outcome.ok)

  const closed = await Promise.all([1, 2].map(() => finishReview(at(directory, DAY), id, ' sudah ')))
  t.deepEqual(closed.toSorted(), [false, true])
  t.like(await findReview(database, id), { catatan: 'sudah' })
})

test('a feed that knows of nothing puts nobody back, and its next word counts', async (t) => {
  const { directory, plan, feed } = await stage(t)
  await announce(at(directory, TODAY), plan)
  await applyDue(at(directory, DAY))
  const late = await feed(DAY)
  t.deepEqual(late.quarantined, [])
  t.deepEqual(new Set(late.warnings.map(({ reason }) => reason)), new Set(['unit-closed']))
  t.is(late.changed, 0)
  t.deepEqual(await placeOf(directory, 'P6', DAY), ['Dinas Perhubungan', 'Dinas Perhubungan'])
  t.deepEqual(await placeOf(directory, 'P1', DAY), ['Bidang Contoh', 'Dinas Perhubungan'])
  t.is((await findPersonToday(directory.database, await subOf(directory, 'P9'), DAY))?.penugasan.length, 1)

  await directory.import({ pegawai: [pegawai(6, { unor_id: 'U2', tmt_jabatan: '01-02-2027' })], day: '2027-02-01' })
  t.deepEqual(await placeOf(directory, 'P6', '2027-02-01'), ['Bidang Lain', 'Dinas Perhubungan'])
})

test('a feed between announcement and day changes nothing of the announcement', async (t) => {
  const { directory, plan, feed, dinkes } = await stage(t)
  await announce(at(directory, TODAY), { ...plan, jenis: 'nama', namaBaru: 'Dinas Kesehatan Rakyat', penerusId: undefined })
  await feed('2026-12-01')
  const nameOn = async (day: string) => (await directory.rows<{ nama: string }>(
    `SELECT nama FROM unit_nama WHERE unit_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)`,
    [dinkes, day])).map(({ nama }) => nama)
  t.deepEqual(await nameOn(EVE), ['Dinas Kesehatan'])
  t.deepEqual(await nameOn(DAY), ['Dinas Kesehatan Rakyat'])
  await feed('2027-02-01')
  t.deepEqual(await nameOn('2027-02-01'), ['Dinas Kesehatan Rakyat'], 'the feed says what it always said')
})

test('cancelled before its day, nothing ever happens', async (t) => {
  const { directory, plan, dinkes } = await stage(t)
  const sums = await directory.checksums()
  for (const change of [plan, { ...plan, jenis: 'nama' as const, namaBaru: 'Lain', penerusId: undefined }]) {
    const outcome = await announce(at(directory, TODAY), change)
    const id = outcome.ok ? outcome.id : ''
    const both = await Promise.all([1, 2].map(() => cancel(at(directory, EVE), id)))
    t.deepEqual(both.toSorted(), [false, true])
  }
  t.deepEqual(await directory.checksums(), sums)
  t.is(await applyDue(at(directory, DAY)), 0)
  t.deepEqual(await placeOf(directory, 'P6', DAY), ['Dinas Kesehatan', 'Dinas Kesehatan'])
  t.like(await announce(at(directory, TODAY), plan), { ok: true }, 'it may be announced anew')
  t.is((await directory.rows('SELECT FROM unit_kerja WHERE id = $1 AND valid_to IS NOT NULL', [dinkes])).length, 1)
})

test('of two who announce an end at once one does', async (t) => {
  const { directory, plan } = await stage(t)
  const outcomes = await Promise.all([1, 2, 3].map(() => announce(at(directory, TODAY), plan)))
  t.is(outcomes.filter(({ ok }) => ok).length, 1)
})

test('split: a part goes where it was sent, the rest to the main successor, from the first second', async (t) => {
  const { directory, plan, dishub, feed } = await stage(t)
  const dinsos = await idOf(directory, 'dinsos')
  const [part] = await directory.rows<{ unit_id: string }>(`SELECT unit_id FROM unit_sumber WHERE external_id = 'U1'`)
  const split = { ...plan, jenis: 'pecah' as const, bagian: [{ bagianId: part?.unit_id ?? '', penerusId: dinsos }] }
  t.like(await announce(at(directory, TODAY), split), { ok: true })
  const expected = async (t2: typeof t, when: string) => {
    t2.deepEqual(await placeOf(directory, 'P1', DAY), ['Bidang Contoh', 'Dinas Sosial'], when)
    t2.deepEqual(await placeOf(directory, 'P6', DAY), ['Dinas Perhubungan', 'Dinas Perhubungan'], when)
  }
  await expected(t, 'by date')
  await applyDue(at(directory, DAY))
  await expected(t, 'moved')
  await feed(DAY)
  await expected(t, 'after a feed that knows of nothing')
  await directory.import({
    pegawai: [pegawai(1)], day: DAY,
    unor: [unor('U1', (await directory.rows<{ external_id: string }>(
      'SELECT external_id FROM unit_sumber WHERE unit_id = $1', [plan.unitId]))[0]?.external_id ?? '', 'Bidang Contoh Baru',
    { jenis: 'Bidang' })],
  })
  t.deepEqual(await placeOf(directory, 'P1', DAY), ['Bidang Contoh Baru', 'Dinas Sosial'], 'a new name under the old parent')
  t.is((await directory.rows('SELECT FROM unit_kerja WHERE id = $1 AND induk_id = $2', [part?.unit_id ?? '', dinsos])).length, 1)
  t.not(dishub, dinsos)
})

test('a successor that closes as well leads on to its own', async (t) => {
  const { directory, plan, dishub } = await stage(t)
  const dinsos = await idOf(directory, 'dinsos')
  await announce(at(directory, TODAY), plan)
  await announce(at(directory, TODAY), { ...plan, unitId: dishub, penerusId: dinsos, berlaku: '2027-06-01' })
  t.deepEqual(await placeOf(directory, 'P6', '2027-05-31'), ['Dinas Perhubungan', 'Dinas Perhubungan'])
  t.deepEqual(await placeOf(directory, 'P6', '2027-06-01'), ['Dinas Sosial', 'Dinas Sosial'])
  t.is(await applyDue(at(directory, '2027-06-02')), 2, 'what was missed is made up for, in its order')
  t.deepEqual(await placeOf(directory, 'P6', '2027-05-31'), ['Dinas Perhubungan', 'Dinas Perhubungan'])
  t.deepEqual(await placeOf(directory, 'P6', '2027-06-02'), ['Dinas Sosial', 'Dinas Sosial'])
})

test('a post that begins later begins in the successor', async (t) => {
  const { directory, plan, dishub, dinkes } = await stage(t)
  const sub = randomUUID()
  await directory.owner.query({
    text: `INSERT INTO pegawai (id, nama, tanggal_lahir, kedudukan_kode, keadaan) VALUES ($1, 'Kelak', '1990-01-01', '01', 'aktif')`,
    values: [sub],
  })
  await directory.owner.query({
    text: 'INSERT INTO pegawai_jabatan (pegawai_id, unit_id, valid_from) VALUES ($1, $2, $3)', values: [sub, dinkes, '2027-03-01'],
  })
  await announce(at(directory, TODAY), plan)
  await applyDue(at(directory, DAY))
  t.deepEqual(await directory.rows('SELECT unit_id, valid_from, valid_to FROM pegawai_jabatan WHERE pegawai_id = $1', [sub]),
    [{ unit_id: dishub, valid_from: '2027-03-01', valid_to: null }])
})
