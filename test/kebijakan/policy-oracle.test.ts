import test from 'ava'
import fc from 'fast-check'
import { PASSWORD_DEMAND } from '../../src/domain/mfa/demand.ts'
import type { Aturan, Keadaan } from '../../src/domain/mfa/kebijakan/aturan.ts'
import { demandOf, isMet, type Terbukti } from '../../src/domain/mfa/kebijakan/tuntutan.rules.ts'
import { admits } from './oracle.ts'
import { broadRule, rule, rules, sign, TODAY } from './worlds.ts'

/**
 * Everything that a session can have proven. A trusted device spares the code by message: whoever has both is asked by the
 * strictest of each, which may be more than every single rule asks of him.
 */
const PROOFS: readonly Terbukti[] = [
  ...[false, true].flatMap((perangkat): Terbukti[] => [
    { acr: 'urn:bantenprov:acr:sandi', perangkat }, { acr: 'urn:bantenprov:acr:mfa', perangkat },
    { acr: 'urn:bantenprov:acr:tahan-phishing', perangkat },
  ]),
  { acr: 'urn:bantenprov:acr:mfa', perangkat: false, kodePesan: 'email' },
  { acr: 'urn:bantenprov:acr:mfa', perangkat: false, kodePesan: 'sms' },
]

const lettingIn = (all: readonly Aturan[], one: Keadaan): boolean[] =>
  PROOFS.map((proven) => isMet(demandOf(all, one), proven, one.today))

test('the policy lets in exactly whom every single rule lets in', (t) => {
  let refused = 0
  let asked = 0
  fc.assert(fc.property(rules, sign, (all, one) => {
    const expected = PROOFS.map((proven) => admits(all, one, proven))
    asked += 1
    if (expected.includes(false)) refused += 1
    t.deepEqual(lettingIn(all, one), expected)
  }), { numRuns: 3_000 })
  // Worlds in which nobody is ever stopped, or everybody, would prove nothing.
  t.true(refused > asked / 10 && refused < asked * 0.9, `${refused} of ${asked}`)
})

test('the order of the rules says nothing', (t) => {
  fc.assert(fc.property(fc.array(broadRule, { maxLength: 6 }), sign, (all, one) => {
    t.deepEqual(demandOf(all.toReversed(), one), demandOf(all, one))
    t.deepEqual(demandOf([...all.slice(2), ...all.slice(0, 2)], one), demandOf(all, one))
  }))
})

test('a rule more never lets anybody in who was kept out', (t) => {
  fc.assert(fc.property(rules, fc.oneof(rule, broadRule), sign, (all, more, one) => {
    const before = lettingIn(all, one)
    t.true(lettingIn([...all, more], one).every((lets, index) => !lets || before[index]))
  }), { numRuns: 1_000 })
})

test('the same rule twice is that rule', (t) => {
  fc.assert(fc.property(broadRule, sign, (only, one) => {
    const { aturan: _twice, ...twice } = demandOf([only, only], one)
    const { aturan: _once, ...once } = demandOf([only], one)
    t.deepEqual(twice, once)
  }))
})

test('the names of the rules that ask, and the day of the grace, are told', (t) => {
  fc.assert(fc.property(rules, sign, (all, one) => {
    const demand = demandOf(all, one)
    const told = [...demand.aturan, ...demand.menyusul?.aturan ?? []]
    t.true(told.every((id) => all.some((other) => other.id === id && other.sejak <= TODAY && other.tuntutan !== 'sandi')))
    if (told.length === 0) t.deepEqual(demand, { ...PASSWORD_DEMAND, perangkatTepercaya: !one.client.berisiko })
    for (const until of [demand.pendaftaranSampai, demand.menyusul?.sampai]) {
      t.true(until === undefined || (until >= TODAY && all.some((other) => other.pendaftaran_sampai === until)))
    }
  }), { numRuns: 1_000 })
})
