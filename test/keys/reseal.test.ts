import { randomBytes } from 'node:crypto'
import test from 'ava'
import {
  checkEncryptionKeys, ensureSigningKeys, openSigningKeys, reseal, retireKeys, promoteKeys, stageKeys,
} from '../../src/domain/keys/index.ts'
import { SEALED_COLUMNS } from '../../src/domain/keys/sealed-columns.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { createSeal, type SealingKey } from '../../src/kernel/lib/seal.ts'
import { onDatabase, runCli, startCli } from '../helpers/cli.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'

const clock = systemClock()
const newKey = (id: string): SealingKey => ({ id, key: randomBytes(32) })
const older = newKey('lama')
const newer = newKey('baru')
const BOTH = [newer, older] as const
const silent = (): void => undefined

interface Row { kid: string; alg: string; state: string; public_jwk: string; private_sealed: string }

const place = (row: string) => ({ table: 'signing_key', column: 'private_sealed', row })
const idOf = ({ private_sealed: sealed }: Row): string | undefined => sealed.split('.')[1]
const rowsOf = ({ owner }: TestDatabase) => owner.knex<Row>('signing_key').orderBy('kid')

/** Many rows sealed under one key, each with a text of its own; the keys of the service are not among them. */
async function fill({ owner }: TestDatabase, count: number, key = older): Promise<void> {
  const seal = createSeal([key])
  await owner.knex('signing_key').insert(Array.from({ length: count }, (_, index): Row => {
    const kid = `uji-${String(index).padStart(4, '0')}`
    return { kid, alg: 'RS256', state: 'retired', public_jwk: '{}', private_sealed: seal.seal(`isi ${kid}`, place(kid)) }
  }))
}

/** Whether every row opens with the newest key alone and holds what it held. */
async function allNew(db: TestDatabase): Promise<boolean> {
  const seal = createSeal([newer])
  const rows = (await rowsOf(db)).filter(({ kid }) => kid.startsWith('uji-'))
  return rows.every(({ kid, private_sealed: sealed }) => seal.open(sealed, place(kid)) === `isi ${kid}`)
}

test('every sealed column of the database is known, by its primary key', async (t) => {
  const { owner } = await testDatabase(t, 'kosong')
  const { rows } = await owner.knex.raw<{ rows: { table: string; column: string; row: string }[] }>(`
    SELECT c.relname AS "table", a.attname AS "column", k.attname AS "row"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1
    LEFT JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
    WHERE a.attname LIKE '%\\_sealed' AND NOT a.attisdropped ORDER BY 1, 2`)
  t.deepEqual(rows.map((row) => ({ ...row })), SEALED_COLUMNS.map(({ table, column, row }) => ({ table, column, row }))
    .sort((one, other) => `${one.table} ${one.column}`.localeCompare(`${other.table} ${other.column}`)))
})

test('after it the old key can be removed, and the same keys sign', async (t) => {
  const { app, owner } = await testDatabase(t, 'kosong')
  await checkEncryptionKeys(app, [older])
  await ensureSigningKeys(app, createSeal([older]), clock)
  await stageKeys(app, clock, createSeal([older]))
  await promoteKeys(app, clock, { force: true })
  await retireKeys(app, clock, { force: true })
  const before = await openSigningKeys(app, createSeal([older]))
  await t.throwsAsync(checkEncryptionKeys(app, [newer]), { message: /the key "lama" is missing/ })
  t.deepEqual(await reseal(app, clock, BOTH, silent), { key: 'baru', resealed: 4, unreadable: 0 })
  await checkEncryptionKeys(app, [newer])
  t.deepEqual(await openSigningKeys(app, createSeal([newer])), before)
  t.deepEqual(await reseal(app, clock, BOTH, silent), { key: 'baru', resealed: 0, unreadable: 0 }, 'nothing is left')
  const events = await owner.knex<{ kind: string; actor: string; data: object }>('audit_event').where({ kind: 'kunci.disegel-ulang' })
  t.deepEqual(events.map(({ actor, data }) => ({ actor, ...data })), [
    { actor: 'operator', tabel: 'signing_key', kolom: 'private_sealed', kunci: 'baru', baris: 4 },
  ])
})

test('values that nobody can be told of stay as they are', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await fill(db, 3)
  const before = await rowsOf(db)
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(reseal(db.app, clock, BOTH, silent), { code: '42501' })
  t.deepEqual(await rowsOf(db), before)
})

test.serial('killed half-way, it goes on where it was when it is called again', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await fill(db, 250)
  const texts = BOTH.map(({ id, key }) => `${id}:${key.toString('base64url')}`).join()
  const cookies = [newKey('a'), newKey('b')].map(({ key }) => key.toString('base64url')).join()
  const env = { ...onDatabase(db), ENCRYPTION_KEYS: texts, COOKIE_KEYS: cookies }
  // It cannot get past a row of its second batch.
  const holder = await db.owner.knex.transaction()
  await holder('signing_key').where({ kid: 'uji-0150' }).forUpdate()
  const { child, ended } = startCli(['keys', 'reseal'], { env })
  await untilSomebodyWaits(db.owner)
  child.kill('SIGKILL')
  t.is((await ended).ends, 'SIGKILL')
  await holder.rollback()
  const newest = async () => (await rowsOf(db)).filter((row) => idOf(row) === 'baru').length
  const half = await newest()
  t.is(half, 100, 'the first batch is done, the second was taken back')
  // Progress goes to stderr where it takes a while.
  const { ends, stdout } = await runCli(['keys', 'reseal', '--json'], { env })
  t.is(ends, 0)
  t.deepEqual(JSON.parse(stdout), { key: 'baru', resealed: 250 - half, unreadable: 0 })
  t.is(await newest(), 250)
  t.true(await allNew(db))
})

test('what somebody writes in the meantime is never overwritten, and is sealed anew as well', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await fill(db, 5)
  const writer = await db.owner.knex.transaction()
  await writer('signing_key').where({ kid: 'uji-0002' })
    .update({ private_sealed: createSeal([older]).seal('yang baru', place('uji-0002')) })
  const resealing = reseal(db.app, clock, BOTH, silent)
  await untilSomebodyWaits(db.owner)
  await writer.commit()
  t.deepEqual(await resealing, { key: 'baru', resealed: 5, unreadable: 0 })
  const row = (await rowsOf(db)).find(({ kid }) => kid === 'uji-0002')
  t.is(createSeal([newer]).open(row?.private_sealed ?? '', place('uji-0002')), 'yang baru')
})

test('two at once do the work of one', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await fill(db, 230)
  const done = await Promise.all([1, 2].map(() => reseal(db.app, clock, BOTH, silent)))
  t.is(done.reduce((sum, { resealed }) => sum + resealed, 0), 230)
  t.true(await allNew(db))
})

test('what no key opens is counted where nothing needs it, and refused where something does', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await fill(db, 2)
  const lost = createSeal([newKey('hilang')]).seal('isi', place('uji-0001'))
  await db.owner.knex('signing_key').where({ kid: 'uji-0001' }).update({ private_sealed: lost })
  t.deepEqual(await reseal(db.app, clock, BOTH, silent), { key: 'baru', resealed: 1, unreadable: 1 })
  await db.owner.knex('signing_key').where({ kid: 'uji-0001' }).update({ state: 'previous' })
  await t.throwsAsync(reseal(db.app, clock, BOTH, silent), { instanceOf: OperatorError, message: /still lies under hilang/ })
  t.is((await rowsOf(db)).find(({ kid }) => kid === 'uji-0001')?.private_sealed, lost)
})
