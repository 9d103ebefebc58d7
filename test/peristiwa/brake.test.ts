import test from 'ava'
import { insertPermission } from '../../src/domain/kepegawaian/brake/brake.queries.ts'
import { applyRipeEvents } from '../../src/domain/kepegawaian/peristiwa/index.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { clockAt, TODAY } from '../kepegawaian/feeds.ts'
import { deliver, event, joined, openUnits, type Sent } from './events.ts'

// Endings that are pushed count like those of a run, an hour together: too many wait for BKD, and nobody loses anything.

const clock = clockAt(TODAY)
const later = { now: () => new Date(`${TODAY}T05:00:00Z`), today: () => TODAY }

async function open(t: Scope, people: number) {
  const { app: database, owner } = await testDatabase(t, 'kosong')
  await openUnits(database)
  const serials = Array.from({ length: people }, (_, index) => index + 1)
  for (let from = 0; from < people; from += 100) {
    await deliver(database, clock, serials.slice(from, from + 100).map((serial) => joined(serial, { unit: serial <= people / 2 ? 'U1' : 'U2' })))
  }
  const one = async <T>(text: string, values: readonly string[] = []): Promise<T> =>
    (await database.query<{ value: T }>({ text, values }))[0]?.value as T
  return {
    database, owner,
    give: (events: readonly Sent[], by = clock) => deliver(database, by, events),
    frozen: () => one<number>(`SELECT count(*)::int AS value FROM pegawai WHERE keadaan = 'beku'`),
    waiting: () => one<number>(`SELECT count(*)::int AS value FROM kepegawaian_run WHERE outcome = 'menunggu'`),
    one,
    /** Two of BKD say yes to what waits. */
    allow: async (): Promise<void> => {
      const run = await one<string>(`SELECT id AS value FROM kepegawaian_run WHERE outcome = 'menunggu'`)
      for (const serial of [1, 2]) {
        const by = await one<string>('SELECT pegawai_id AS value FROM pegawai_sumber WHERE external_id = $1', [`P${serial}`])
        await owner.query({ text: `INSERT INTO product_role (pegawai_id, role, valid_from, given_by) VALUES ($1, 'bkd', '2026-01-01', 'operator')`, values: [by] })
        await database.knex.transaction((trx) => insertPermission(trx, { run, by, today: TODAY, at: clock.now() }))
      }
    },
  }
}

const freeze = (serial: number, more: Record<string, unknown> = {}) => event('kedudukan', serial, { kedudukan: '02' }, more)
const some = (from: number, count: number): Sent[] => Array.from({ length: count }, (_, index) => freeze(from + index))

test('a mass in one delivery is held, the sender is told, BKD is asked once', async (t) => {
  const { give, frozen, waiting, one } = await open(t, 200)
  const told = await give(some(10, 60))
  t.true(told.every(({ hasil, alasan }) => hasil === 'ditahan' && alasan === 'rem'))
  t.is(await frozen(), 0)
  t.is(await waiting(), 1)
  t.is(await one<number>(`SELECT count(*)::int AS value FROM audit_event WHERE kind = 'kepegawaian.rem-menahan'`), 1)
  t.is(await one<number>('SELECT count(DISTINCT pegawai_id)::int AS value FROM kepegawaian_selisih s JOIN kepegawaian_run r ON r.id = s.run_id AND r.outcome = $1', ['menunggu']), 60)
})

test('drop by drop it is the same: from the limit on everybody more is held, in one question', async (t) => {
  const { give, frozen, waiting } = await open(t, 200)
  for (let serial = 1; serial <= 60; serial += 1) await give([freeze(serial)])
  const gone = await frozen()
  t.true(gone > 0 && gone <= 50, String(gone))
  t.is(await waiting(), 1)
  // An hour later one more is no mass.
  await give([freeze(150)], later)
  t.is(await frozen(), gone + 1)
})

test('who is held keeps everything else that events bring, and is free when an event takes the ending back', async (t) => {
  const { give, frozen, waiting, one } = await open(t, 200)
  await give(some(10, 60))
  t.deepEqual((await give([event('golongan', 10, { golongan: 'IV/a' })])).map(({ hasil }) => hasil), ['diterapkan'])
  t.is(await one<string>(`SELECT golongan AS value FROM pegawai p JOIN pegawai_sumber s ON s.pegawai_id = p.id WHERE s.external_id = 'P10'`), 'IV/a')
  await give(Array.from({ length: 60 }, (_, index) => event('kedudukan', 10 + index, { kedudukan: '01' }, { versi: 2 })))
  t.is(await frozen(), 0)
  t.is(await waiting(), 0)
  t.is(await one<number>(`SELECT count(*)::int AS value FROM kepegawaian_peristiwa WHERE status = 'ditahan'`), 0)
})

test('two people of BKD let it through, once, for these people and no other', async (t) => {
  const { database, give, frozen, waiting, allow } = await open(t, 200)
  await give(some(10, 60))
  await allow()
  // One more after they had said yes: they have to look again.
  await give([freeze(100)])
  await applyRipeEvents(database, clock)
  t.is(await frozen(), 0)
  t.is(await waiting(), 1)
})

test('allowed, those who were held are ended', async (t) => {
  const { database, give, frozen, waiting, allow } = await open(t, 200)
  await give(some(10, 60))
  await applyRipeEvents(database, clock)
  t.is(await frozen(), 0)
  await allow()
  await applyRipeEvents(database, clock)
  t.is(await frozen(), 60)
  t.is(await waiting(), 0)
  await give(some(100, 60))
  t.is(await waiting(), 1, 'the permission was for those alone')
})
