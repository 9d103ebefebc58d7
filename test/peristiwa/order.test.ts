import test from 'ava'
import fc from 'fast-check'
import { importBundle } from '../../src/domain/kepegawaian/index.ts'
import { applyRipeEvents } from '../../src/domain/kepegawaian/peristiwa/index.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'
import { clockAt, folderOf, pegawai, pegawaiCsv, TODAY } from '../kepegawaian/feeds.ts'
import { deliver, directoryRows, openUnits, type Sent } from './events.ts'
import { arrival, lives, tangles } from './lives.ts'

// Any order and repetition of events ends in the same rows of the real database.

// To shrink an example takes hundreds of deliveries: the first one that fails is told. Another seed tries other lives.
const RUNS = { numRuns: 12, endOnFailure: true, seed: 20261128 }

const file = fileScope(test)
let db: TestDatabase
let bundle: string

test.before(async () => {
  db = await testDatabase(file, 'kosong')
  await openUnits(db.app)
  // Whom a snapshot of another source has brought.
  bundle = await folderOf(file, { 'pegawai.csv': pegawaiCsv([pegawai(9, { unor_id: '', eselon_id: '21' })]) })
})

/** An empty directory with nobody but the people of the snapshot. */
async function begin(): Promise<void> {
  await db.owner.query({ text: 'TRUNCATE pegawai, jabatan, kepegawaian_peristiwa CASCADE', values: [] })
  await importBundle(db.app, clockAt('2026-01-02'), { path: bundle })
}

/** What they come to, delivered like this, on the day and on two days to come. */
async function rowsAfter(deliveries: readonly (readonly Sent[])[]): Promise<unknown[]> {
  await begin()
  for (const delivery of deliveries) await deliver(db.app, clockAt(TODAY), delivery)
  const today = await directoryRows(db.app)
  await applyRipeEvents(db.app, clockAt('2026-12-01'))
  const later = await directoryRows(db.app)
  await applyRipeEvents(db.app, clockAt('2027-01-02'))
  return [today, later, await directoryRows(db.app)]
}

test.serial('events of any lives end in the same rows, however they arrive', async (t) => {
  await fc.assert(fc.asyncProperty(
    lives([1, 2, 9], { minLength: 3, maxLength: 14 }).chain((events) => fc.tuple(fc.constant(events), arrival(events), arrival(events))),
    async ([events, ...arrivals]) => {
      const expected = await rowsAfter(events.map((event) => [event]))
      for (const deliveries of arrivals) t.deepEqual(await rowsAfter(deliveries), expected)
    },
  ), RUNS)
})

test.serial('no events whatever make two people share a number, or one person two subs', async (t) => {
  await fc.assert(fc.asyncProperty(
    tangles([1, 2, 9], { minLength: 4, maxLength: 16 }).chain((events) => fc.tuple(fc.constant(events), arrival(events))),
    async ([, deliveries]) => {
      await begin()
      const subs = new Map<string, string>()
      for (const delivery of deliveries) {
        await deliver(db.app, clockAt(TODAY), delivery)
        for (const { external, sub } of await externals()) {
          t.is(subs.get(external) ?? sub, sub, 'a sub never goes to somebody else')
          subs.set(external, sub)
        }
        t.deepEqual(await twins(), [])
      }
    },
  ), RUNS)
})

const externals = () => db.app.query<{ external: string; sub: string }>({
  text: `SELECT sumber || ' ' || external_id AS external, pegawai_id AS sub FROM pegawai_sumber`, values: [] })

/** Numbers that two people have, or had. */
const twins = () => db.app.query({
  text: 'SELECT nip FROM pegawai_nip GROUP BY nip HAVING count(DISTINCT pegawai_id) > 1', values: [] })
