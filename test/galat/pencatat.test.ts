import test from 'ava'
import type { Galat } from '../../src/domain/clients/galat/galat.ts'
import { galatOf, KEPT_PER_CLIENT } from '../../src/domain/clients/galat/galat.queries.ts'
import { createErrorBook } from '../../src/domain/clients/galat/pencatat.service.ts'
import { receiverError, tellReceivers } from '../../src/domain/clients/galat/penerima.rules.ts'
import { purgeExpired } from '../../src/domain/sessions/purge.service.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { clockAt } from '../clients/support.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'

const SKP = 'skp.bantenprov.go.id'
const one = (more: Partial<Galat> = {}) =>
  ({ clientId: SKP, titik: 'token', kode: 'invalid_grant', alasan: 'kode-tidak-dikenal', rincian: {}, pasti: true, ...more } as const)

function bookOf({ app }: TestDatabase, at = '2026-11-28T03:00:00Z') {
  const failures: unknown[] = []
  return { failures, book: createErrorBook({ database: app, clock: clockAt(at), onError: (error) => failures.push(error) }) }
}

test('ten thousand errors are one statement or two, and a few rows', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { book, failures } = bookOf(db)
  const before = db.app.statements
  for (let i = 0; i < 10_000; i += 1) book.note(one({ rincian: { lewatDetik: i } }))
  for (let i = 0; i < 10_000; i += 1) book.note(one({ alasan: 'lain', rincian: { keterangan: newId() } }))
  for (let i = 0; i < 10_000; i += 1) book.note({ ...one({ clientId: newId() }), pasti: false })
  t.is(db.app.statements, before, 'the answers wait for nothing')
  await book.write()
  t.true(db.app.statements - before <= 2)
  t.deepEqual(failures, [])
  const rows = await galatOf(db.app, SKP)
  t.true(rows.length <= 8)
  t.is(rows.find(({ alasan }) => alasan === 'kode-tidak-dikenal')?.jumlah, 10_000)
  t.is((await db.app.knex('klien_galat').whereNot('client_id', SKP)).length, 0, 'nobody is in the register')
})

test('an equal one counts on for an hour, and no more than fifty kinds of a client are kept', async (t) => {
  const db = await testDatabase(t, 'penuh')
  for (const at of ['2026-11-28T03:00:00Z', '2026-11-28T03:30:00Z', '2026-11-28T05:00:00Z']) {
    const { book } = bookOf(db, at)
    book.note(one())
    await book.write()
  }
  t.deepEqual((await galatOf(db.app, SKP)).map(({ jumlah }) => jumlah), [1, 2])
  for (let i = 0; i < 12; i += 1) {
    const { book } = bookOf(db, '2026-11-28T06:00:00Z')
    for (let k = 0; k < 8; k += 1) book.note(one({ rincian: { keterangan: `${i}-${k}` } }))
    await book.write()
  }
  const left = await db.app.knex('klien_galat').where({ client_id: SKP })
  t.is(left.length, KEPT_PER_CLIENT)
})

test('of the same once a day is warned, and what cannot be written is lost without a word to anybody who asks', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { book, failures } = bookOf(db)
  for (let i = 0; i < 3; i += 1) {
    book.warn(one({ alasan: 'tanpa-nonce', kode: 'peringatan', titik: 'auth' }))
    await book.write()
  }
  t.deepEqual((await galatOf(db.app, SKP)).map(({ jumlah }) => jumlah), [1])
  await db.owner.query({ text: 'REVOKE INSERT, UPDATE ON klien_galat FROM satu_login_app', values: [] })
  book.note(one())
  await t.notThrowsAsync(book.write())
  t.is(failures.length, 1)
})

test('what receivers of logout tokens answer is kept, and the attempt is what it was', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const { book } = bookOf(db)
  const outcome = { result: 'refused', receipt: 'it answered 500' } as const
  t.is(await tellReceivers(() => Promise.resolve(outcome), book)({ clientId: SKP }), outcome)
  await book.write()
  t.like((await galatOf(db.app, SKP))[0], { titik: 'logout', ...receiverError(outcome) })
})

test('after thirty days it is gone', async (t) => {
  const db = await testDatabase(t, 'penuh')
  for (const at of ['2026-10-01T03:00:00Z', '2026-11-20T03:00:00Z']) {
    const { book } = bookOf(db, at)
    book.note(one())
    await book.write()
  }
  const counts = await purgeExpired(db.app, clockAt('2026-11-28T03:00:00Z'), { pause: () => Promise.resolve() })
  t.is(counts['klien_galat'], 1)
  t.is((await galatOf(db.app, SKP)).length, 1)
})
