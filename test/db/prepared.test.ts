import test from 'ava'
import { openDatabase, type Database } from '../../src/kernel/db/database.ts'
import { UnitOfWork } from '../../src/kernel/db/unit-of-work.ts'
import { testDatabase } from '../helpers/database.ts'
import { fileScope } from '../helpers/scope.ts'

/** What stays in a PostgreSQL process after a flush: it keeps every named statement as long as it lives. */

const file = fileScope(test)
let app: Database

test.before(async () => {
  const db = await testDatabase(file, 'kosong')
  await db.owner.knex.raw('CREATE TABLE catatan (isi text NOT NULL)')
  // One connection: what it prepared is seen by the next question.
  app = openDatabase(db.appUrl, { poolSize: 1 })
  file.teardown(() => app.close())
})

const kept = async (): Promise<number> => {
  const { rows } = await app.knex.raw<{ rows: [{ kept: number }] }>(
    `SELECT count(*)::int AS kept FROM pg_prepared_statements WHERE statement LIKE '%catatan%'`)
  return rows[0].kept
}

async function write(count: number): Promise<void> {
  const unit = new UnitOfWork({ correlationId: 'x' })
  for (let index = 0; index < count; index += 1) {
    unit.append({ text: 'INSERT INTO catatan (isi) VALUES ($1)', values: [`${count}`] })
  }
  await unit.flush(app)
}

for (const [count, plans] of [[1, 1], [2, 1], [10, 1], [11, 0], [388, 0]] as const) {
  test.serial(`a flush of ${count} writes leaves ${plans} prepared statements`, async (t) => {
    const before = await kept()
    await write(count)
    await write(count)
    t.is(await kept() - before, plans)
    t.is((await app.knex('catatan').where({ isi: `${count}` })).length, 2 * count)
  })
}
