import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import test from 'ava'
import { parse } from '../architecture/source.ts'
import { anchorsIn, asvsMistakes, type Checkout, type Requirement, titlesIn } from './asvs.rules.ts'

// docs/asvs.json says for each requirement of OWASP ASVS 5.0.0, chapters 6 and 7, levels 1 and 2, which test stands for it,
// or why none does.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** How many of each section are of level 1, which come first, and how many of level 2 follow; the rest is of 3. */
const SECTIONS: readonly (readonly [section: string, one: number, two: number])[] = [
  ['6.1', 1, 2], ['6.2', 8, 4], ['6.3', 2, 2], ['6.4', 2, 2], ['6.5', 0, 5], ['6.6', 0, 3], ['6.8', 0, 4],
  ['7.1', 0, 3], ['7.2', 4, 0], ['7.3', 0, 2], ['7.4', 2, 3], ['7.5', 0, 2], ['7.6', 0, 2],
]
const WANTED = new Map(SECTIONS.flatMap(([section, one, two]) =>
  Array.from({ length: one + two }, (_, index) => [`${section}.${index + 1}`, index < one ? 1 : 2] as const)))

const { requirements } = JSON.parse(read('docs/asvs.json')) as { requirements: Requirement[] }

const checkout: Checkout = {
  titles: (file) => existsSync(join(ROOT, file)) ? titlesIn(parse(file, read(file))) : undefined,
  anchors: (file) => existsSync(join(ROOT, file)) ? anchorsIn(read(file)) : undefined,
}

test('each requirement has its test, which is there, or the reason why not', (t) => {
  t.is(WANTED.size, 53)
  t.deepEqual(asvsMistakes(requirements, WANTED, checkout), [])
})

const GOOD: Requirement = { id: '6.2.1', level: 1, about: 'x', tests: [{ file: 'a.test.ts', title: 'b' }] }
const SMALL: Checkout = { titles: (file) => file === 'a.test.ts' ? new Set(['b']) : undefined, anchors: () => new Set(['c']) }

const MISTAKES: [what: string, requirements: Requirement[], sentence: string][] = [
  ['one too few', [], '6.2.1 is missing'],
  ['one twice', [GOOD, GOOD], '6.2.1 is there twice'],
  ['another level', [{ ...GOOD, level: 2 }], '6.2.1 is not a requirement of level 2'],
  ['neither test nor reason', [{ id: '6.2.1', level: 1, about: 'x' }], '6.2.1 has neither a test nor a reason'],
  ['a reason that says nothing', [{ id: '6.2.1', level: 1, about: 'x', why: ' ' }], '6.2.1 has neither a test nor a reason'],
  ['no words', [{ ...GOOD, about: '' }], '6.2.1 says nothing of what it is about'],
  ['a test that is not there', [{ ...GOOD, tests: [{ file: 'a.test.ts', title: 'c' }] }], '6.2.1: a.test.ts has no test "c"'],
  ['a file that is not there', [{ ...GOOD, tests: [{ file: 'z.test.ts', title: 'b' }] }], '6.2.1: z.test.ts has no test "b"'],
  ['a heading that is not there', [{ ...GOOD, docs: ['docs/x.md#d'] }], '6.2.1: there is no docs/x.md#d'],
]

for (const [what, given, sentence] of MISTAKES) {
  test(`found: ${what}`, (t) => t.deepEqual(asvsMistakes(given, new Map([['6.2.1', 1]]), SMALL), [sentence]))
}

test('a skipped test stands for nothing, a template for what it makes', (t) => {
  const text = "test('one', f)\ntest.serial(`two ${x} and ${y}`, f)\ntest.skip('three', f)\ntest.todo('four')"
  t.deepEqual([...titlesIn(parse('a.test.ts', text))], ['one', 'two ${} and ${}'])
})
