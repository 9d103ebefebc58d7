import test from 'ava'
import { AppError } from '../../src/kernel/lib/app-error.ts'
import { cutPage, KEY_PARTS, keysetSql, type ListPage, readWindow } from '../../src/kernel/db/keyset.ts'
import { testDatabase } from '../helpers/database.ts'

interface Row { readonly id: string; readonly at: string }

test('pages of a real table join without a gap or a repetition, forwards and back, with equal instants', async (t) => {
  const { owner } = await testDatabase(t, 'kosong')
  await owner.query({
    text: `CREATE TABLE daftar AS SELECT gen_random_uuid() AS id,
             '2026-11-28 01:00:00.123456+00'::timestamptz + (n / 3) * interval '1 microsecond' AS at
           FROM generate_series(1, 23) AS n`,
    values: [],
  })
  const parts = [KEY_PARTS.instant, KEY_PARTS.uuid]
  async function page(query: Record<string, string>): Promise<ListPage<Row>> {
    const window = readWindow(query, parts, 5)
    const { where, order, values } = keysetSql(['at', 'id'], window, 0)
    const found = await owner.query<Row>({ text: `SELECT id, at::text AS at FROM daftar WHERE ${where} ${order}`, values })
    return cutPage(found, window, ({ at, id }) => [at, id])
  }
  const all = await owner.query<Row>({ text: 'SELECT id, at::text AS at FROM daftar ORDER BY at DESC, id DESC', values: [] })
  const pages = [await page({})]
  for (let next = pages[0]?.lama; next !== undefined; next = pages.at(-1)?.lama) pages.push(await page({ lama: next }))
  t.deepEqual(pages.map(({ rows }) => rows.length), [5, 5, 5, 5, 3])
  t.deepEqual(pages.flatMap(({ rows }) => rows), all)
  t.is(pages[0]?.baru, undefined)
  const back = []
  for (let next = pages.at(-1)?.baru; next !== undefined; next = back.at(-1)?.baru) back.push(await page({ baru: next }))
  t.deepEqual(back.map(({ rows }) => rows), pages.slice(0, -1).map(({ rows }) => rows).toReversed())
})

const cursor = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url')
const BAD: readonly (readonly [name: string, cursor: string])[] = [
  ['no base64', '%%%'], ['no JSON', 'e30x'], ['an object', cursor({})], ['too few parts', cursor(['1'])],
  ['too many parts', cursor(['1', '2', '3'])], ['a number', cursor([1, '2'])],
  ['another form', cursor(["1' OR '1'='1", '2'])], ['null', cursor(null)], ['a list in it', cursor([['1'], '2'])],
]

for (const [name, bad] of BAD) {
  test(`a cursor that is ${name} is refused before the database hears of it`, (t) => {
    const error = t.throws(() => readWindow({ lama: bad }, [KEY_PARTS.number, KEY_PARTS.number], 5), { instanceOf: AppError })
    t.is(error.status, 400)
  })
}

test('nothing, an empty text and a list are the newest page', (t) => {
  for (const query of [{}, { lama: '' }, { lama: ['a', 'b'] }]) {
    t.deepEqual(readWindow(query, [KEY_PARTS.number], 5), { towards: 'lama', from: undefined, limit: 5 })
  }
})
