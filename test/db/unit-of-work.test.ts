import test from 'ava'
import type { Database, Statement } from '../../src/kernel/db/database.ts'
import { perform, UnitOfWork } from '../../src/kernel/db/unit-of-work.ts'
import { barrier } from '../helpers/barrier.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'

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

const whileThere = (id: string): Statement => ({ text: 'SELECT FROM catatan WHERE id = $1 FOR UPDATE', values: [id] })

test.serial('what is bound to a condition is written while it holds, in the same statement, and else not at all', async (t) => {
  const bound = (id: string, count: number): UnitOfWork => {
    const unit = unitOf()
    for (let index = 0; index < count; index += 1) unit.append(write(`${id}-${index}`, 'x'))
    unit.provided(whileThere(id), () => new Error('not so any more'))
    return unit
  }
  await db.app.query(write('syarat', 'x'))
  for (const count of [1, 3]) {
    t.is(await statementsOf(db.app, () => bound('syarat', count).flush(db.app)), 1)
    await t.throwsAsync(bound('tiada', count).flush(db.app), { message: 'not so any more' })
  }
  t.is((await rows('syarat-0', 'syarat-1', 'syarat-2')).length, 3)
  t.deepEqual(await rows('tiada-0', 'tiada-1', 'tiada-2'), [])
  const broken = bound('syarat', 1)
  broken.append(write('gagal', null))
  await t.throwsAsync(broken.flush(db.app), { code: '23502' })
})

test.serial('a condition is looked at before the first write, and waits for whoever changes it', async (t) => {
  await db.app.query(write('berubah', 'x'))
  const unit = unitOf()
  unit.append(write('berubah', 'menang'))
  unit.provided({ text: `SELECT FROM catatan WHERE id = $1 AND isi = 'x' FOR UPDATE`, values: ['berubah'] }, () => new Error('too late'))
  const change = await db.owner.knex.transaction()
  await change('catatan').where({ id: 'berubah' }).update({ isi: 'lain' })
  const flushed = t.throwsAsync(unit.flush(db.app), { message: 'too late' })
  await untilSomebodyWaits(db.owner)
  await change.commit()
  await flushed
  t.deepEqual((await rows('berubah')).map(({ isi }) => isi), ['lain'])
})
