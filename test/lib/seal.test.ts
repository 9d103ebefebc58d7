import { randomBytes } from 'node:crypto'
import test from 'ava'
import { createSeal, fingerprint } from '../../src/kernel/lib/seal.ts'

const older = { id: 'a', key: randomBytes(32) }
const newer = { id: 'b', key: randomBytes(32) }
const place = { table: 'signing_key', column: 'private_sealed', row: 'k1' }

test('a sealed value opens in its own place alone', (t) => {
  const seal = createSeal([older])
  const sealed = seal.seal('rahasia', place)
  t.false(sealed.includes('rahasia'))
  t.is(seal.open(sealed, place), 'rahasia')
  for (const moved of [{ ...place, row: 'k2' }, { ...place, column: 'x' }, { ...place, table: 'y' }]) {
    t.throws(() => seal.open(sealed, moved))
  }
})

test('an older key still opens, the newest seals', (t) => {
  const sealed = createSeal([older]).seal('rahasia', place)
  const both = createSeal([newer, older])
  t.is(both.open(sealed, place), 'rahasia')
  t.true(both.seal('x', place).startsWith('v1.b.'))
  t.throws(() => createSeal([newer]).open(sealed, place), { message: /no key/ })
})

test('a changed ciphertext does not open', (t) => {
  const seal = createSeal([older])
  const parts = seal.seal('rahasia', place).split('.')
  const text = Buffer.from(parts[4] ?? '', 'base64url')
  text[0] = (text[0] ?? 0) ^ 1
  t.throws(() => seal.open([...parts.slice(0, 4), text.toString('base64url')].join('.'), place))
})

test('fingerprints tell keys apart', (t) => {
  t.not(fingerprint(older), fingerprint(newer))
  t.is(fingerprint(older), fingerprint({ id: 'other name', key: older.key }))
})

test('a shortened tag does not open: it would be guessed so much sooner', (t) => {
  const seal = createSeal([older])
  const parts = seal.seal('rahasia', place).split('.')
  const tag = Buffer.from(parts[3] ?? '', 'base64url')
  t.is(tag.length, 16)
  for (const bytes of [4, 8, 12, 15]) {
    const shortened = parts.with(3, tag.subarray(0, bytes).toString('base64url')).join('.')
    t.throws(() => seal.open(shortened, place), { message: /tag/ })
  }
})
