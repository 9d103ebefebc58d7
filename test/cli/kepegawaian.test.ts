import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { makeSample, samplePeople } from '../../src/domain/kepegawaian/sample/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { onDatabase, runCli, temporaryFolder } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'

const units = readUnitSeeds()
const PEOPLE = 120

/** A bundle of the generator on disk, its lines of pegawai.csv (the header has index 0) changed before. */
function writeBundle(scope: Scope, people: number, change: (lines: string[]) => string[]): string {
  const folder = temporaryFolder(scope)
  const bundle = makeSample({ people, units })
  for (const [name, text] of Object.entries(bundle)) writeFileSync(join(folder, name), String(text))
  writeLines(folder, change(bundle['pegawai.csv'].replace(/\n$/, '').split('\n')))
  return folder
}

const writeLines = (folder: string, lines: readonly string[]): void =>
  writeFileSync(join(folder, 'pegawai.csv'), `${lines.join('\n')}\n`)

/** The same line with another NIP, which is one digit short. */
const shortNip = (line: string): string => line.replace(/^([^;]*;\d{17})\d/, '$1')

test.serial('sample writes a bundle, the same bytes for the same number', async (t) => {
  const folder = join(temporaryFolder(t), 'a', 'b')
  const { ends, stdout } = await runCli(['kepegawaian', 'sample', folder, '--people', '150', '--json'])
  t.deepEqual([ends, JSON.parse(stdout)],
    [0, { folder, people: 150, files: ['pegawai.csv', 'unor.csv', 'penugasan.csv'] }])
  for (const [name, text] of Object.entries(makeSample({ people: 150, units }))) {
    t.is(readFileSync(join(folder, name), 'utf8'), String(text), name)
  }
})

test.serial('sample replaces a sample, never an export, and says where it cannot write', async (t) => {
  const folder = temporaryFolder(t)
  const file = join(folder, 'pegawai.csv')
  writeFileSync(file, makeSample({ people: 3, units })['pegawai.csv'])
  t.is((await runCli(['kepegawaian', 'sample', folder, '--people', '5'])).ends, 0)
  t.is(readFileSync(file, 'utf8').split('\n').length, 7)

  writeFileSync(file, 'pns_id;email\n1;a@bantenprov.go.id\n')
  const refused = await runCli(['kepegawaian', 'sample', folder, '--people', '1'])
  t.deepEqual([refused.ends, refused.stdout], [1, ''])
  t.regex(refused.stderr, /pegawai\.csv is there already and is no sample: it stays as it is\./)
  t.is(readFileSync(file, 'utf8'), 'pns_id;email\n1;a@bantenprov.go.id\n')

  const nowhere = await runCli(['kepegawaian', 'sample', file, '--people', '1'])
  t.deepEqual([nowhere.ends, nowhere.stdout], [1, ''])
  t.true(nowhere.stderr.endsWith(`${file} cannot be written to: EEXIST.\n`))
})

test.serial('sample wants a sensible number of people', async (t) => {
  const { ends, stdout, stderr } = await runCli(['kepegawaian', 'sample', join(temporaryFolder(t), 'x'), '--people', '1e9'])
  t.deepEqual([ends, stdout], [2, ''])
  t.regex(stderr, /^The number of people must be whole, from 1 to 200000\.\n\nUsage: /)
})

test.serial('import reports bad lines by file, line, field and reason and takes the good ones', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const env = onDatabase(db)
  const folder = writeBundle(t, PEOPLE, (lines) => lines.map((line, index) => index === 4 ? shortNip(line) : line))

  const dry = await runCli(['kepegawaian', 'import', folder, '--dry-run', '--json'], { env })
  t.is(dry.ends, 0)
  const { run, ...applied } = JSON.parse(
    (await runCli(['kepegawaian', 'import', folder, '--json'], { env })).stdout) as Record<string, unknown>
  t.is(typeof run, 'string')
  t.deepEqual(JSON.parse(dry.stdout), applied)
  const { read, created, changed, unchanged, ended, quarantined } = applied as Record<string, number> & {
    quarantined: { file: string; line: number; field: string; reason: string }[]
  }
  const bad = quarantined.filter(({ file }) => file === 'pegawai.csv')
  t.deepEqual({ read, created, changed, unchanged, ended },
    { read: PEOPLE, created: PEOPLE - bad.length, changed: 0, unchanged: 0, ended: 0 })
  t.deepEqual(bad.find(({ line }) => line === 5),
    { file: 'pegawai.csv', line: 5, field: 'nip_baru', reason: 'nip-length' })
  const marks = await db.app.knex('pegawai').select('synthetic').count('* as count').groupBy('synthetic')
  t.deepEqual(marks, [{ synthetic: true, count: PEOPLE - bad.length }])

  const again = await runCli(['kepegawaian', 'import', folder], { env })
  t.is(again.ends, 0)
  t.regex(again.stdout, new RegExp(`^${PEOPLE} people read: 0 new, 0 changed, \\d+ unchanged\\. Nobody was changed\\.\n`))
  t.regex(again.stdout, /\npegawai\.csv:5 +nip_baru +nip-length +The NIP has not 18 digits\.\n/)
})

test.serial('a feed that is refused: status 1, the reason and the lines, nothing changed', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const folder = writeBundle(t, 20, (lines) => lines.map((line, index) => index < 6 ? shortNip(line) : line))
  const { ends, stdout, stderr } = await runCli(['kepegawaian', 'import', folder, '--json'], { env: onDatabase(db) })
  t.deepEqual([ends, stdout], [1, ''])
  t.regex(stderr, /^5 of 20 lines of pegawai\.csv are bad, more than 10 %: .* Nothing was changed\.\n/m)
  for (const line of [2, 3, 4, 5, 6]) t.regex(stderr, new RegExp(`\npegawai\\.csv:${line} +nip_baru +nip-length `))
  t.deepEqual(await db.app.knex('pegawai').count(), [{ count: 0 }])
})

test.serial('people of a real export are not marked as invented; --full tells who is missing', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const env = onDatabase(db)
  const standing = samplePeople(60, units).map(({ kedudukan }) => kedudukan.kode)
  let lines: string[] = []
  const folder = writeBundle(t, 60, (all) => {
    lines = all.filter((_, index) => index === 0 || standing[index - 1] === '01')
      .map((line) => line.replaceAll('.example', '.test'))
    return lines
  })
  t.is((await runCli(['kepegawaian', 'import', folder], { env })).ends, 0)
  t.deepEqual(await db.app.knex('pegawai').select('synthetic').count('* as count').groupBy('synthetic'),
    [{ synthetic: false, count: lines.length - 1 }])

  writeLines(folder, lines.slice(0, -1))
  const full = await runCli(['kepegawaian', 'import', folder, '--full'], { env })
  t.is(full.ends, 0)
  t.regex(full.stdout, /\n1 people of this source are not in the file: 1 are missing for the first time and are held where they are, 0 are/)
})

test.serial('a path that does not exist is one sentence', async (t) => {
  const path = join(temporaryFolder(t), 'none')
  const env = onDatabase(await testDatabase(t, 'kosong'))
  t.deepEqual(await runCli(['kepegawaian', 'import', path, '--json'], { env }),
    { ends: 1, stdout: '', stderr: `${path} does not exist.\n` })
})

test.serial('referensi brings BKD\'s list of units, and says where a file cannot be read', async (t) => {
  const env = onDatabase(await testDatabase(t, 'kosong'))
  const file = join(temporaryFolder(t), 'unit.csv')
  writeFileSync(file, 'kunker;nunker;induk\n400000000000000;Provinsi Contoh;\n4001;Dinas Contoh;400000000000000\n')
  const dry = await runCli(['kepegawaian', 'referensi', file, '--dry-run'], { env })
  t.regex(dry.stdout, /2 units read: 1 new, 0 changed, 0 unchanged\. Dry run: nothing was written\./)
  t.regex(dry.stdout, /unit\.csv:3 +kunker +code-not-15-digits/)
  const { stdout } = await runCli(['kepegawaian', 'referensi', file, '--json'], { env })
  t.like(JSON.parse(stdout), { jenis: 'unit', read: 2, created: 1, quarantined: [{ line: 3, reason: 'code-not-15-digits' }] })
  const missing = await runCli(['kepegawaian', 'referensi', '/tiada.csv'], { env })
  t.is(missing.ends, 1)
  t.regex(missing.stderr, /\/tiada\.csv cannot be read \(ENOENT\)\./)
})
