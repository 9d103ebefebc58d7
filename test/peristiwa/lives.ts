import fc from 'fast-check'
import { nipOf } from '../kepegawaian/feeds.ts'
import type { Sent } from './events.ts'

/** Arbitrary lives: any events of some people, told by id, by number or by both, in the past, today and to come. */

const LAHIR = '1980-01-01'
const DAYS = ['2026-03-01', '2026-06-15', '2026-11-01', '2026-11-22', '2026-12-01', '2027-01-01'] as const
const STANDINGS = ['01', '02', '03', '04', '20', '99', 'XX'] as const
const UNITS = ['U1', 'U2', 'U3'] as const

/** Numbers of a person, and of nobody else. */
const numbersOf = (serial: number): string[] => [nipOf(serial), nipOf(serial + 300), nipOf(serial + 600, { mulai: '202221' })]

const post = fc.record({
  id: fc.constantFrom('J1', 'J2'), nama: fc.constantFrom('Arsiparis', 'Analis'), jenis: fc.constantFrom('fungsional', 'pelaksana'),
  eselon: fc.constantFrom('21', '99'),
}, { requiredKeys: ['nama', 'jenis'] })

const optional = (model: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> => fc.record(model, { requiredKeys: [] })

const whole = fc.tuple(fc.record({ nama: fc.constantFrom('Contoh', 'Contoh Lain'), kedudukan: fc.constantFrom('01', '03', '04') }), optional({
  unit: fc.constantFrom(...UNITS), golongan: fc.constantFrom('III/c', 'IX'), jabatan: post, email: fc.constantFrom('a@x.id', null),
  akhir_kontrak: fc.constantFrom('2026-12-31', '2027-06-30'),
})).map(([must, may]) => ({ ...must, ...may }))

const letter = { sk: fc.constantFrom('800/1', '800/2') }

/** What an event of each kind says of a person whose numbers these are. */
const kinds = (numbers: readonly string[]): Record<string, fc.Arbitrary<object>> => ({
  masuk: whole,
  mutasi: fc.record({ unit: fc.constantFrom(...UNITS) }),
  jabatan: fc.record({ jabatan: fc.option(post), unit: fc.constantFrom(...UNITS) }, { requiredKeys: ['jabatan'] }),
  golongan: fc.record({ golongan: fc.constantFrom('III/c', 'III/d', 'IV/a') }),
  kedudukan: fc.record({ kedudukan: fc.constantFrom(...STANDINGS) }),
  pensiun: fc.record({ tmt_pensiun: fc.constantFrom('2026-11-22', '2030-01-01', null) }),
  meninggal: fc.record({ tgl_meninggal: fc.constantFrom('2026-11-20', null) }),
  kontrak: fc.record({ akhir_kontrak: fc.constantFrom('2026-11-21', '2027-12-31') }),
  nip_berubah: fc.record({ nip: fc.constantFrom(...numbers) }),
  kontak: optional({ email: fc.constantFrom('b@x.id', null), no_hp: fc.constantFrom('+628123456789', null) }),
  penugasan: fc.record({
    ...letter, jenis: fc.constantFrom('PLT', 'TT'), jabatan: fc.constant('Kepala'), unit: fc.constantFrom(...UNITS),
    mulai: fc.constantFrom('2026-10-01', '2026-12-01'), selesai: fc.constantFrom('2026-12-31', null),
  }),
  penugasan_selesai: fc.record({ ...letter, selesai: fc.constantFrom('2026-09-01', '2026-11-30') }),
  penugasan_dicabut: fc.record(letter),
})

/** @param people serials; @param numbers which numbers a person may be told by and given */
const eventOf = (people: readonly number[], numbers: (serial: number) => readonly string[]) => {
  const told = fc.constantFrom(...people).chain((serial) => {
    const byNumber = fc.constantFrom(...numbers(serial)).map((nip) => ({ nip, tanggal_lahir: LAHIR }))
    const all = kinds(numbers(serial))
    return fc.constantFrom(...Object.keys(all)).chain((jenis) => fc.record({
      jenis: fc.constant(jenis), data: all[jenis] ?? fc.constant({}),
      orang: jenis === 'masuk' ? fc.constant({ id: `P${serial}`, nip: numbers(serial)[0], tanggal_lahir: LAHIR })
        : fc.oneof(fc.constant({ id: `P${serial}` }), byNumber, byNumber.map((number) => ({ id: `P${serial}`, ...number }))),
    }))
  })
  return fc.tuple(told, fc.constantFrom(...DAYS), fc.integer({ min: 1, max: 2 }))
    .map(([one, berlaku, versi]) => ({ ...one, berlaku, versi }))
}

const withIds = (events: readonly object[]): Sent[] => events.map((event, index) => ({ id: `E${index}`, ...event }) as Sent)

/** Events of people whose numbers are their own. */
export const lives = (people: readonly number[], size: { minLength: number; maxLength: number }): fc.Arbitrary<Sent[]> =>
  fc.array(eventOf(people, numbersOf), size).map(withIds)

/** Events that contradict each other about who is who: any id with any number. */
export const tangles = (people: readonly number[], size: { minLength: number; maxLength: number }): fc.Arbitrary<Sent[]> => {
  const all = people.flatMap(numbersOf)
  const any = fc.tuple(eventOf(people, () => all), fc.constantFrom(...all)).map(([event, nip]) =>
    event.jenis === 'masuk' ? { ...event, orang: { ...event.orang, nip } } : event)
  return fc.array(any, size).map(withIds)
}

/** One way in which the same events may arrive: another order, some more than once, in deliveries of any length. */
export const arrival = (events: readonly Sent[]): fc.Arbitrary<Sent[][]> => fc.tuple(
  fc.shuffledSubarray([...events], { minLength: events.length }), fc.shuffledSubarray([...events], { maxLength: Math.min(4, events.length) }),
  fc.array(fc.integer({ min: 1, max: 4 }), { minLength: events.length + 4, maxLength: events.length + 4 }),
).chain(([once, again, lengths]) => {
  const all = [...once, ...again]
  return fc.shuffledSubarray(all, { minLength: all.length }).map((mixed) => {
    const deliveries: Sent[][] = []
    for (let at = 0, index = 0; at < mixed.length; at += lengths[index] ?? 1, index += 1) {
      deliveries.push(mixed.slice(at, at + (lengths[index] ?? 1)))
    }
    return deliveries
  })
})
