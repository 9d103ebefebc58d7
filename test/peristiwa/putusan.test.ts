import test from 'ava'
import {
  type Answer, type Answered, answerEvent, applyRipeEvents, lookAtEvent,
} from '../../src/domain/kepegawaian/peristiwa/index.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { clockAt, nipOf, TODAY } from '../kepegawaian/feeds.ts'
import { deliver, directoryRows, event, joined, mapUnit, openUnits, type Sent } from './events.ts'

// What a human answers to events that contradict who is who, or wait: once, audited, and by the rules of every other event.

const clock = clockAt(TODAY)
const BORN = '1980-01-01'
const WHY = 'Menurut SK yang saya periksa'

async function open(t: Scope, people = 3) {
  const { app: database, owner } = await testDatabase(t, 'kosong')
  await openUnits(database)
  const everybody = Array.from({ length: people }, (_, index) => joined(index + 1))
  for (let from = 0; from < people; from += 100) await deliver(database, clock, everybody.slice(from, from + 100))
  const one = async <Value>(text: string, values: readonly unknown[] = []): Promise<Value> =>
    (await owner.query<{ value: Value }>({ text, values }))[0]?.value as Value
  const sub = (external: string) => one<string>('SELECT pegawai_id AS value FROM pegawai_sumber WHERE external_id = $1', [external])
  const idOf = (peristiwa: string) => one<string>('SELECT id AS value FROM kepegawaian_peristiwa WHERE peristiwa_id = $1', [peristiwa])
  return {
    database, everybody, one, sub,
    give: async (events: readonly Sent[]): Promise<string[]> =>
      (await deliver(database, clock, events)).map(({ hasil, alasan }) => alasan ?? hasil),
    status: (peristiwa: string) => one<string>('SELECT status AS value FROM kepegawaian_peristiwa WHERE peristiwa_id = $1', [peristiwa]),
    keadaan: (external: string) => one<string>(`SELECT p.keadaan AS value FROM pegawai p JOIN pegawai_sumber s ON s.pegawai_id = p.id
      WHERE s.external_id = $1`, [external]),
    look: async (peristiwa: string) => lookAtEvent({ database }, await idOf(peristiwa)),
    /** Somebody of BKD answers; P3 unless another is named. */
    answer: async (peristiwa: string, answer: Answer, by = 'P3'): Promise<Answered> => answerEvent(
      { database, clock, petugas: { sub: await sub(by), isBkd: true, unitIds: [] } }, await idOf(peristiwa), answer),
  }
}

/** Suspended, says the source of the id of one and the number of another. */
const confused = (id: number, number: number, more: Record<string, unknown> = {}): Sent =>
  event('kedudukan', id, { kedudukan: '04' }, { orang: { id: `P${id}`, nip: nipOf(number), tanggal_lahir: BORN }, ...more })

test('whom an event is about is said once, and it counts from then on however everything comes again', async (t) => {
  const { database, everybody, give, answer, sub, keadaan, status, one, look } = await open(t)
  const tangled = confused(1, 2)
  t.deepEqual(await give([tangled]), ['dua-orang'])
  t.deepEqual((await look(tangled.id))?.candidates.map(({ sebab, boleh, nip }) => [sebab, boleh, nip]).toSorted(),
    [['id', true, nipOf(1)], ['nip', true, nipOf(2)]])
  t.deepEqual(await answer(tangled.id, { putusan: 'terapkan', pegawaiId: await sub('P3'), alasan: WHY }, 'P1'),
    { ok: false, alasan: 'tentang-sendiri' })
  t.deepEqual(await answer(tangled.id, { putusan: 'terapkan', pegawaiId: await sub('P3'), alasan: WHY }), { ok: false, alasan: 'bukan-calon' })
  t.deepEqual(await answer(tangled.id, { putusan: 'terapkan', pegawaiId: await sub('P2'), alasan: WHY }), { ok: true })
  t.deepEqual([await keadaan('P1'), await keadaan('P2'), await status(tangled.id)], ['aktif', 'beku', 'diterapkan'])

  const rows = await directoryRows(database)
  for (const answered of ['abaikan', 'terapkan'] as const) {
    t.deepEqual(await answer(tangled.id, { putusan: answered, pegawaiId: await sub('P1'), alasan: WHY }), { ok: false, alasan: 'sudah-diputus' })
  }
  t.deepEqual(await give([tangled, ...everybody].toReversed()), Array(4).fill('diterapkan'))
  for (const again of [...everybody, tangled]) await give([again])
  await applyRipeEvents(database, clock)
  t.deepEqual(await directoryRows(database), rows)
  t.deepEqual(await one(`SELECT json_agg(json_build_array(actor, subject, data->>'putusan', data->>'alasan')) AS value FROM audit_event
    WHERE kind = 'peristiwa.diputus'`), [[`pegawai:${await sub('P3')}`, await sub('P2'), 'terapkan', WHY]])
})

test('a number never goes to another person, a human word or not; who has it may be meant by another id', async (t) => {
  const { database, give, answer, sub, look, one, keadaan } = await open(t)
  const taken = event('nip_berubah', 2, { nip: nipOf(1) })
  const mended = joined(9, {}, { orang: { id: 'P9', nip: nipOf(1), tanggal_lahir: '1980-01-02' }, berlaku: '2026-02-01' })
  t.deepEqual(await give([taken, mended, event('kedudukan', 9, { kedudukan: '04' })]),
    ['nip-milik-orang-lain', 'nip-milik-orang-lain', 'orang-tidak-dikenal'])
  t.deepEqual(await answer(taken.id, { putusan: 'terapkan', pegawaiId: await sub('P2'), alasan: WHY }), { ok: false, alasan: 'bukan-calon' })
  t.deepEqual((await look(mended.id))?.candidates.map(({ sebab, boleh }) => [sebab, boleh]), [['nip', true]])
  t.deepEqual(await answer(mended.id, { putusan: 'terapkan', pegawaiId: await sub('P1'), alasan: WHY }), { ok: true })
  t.is(await sub('P9'), await sub('P1'), 'the id is his from then on')
  t.is(await one('SELECT count(*)::int AS value FROM pegawai'), 3)
  t.is(await one('SELECT tanggal_lahir::text AS value FROM pegawai WHERE id = $1', [await sub('P1')]), '1980-01-02')
  await applyRipeEvents(database, clock)
  t.is(await keadaan('P9'), 'beku', 'what waited for this id')
})

test('what is left aside counts nowhere, whatever comes after', async (t) => {
  const { database, give, answer, status, everybody } = await open(t)
  const lost = event('mutasi', 1, { unit: 'U3' })
  const nobody = event('kedudukan', 77, { kedudukan: '04' })
  const tangled = confused(1, 2)
  const before = await directoryRows(database)
  t.deepEqual(await give([lost, nobody, tangled]), ['unit-tidak-dikenal', 'orang-tidak-dikenal', 'dua-orang'])
  for (const { id } of [lost, nobody, tangled]) {
    t.deepEqual(await answer(id, { putusan: 'abaikan', alasan: WHY }), { ok: true })
    t.deepEqual(await answer(id, { putusan: 'abaikan', alasan: WHY }), { ok: false, alasan: 'sudah-diputus' })
    t.is(await status(id), 'diabaikan')
  }
  const [seeded] = await database.query<{ external_id: string }>({ text: `SELECT external_id FROM unit_sumber WHERE external_id <> 'U1' LIMIT 1`, values: [] })
  await mapUnit(database, 'U3', seeded?.external_id ?? '')
  t.is(await applyRipeEvents(database, clock), 0)
  t.deepEqual((await deliver(database, clock, [lost, nobody, tangled])).map(({ hasil, ulangan }) => [hasil, ulangan]),
    Array(3).fill(['diabaikan', true]))
  await give(everybody.toReversed())
  // News of the same person is folded with everything that counts of him.
  t.deepEqual(await give([event('kontak', 1, { no_hp: null })]), ['diterapkan'])
  t.is(await status(lost.id), 'diabaikan')
  const after = await directoryRows(database) as { status: Record<string, string> }[]
  t.deepEqual(after.map(({ status: _, ...rest }) => rest), (before as typeof after).map(({ status: _, ...rest }) => rest))
})

test('of answers at the same moment one counts', async (t) => {
  const { give, answer, sub, one } = await open(t)
  const tangled = confused(1, 2)
  await give([tangled])
  const [first, second] = [await sub('P1'), await sub('P2')]
  const answers = await Promise.all(Array.from({ length: 9 }, (_, index) => answer(tangled.id,
    index % 3 === 0 ? { putusan: 'abaikan', alasan: WHY } : { putusan: 'terapkan', pegawaiId: index % 3 === 1 ? first : second, alasan: WHY })))
  t.deepEqual(answers.filter(({ ok }) => ok).length, 1)
  t.is(await one(`SELECT count(*)::int AS value FROM audit_event WHERE kind = 'peristiwa.diputus'`), 1)
})

test('the brake holds what a human applied as it holds every other event', async (t) => {
  const { give, answer, sub, keadaan, status } = await open(t, 200)
  const tangled = confused(190, 191)
  await give([tangled])
  await give(Array.from({ length: 60 }, (_, index) => event('kedudukan', 10 + index, { kedudukan: '02' })))
  t.deepEqual(await answer(tangled.id, { putusan: 'terapkan', pegawaiId: await sub('P191'), alasan: WHY }), { ok: true })
  t.deepEqual([await keadaan('P191'), await status(tangled.id)], ['aktif', 'ditahan'])
})
