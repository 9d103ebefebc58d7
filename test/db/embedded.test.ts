import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { acquireEmbedded } from '../../src/kernel/db/embedded/index.ts'
import { stillLives } from '../../src/kernel/db/embedded/process-identity.ts'
import { killServer, query, quiet, serverOf, startUser, temporaryFolder } from './support/embedded.ts'

test.serial('the first user starts the server, the second is beside, the last one stops it', async (t) => {
  const dataDir = temporaryFolder(t)
  const said: string[] = []
  const first = await acquireEmbedded({ dataDir, say: (line) => said.push(line) })
  t.true(said.some((line) => line.includes('Making an empty database')))
  const pid = serverOf(dataDir)?.pid
  t.is(typeof pid, 'number')
  said.length = 0
  const second = await acquireEmbedded({ dataDir, say: (line) => said.push(line) })
  t.deepEqual(said, [])
  t.is(second.port, first.port)
  t.is(serverOf(dataDir)?.pid, pid)
  await first.release()
  await first.release()
  t.deepEqual(await query(second.appUrl, 'SELECT 1 AS one'), [{ one: 1 }])
  await second.release()
  t.is(serverOf(dataDir), undefined)
})

test.serial('data stay, and settings count for the one who starts', async (t) => {
  const dataDir = temporaryFolder(t)
  const first = await acquireEmbedded({ dataDir, say: quiet })
  await query(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await first.release()
  const second = await acquireEmbedded({ dataDir, say: quiet, settings: { work_mem: '7MB', listen_addresses: '*' } })
  t.deepEqual(await query(second.ownerUrl, 'SELECT answer FROM kept'), [{ answer: 42 }])
  t.deepEqual(await query(second.appUrl, 'SHOW work_mem'), [{ work_mem: '7MB' }])
  t.deepEqual(await query(second.appUrl, 'SHOW listen_addresses'), [{ listen_addresses: '127.0.0.1' }])
  await second.release()
})

test.serial('a user in another process keeps the server until it leaves', async (t) => {
  const dataDir = temporaryFolder(t)
  const user = startUser(t, [dataDir, 'hold'])
  const { port } = await user.next()
  const server = await acquireEmbedded({ dataDir, say: quiet })
  t.is(port, server.port)
  await server.release()
  t.not(serverOf(dataDir), undefined)
  user.child.stdin?.write('\n')
  t.truthy((await user.next())['start'])
  t.is(await user.ended, 0)
  t.is(serverOf(dataDir), undefined)
})

test.serial('the server is on the loopback alone, without a socket folder, and asks for a password', async (t) => {
  const dataDir = temporaryFolder(t)
  const server = await acquireEmbedded({ dataDir, say: quiet })
  const settings = await query(server.adminUrl, `
    SELECT name, setting FROM pg_settings WHERE name IN
      ('listen_addresses', 'unix_socket_directories', 'TimeZone', 'log_timezone', 'max_connections',
        'server_encoding')`)
  t.deepEqual(Object.fromEntries(settings.map(({ name, setting }) => [name, setting])), {
    listen_addresses: '127.0.0.1', unix_socket_directories: '', TimeZone: 'UTC', log_timezone: 'UTC',
    max_connections: '100', server_encoding: 'UTF8',
  })
  t.deepEqual(await query(server.adminUrl, 'SELECT DISTINCT auth_method, error FROM pg_hba_file_rules'),
    [{ auth_method: 'scram-sha-256', error: null }])
  for (const url of [server.adminUrl, server.ownerUrl, server.appUrl]) {
    const wrong = new URL(url)
    wrong.password = 'x'
    await t.throwsAsync(query(wrong.href, 'SELECT 1'), { code: '28P01' })
  }
  if (process.platform === 'linux') {
    // proc(5): local address and port in hexadecimal, the address in the byte order of the machine; 0A is LISTEN.
    const port = server.port.toString(16).toUpperCase().padStart(4, '0')
    const listening = ['tcp', 'tcp6'].flatMap((name) => readFileSync(`/proc/net/${name}`, 'utf8').split('\n'))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(`:${port}`) && state === '0A')
    t.deepEqual(listening.map(([, local]) => local), [`0100007F:${port}`])
  }
  await server.release()
})

test.serial('the owner makes tables and databases, the service neither', async (t) => {
  const dataDir = temporaryFolder(t)
  const server = await acquireEmbedded({ dataDir, say: quiet })
  const roles = await query(server.adminUrl, `
    SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles
    WHERE rolname IN ('satu_login_owner', 'satu_login_app') ORDER BY 1`)
  t.deepEqual(roles, [
    { rolname: 'satu_login_app', rolsuper: false, rolcreatedb: false, rolcreaterole: false },
    { rolname: 'satu_login_owner', rolsuper: false, rolcreatedb: true, rolcreaterole: false },
  ])
  await query(server.ownerUrl, 'CREATE DATABASE copy')
  await query(server.ownerUrl, 'CREATE TABLE ours (id int)')
  for (const database of ['satu_login', 'copy']) {
    const url = new URL(server.appUrl)
    url.pathname = `/${database}`
    t.deepEqual(await query(url.href, 'SELECT current_database()::text AS name'), [{ name: database }])
    await t.throwsAsync(query(url.href, 'CREATE TABLE theirs (id int)'), { code: '42501' })
    await t.throwsAsync(query(url.href, 'CREATE SCHEMA theirs'), { code: '42501' })
  }
  await t.throwsAsync(query(server.appUrl, 'CREATE DATABASE theirs'), { code: '42501' })
  await t.throwsAsync(query(server.appUrl, 'DROP TABLE ours'), { code: '42501' })
  await t.throwsAsync(query(server.appUrl, 'SELECT FROM ours'), { code: '42501' })
  await server.release()
})

test.serial('text sorts by code point and folds beyond ASCII on every platform', async (t) => {
  const dataDir = temporaryFolder(t)
  const server = await acquireEmbedded({ dataDir, say: quiet })
  t.deepEqual(
    await query(server.appUrl, `
      SELECT string_agg(word, ' ' ORDER BY word) AS sorted, lower('É') AS folded
      FROM unnest('{b,a,B,É}'::text[]) AS word`),
    [{ sorted: 'B a b É', folded: 'é' }])
  await server.release()
})

const withModes = process.platform === 'win32' ? test.serial.skip : test.serial
withModes('passwords, log and data are closed to others', async (t) => {
  const dataDir = temporaryFolder(t)
  const server = await acquireEmbedded({ dataDir, say: quiet })
  const modeOf = (name: string): number => statSync(join(dataDir, name)).mode & 0o777
  t.is(modeOf('pg.passwords.json'), 0o600)
  t.is(modeOf('pg.log'), 0o600)
  t.is(modeOf('pg'), 0o700)
  await server.release()
})

test.serial('what a statement says does not come into the log', async (t) => {
  const dataDir = temporaryFolder(t)
  const server = await acquireEmbedded({ dataDir, say: quiet })
  await query(server.ownerUrl, 'CREATE TABLE person (nip text PRIMARY KEY)')
  await query(server.ownerUrl, `INSERT INTO person VALUES ('rahasia-1')`)
  await t.throwsAsync(query(server.ownerUrl, `INSERT INTO person VALUES ('rahasia-1')`), { code: '23505' })
  await server.release()
  const log = readFileSync(join(dataDir, 'pg.log'), 'utf8')
  t.regex(log, /duplicate key/)
  t.notRegex(log, /rahasia/)
})

test.serial('a data folder removed under its server does not leave it running', async (t) => {
  const dataDir = temporaryFolder(t)
  const server = await acquireEmbedded({ dataDir, say: quiet })
  const running = serverOf(dataDir)
  t.teardown(async () => running && stillLives(running.pid, running.start) && killServer(running))
  rmSync(dataDir, { recursive: true, force: true })
  await server.release()
  t.is(running && stillLives(running.pid, running.start), false)
})
