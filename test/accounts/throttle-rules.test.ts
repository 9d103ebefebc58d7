import { randomBytes, randomUUID } from 'node:crypto'
import test from 'ava'
import {
  fingerprintOf, KNOWN_SECONDS, type KnownBrowser, MOST_PEOPLE, readKnownBrowser, rememberPerson, writeKnownBrowser,
} from '../../src/domain/accounts/throttle/known-browser.rules.ts'
import { strangerId, waitSeconds } from '../../src/domain/accounts/throttle/throttle.rules.ts'

const MINUTE = 60_000
const WAITS: [oldest: number, now: number, seconds: number][] = [
  [0, 0, 900],
  [0, 1, 900],
  [0, 1_000, 899],
  [0, 14 * MINUTE, 60],
  [0, 15 * MINUTE - 1, 1],
  [0, 15 * MINUTE, 1],
  [0, 60 * MINUTE, 1],
]
for (const [oldest, now, seconds] of WAITS) {
  test(`${now} ms after the first try one waits ${seconds} s`, (t) => { t.is(waitSeconds(oldest, now), seconds) })
}

test('a number that nobody has is a uuid that only the key leads to', (t) => {
  const id = strangerId('kunci', '199001012015031001')
  t.regex(id, /^[0-9a-f]{32}$/)
  t.is(id, strangerId('kunci', '199001012015031001'))
  t.not(id, strangerId('kunci lain', '199001012015031001'))
  t.not(id, strangerId('kunci', '199001012015031002'))
})

const NOW = 1_800_000_000
const KEYS = ['baru', 'lama']
const somebody = (since = NOW): KnownBrowser =>
  rememberPerson(undefined, randomUUID(), { now: since, freshId: randomBytes(16) })

test('what was written is read, by the newest key and by an older one', (t) => {
  const browser = rememberPerson(somebody(NOW - 5), randomUUID(), { now: NOW, freshId: randomBytes(16) })
  for (const key of KEYS) t.deepEqual(readKnownBrowser(writeKnownBrowser(browser, [key]), KEYS, NOW), browser)
})

const text = writeKnownBrowser(somebody(), KEYS)
const cut = text.lastIndexOf('.')
const WRONG: [name: string, text: string | undefined][] = [
  ['nothing', undefined],
  ['an empty text', ''],
  ['another text', 'halo'],
  ['dots', '...'],
  ['the text of another key', writeKnownBrowser(somebody(), ['asing'])],
  ['no signature', text.slice(0, cut)],
  ['an empty signature', text.slice(0, cut + 1)],
  ['half a signature', text.slice(0, -10)],
  ['another browser\'s signature', text.slice(0, cut) + writeKnownBrowser(somebody(), KEYS).slice(cut)],
  ['one person more', `${text.slice(0, cut)}.${text.slice(23, cut)}${text.slice(cut)}`],
  ['a later time', `${text.slice(0, cut - 1)}z${text.slice(cut)}`],
]
for (const [name, wrong] of WRONG) {
  test(`${name} makes no browser known`, (t) => { t.is(readKnownBrowser(wrong, KEYS, NOW), undefined) })
}

test('a person stands first after each sign-in, once, and the browser keeps its id', (t) => {
  const [ani, budi] = [randomUUID(), randomUUID()]
  const freshId = randomBytes(16)
  let browser = rememberPerson(undefined, ani, { now: NOW, freshId })
  browser = rememberPerson(browser, budi, { now: NOW + 1, freshId: randomBytes(16) })
  browser = rememberPerson(browser, ani, { now: NOW + 2, freshId: randomBytes(16) })
  t.deepEqual(browser, {
    id: freshId,
    people: [{ fingerprint: fingerprintOf(freshId, ani), since: NOW + 2 }, { fingerprint: fingerprintOf(freshId, budi), since: NOW + 1 }],
  })
})

test('a full browser forgets who was away longest, and fits into a cookie', (t) => {
  const people = Array.from({ length: MOST_PEOPLE + 1 }, () => randomUUID())
  const browser = people.reduce<KnownBrowser | undefined>(
    (before, sub, index) => rememberPerson(before, sub, { now: NOW + index, freshId: randomBytes(16) }), undefined)
  t.is(browser?.people.length, MOST_PEOPLE)
  const fingerprints = browser?.people.map(({ fingerprint }) => fingerprint.toString('hex')) ?? []
  t.false(fingerprints.includes(fingerprintOf(browser?.id ?? Buffer.alloc(0), people[0] ?? '').toString('hex')))
  t.true(writeKnownBrowser(browser ?? somebody(), KEYS).length < 700)
})

test('who signed in last a year ago is forgotten, the others are not', (t) => {
  const old = somebody(NOW - KNOWN_SECONDS)
  const both = rememberPerson(old, randomUUID(), { now: NOW - 1, freshId: randomBytes(16) })
  const read = readKnownBrowser(writeKnownBrowser(both, KEYS), KEYS, NOW)
  t.deepEqual(read, { id: both.id, people: both.people.slice(0, 1) })
})

test('a cookie tells nobody\'s number or id', (t) => {
  const sub = randomUUID()
  const written = writeKnownBrowser(rememberPerson(undefined, sub, { now: NOW, freshId: randomBytes(16) }), KEYS)
  t.false(written.includes(sub))
  t.false(Buffer.from(written.replaceAll('.', ''), 'base64url').includes(Buffer.from(sub.replaceAll('-', ''), 'hex')))
})
