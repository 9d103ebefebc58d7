import test from 'ava'
import { issueLink, readLink, useLink } from '../../src/domain/accounts/tautan/index.ts'
import { endEverythingOf } from '../../src/domain/sessions/endings/index.ts'
import { type Database, openDatabase } from '../../src/kernel/db/database.ts'
import { testDatabase } from '../helpers/database.ts'
import { addPerson } from './support.ts'

const tujuan = 'reset'
const issue = (database: Database, pegawaiId: string): Promise<string> =>
  database.knex.transaction((trx) => issueLink(trx, { pegawaiId, tujuan, menit: 20 }))
const use = (database: Database, rahasia: string, purpose = tujuan): Promise<string | undefined> =>
  database.knex.transaction((trx) => useLink(trx, { tujuan: purpose, rahasia }))

test('a link is looked at freely and used once, for its purpose; the table does not hold it', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const siti = await addPerson(db)
  const rahasia = await issue(db.app, siti)
  t.is(Buffer.from(rahasia, 'base64url').length, 32)
  const [row] = await db.owner.query<{ text: string }>({
    text: `SELECT k::text || encode(sidik, 'escape') AS text FROM tautan_sekali k`, values: [] })
  t.false(row?.text.includes(rahasia) ?? true)
  t.false(row?.text.includes(Buffer.from(rahasia, 'base64url').toString('hex')) ?? true)
  for (let look = 0; look < 2; look += 1) t.is(await readLink(db.app, { tujuan, rahasia }), siti)
  t.is(await readLink(db.app, { tujuan: 'lain', rahasia }), undefined)
  t.is(await use(db.app, rahasia, 'lain'), undefined)
  t.is(await use(db.app, `${rahasia}A`), undefined)
  t.is(await use(db.app, rahasia), siti)
  t.is(await use(db.app, rahasia), undefined)
  t.is(await readLink(db.app, { tujuan, rahasia }), undefined)
})

test('of twenty uses on two nodes at the same time one succeeds', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const other = openDatabase(db.appUrl)
  t.teardown(() => other.close())
  const pegawaiId = await addPerson(db)
  const rahasia = await issue(db.app, pegawaiId)
  const used = await Promise.all(Array.from({ length: 20 }, (_, n) => use(n % 2 === 0 ? db.app : other, rahasia)))
  t.deepEqual(used.filter((one) => one !== undefined), [pegawaiId])
})

test('what was rolled back did not use the link', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db)
  const rahasia = await issue(db.app, pegawaiId)
  await t.throwsAsync(db.app.knex.transaction(async (trx) => {
    await useLink(trx, { tujuan, rahasia })
    throw new Error('the rest failed')
  }), { message: 'the rest failed' })
  t.is(await use(db.app, rahasia), pegawaiId)
})

test('a link that is over, was followed by another one, or whose person lost his rights, opens nothing', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const pegawaiId = await addPerson(db)
  const first = await issue(db.app, pegawaiId)
  const second = await issue(db.app, pegawaiId)
  t.is(await use(db.app, first), undefined)
  t.is(await readLink(db.app, { tujuan, rahasia: second }), pegawaiId)
  await db.owner.query({ text: 'UPDATE tautan_sekali SET expires_at = now()', values: [] })
  t.is(await readLink(db.app, { tujuan, rahasia: second }), undefined)
  t.is(await use(db.app, second), undefined)
  const third = await issue(db.app, pegawaiId)
  t.is(await readLink(db.app, { tujuan, rahasia: third }), pegawaiId)
  await db.app.knex.transaction((trx) => endEverythingOf(
    trx, { pegawaiIds: [pegawaiId], reason: 'dibekukan', at: new Date() }))
  t.is(await use(db.app, third), undefined)
})
