import test from 'ava'
import { importBundle, type Progress } from '../../src/domain/kepegawaian/index.ts'
import { makeSample, REFERENCE_DAY } from '../../src/domain/kepegawaian/sample/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { refreshFindings } from '../../src/domain/kepegawaian/mutu/refresh.service.ts'
import { openDirectory } from './directory.ts'
import { clockAt, folderOf, pegawai, penugasan, rows } from './feeds.ts'

/** The synthetic population as a bundle of 10,000, and how the work grows with the number of lines. */

const PEOPLE = 10_000
const sample = makeSample({ people: PEOPLE, units: readUnitSeeds() })
const clock = clockAt(REFERENCE_DAY)

test('the sample comes in, and coming again changes nothing', async (t) => {
  const directory = await openDirectory(t)
  const path = await folderOf(t, { ...sample })
  const told: Progress[] = []
  const first = await importBundle(directory.database, clock, {
    path, synthetic: true, onProgress: (progress) => told.push(progress),
  })
  t.like(first, { read: PEOPLE, changed: 0, unchanged: 0, ended: 0, missing_columns: [], warnings: [] })
  t.is(first.created + first.quarantined.length, PEOPLE)
  // Whoever comes with a kedudukan nobody knows has no good state yet.
  t.true(first.quarantined.every(({ reason }) => reason === 'standing-unknown') && first.quarantined.length < 10)

  const [counts] = await directory.rows<Record<string, number>>(`
    SELECT (SELECT count(*) FROM pegawai WHERE synthetic) AS people,
      (SELECT count(*) FROM pegawai_nip WHERE valid_to IS NULL) AS numbers,
      (SELECT count(*) FROM pegawai_jabatan WHERE valid_to IS NULL AND unit_id IS NOT NULL) AS posts,
      (SELECT count(*) FROM unit_kerja WHERE slug IS NOT NULL) AS seeded,
      (SELECT count(*) FROM unit_kode WHERE kode_sumber <> 'sintetis') AS real_codes,
      (SELECT count(DISTINCT keadaan) FROM pegawai) AS states`)
  t.deepEqual(counts, {
    people: first.created, numbers: first.created, posts: first.created, seeded: 42, real_codes: 0, states: 5,
  })

  t.deepEqual([...new Set(told.map(({ step }) => step))], ['read', 'validate', 'compare', 'brake', 'apply'])
  for (const step of ['read', 'validate', 'compare', 'brake', 'apply']) {
    const progress = told.filter((one) => one.step === step)
    const done = progress.map((one) => one.done)
    t.deepEqual(done, done.toSorted((a, b) => a - b), step)
    t.is(done.at(-1), progress.at(-1)?.total, step)
  }

  t.true(await refreshFindings({ database: directory.database, clock }))
  t.deepEqual(await directory.rows(`SELECT DISTINCT jenis FROM mutu_temuan
    WHERE jenis LIKE '%cpns%' OR jenis LIKE '%pns%' OR jenis LIKE '%-sebelum-%' OR jenis LIKE 'tmt-%'`), [], 'every career is in order')

  const before = await directory.checksums()
  const again = await importBundle(directory.database, clock, { path, full: true })
  t.like(again, { read: PEOPLE, created: 0, changed: 0, unchanged: first.created, ended: 0, missing: 0 })
  t.deepEqual(await directory.checksums(), before)
})

test('ten times the lines are the same number of statements', async (t) => {
  const work = async (people: number): Promise<number[]> => {
    const directory = await openDirectory(t)
    const counts: number[] = []
    const bring = async (given: Parameters<typeof directory.import>[0]): Promise<void> => {
      const before = directory.database.statements
      await directory.import(given)
      counts.push(directory.database.statements - before)
    }
    const changed = (serial: number) => pegawai(serial, {
      nama: 'Lain', nip_baru: `19800101200502${serial % 2 + 1}${String(serial).padStart(3, '0')}`,
      jabatan_id: `J${serial}`, unor_id: 'U2', tmt_jabatan: '01-06-2026', jenis_kelamin: serial % 2 ? 'F' : 'M',
    })
    const letters = (sk: string) => rows(1, people, (serial) => penugasan(`P${serial}`, { sk }))
    await bring({ pegawai: rows(1, people), penugasan: letters('1') })
    await bring({ pegawai: rows(1, people), penugasan: letters('1'), full: true })
    await bring({ pegawai: rows(1, people, changed), penugasan: letters('2') })
    return counts
  }
  const [hundred, thousand] = [await work(100), await work(999)]
  t.deepEqual(thousand, hundred)
  t.true(Math.max(...hundred) <= 34, hundred.join())
})
