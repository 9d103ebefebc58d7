/** Small worlds in which every condition of a rule is met and missed often. */
import fc from 'fast-check'
import { type Aturan, type Keadaan, type Saluran, TUNTUTAN } from '../../src/domain/mfa/kebijakan/aturan.ts'

/** Units by their parent, the province at the top. */
export const PARENT: Readonly<Record<string, string | undefined>> = {
  banten: undefined, dinkes: 'banten', balai: 'dinkes', seksi: 'balai', setda: 'banten', biro: 'setda',
}

const chainOf = (unit: string | undefined): { id: string }[] =>
  unit === undefined ? [] : [{ id: unit }, ...chainOf(PARENT[unit])]

/** Days around the one that is asked for. */
export const TODAY = '2026-12-10'
const day = fc.constantFrom('2026-12-08', '2026-12-09', TODAY, '2026-12-11')

const ways = fc.subarray<Saluran>(['email', 'sms'])

const some = <Value>(...values: Value[]) =>
  fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined, freq: 2 })

const networks = some('10.1.0.0/16', '10.1.2.0/24', '192.0.2.0/24', '0.0.0.0/0', '203.0.113.8/32')

export const rule: fc.Arbitrary<Aturan> = fc.record({
  id: fc.uuid(), nama: fc.constant('Aturan uji'),
  siapa: fc.record({
    opd: some('banten', 'dinkes', 'balai', 'biro'), jenis_jabatan: some('struktural', 'pelaksana'),
    eselon: some('I', 'II', 'III'), golongan: some('IV/a', 'IX'), peran: some('*', 'admin', 'bkd'),
    pegawai: some('siti', 'budi'),
  }),
  ke: fc.record({
    klien: some('skp', 'gaji'), kelompok: some('keuangan', 'umum'),
    berisiko: fc.option(fc.constant(true as const), { nil: undefined }),
  }),
  dari: fc.record({ jaringan: networks, luar_jaringan: networks }),
  tuntutan: fc.constantFrom(...TUNTUTAN), perangkat_tepercaya: fc.boolean(), kode_pesan: ways, sejak: day,
  pendaftaran_sampai: fc.option(day),
})

/** One that is about everybody, so that several fit at once. */
export const broadRule: fc.Arbitrary<Aturan> = rule.map((one) => ({ ...one, siapa: {}, ke: {}, dari: {} }))

export const rules = fc.array(fc.oneof(rule, broadRule), { maxLength: 6 })

export const sign: fc.Arbitrary<Keadaan> = fc.record({
  person: fc.record({
    id: fc.constantFrom('siti', 'budi', 'tono'), golongan: fc.constantFrom('IV/a', 'IX', 'III/a', null),
    jabatan: fc.option(fc.record({
      id: fc.constant('j'), nama: fc.constant('Jabatan'), tmt: fc.constant(null),
      jenis: fc.constantFrom('struktural', 'pelaksana', null), eselon: fc.constantFrom('I.b', 'II.a', 'II.b', 'III.a', null),
    })),
    email: fc.constantFrom('siti@contoh.test', null), no_hp: fc.constantFrom('081200000000', null),
    unitChain: fc.constantFrom(undefined, ...Object.keys(PARENT)).map(chainOf),
    roles: fc.subarray([{ role: 'admin' }, { role: 'bkd' }, { role: 'csirt' }]),
    faktor: fc.subarray<{ jenis: 'totp' | 'passkey' }>([{ jenis: 'totp' }, { jenis: 'passkey' }]),
  }),
  client: fc.record({
    client_id: fc.constantFrom('skp', 'gaji', 'portal'), berisiko: fc.boolean(),
    kelompok: fc.constantFrom('keuangan', 'umum', null),
  }),
  network: fc.constantFrom('10.1.2.3', '10.1.9.9', '192.0.2.200', '203.0.113.8', '203.0.113.9', '', undefined),
  today: fc.constant(TODAY),
})
