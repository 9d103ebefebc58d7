import test from 'ava'
import fc from 'fast-check'
import { fold, type Kept } from '../../src/domain/kepegawaian/peristiwa/fold.rules.ts'
import { toRow } from '../../src/domain/kepegawaian/peristiwa/baca.rules.ts'
import { TODAY } from '../kepegawaian/feeds.ts'
import { event, joined, type Sent, understood } from './events.ts'
import { arrival, lives } from './lives.ts'

// The state of a person is a pure fold over the set of his events.

const kept = (events: readonly Sent[]): Kept[] => understood(events).map((one) => toRow(one, { id: one.id, clientId: 'x' }) as unknown as Kept)

test('every order and repetition of any events folds to the same', (t) => {
  fc.assert(fc.property(
    lives([1], { minLength: 1, maxLength: 15 }).chain((events) => fc.tuple(fc.constant(events), arrival(events))),
    ([events, deliveries]) => { t.deepEqual(fold(kept(deliveries.flat()), TODAY), fold(kept(events), TODAY)) },
  ), { numRuns: 500 })
})

const of = (...events: Sent[]) => fold(kept(events), TODAY)

test('of two words on one fact the later time counts, then the version, then the id', (t) => {
  const say = (email: string, more: object) => event('kontak', 1, { email }, { versi: 1, ...more })
  const winner = (...events: Sent[]) => of(...events).columns.get('email')?.value
  t.is(winner(say('b@x.id', { berlaku: '2026-02-01' }), say('a@x.id', { berlaku: '2026-01-01', versi: 9 })), 'b@x.id')
  t.is(winner(say('a@x.id', { versi: 2 }), say('b@x.id', { versi: 1 })), 'a@x.id')
  t.is(winner(say('a@x.id', { id: 'Z' }), say('b@x.id', { id: 'A' })), 'a@x.id')
  t.is(winner(say('a@x.id', { berlaku: '2026-01-01T10:00:00+07:00' }), say('b@x.id', { berlaku: '2026-01-01' })), 'a@x.id')
})

test('what is not told says nothing, null takes away', (t) => {
  const { columns } = of(joined(1, { email: 'a@x.id' }), event('kontak', 1, { no_hp: null }))
  t.is(columns.get('email')?.value, 'a@x.id')
  t.is(columns.get('no_hp')?.value, null)
  t.false(columns.has('gelar_depan'))
})

test('what begins in the future does not count today: dated facts keep their day, others wait', (t) => {
  const coming = { berlaku: '2026-12-01' }
  const folded = of(
    joined(1), event('kedudukan', 1, { kedudukan: '99' }, coming), event('mutasi', 1, { unit: 'U2' }, coming),
    event('golongan', 1, { golongan: 'IV/a' }, coming), event('kontak', 1, { email: 'a@x.id' }, coming),
    event('pensiun', 1, { tmt_pensiun: '2027-01-01' }, coming),
  )
  t.is(folded.standing?.value.kode, '01')
  t.deepEqual(folded.coming.map(({ value, by }) => [value, by.hari]), [['99', '2026-12-01']])
  t.deepEqual(folded.units.map(({ value }) => value), ['U1', 'U2'])
  t.is(folded.columns.get('golongan')?.value, 'III/c')
  t.false(folded.columns.has('email'))
  t.is(folded.columns.get('tmt_pensiun')?.value, '2027-01-01')
})

test('a kedudukan that nobody knows holds, and the last known one stands', (t) => {
  const { standing, unknown } = of(joined(1), event('kedudukan', 1, { kedudukan: 'XX' }))
  t.is(standing?.value.kode, '01')
  t.true(unknown?.value)
  t.false(of(event('kedudukan', 1, { kedudukan: 'XX' }), event('kedudukan', 1, { kedudukan: '04' }, { versi: 2 })).unknown?.value)
})

test('a number of a PNS takes the contract of the PPPK away', (t) => {
  const { columns, nip } = of(event('kontrak', 1, { akhir_kontrak: '2027-01-01' }), event('nip_berubah', 1, { nip: '198001012026011001' }, { versi: 2 }))
  t.is(columns.get('akhir_kontrak')?.value, null)
  t.is(columns.get('jenis')?.value, 'PNS')
  t.is(nip?.value, '198001012026011001')
})
