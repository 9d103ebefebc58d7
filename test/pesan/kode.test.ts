import test from 'ava'
import { createCodes, type Issued } from '../../src/domain/accounts/kode/index.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { testDatabase } from '../helpers/database.ts'
import { addPerson } from './support.ts'

const codes = createCodes(['kunci baru', 'kunci lama'])
const tujuan = 'uji'

const issue = (database: Database, pegawaiId: string, more: { tujuan?: string; jedaSeconds?: number; menit?: number } = {}): Promise<Issued> =>
  database.knex.transaction((trx) => codes.issueCode(trx, { pegawaiId, tujuan, menit: 10, digits: 6, ...more }))
const codeOf = (issued: Issued): string => 'code' in issued ? issued.code : ''

test('a code is good once, for its person and its purpose', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [siti, budi] = [await addPerson(db), await addPerson(db)]
  const code = codeOf(await issue(db.app, siti))
  t.regex(code, /^\d{6}$/)
  const [row] = await db.owner.query<{ text: string }>({ text: 'SELECT k::text AS text FROM kode_sekali k', values: [] })
  t.false(row?.text.includes(code))
  t.false(await codes.useCode(db.app, { pegawaiId: budi, tujuan, code }))
  t.false(await codes.useCode(db.app, { pegawaiId: siti, tujuan: 'lain', code }))
  t.false(await codes.useCode(db.app, { pegawaiId: siti, tujuan, code: code === '000000' ? '000001' : '000000' }))
  t.true(await codes.useCode(db.app, { pegawaiId: siti, tujuan, code: `${code.slice(0, 3)} ${code.slice(3)}` }))
  t.false(await codes.useCode(db.app, { pegawaiId: siti, tujuan, code }))
})

test('of twenty uses on two nodes at the same time one succeeds', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const other = openDatabase(db.appUrl)
  t.teardown(() => other.close())
  const pegawaiId = await addPerson(db)
  const code = codeOf(await issue(db.app, pegawaiId))
  const used = await Promise.all(Array.from({ length: 20 }, (_, n) =>
    codes.useCode(n % 2 === 0 ? db.app : other, { pegawaiId, tujuan, code })))
  t.is(used.filter(Boolean).length, 1)
})

test('another one is made after a minute, and voids the one before', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db)
  const first = codeOf(await issue(db.app, pegawaiId))
  const [early, other] = [await issue(db.app, pegawaiId), await issue(db.app, pegawaiId, { tujuan: 'lain' })]
  t.true('waitSeconds' in early && early.waitSeconds > 50 && early.waitSeconds <= 60)
  t.true('code' in other, 'each purpose has its own minute')
  await db.owner.query({ text: `UPDATE kode_sekali SET dibuat_at = dibuat_at - interval '60 seconds'`, values: [] })
  const second = codeOf(await issue(db.app, pegawaiId))
  if (first !== second) t.false(await codes.useCode(db.app, { pegawaiId, tujuan, code: first }))
  t.true(await codes.useCode(db.app, { pegawaiId, tujuan, code: second }))
  t.true('code' in await issue(db.app, pegawaiId, { jedaSeconds: 0 }), 'whoever hands it out need not wait')
})

test('of ten that are asked for at the same time one is made', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db)
  const issued = await Promise.all(Array.from({ length: 10 }, () => issue(db.app, pegawaiId)))
  t.is(issued.filter((one) => 'code' in one).length, 1)
})

test('a code that is over, or was made void, opens nothing', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db)
  const late = codeOf(await issue(db.app, pegawaiId))
  await db.owner.query({ text: 'UPDATE kode_sekali SET expires_at = now()', values: [] })
  t.false(await codes.useCode(db.app, { pegawaiId, tujuan, code: late }))
  const code = codeOf(await issue(db.app, pegawaiId))
  await db.app.knex.transaction((trx) => codes.voidCode(trx, { pegawaiId, tujuan }))
  t.false(await codes.useCode(db.app, { pegawaiId, tujuan, code }))
})

test('a code outlives the change of the key that it was made under', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db)
  const old = createCodes(['kunci lama'])
  const issued = await db.app.knex.transaction((trx) => old.issueCode(trx, { pegawaiId, tujuan, menit: 10, digits: 8 }))
  t.false(await createCodes(['kunci lain']).useCode(db.app, { pegawaiId, tujuan, code: codeOf(issued) }))
  t.true(await codes.useCode(db.app, { pegawaiId, tujuan, code: codeOf(issued) }))
})
