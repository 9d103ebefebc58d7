import test from 'ava'
import {
  codeAt, groupKey, judgeTotp, normaliseCode, otpauthUri, secondsToNext, stepAt, type UsedSteps,
} from '../../src/domain/mfa/totp/totp.rules.ts'

// The key of RFC 6238, appendix B: the ASCII digits 12345678901234567890 in base 32.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const NOW = new Date('2026-11-28T05:00:12Z')
const HERE = stepAt(NOW)
const FRESH: UsedSteps = { langkah_terakhir: 0, langkah_hangus: [] }

// The last six of the eight digits in the table of the RFC.
for (const [seconds, code] of [
  [59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'],
] as const) {
  test(`RFC 6238, appendix B: ${seconds} s is ${code}`, (t) => {
    const at = new Date(seconds * 1000)
    t.is(codeAt(SECRET, stepAt(at)), code)
    // The meter looks ten minutes back: not before 1970.
    if (seconds > 600) t.deepEqual(judgeTotp(SECRET, code, at, FRESH), { hasil: 'cocok', langkah: stepAt(at) })
  })
}

const verdictAt = (offset: number) => judgeTotp(SECRET, codeAt(SECRET, HERE + offset), NOW, FRESH)

for (let offset = -25; offset <= 25; offset += 1) {
  const expected = Math.abs(offset) <= 1 ? 'cocok' : Math.abs(offset) <= 20 ? 'meleset' : 'salah'
  test(`a code of ${offset} steps from now: ${expected}`, (t) => t.is(verdictAt(offset).hasil, expected))
}

for (const [offset, arah, menit] of [
  [-8, 'lambat', 4], [8, 'cepat', 4], [-2, 'lambat', 1], [2, 'cepat', 1], [-3, 'lambat', 2], [20, 'cepat', 10],
] as const) {
  test(`the meter at ${offset} steps says ${arah}, ${menit} min`, (t) => {
    t.deepEqual(verdictAt(offset), {
      hasil: 'meleset', selisih: { arah, menit }, hangus: offset > 0 ? HERE + offset : undefined,
    })
  })
}

test('a step is used up, with all before it; what was told of too early never becomes good', (t) => {
  const judge = (offset: number, used: Partial<UsedSteps>) =>
    judgeTotp(SECRET, codeAt(SECRET, HERE + offset), NOW, { ...FRESH, ...used })
  t.deepEqual(judge(0, { langkah_terakhir: HERE }), { hasil: 'terpakai', tungguDetik: 18 })
  t.is(judge(-1, { langkah_terakhir: HERE }).hasil, 'terpakai')
  t.is(judge(1, { langkah_terakhir: HERE }).hasil, 'cocok')
  t.is(judge(0, { langkah_hangus: [HERE] }).hasil, 'terpakai')
  t.is(judge(1, { langkah_hangus: [HERE] }).hasil, 'cocok')
})

test('a wrong code is wrong', (t) => {
  const near = Array.from({ length: 41 }, (_, index) => codeAt(SECRET, HERE - 20 + index))
  const wrong = ['000000', '123456', '999999', '314159'].find((code) => !near.includes(code)) ?? ''
  t.deepEqual(judgeTotp(SECRET, wrong, NOW, FRESH), { hasil: 'salah' })
})

for (const [typed, code] of [
  ['123456', '123456'], [' 123 456 ', '123456'], ['123-456', '123456'], ['012345', '012345'],
  ['12345', undefined], ['1234567', undefined], ['12345a', undefined], ['', undefined], ['１２３４５６', undefined],
] as const) {
  test(`"${typed}" is ${code ?? 'no code'}`, (t) => t.is(normaliseCode(typed), code))
}

test('seconds to the next code', (t) => {
  t.is(secondsToNext(new Date('2026-11-28T05:00:00.000Z')), 30)
  t.is(secondsToNext(new Date('2026-11-28T05:00:29.999Z')), 1)
})

test('the link names us, the account and the key, and the key can be copied in groups', (t) => {
  const uri = new URL(otpauthUri(SECRET, 'NIP ****1001'))
  t.is(uri.protocol, 'otpauth:')
  t.is(decodeURIComponent(uri.pathname), '/Banten Satu Login:NIP ****1001')
  t.is(uri.searchParams.get('secret'), SECRET)
  t.is(uri.searchParams.get('issuer'), 'Banten Satu Login')
  t.deepEqual([uri.searchParams.get('digits') ?? '6', uri.searchParams.get('period') ?? '30'], ['6', '30'])
  t.is(groupKey(SECRET).join(' '), 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
})
