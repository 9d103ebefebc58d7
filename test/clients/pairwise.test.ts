import { randomUUID } from 'node:crypto'
import test from 'ava'
import { findPairwiseSub } from '../../src/domain/clients/pairwise.queries.ts'
import { barrier } from '../helpers/barrier.ts'
import { testDatabase, type TestDatabase } from '../helpers/database.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'

async function somebody({ app }: TestDatabase): Promise<string> {
  const id = randomUUID()
  await app.knex('pegawai').insert({
    id, nama: 'Orang Uji', tanggal_lahir: '1990-01-01', kedudukan_kode: '01', keadaan: 'aktif', synthetic: true,
  })
  return id
}

/** Where the row stands; another version of it stands elsewhere. */
const places = async ({ app }: TestDatabase) =>
  (await app.knex('pairwise_sub').select<{ place: string }[]>(app.knex.raw('ctid::text || xmin::text AS place')))

test('first uses at once agree, and a sector or a person has a sub of its own', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [one, two] = [await somebody(db), await somebody(db)]
  const arrive = barrier(10)
  const subs = await Promise.all(Array.from({ length: 10 }, async () => {
    await arrive()
    return findPairwiseSub(db.app, 'a.example', one)
  }))
  t.is(new Set(subs).size, 1)
  const others = [await findPairwiseSub(db.app, 'b.example', one), await findPairwiseSub(db.app, 'a.example', two)]
  t.is(new Set([...subs, ...others, one]).size, 4)
})

test('whoever comes while the first use is not yet committed waits for it and has the same sub', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const id = await somebody(db)
  const first = await db.app.knex.transaction()
  const sub = randomUUID()
  await first('pairwise_sub').insert({ sector: 'a.example', pegawai_id: id, sub })
  const second = findPairwiseSub(db.app, 'a.example', id)
  await untilSomebodyWaits(db.app)
  await first.commit()
  t.is(await second, sub)
})

test('reading it again is one statement and writes nothing', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const id = await somebody(db)
  const sub = await findPairwiseSub(db.app, 'a.example', id)
  const [before, statements] = [await places(db), db.app.statements]
  t.is(await findPairwiseSub(db.app, 'a.example', id), sub)
  t.is(db.app.statements, statements + 1)
  t.deepEqual(await places(db), before)
})
