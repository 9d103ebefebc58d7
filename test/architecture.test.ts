import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import { wrongPackages, type Manifest } from './architecture/packages.rules.ts'
import { cycles, misplacedImports } from './architecture/rooms.rules.ts'
import { readSources } from './architecture/source.ts'
import { impureRules, misplacedSql, unseenTests } from './architecture/suffix.rules.ts'
import { longFiles, unexplained, unnamedRooms } from './architecture/text.rules.ts'

// The rules of architecture.md on the tree as it is; test/architecture/*.test.ts proves that they find what they seek.

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const product = readSources(ROOT, 'src/**/*.ts', 'demo/**/*.ts')
const all = [...product, ...readSources(ROOT, 'test/**/*.ts', 'migrations/*.ts', 'bin/*.mjs', '*.config.js')]

test('there is something to look at', (t) => {
  t.true(product.length > 50)
  t.true(product.flatMap(({ imports }) => imports).length > 100)
})

test('no file imports itself by way of others', (t) => t.deepEqual(cycles(all), []))
test('rooms import only to their left', (t) => t.deepEqual(misplacedImports(product), []))
test('SQL stands where it belongs', (t) => t.deepEqual(misplacedSql(product), []))
test('rules are pure', (t) => t.deepEqual(impureRules(product), []))
test('every test is in a file that runs', (t) => t.deepEqual(unseenTests(all), []))
test('files are short', (t) => t.deepEqual(longFiles(all), []))
test('what is switched off says why, and nothing is left for later', (t) => t.deepEqual(unexplained(all), []))
test('packages are used, and those used are ours', (t) => {
  t.deepEqual(wrongPackages(all, JSON.parse(read('package.json')) as Manifest), [])
})
test('the README names every room', (t) => {
  t.deepEqual(unnamedRooms(product, existsSync(join(ROOT, 'README.md')) ? read('README.md') : undefined), [])
})
