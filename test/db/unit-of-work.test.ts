import test from 'ava'
import type { Database, Statement } from '../../src/kernel/db/database.ts'
import { perform, UnitOfWork } from '../../src/kernel/db/unit-of-work.ts'
import { barrier } from '../helpers/barrier.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'

const file = fileScope(test)
let db: TestDatabase

test.before(async () => {
  db = await testDatabase(file, 'kosong')
  await db.owner.knex.raw(`CREATE TABLE catatan (
    id text PRIMARY KEY, isi text NOT NULL, salinan text, xid xid8 NOT NULL DEFAULT pg_current_xact_id())`)
})

const write = (id: string, isi: string | null): Statement => ({
  text: `INSERT INTO catatan (id, isi, salinan) VALUES ($1, $2, $2)
         ON CONFLICT (id) DO UPDATE SET isi = excluded.isi, salinan = excluded.salinan`,
  values: [id, isi],
})
const remove = (id: string): Statement => ({ text: 'DELETE FROM catatan WHERE id = $1', values: [id] })

interface Row { id: string; isi: string; salinan: string; xid: string }
const rows = (...ids: string[]): Promise<Row[]> => db.app.query({
  text: 'SELECT * FROM catatan WHERE id = ANY($1) ORDER BY id', values: [ids],
})

/** Query messages that `work` sends. */
async function statementsOf(database: Database, work: () => Promise<unknown>): Promise<number> {
  const before = database.statements
  await work()
  return database.statements - before
}

const unitOf = (): UnitOfWork => new UnitOfWork({ correlationId: 'x' })

test.serial('reads see what is pending: the last write, or that it will be gone', (t) => {
  const unit = unitOf()
  t.is(unit.peek('a'), undefined)
  unit.stage('a', write('a', '1'), { isi: '1' })
  t.deepEqual(unit.peek('a'), { isi: '1' })
  unit.stage('a', write('a', '2'), { isi: '2' })
  t.deepEqual(unit.peek('a'), { isi: '2' })
  unit.stage('a', remove('a'), null)
  t.is(unit.peek('a'), null)
})

test.serial('what was read is there for the rest of the request; followers hear of a commit, and of nothing else', async (t) => {
  const unit = unitOf()
  t.is(unit.recall('a'), undefined)
  unit.remember('a', null)
  t.is(unit.recall('a'), null)
  const heard: string[] = []
  unit.append(write('pengikut', 'x'))
  unit.whenFlushed(() => heard.push('committed'))
  t.deepEqual(heard, [])
  await unit.flush(db.app)
  t.deepEqual(heard, ['committed'])
  const broken = unitOf()
  broken.append({ text: 'INSERT INTO tidak_ada VALUES (1)', values: [] })
  broken.whenFlushed(() => heard.push('never'))
  await t.throwsAsync(broken.flush(db.app))
  t.deepEqual(heard, ['committed'])
})

test.serial('the last write wins, and there is one row of it', async (t) => {
  const unit = unitOf()
  unit.stage('a', write('menang', 'dulu'), null)
  unit.append(write('lain', 'x'))
  unit.stage('a', write('menang', 'kemudian'), null)
  await unit.flush(db.app)
  t.deepEqual((await rows('menang')).map(({ isi }) => isi), ['kemudian'])
})

for (const count of [1, 2, 40]) {
  test.serial(`${count} writes leave as one statement in one transaction`, async (t) => {
    const unit = unitOf()
    const ids = Array.from({ length: count }, (_, index) => `n${count}-${index}`)
    for (const id of ids) unit.append(write(id, `isi ${id} $1`))
    t.is(await statementsOf(db.app, () => unit.flush(db.app)), 1)
    const written = await rows(...ids)
    t.is(written.length, count)
    t.is(new Set(written.map(({ xid }) => xid)).size, 1)
    t.true(written.every(({ id, isi, salinan }) => isi === `isi ${id} $1` && salinan === isi), 'each got its own values')
  })
}

test.serial('nothing to write is no statement', async (t) => {
  t.is(await statementsOf(db.app, () => unitOf().flush(db.app)), 0)
})

test.serial('one write that fails takes all the others with it, and nothing is kept for another try', async (t) => {
  const unit = unitOf()
  unit.append(write('sebelum', 'x'))
  unit.append(write('gagal', null))
  unit.append(write('sesudah', 'x'))
  await t.throwsAsync(unit.flush(db.app), { code: '23502' })
  t.deepEqual(await rows('sebelum', 'gagal', 'sesudah'), [])
  t.is(await statementsOf(db.app, () => unit.flush(db.app)), 0)
})

test.serial('a write after the flush is refused: nobody would make it', async (t) => {
  const unit = unitOf()
  unit.stage('Session:rahasia', write('tepat', 'x'), null)
  await unit.flush(db.app)
  const error = t.throws(() => unit.stage('Session:rahasia', write('terlambat', 'x'), null))
  t.regex(error.message, /a write of Session comes too late/)
  t.throws(() => unit.append(write('terlambat', 'x')))
})

test.serial('two units at the same time see their own writes alone', async (t) => {
  const meet = barrier(2)
  const seen = await Promise.all(['satu', 'dua'].map((mine) => perform(db.app, async () => {
    UnitOfWork.current().stage('kunci', write(mine, mine), mine)
    await meet()
    return UnitOfWork.current().peek<string>('kunci')
  })))
  t.deepEqual(seen, ['satu', 'dua'])
  t.is((await rows('satu', 'dua')).length, 2)
})

test.serial('work that throws writes nothing', async (t) => {
  await t.throwsAsync(perform(db.app, () => {
    UnitOfWork.current().append(write('tidak', 'x'))
    return Promise.reject(new Error('x'))
  }), { message: 'x' })
  t.deepEqual(await rows('tidak'), [])
})

test.serial('outside a unit there is no writing', (t) => {
  t.throws(() => UnitOfWork.current(), { message: /no unit of work/ })
})
