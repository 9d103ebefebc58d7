import { randomInt } from 'node:crypto'
import test from 'ava'
import fc from 'fast-check'
import { ALPHABET, drawRecoveryCodes, readRecoveryCode, writeRecoveryCode } from '../../src/domain/mfa/pemulihan/kode.rules.ts'
import { factorName } from '../../src/domain/mfa/nama.rules.ts'

test('ten codes, no two of which begin alike, whatever the generator', (t) => {
  fc.assert(fc.property(fc.infiniteStream(fc.nat(ALPHABET.length - 1)), (stream) => {
    // The drawing goes on until the beginnings differ: a generator that stands still would never end.
    const draw = () => (Number(stream.next().value) + randomInt(ALPHABET.length)) % ALPHABET.length
    const codes = drawRecoveryCodes(draw)
    t.is(new Set(codes.map(({ awalan }) => awalan)).size, 10)
    for (const code of codes) {
      t.regex(writeRecoveryCode(code), /^([A-HJ-KM-NP-Z2-9]{4}-){2}[A-HJ-KM-NP-Z2-9]{4}$/)
      t.deepEqual(readRecoveryCode(writeRecoveryCode(code)), code)
    }
  }), { numRuns: 20 })
})

test('the secret part has more than 20 bits', (t) => {
  const [code] = drawRecoveryCodes((max) => randomInt(max))
  t.true((code?.rahasia.length ?? 0) * Math.log2(ALPHABET.length) > 48)
})

for (const [typed, read] of [
  ['k7qd 3fmw 2xpa', { awalan: 'K7', rahasia: 'QD3FMW2XPA' }], ['K7QD-3FMW-2XPA', { awalan: 'K7', rahasia: 'QD3FMW2XPA' }],
  ['K7QD3FMW2XP', undefined], ['K7QD3FMW2XPAA', undefined], ['K7QD3FMW2XP0', undefined], ['', undefined],
] as const) {
  test(`"${typed}" is ${read ? 'read' : 'none of ours'}`, (t) => t.deepEqual(readRecoveryCode(typed), read))
}

for (const [typed, name] of [
  ['  Ponsel   kantor ', 'Ponsel kantor'], ['a\u0000b\nc', 'a b c'], ['', undefined], [undefined, undefined], [' \u200b ', undefined],
  ['x'.repeat(60), 'x'.repeat(40)],
] as const) {
  test(`the name ${JSON.stringify(typed)} becomes ${JSON.stringify(name)}`, (t) => t.is(factorName(typed), name))
}
