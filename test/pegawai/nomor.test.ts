import test from 'ava'
import fc from 'fast-check'
import { parseNip } from '../../src/domain/pegawai/nip.rules.ts'
import {
  groupNomor, isNomor, makeNomor, maskNomor, meansNomor, normaliseNomor, NUMBERS,
} from '../../src/domain/pegawai/nomor.rules.ts'

const drawn = fc.integer({ min: 0, max: NUMBERS - 1 })
const NOMOR = 'BTN4821773098'

test('the example has the check digits of ISO/IEC 7064, MOD 97-10: the whole number leaves 1 when divided by 97', (t) => {
  t.is(makeNomor(48217730), NOMOR)
  t.is(4821773098 % 97, 1)
})

test('every drawn number is one, and none is a NIP', (t) => {
  t.notThrows(() => fc.assert(fc.property(drawn, (number) => {
    const nomor = makeNomor(number)
    return isNomor(nomor) && meansNomor(nomor) && !parseNip(nomor, '2026-11-28').ok
  })))
})

test('one wrong digit is always found', (t) => {
  t.notThrows(() => fc.assert(fc.property(drawn, fc.integer({ min: 3, max: 12 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
    const nomor = makeNomor(number)
    const wrong = (Number(nomor[at]) + by) % 10
    return !isNomor(`${nomor.slice(0, at)}${wrong}${nomor.slice(at + 1)}`)
  })))
})

test('two digits that were swapped are always found, wherever they stand', (t) => {
  t.notThrows(() => fc.assert(fc.property(drawn, fc.integer({ min: 3, max: 11 }), fc.integer({ min: 1, max: 9 }), (number, at, apart) => {
    const digits = [...makeNomor(number)]
    const other = Math.min(at + apart, 12)
    fc.pre(digits[at] !== digits[other])
    const [one = '', two = ''] = [digits[at], digits[other]]
    digits[at] = two
    digits[other] = one
    return !isNomor(digits.join(''))
  })))
})

for (const wrong of [-1, 0.5, NUMBERS, Number.NaN]) {
  test(`there is no number ${wrong} to draw`, (t) => {
    t.throws(() => makeNomor(wrong), { instanceOf: RangeError })
  })
}

const typed: [title: string, input: string, normalised: string][] = [
  ['as it is printed', 'BTN-4821-7730-98', NOMOR],
  ['in small letters with blanks', ' btn 4821 7730 98 ', NOMOR],
  ['the ten digits alone, on a keypad without letters', '4821 773098', NOMOR],
  ['ten digits that do not check are left as they are', '4821773099', '4821773099'],
  ['mistyped, it is still meant as one', 'btn-4821-7730-99', 'BTN4821773099'],
  ['a NIP', '19900101 201503 1 001', '199001012015031001'],
  ['the old number of 9 digits', '410012345', '410012345'],
  ['full-width letters are refused, not converted', 'ＢＴＮ4821773098', 'ＢＴＮ4821773098'],
]
for (const [title, input, normalised] of typed) {
  test(`typed: ${title}`, (t) => { t.is(normaliseNomor(input), normalised) })
}

test('printed in groups and masked', (t) => {
  t.is(groupNomor(NOMOR), 'BTN-4821-7730-98')
  t.is(groupNomor('199001012015031001'), '199001012015031001')
  t.is(maskNomor(NOMOR), 'BTN ····3098')
  t.is(maskNomor('199001012015031001'), 'NIP ····1001')
  t.is(maskNomor(null), 'NIP ····')
})
