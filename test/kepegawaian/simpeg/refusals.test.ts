import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import test, { type ExecutionContext } from 'ava'
import { samplePopulation } from '../../../src/domain/kepegawaian/sample/index.ts'
import { createSimpeg } from '../../../src/domain/kepegawaian/source/simpeg/index.ts'
import { SourceDown, type SourceDownCode } from '../../../src/domain/kepegawaian/source/source.ts'
import { readUnitSeeds } from '../../../src/domain/pegawai/unit/unit.schema.ts'
import { missingMariadb } from '../../helpers/mariadb.ts'
import { fileScope, type Scope } from '../../helpers/scope.ts'
import { createTestCa, type TestCa } from '../../helpers/tls.ts'
import { clockAt, TODAY } from '../feeds.ts'
import { DATABASE, type OldDatabase, openOldDatabase, READER } from './old-database.ts'

// What a database, an account or a network can be wrong in: a reason and no person. A real MariaDB (Debian's), with TLS.

const here = missingMariadb.length === 0 ? test.serial : test.serial.skip
const file = fileScope(test)
const { units, people } = samplePopulation(300, readUnitSeeds())
const never = new AbortController().signal

let old: OldDatabase
let ca: TestCa

if (missingMariadb.length === 0) {
  test.before('an old database with a certificate', async (t) => {
    t.timeout(60_000)
    ca = await createTestCa()
    old = await openOldDatabase(file, await ca.issue('localhost'))
    await old.fill(units, people)
  })
}

interface Given { url?: string; tls?: boolean; ca?: string; cidrs?: string[]; timeoutMs?: number }

const open = ({ url = old.readerUrl, tls = false, cidrs = ['127.0.0.0/8'], ...rest }: Given = {}) =>
  createSimpeg({ url, tls, cidrs, ...rest }, clockAt(TODAY))

async function refused(t: ExecutionContext, code: SourceDownCode, given: Given = {}, detail?: RegExp): Promise<void> {
  const error = await t.throwsAsync(open(given).everything(never), { instanceOf: SourceDown })
  t.is(error.code, code, error.message)
  t.is(error.sumber, 'simpeg')
  if (detail) t.regex(error.message, detail)
  const told = JSON.stringify([error.message, error.stack, error.cause])
  for (const secret of ['baca saja', encodeURIComponent(READER.password), READER.account, people[0]?.nip ?? '-']) {
    t.false(told.includes(secret), `nothing tells ${secret}`)
  }
}

/** Passes bytes on between whoever comes and the database, as the given function says. */
async function between(scope: Scope, pass: (fromDatabase: number) => boolean): Promise<string> {
  const server: Server = createServer((near) => {
    const far = connect(old.port, '127.0.0.1')
    let bytes = 0
    for (const socket of [near, far]) socket.on('error', () => undefined)
    near.pipe(far)
    far.on('data', (chunk) => {
      bytes += chunk.length
      if (pass(bytes)) near.write(chunk)
      else near.destroy()
    })
    near.on('close', () => far.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  scope.teardown(() => { server.close() })
  return old.readerUrl.replace(`:${old.port}/`, `:${(server.address() as AddressInfo).port}/`)
}

here('an account with another password', (t) => refused(t, 'unauthorized', { url: old.url(READER.account, 'lain', DATABASE) }))
here('an account without a right', async (t) => {
  await old.run("CREATE USER 'kosong'@'127.0.0.1' IDENTIFIED BY 'x'")
  await refused(t, 'unauthorized', { url: old.url('kosong', 'x', DATABASE) })
})
here('nobody listens', (t) => refused(t, 'unreachable', { url: `mysql://a:b@localhost:1/${DATABASE}` }))
here('a place outside the allow list is not even tried', (t) => refused(t, 'outside-allow-list', { cidrs: ['10.0.0.0/8'] }))

const GRANTS: [rights: string, allowed: boolean][] = [
  ['SELECT, INSERT ON simpeg.*', false], ['ALL PRIVILEGES ON simpeg.*', false], ['UPDATE (nama) ON simpeg.peg_identpeg', false],
  ['FILE ON *.*', false], ['SELECT ON *.*', true], ['SELECT, SHOW VIEW ON simpeg.*', true],
]

for (const [index, [rights, allowed]] of GRANTS.entries()) {
  here(`an account that was granted ${rights} ${allowed ? 'reads' : 'is refused, because it may write'}`, async (t) => {
    const account = `hak_${index}`
    await old.run(`CREATE USER '${account}'@'127.0.0.1' IDENTIFIED BY 'x'`, `GRANT SELECT ON simpeg.* TO '${account}'@'127.0.0.1'`,
      `GRANT ${rights} TO '${account}'@'127.0.0.1'`)
    const url = old.url(account, 'x', DATABASE)
    if (allowed) t.is((await (await open({ url }).everything(never)).read(() => undefined)).pegawai.lines.length, people.length)
    else await refused(t, 'writable', { url })
  })
}

here('an account that may pass its rights on, or has a role, is refused', async (t) => {
  await old.run("CREATE ROLE penulis", 'GRANT INSERT ON simpeg.* TO penulis',
    "CREATE USER 'beri'@'127.0.0.1' IDENTIFIED BY 'x'", "GRANT SELECT ON simpeg.* TO 'beri'@'127.0.0.1' WITH GRANT OPTION",
    "CREATE USER 'peran'@'127.0.0.1' IDENTIFIED BY 'x'", "GRANT SELECT ON simpeg.* TO 'peran'@'127.0.0.1'",
    "GRANT penulis TO 'peran'@'127.0.0.1'")
  for (const account of ['beri', 'peran']) await refused(t, 'writable', { url: old.url(account, 'x', DATABASE) })
})

here('a column that was seen and is not there stops the source and is named', async (t) => {
  await old.run(`ALTER TABLE ${DATABASE}.peg_jakhir RENAME COLUMN kunker TO kode_unit`)
  t.teardown(() => old.run(`ALTER TABLE ${DATABASE}.peg_jakhir RENAME COLUMN kode_unit TO kunker`))
  await refused(t, 'schema', {}, /peg_jakhir\.kunker/)
})

here('a column that was assumed and is not there is missing, and names may be written in capitals', async (t) => {
  await old.run(`ALTER TABLE ${DATABASE}.peg_identpeg DROP COLUMN kduduk, RENAME COLUMN nama TO NAMA`)
  t.teardown(() => old.run(`ALTER TABLE ${DATABASE}.peg_identpeg ADD COLUMN kduduk char(2) DEFAULT '01', RENAME COLUMN NAMA TO nama`))
  const feed = await (await open().everything(never)).read(() => undefined)
  t.is(feed.pegawai.lines.length, people.length)
  t.true(feed.missing.includes('kedudukan_hukum_id'))
  t.true(feed.pegawai.lines.every(({ cells }) => cells.kedudukan_hukum_id === undefined && cells.nama !== ''))
})

here('a database without a single person is no list of people', async (t) => {
  await old.run(`CREATE DATABASE sepi`, ...['peg_identpeg', 'peg_jakhir', 'peg_pakhir', 'peg_acpns', 'peg_apns', 'ref_unkerja', 'ref_golruang']
    .map((table) => `CREATE TABLE sepi.${table} LIKE ${DATABASE}.${table}`), `GRANT SELECT ON sepi.* TO '${READER.account}'@'127.0.0.1'`)
  await refused(t, 'incomplete', { url: old.url(READER.account, READER.password, 'sepi') }, /peg_identpeg/)
})

here('a table that is locked is not waited for without end', async (t) => {
  const holding = await old.admin.transaction()
  await holding.raw(`LOCK TABLES ${DATABASE}.peg_identpeg WRITE`)
  await refused(t, 'timeout', { timeoutMs: 1_000 })
  const leaving = new AbortController()
  const reading = open().everything(leaving.signal)
  leaving.abort(new Error('the run was cancelled'))
  await t.throwsAsync(reading, { message: 'the run was cancelled' })
  await holding.raw('UNLOCK TABLES')
  await holding.rollback()
  t.truthy(await open().everything(never))
})

here('a connection that breaks in the middle brings nobody', async (t) => {
  const whole = await between(t, () => true)
  t.truthy(await open({ url: whole }).everything(never))
  await refused(t, 'incomplete', { url: await between(t, (bytes) => bytes < 20_000) })
  await refused(t, 'incomplete', { url: await between(t, () => false) })
})

here('what is no database is told so', async (t) => {
  const server = createServer((socket) => { socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n') })
    .listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => { server.close() })
  const url = `mysql://a:b@127.0.0.1:${(server.address() as AddressInfo).port}/x`
  await t.throwsAsync(open({ url }).everything(never), { instanceOf: SourceDown })
})

here('TLS: to the name in the certificate, by an authority that was given, or not at all', async (t) => {
  await old.run(`CREATE USER 'aman'@'127.0.0.1' IDENTIFIED BY 'x' REQUIRE SSL`, `GRANT SELECT ON ${DATABASE}.* TO 'aman'@'127.0.0.1'`)
  const url = old.url('aman', 'x', DATABASE)
  t.truthy(await open({ url, tls: true, ca: ca.pem }).everything(never))
  await refused(t, 'certificate', { url, tls: true })
  await refused(t, 'certificate', { url: url.replace('localhost', '127.0.0.1'), tls: true, ca: ca.pem })
  await refused(t, 'unauthorized', { url, tls: false })
})
