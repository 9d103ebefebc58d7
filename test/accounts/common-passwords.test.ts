import { readFileSync } from 'node:fs'
import test from 'ava'
import { pack, readObserved } from '../../seeds/sandi-umum/build.ts'
import { generate, readWords } from '../../seeds/sandi-umum/kebiasaan.ts'
import { FORMAT, foldPassword, loadCommonPasswords, readCommonPasswords }
  from '../../src/domain/accounts/common-passwords.ts'

const shipped = loadCommonPasswords()
const words = readWords(readFileSync(new URL('../../seeds/sandi-umum/kata-dasar.txt', import.meta.url), 'utf8'))

test('the shipped list holds at least 100,000 observed passwords', (t) => {
  t.true(shipped.observed >= 100_000, String(shipped.observed))
  t.true(shipped.entries > shipped.observed)
})

for (const password of [
  'password', '12345678', 'qwertyuiop', 'iloveyou', 'i love you', 'trustno1', 'p@ssw0rd', 'sayangku', 'kekasihku',
  'Password', 'PASSWORD123', 'ｐａｓｓｗｏｒｄ', 'Bismillah', 'rahasia123', 'bantenprov',
  'BantenProv@2026', 'B@nten123', '54y4ng123', 'persib1933', 'serangserang', 'Merdeka45', 'satulogin1234',
]) {
  test(`the shipped list has ${password}`, (t) => {
    t.true(shipped.has(password))
  })
}

for (const password of [
  'kuda nil memanjat menara', 'xkqv-wzj', 'password is in here', ' password', 'gerhana-tumit-7-lonceng', '1234567', '',
]) {
  test(`the shipped list does not have ${JSON.stringify(password)}`, (t) => {
    t.false(shipped.has(password))
  })
}

test('the shipped list was built from the words and habits that stand beside it', (t) => {
  const generated = [...generate(words)]
  t.true(generated.length > 100_000)
  t.deepEqual(generated.filter((password) => !shipped.has(password)), [])
  t.deepEqual(words.filter((word) => word !== foldPassword(word)), [])
})

test('what is not on the shipped list is as good as never refused', (t) => {
  const strangers = Array.from({ length: 50_000 }, (_, i) => `zx!q~${i}^k`)
  t.true(strangers.filter((password) => shipped.has(password)).length <= 1)
})

test('the habits make what their rule says', (t) => {
  t.deepEqual(readWords('# a comment\nserang  lebak\n\nserang\n'), ['serang', 'lebak'])
  const made = generate(['lebak'])
  for (const password of ['lebak123', 'lebak@123', 'lebak1987', 'l3b4k123', 'leb@k123', 'lebaklebak', 'lebak@2026']) {
    t.true(made.has(password), password)
  }
  for (const password of ['lebak', 'lebak12', 'l3b4k1987', 'lebak@1987']) t.false(made.has(password), password)
})

test('a packed list finds all it was made of and counts what was observed', (t) => {
  const observed = readObserved('Satu Dua\r\nempat lima\nshort\nSTRASSE 7\n\ncaf\u00E9 kopi\n')
  t.deepEqual([...observed], ['satu dua', 'empat lima', 'strasse 7', 'caf\u00E9 kopi'])
  const list = readCommonPasswords(pack(observed, new Set(['satu dua', 'enam tujuh'])))
  t.is(list.entries, 5)
  t.is(list.observed, 4)
  for (const password of ['satu dua', 'SATU DUA', 'stra\u00DFe 7', 'Cafe\u0301 Kopi', 'enam tujuh']) {
    t.true(list.has(password), password)
  }
  t.false(list.has('tiga empat'))
})

test('a packed list of thousands finds each of them and none of as many others', (t) => {
  const observed = new Set(Array.from({ length: 5000 }, (_, i) => `in the list ${i}`))
  const list = readCommonPasswords(pack(observed, new Set()))
  t.deepEqual([...observed].filter((password) => !list.has(password)), [])
  t.deepEqual(Array.from(observed, (password) => `${password}!`).filter((password) => list.has(password)), [])
})

test('a list with nothing in it has nothing', (t) => {
  t.false(readCommonPasswords(pack(new Set(), new Set())).has('password'))
})

const damages: [string, (file: Buffer) => Buffer][] = [
  ['empty', () => Buffer.alloc(0)],
  ['of another format', (file) => Buffer.concat([Buffer.from('XXXX'), file.subarray(4)])],
  ['cut within its counts', (file) => file.subarray(0, FORMAT.header + 100)],
  ['cut at its end', (file) => file.subarray(0, file.length - 1)],
  ['longer than it says', (file) => Buffer.concat([file, Buffer.alloc(FORMAT.rest)])],
  ['of a bucket more', (file) => {
    const copy = Buffer.from(file)
    copy.writeUInt8(copy.readUInt8(FORMAT.header) + 1, FORMAT.header)
    return copy
  }],
  ['of another count', (file) => {
    const copy = Buffer.from(file)
    copy.writeUInt32BE(copy.readUInt32BE(4) + 1, 4)
    return copy
  }],
]

for (const [title, damage] of damages) {
  test(`a list that is ${title} is refused`, (t) => {
    const file = pack(new Set(['satu dua tiga']), new Set())
    t.throws(() => readCommonPasswords(damage(file)), { message: /damaged/ })
  })
}
