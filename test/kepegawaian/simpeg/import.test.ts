import test from 'ava'
import { importBundle } from '../../../src/domain/kepegawaian/index.ts'
import { importFrom } from '../../../src/domain/kepegawaian/import.service.ts'
import { FeedRefusal } from '../../../src/domain/kepegawaian/refusal.ts'
import { makeSample, samplePopulation } from '../../../src/domain/kepegawaian/sample/index.ts'
import { createSimpeg } from '../../../src/domain/kepegawaian/source/simpeg/index.ts'
import { SourceDown } from '../../../src/domain/kepegawaian/source/source.ts'
import { readUnitSeeds } from '../../../src/domain/pegawai/unit/unit.schema.ts'
import { missingMariadb } from '../../helpers/mariadb.ts'
import { openDirectory } from '../directory.ts'
import { clockAt, folderOf, TODAY } from '../feeds.ts'
import { DATABASE, openOldDatabase } from './old-database.ts'

// The synthetic people once as SIASN's bundle and once in the old database (a real MariaDB): the same people.

const here = missingMariadb.length === 0 ? test.serial : test.serial.skip
const seeds = readUnitSeeds()
const { units, people } = samplePopulation(300, seeds)
const never = new AbortController().signal
const clock = clockAt(TODAY)

here('people of the bundle are found in SIMPEG again, once their units are mapped', async (t) => {
  t.timeout(120_000)
  const old = await openOldDatabase(t)
  await old.fill(units, people)
  const directory = await openDirectory(t)
  const { database } = directory
  const path = await folderOf(t, { ...makeSample({ people: 300, units: seeds }) })
  t.like(await importBundle(database, clock, { path, full: true, synthetic: true }), { created: 299 }, 'one has a kedudukan that nobody knows')

  const simpeg = createSimpeg({ url: old.readerUrl, tls: false, cidrs: ['127.0.0.0/8'] }, clock)
  const bring = async () => importFrom(await simpeg.everything(never),
    { database, clock, actor: 'operator', startedAt: clock.now(), today: TODAY }, { full: true, synthetic: true })
  const peopleOf = () => directory.rows<object>(`
    SELECT p.id, p.nama, p.tanggal_lahir, p.kedudukan_kode, p.keadaan, p.email, p.no_hp, p.tmt_pensiun, p.golongan, p.jenis, n.nip
    FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL ORDER BY p.id`)
  const before = await peopleOf()

  const refusal = await t.throwsAsync(bring(), { instanceOf: FeedRefusal })
  t.is(refusal.code, 'too-many-bad')
  const asked = new Map(refusal.unknownUnits.map((unit) => [JSON.stringify(unit), unit]))
  t.true(asked.size > 50, 'each unknown unit is asked about')
  t.true([...asked.keys()].some((text) => text.includes(people[0]?.unit.nama ?? '-')), 'by its name')
  t.deepEqual(await peopleOf(), before)

  await directory.owner.knex.raw(`
    INSERT INTO unit_sumber (sumber, external_id, unit_id)
    SELECT 'simpeg', k.kode, k.unit_id FROM unit_kode k WHERE k.valid_to IS NULL`)
  t.like(await bring(), { read: 300, created: 0, ended: 0, quarantined: [{ reason: 'standing-unknown' }] })
  t.deepEqual(await peopleOf(), before, 'the same people, and nothing taken away that SIMPEG does not have')
  t.like(await bring(), { read: 300, unchanged: 299, changed: 0 })

  const [person] = people.filter(({ kedudukan }) => kedudukan.kode === '01')
  await old.run(`UPDATE ${DATABASE}.peg_identpeg SET nama = 'Nama Baru' WHERE nip = '${person?.nip}'`)
  t.like(await bring(), { changed: 1, unchanged: 298 })

  const sums = await directory.checksums()
  await old.run(`ALTER TABLE ${DATABASE}.peg_jakhir RENAME COLUMN kunker TO x`)
  await t.throwsAsync(bring(), { instanceOf: SourceDown })
  await old.empty()
  await t.throwsAsync(bring(), { instanceOf: SourceDown })
  t.deepEqual(await directory.checksums(), sums, 'a source that is down takes nothing from anybody')
})
