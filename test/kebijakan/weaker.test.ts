import test from 'ava'
import fc from 'fast-check'
import type { Aturan } from '../../src/domain/mfa/kebijakan/aturan.ts'
import { isWeaker } from '../../src/domain/mfa/kebijakan/melemah.rules.ts'
import { admits } from './oracle.ts'
import { ruleOf } from './support.ts'
import { rule, sign, TODAY } from './worlds.ts'

const PROOFS = [false, true].flatMap((perangkat) => [
  { acr: 'urn:bantenprov:acr:sandi', perangkat }, { acr: 'urn:bantenprov:acr:mfa', perangkat },
  { acr: 'urn:bantenprov:acr:mfa', perangkat, kodePesan: 'email' as const },
  { acr: 'urn:bantenprov:acr:mfa', perangkat, kodePesan: 'sms' as const },
  { acr: 'urn:bantenprov:acr:tahan-phishing', perangkat },
])

/** A rule and a change of some of its fields, so that many are comparable. */
const change = fc.tuple(rule, rule, fc.subarray(
  ['siapa', 'ke', 'dari', 'tuntutan', 'perangkat_tepercaya', 'kode_pesan', 'sejak', 'pendaftaran_sampai'] as const, { maxLength: 3 },
)).map(([before, other, fields]): [Aturan, Aturan] =>
  [before, { ...before, ...Object.fromEntries(fields.map((field) => [field, other[field]])) }])

test('what is not called weaker lets nobody in who was kept out, today and on the days to come', (t) => {
  let strong = 0
  fc.assert(fc.property(change, sign, fc.constantFrom(TODAY, '2026-12-11', '2026-12-12'), ([before, after], one, today) => {
    if (isWeaker(before, after, TODAY)) return
    strong += 1
    for (const proven of PROOFS) {
      t.true(!admits([after], { ...one, today }, proven) || admits([before], { ...one, today }, proven))
    }
  }), { numRuns: 10_000 })
  t.true(strong > 1_000, `${strong} changes were strong enough to say something`)
})

const CHANGES: [name: string, before: Partial<Aturan>, after: Partial<Aturan> | undefined, weaker: boolean][] = [
  ['the same again', {}, {}, false],
  ['removed', {}, undefined, true],
  ['removed, when it asked nothing', { tuntutan: 'sandi' }, undefined, false],
  ['a passkey instead of any factor', {}, { tuntutan: 'tahan-phishing' }, false],
  ['a password instead of a factor', {}, { tuntutan: 'sandi' }, true],
  ['of more people', { siapa: { eselon: ['II'] } }, { siapa: { eselon: ['I', 'II'] } }, false],
  ['of everybody instead of some', { siapa: { peran: ['admin'] } }, {}, false],
  ['of any role instead of one', { siapa: { peran: ['admin'] } }, { siapa: { peran: ['*'] } }, false],
  ['of fewer people', {}, { siapa: { eselon: ['I'] } }, true],
  ['of other people', { siapa: { golongan: ['IX'] } }, { siapa: { golongan: ['IV/a'] } }, true],
  ['at fewer applications', {}, { ke: { berisiko: true } }, true],
  ['at every application instead of the risky ones', { ke: { berisiko: true } }, {}, false],
  ['from outside alone', {}, { dari: { luar_jaringan: ['10.0.0.0/8'] } }, true],
  ['from outside a smaller network', { dari: { luar_jaringan: ['10.0.0.0/8', '192.0.2.0/24'] } },
    { dari: { luar_jaringan: ['10.0.0.0/8'] } }, false],
  ['no trusted device any more', {}, { perangkat_tepercaya: false }, false],
  ['a trusted device again', { perangkat_tepercaya: false }, {}, true],
  ['a code by e-mail as well', {}, { kode_pesan: ['email'] }, true],
  ['no code by e-mail any more, at once', { kode_pesan: ['email'] }, {}, false],
  ['no code by e-mail any more, with a grace in which it is not asked', { kode_pesan: ['email'], pendaftaran_sampai: '2026-12-31' },
    { pendaftaran_sampai: '2026-12-31' }, true],
  ['a passkey, with a grace in which no factor is asked', { pendaftaran_sampai: '2026-12-31' },
    { tuntutan: 'tahan-phishing', pendaftaran_sampai: '2026-12-31' }, true],
  ['a longer grace', { pendaftaran_sampai: '2026-12-20' }, { pendaftaran_sampai: '2026-12-31' }, true],
  ['a shorter grace', { pendaftaran_sampai: '2026-12-31' }, { pendaftaran_sampai: '2026-12-20' }, false],
  ['later', {}, { sejak: '2027-01-01' }, true],
  ['from today instead of long ago', {}, { sejak: TODAY }, false],
]

for (const [name, before, after, weaker] of CHANGES) {
  test(`${weaker ? 'weaker' : 'not weaker'}: ${name}`, (t) => {
    t.is(isWeaker(ruleOf(before), after && ruleOf(after), TODAY), weaker)
  })
}

test('a new rule is never weaker than none', (t) => t.false(isWeaker(undefined, ruleOf({ tuntutan: 'sandi' }), TODAY)))
