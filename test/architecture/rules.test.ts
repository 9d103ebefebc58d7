import test from 'ava'
import { wrongPackages } from './packages.rules.ts'
import { cycles, misplacedImports, roomOf } from './rooms.rules.ts'
import { parse, type Source } from './source.ts'
import { impureRules, misplacedSql, unseenTests } from './suffix.rules.ts'
import { longFiles, unexplained, unnamedRooms } from './text.rules.ts'

/** Files that exist here alone. */
const files = (texts: { [path: string]: string }): Source[] =>
  Object.entries(texts).map(([path, text]) => parse(path, text))
const importing = (path: string, ...lines: string[]): Source[] => files({ [path]: lines.join('\n') })

test('imports are read in every form', (t) => {
  const [source] = importing(
    'src/domain/audit/a.ts', "import x from './b.ts'", "import type { Y } from '../keys/y.ts'", "import { type Z } from 'knex'",
    "import v, { type W } from '@koa/router/x'", "export * from './c.ts'", "await import('pg')", "let u: import('koa').Context",
    "import 'fs'", "import {} from 'zod'",
  )
  t.deepEqual(source?.imports.map(({ file, package: name, typeOnly }) => [file ?? name, typeOnly]), [
    ['src/domain/audit/b.ts', false], ['src/domain/keys/y.ts', true], ['knex', true], ['@koa/router', false],
    ['src/domain/audit/c.ts', false], ['pg', false], ['koa', true], ['node:fs', false], ['zod', false],
  ])
})

test('a room is a folder of kernel, domain and doors', (t) => {
  const rooms: [path: string, room: string | undefined][] = [
    ['src/kernel/db/embedded/index.ts', 'kernel/db'], ['src/domain/audit/index.ts', 'domain/audit'], ['src/oidc/adapter.ts', 'oidc'],
    ['src/doors/masuk/x.ts', 'doors/masuk'], ['src/doors/route.ts', 'doors'], ['src/config.ts', 'config'],
    ['src/app.ts', 'app'], ['src/cli/migrate.ts', 'cli'], ['demo/app.ts', undefined], ['test/x.ts', undefined],
  ]
  for (const [path, room] of rooms) t.is(roomOf(path), room)
})

const LEFT: [from: string, to: string][] = [
  ['src/domain/audit/a.ts', '../../kernel/db/database.ts'], ['src/domain/clients/a.ts', '../audit/index.ts'],
  ['src/oidc/a.ts', '../domain/sessions/b.ts'], ['src/doors/masuk/a.ts', '../guards.ts'], ['src/doors/masuk/a.ts', './b.ts'],
  ['src/kernel/db/a.ts', '../../config.ts'], ['src/app.ts', './doors/masuk/a.ts'], ['src/cli/a.ts', '../oidc/a.ts'],
  ['src/kernel/http/a.ts', '../../../views/locales/id.json'],
]
for (const [from, to] of LEFT) {
  test(`${from} may import ${to}`, (t) => {
    t.deepEqual(misplacedImports(importing(from, `import { x } from '${to}'`)), [])
  })
}

const RIGHT: [from: string, to: string, words: RegExp][] = [
  ['src/kernel/lib/a.ts', '../db/b.ts', /kernel\/lib must not import src\/kernel\/db\/b\.ts/],
  ['src/kernel/lib/a.ts', '../../config.ts', /must not/],
  ['src/kernel/http/a.ts', '../notifications/b.ts', /must not/],
  ['src/kernel/db/a.ts', '../../domain/audit/b.ts', /must not/],
  ['src/domain/audit/a.ts', '../pegawai/b.ts', /must not/],
  ['src/domain/kepegawaian/a.ts', '../permohonan/b.ts', /must not/],
  ['src/domain/sessions/a.ts', '../../oidc/b.ts', /must not/],
  ['src/oidc/a.ts', '../doors/masuk/b.ts', /must not/],
  ['src/doors/masuk/a.ts', '../portal/b.ts', /doors\/masuk must not import/],
  ['src/doors/guards.ts', './masuk/b.ts', /must not/],
  ['src/doors/masuk/a.ts', '../../app.ts', /must not/],
  ['src/kernel/surat/a.ts', './b.ts', /the room kernel\/surat has no place/],
  ['src/app.ts', '../test/helpers/x.ts', /is not in src/],
  ['src/start.ts', '../demo/app.ts', /is not in src/],
  ['demo/app.ts', '../src/kernel/lib/ids.ts', /is not in demo/],
]
for (const [from, to, words] of RIGHT) {
  for (const kind of ['import', 'import type']) {
    test(`${from} must not ${kind} ${to}`, (t) => {
      t.regex(misplacedImports(importing(from, `${kind} { x } from '${to}'`)).join('\n'), words)
    })
  }
}

test('packages that one room keeps are loaded there alone, named anywhere', (t) => {
  for (const [name, keeper] of [
    ['oidc-provider', 'src/oidc'], ['argon2', 'src/domain/accounts'], ['otplib', 'src/domain/mfa'],
    ['@simplewebauthn/server', 'src/domain/mfa'],
  ]) {
    t.deepEqual(misplacedImports(importing(`${keeper}/a.ts`, `import x from '${name}'`)), [])
    t.deepEqual(misplacedImports(importing('src/doors/masuk/a.ts', `import type { X } from '${name}/lib/y.js'`)), [])
    t.is(misplacedImports(importing('src/doors/masuk/a.ts', `import x from '${name}'`)).length, 1)
    t.is(misplacedImports(importing('src/app.ts', `await import('${name}/lib/x.js')`)).length, 1)
  }
})

test('rings of imports are found, once each', (t) => {
  t.deepEqual(cycles(files({
    'src/c.ts': "import './a.ts'", 'src/a.ts': "import './b.ts'", 'src/b.ts': "import './c.ts'; import './d.ts'",
    'src/d.ts': "import type { D } from './e.ts'", 'src/e.ts': "import './d.ts'", 'src/f.ts': "import './d.ts'; import './f.ts'",
  })), ['src/a.ts > src/b.ts > src/c.ts > src/a.ts', 'src/d.ts > src/e.ts > src/d.ts', 'src/f.ts > src/f.ts'])
  t.deepEqual(cycles(files({ 'src/a.ts': "import './b.ts'; import './c.ts'", 'src/b.ts': "import './c.ts'", 'src/c.ts': '' })), [])
})

const SQL = [
  "const a = 'SELECT 1'", 'const a = `INSERT INTO x ${b}`', "q('UPDATE x')", 'const a = `${b} DELETE FROM x`',
  "database.knex('pegawai')", "trx('pegawai').where({ id })", "knex.raw('...')", "await database.knex.select('x')",
]
for (const line of SQL) {
  test(`SQL outside its files: ${line}`, (t) => {
    t.deepEqual(misplacedSql(importing('src/domain/audit/a.service.ts', '', line)), [
      'src/domain/audit/a.service.ts:2: SQL belongs to *.queries.ts',
    ])
    for (const home of ['src/domain/audit/a.queries.ts', 'src/kernel/db/x.ts', 'src/oidc/adapter.ts', 'src/oidc/session-adapter.ts']) {
      t.deepEqual(misplacedSql(importing(home, line)), [])
    }
  })
}

test('words and transactions are no SQL', (t) => {
  t.deepEqual(misplacedSql(importing(
    'src/domain/audit/a.service.ts', "say('update the row')", 'await database.knex.transaction(work)', '// SELECT', 'migrate(db.knex)',
    "const KINDS = { SELECTED: 'PRESELECTED' }",
  )), [])
})

const IMPURE = [
  'const now = new Date()', 'Date.now()', 'Math.random()', "import fs from 'node:fs'", 'randomUUID()', "fetch('x')",
  "import { find } from './a.queries.ts'",
]
for (const line of IMPURE) {
  test(`not pure: ${line}`, (t) => {
    t.is(impureRules(importing('src/domain/audit/a.rules.ts', line)).length, 1)
    t.deepEqual(impureRules(importing('src/domain/audit/a.service.ts', line)), [])
  })
}

test('pure rules compute from what they are given', (t) => {
  t.deepEqual(impureRules(importing(
    'src/domain/audit/a.rules.ts', "import { createHash } from 'node:crypto'", 'const d = new Date(at)', "import type { Row } from './a.queries.ts'",
  )), [])
})

test('a test in a file that AVA does not look at is found', (t) => {
  const text = "import test from 'ava'\ntest('x', (t) => { t.pass() })"
  t.is(unseenTests(importing('test/x.spec.ts', text)).length, 1)
  t.is(unseenTests(importing('test/x.ts', text.replace('test(', 'test.serial('))).length, 1)
  t.deepEqual(unseenTests(importing('test/x.test.ts', text)), [])
  t.deepEqual(unseenTests(importing('test/helpers/x.ts', "import test from 'ava'\nexport const a = test.skip")), [])
})

test('a file of 251 lines is long', (t) => {
  t.deepEqual(longFiles(importing('src/a.ts', 'x\n'.repeat(250))), [])
  t.deepEqual(longFiles(importing('src/a.ts', 'x\n'.repeat(251))), ['src/a.ts: 251 lines, more than 250'])
})

test('what is switched off needs its reason', (t) => {
  const off = 'eslint-' + 'disable'
  const expect = '@ts-' + 'expect-error'
  for (const line of [`// ${off}-next-line no-console`, `/* ${off} */`, `x() // ${off}-line eqeqeq -- ok`, `// ${expect}`, '// @ts-' + 'ignore because of it']) {
    t.deepEqual(unexplained(importing('src/a.ts', line)), ['src/a.ts:1: switched off without its reason'], line)
  }
  t.deepEqual(unexplained(importing(
    'src/a.ts', `// ${off}-next-line no-console -- the start prints its address`, `// ${expect} the types lag behind`, `const a = /${off}/`,
  )), [])
})

test('work not done is found', (t) => {
  t.is(unexplained(importing('src/a.ts', `// ${'TO' + 'DO'}: later`, `const a = '${'FIX' + 'ME'}'`)).length, 2)
  t.deepEqual(unexplained(importing('src/a.ts', 'METODOLOGI, todo')), [])
})

test('the README names the rooms once it exists', (t) => {
  const sources = files({ 'src/kernel/db/a.ts': '', 'src/doors/masuk/a.ts': '', 'src/oidc/a.ts': '', 'src/app.ts': '' })
  t.deepEqual(unnamedRooms(sources, undefined), [])
  t.deepEqual(unnamedRooms(sources, '# Hello'), ['README.md: has no tree of src/'])
  const tree = (...lines: string[]): string => ['```sh', 'npm ci', '```', '```', 'src/', ...lines, '```'].join('\n')
  t.deepEqual(unnamedRooms(sources, tree('  kernel/', '    db/   database', '  oidc/')), ['README.md: the tree lacks src/doors/masuk/'])
  t.deepEqual(unnamedRooms(sources, tree('├── db/', '├── oidc/', '│   └── masuk/')), [])
})

test('packages: unused, unlisted, for tests alone', (t) => {
  const dependencies = { koa: '1', '@koa/router': '1', idle: '1' }
  const devDependencies = { ava: '1', '@types/koa': '1', '@types/pg': '1', eslint: '1', knex: '1' }
  const sources = files({
    'src/a.ts': "import Koa from 'koa'; import r from '@koa/router'; import fs from 'node:fs'; import ava from 'ava'; import 'ghost'",
    'src/b.ts': "import type { Knex } from 'knex'",
    'test/a.ts': "import test from 'ava'; binOf('eslint'); import 'phantom'",
  })
  t.deepEqual(wrongPackages(sources, { dependencies, devDependencies }), [
    'package.json: idle is used nowhere',
    'package.json: @types/pg is used nowhere',
    'src/a.ts: ava is not among the packages it may import',
    'src/a.ts: ghost is not among the packages it may import',
    'test/a.ts: phantom is not among the packages it may import',
  ])
})
