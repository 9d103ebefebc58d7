import {
  chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import test from 'ava'
import { accountFor } from '../../src/kernel/db/embedded/account.ts'
import { makeLinks, packageFolder, prepareBinaries, programIn } from '../../src/kernel/db/embedded/binaries.ts'
import { acquireEmbedded } from '../../src/kernel/db/embedded/index.ts'
import { findPlace, removeFolder, spareFolderOf } from '../../src/kernel/db/embedded/place.ts'
import { runProgram } from '../../src/kernel/db/embedded/program.ts'
import { asRoot, findNobody, query, quiet, serverOf, startUser, temporaryFolder } from './support/embedded.ts'

const needsRoot = asRoot ? test.serial : test.serial.skip
const asNobody = findNobody() === undefined ? test.serial.skip : test.serial
const onUnix = process.platform === 'win32' ? test.serial.skip : test.serial

needsRoot('from a folder that only root enters the data move to /var/tmp (needs root)', async (t) => {
  const dataDir = join(temporaryFolder(t, 0o700), '.data')
  const spare = spareFolderOf(dataDir)
  t.teardown(() => { rmSync(spare, { recursive: true, force: true }) })
  const said: string[] = []
  const first = await acquireEmbedded({ dataDir, say: (line) => said.push(line) })
  t.is(said.filter((line) => line === `User nobody cannot enter ${dataDir}: the database lies in ${spare}.`).length, 1)
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer')
  const modes = [spare, join(spare, 'pg'), join(dataDir, 'pg.passwords.json'), join(dataDir, 'pg.log')]
    .map((path) => [statSync(path).uid === 0, statSync(path).mode & 0o777])
  t.deepEqual(modes, [[true, 0o711], [false, 0o700], [true, 0o600], [true, 0o600]])
  t.deepEqual(readdirSync(spare).filter((name) => name !== 'pg' && !name.startsWith('pg.files-')), [])
  await first.release()

  // The cluster stays where it is when the folder is opened later.
  chmodSync(dirname(dataDir), 0o711)
  const second = await acquireEmbedded({ dataDir, say: quiet })
  t.deepEqual(await query(second.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }])
  await second.release()
})

needsRoot('the spare folder of a data folder that was removed begins anew (needs root)', async (t) => {
  const dataDir = temporaryFolder(t, 0o700)
  for (const releases of [true, false]) { // its server stopped, and still running
    const server = await acquireEmbedded({ dataDir, say: quiet })
    await query(server.ownerUrl, 'CREATE TABLE lost ()')
    if (releases) await server.release()
    for (const name of readdirSync(dataDir)) rmSync(join(dataDir, name), { recursive: true })
    const said: string[] = []
    const next = await acquireEmbedded({ dataDir, say: (line) => said.push(line) })
    t.true(said.some((line) => line.startsWith('Removing ')))
    await t.throwsAsync(query(next.ownerUrl, 'SELECT FROM lost'), { code: '42P01' })
    await next.release()
    await server.release()
    t.is(serverOf(dataDir), undefined)
  }
})

onUnix('a folder is removed although somebody who lost his parent writes into it for a while', async (t) => {
  const base = temporaryFolder(t, 0o711)
  const folder = join(base, 'pg.new-abc')
  const account = accountFor(folder)
  mkdirSync(folder)
  if (account) chownSync(folder, account.uid, account.gid)
  const writing = runProgram('sh', ['-c', `
    for i in $(seq 4000); do : > ${folder}/$i || exit 0; done 2> /dev/null`], account)
  while (readdirSync(folder).length < 5) await setTimeout(5)
  await removeFolder(folder, account)
  t.false(existsSync(folder))
  await writing
})

for (const [title, plant] of [
  ['a link', (spare: string, elsewhere: string) => { symlinkSync(elsewhere, spare) }],
  ['a file', (spare: string) => { writeFileSync(spare, '') }],
  ['a folder of somebody else', (spare: string) => { mkdirSync(spare); chownSync(spare, 12345, 12345) }],
  ['a folder that others write to', (spare: string) => { mkdirSync(spare); chmodSync(spare, 0o777) }],
] as const) {
  needsRoot(`what somebody planted in /var/tmp is refused: ${title} (needs root)`, async (t) => {
    const dataDir = temporaryFolder(t, 0o700)
    const elsewhere = temporaryFolder(t)
    plant(spareFolderOf(dataDir), elsewhere)
    await t.throwsAsync(acquireEmbedded({ dataDir, say: quiet }), {
      name: 'OperatorError', message: /satu-login-[0-9a-f]{12} was put there by somebody else; look at it/,
    })
    t.deepEqual(readdirSync(elsewhere), [])
  })
}

needsRoot('a cluster whose folder was closed later is not replaced by an empty one (needs root)', async (t) => {
  const dataDir = temporaryFolder(t)
  await (await acquireEmbedded({ dataDir, say: quiet })).release()
  chmodSync(dataDir, 0o700)
  await t.throwsAsync(acquireEmbedded({ dataDir, say: quiet }), {
    name: 'OperatorError', message: /belongs to nobody, who cannot pass through the folders above it; allow that/,
  })
  t.false(existsSync(spareFolderOf(dataDir)))
})

needsRoot('over data that a user made, root runs the server as that user (needs root)', (t) => {
  const data = join(temporaryFolder(t), 'pg')
  t.is(accountFor(data)?.name, 'nobody')
  mkdirSync(data)
  t.is(accountFor(data)?.name, 'nobody')
  chownSync(data, 12345, 12346)
  t.deepEqual(accountFor(data), { name: 'of id 12345', uid: 12345, gid: 12346 })
})

asNobody('who is not root runs the server as himself, in the data folder (needs root to become nobody)', async (t) => {
  const nobody = findNobody()
  const dataDir = temporaryFolder(t, 0o700)
  chownSync(dataDir, nobody?.uid ?? 0, nobody?.gid ?? 0)
  const user = startUser(t, [dataDir, 'hold'], nobody)
  const { appUrl } = await user.next()
  t.deepEqual(await query(String(appUrl), 'SELECT 1 AS one'), [{ one: 1 }])
  t.false(existsSync(spareFolderOf(dataDir)))
  t.deepEqual(readdirSync(dataDir).sort(), ['pg', 'pg.log', 'pg.passwords.json', 'pg.users'])
  user.child.stdin?.write('\n')
  t.truthy((await user.next())['start'])
  t.is(await user.ended, 0)
  t.is(serverOf(dataDir), undefined)
})

onUnix('missing links between libraries are made, once', (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'native', 'lib'), { recursive: true })
  writeFileSync(join(folder, 'native', 'lib', 'libx.so.1.2'), 'library')
  writeFileSync(join(folder, 'native', 'pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so' }]))
  t.true(makeLinks(folder))
  t.is(statSync(join(folder, 'native', 'lib', 'libx.so')).size, 7)
  t.true(makeLinks(folder))
  rmSync(join(folder, 'native', 'lib'), { recursive: true })
  t.false(makeLinks(folder), 'no folder to make them in')
})

needsRoot('a package that nobody can read is copied once, links and modes put right (needs root)', async (t) => {
  const closed = join(temporaryFolder(t, 0o700), 'package')
  cpSync(packageFolder(), closed, { recursive: true, verbatimSymlinks: true })
  // As npm blocking the install script, under a strict umask, leaves it.
  for (const name of readdirSync(join(closed, 'native', 'lib'))) {
    if (/^lib(pq|icu\w+)\.so(\.\d+)?$/.test(name)) rmSync(join(closed, 'native', 'lib', name))
  }
  for (const name of ['bin/initdb', 'bin/postgres', 'share/postgresql']) chmodSync(join(closed, 'native', name), 0o700)
  const place = findPlace(temporaryFolder(t))
  mkdirSync(join(place.base, 'pg.files-0.0.0'))
  const said: string[] = []
  const native = await prepareBinaries(place, (line) => said.push(line), closed)
  t.is(said.length, 1)
  t.is(await prepareBinaries(place, (line) => said.push(line), closed), native)
  t.is(said.length, 1)
  t.regex(native, /pg\.files-[\w.-]+\/native$/)
  t.deepEqual(readdirSync(place.base), [native.split('/').at(-2)], 'another version\'s copy is gone')
  for (const name of ['initdb', 'postgres'] as const) {
    const { status, output } = await runProgram(programIn(native, name), ['--version'], place.account)
    t.is(status, 0, output)
  }
})
