import test from 'ava'
import fc from 'fast-check'
import { halaman } from '../../src/domain/kepegawaian/source/api/contract.schema.ts'
import { bundleOf } from '../../src/domain/kepegawaian/source/bundle.ts'
import { dayOf } from '../../src/domain/kepegawaian/source/simpeg/values.rules.ts'
import { mayWrite } from '../../src/domain/kepegawaian/source/simpeg/grants.rules.ts'
import { FeedRefusal } from '../../src/domain/kepegawaian/refusal.ts'
import { validate } from '../../src/domain/kepegawaian/validation/validate.rules.ts'
import { PEGAWAI_COLUMNS, pegawai, pegawaiCsv, TODAY, UNOR_COLUMNS } from './feeds.ts'

// Whatever bytes, cells and answers come: a feed, or a refusal that has a code. Nothing else is ever thrown.

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('"', '""', ';', ',', '\r', '\n', '\r\n', '\0', '\uFEFF', "'", '=', '\u0000'),
  fc.constantFrom('1,99E+17', '00000000', '31-02-2020', '198001012005011001', '№', '𝟙𝟡', '-'),
)

/** @returns how the bundle ended: 'feed' when everything in it was judged */
async function endOf(bytes: Buffer, unor?: Buffer): Promise<string> {
  const file = (name: string, content: Buffer) => ({ name, bytes: content })
  const source = bundleOf({
    pegawai: file('pegawai.csv', bytes), sha256: Buffer.alloc(32), ...(unor && { unor: file('unor.csv', unor) }),
  }, new Date(0))
  try {
    const feed = await source.read(() => undefined)
    const { pegawai: judged } = validate(feed, TODAY)
    const bad = new Set(judged.quarantined.map(({ line }) => line))
    return judged.rows.length + bad.size === judged.read ? 'feed' : 'somebody is neither believed nor named'
  } catch (error) {
    if (error instanceof FeedRefusal) return 'refused'
    throw error
  }
}

test('any bytes are a feed or a refusal', async (t) => {
  await t.notThrowsAsync(fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, hasHeader) => {
    const header = Buffer.from(hasHeader ? `${PEGAWAI_COLUMNS.join(';')}\n` : '')
    return ['feed', 'refused'].includes(await endOf(Buffer.concat([header, bytes])))
  }), { numRuns: 300 }))
})

test('any cells are believed or named, line by line', async (t) => {
  const line = fc.dictionary(fc.constantFrom(...PEGAWAI_COLUMNS), odd, { maxKeys: 4 })
  await t.notThrowsAsync(fc.assert(fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (changes) => {
    const text = pegawaiCsv(changes.map((one, at) => pegawai(at + 1, one)))
    return ['feed', 'refused'].includes(await endOf(Buffer.from(text), Buffer.from(`${UNOR_COLUMNS.join(',')}\n`)))
  }), { numRuns: 200 }))
})

test('a bundle that is cut anywhere is refused or loses nothing but its end', async (t) => {
  const whole = Buffer.from(pegawaiCsv([1, 2, 3].map((serial) => pegawai(serial, { nama: `"Satu"; dua\n${serial}` }))))
  const ends = await Promise.all(Array.from({ length: whole.length }, (_, length) => endOf(whole.subarray(0, length))))
  t.deepEqual([...new Set(ends)].toSorted(), ['feed', 'refused'])
  t.true(ends.filter((end) => end === 'refused').length > whole.length - 10, 'only at a line end it looks whole')
})

test('a page is one with a number, a total and its marks, whatever stands there', (t) => {
  const page = { nomor: 1, total: 0, sampai: 'a', berikutnya: null, data: [] }
  t.true(halaman.safeParse(page).success)
  const fits = { nomor: fc.integer({ min: 1, max: 9_999 }), total: fc.nat(9_999) }
  t.notThrows(() => fc.assert(fc.property(fc.record(fits), (good) => halaman.safeParse({ ...page, ...good }).success)))
  const odd = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.dictionary(fc.string(), fc.integer()), fc.integer({ max: -1 }))
  t.notThrows(() => fc.assert(fc.property(fc.constantFrom('nomor', 'total', 'data'), odd, (name, value) =>
    !halaman.safeParse({ ...page, [name]: value }).success)))
  t.notThrows(() => fc.assert(fc.property(fc.jsonValue(), (value) => { halaman.safeParse(value) }), { numRuns: 300 }))
})

test('any value of the old database is a text', (t) => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.constant(undefined), fc.uint8Array().map((bytes) => Buffer.from(bytes)))
  t.notThrows(() => fc.assert(fc.property(value, (one) => typeof dayOf(one) === 'string')))
  t.notThrows(() => fc.assert(fc.property(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1900, max: 2100 }), (day, month, year) => {
    const text = `${String(day).padStart(2, '0')}${String(month).padStart(2, '0')}${year}`
    const expected = `${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4)}`
    return dayOf(text) === expected && dayOf(Number(text)) === expected
  })))
})

test('what is no grant of reading may write', (t) => {
  fc.assert(fc.property(fc.string(), (text) => mayWrite(text)))
  t.false(mayWrite("GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*00'"))
  t.false(mayWrite('GRANT SELECT (`nip`, `nama`), SHOW VIEW ON `simpeg`.`peg_identpeg` TO `a`@`%`'))
})
