import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { accountFor } from '../../src/kernel/db/embedded/account.ts'
import { acquireEmbedded } from '../../src/kernel/db/embedded/index.ts'
import { killServer, query, quiet, serverOf, startStranger, startUser, temporaryFolder } from './support/embedded.ts'

const start = (dataDir: string) => acquireEmbedded({ dataDir, say: quiet })

test.serial('after its starter was killed the server is found, used and stopped', async (t) => {
  const dataDir = temporaryFolder(t)
  const user = startUser(t, [dataDir, 'hold'])
  await user.next()
  const before = serverOf(dataDir)
  user.child.kill('SIGKILL')
  t.is(await user.ended, null)
  const server = await start(dataDir)
  t.is(serverOf(dataDir)?.pid, before?.pid)
  t.is((await query(server.appUrl, 'SELECT 1')).length, 1)
  await server.release()
  t.is(serverOf(dataDir), undefined)
})

const onUnix = process.platform === 'win32' ? test.serial.skip : test.serial
onUnix('a Ctrl-C in the terminal of the starter does not reach the server', async (t) => {
  const dataDir = temporaryFolder(t)
  const user = startUser(t, [dataDir, 'hold'])
  await user.next()
  const before = serverOf(dataDir)
  t.truthy(before)
  process.kill(-(user.child.pid ?? 0), 'SIGINT')
  t.is(await user.ended, null)
  const server = await start(dataDir)
  t.is(serverOf(dataDir)?.pid, before?.pid)
  await server.release()
})

test.serial('after a kill of the server the next one comes up with what was committed', async (t) => {
  const dataDir = temporaryFolder(t)
  const first = await start(dataDir)
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer')
  const killed = serverOf(dataDir)
  t.truthy(killed)
  if (killed) await killServer(killed)
  const second = await start(dataDir)
  t.not(serverOf(dataDir)?.pid, killed?.pid)
  t.deepEqual(await query(second.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }])
  await second.release()
  t.not(serverOf(dataDir), undefined, 'the first user still lives')
  await first.release()
  t.is(serverOf(dataDir), undefined)
})

test.serial('after a kill of starter and server the next start works', async (t) => {
  const dataDir = temporaryFolder(t)
  const user = startUser(t, [dataDir, 'hold'])
  await user.next()
  const killed = serverOf(dataDir)
  t.truthy(killed)
  user.child.kill('SIGKILL')
  if (killed) await killServer(killed)
  await user.ended
  const server = await start(dataDir)
  t.is((await query(server.appUrl, 'SELECT 1')).length, 1)
  await server.release()
  t.is(serverOf(dataDir), undefined)
})

onUnix('a postmaster.pid that names another process, or nothing, does not block', async (t) => {
  const dataDir = temporaryFolder(t)
  const first = await start(dataDir)
  const pidFile = join(dataDir, 'pg', 'postmaster.pid')
  const lines = readFileSync(pidFile, 'utf8').split('\n')
  await first.release()
  // PostgreSQL takes a living process of its own user for a server.
  const stranger = startStranger(t, accountFor(join(dataDir, 'pg')))
  for (const text of [[stranger.pid, ...lines.slice(1)].join('\n'), '', 'x\n']) {
    writeFileSync(pidFile, text)
    const server = await start(dataDir)
    t.is((await query(server.appUrl, 'SELECT 1')).length, 1)
    await server.release()
  }
  t.is(stranger.exitCode ?? stranger.signalCode, null, 'and nobody harmed it')
})

test.serial('files of dead users and locks of dead holders do not count', async (t) => {
  const dataDir = temporaryFolder(t)
  await (await start(dataDir)).release()
  // This process' pid with the start of another: the pid was given out again.
  writeFileSync(join(dataDir, 'pg.users', `${process.pid}-0123456789ab`), '1@00000000')
  const server = await start(dataDir)
  await server.release()
  t.is(serverOf(dataDir), undefined)
})

test.serial('a server that does not take our password is stopped, and the sentence says what to do', async (t) => {
  const dataDir = temporaryFolder(t)
  const first = await start(dataDir)
  await query(first.adminUrl, `ALTER ROLE satu_login_admin PASSWORD 'another'`)
  await first.release()
  const error = await t.throwsAsync(start(dataDir), { name: 'OperatorError' })
  t.regex(error?.message ?? '', /pg\.passwords\.json does not open the database in .*; restore the file, or remove/)
  t.is(serverOf(dataDir), undefined)
})

test.serial('without its passwords a cluster is closed, and the sentence says what to do', async (t) => {
  const dataDir = temporaryFolder(t)
  await (await start(dataDir)).release()
  const file = join(dataDir, 'pg.passwords.json')
  const kept = readFileSync(file, 'utf8')
  writeFileSync(file, kept.slice(0, 20))
  await t.throwsAsync(start(dataDir), { name: 'OperatorError', message: /pg\.passwords\.json cannot be read/ })
  writeFileSync(file, kept)
  await (await start(dataDir)).release()
  t.is(serverOf(dataDir), undefined)
})
