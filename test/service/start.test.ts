import { once } from 'node:events'
import { chmodSync, existsSync, readdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import test from 'ava'
import { findPostmaster } from '../../src/kernel/db/embedded/postmaster.ts'
import { startCli, temporaryFolder } from '../helpers/cli.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { leaveFrom, typePassword } from '../helpers/journey.ts'
import type { Scope } from '../helpers/scope.ts'

/** Two ports that nobody has at this moment. */
async function freePorts(): Promise<[string, string]> {
  const servers = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')]
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const [first = '', second = ''] = servers.map((server) => String((server.address() as AddressInfo).port))
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return [first, second]
}

/** `npm start` as its own process, on a data folder and ports of the test. */
function startService(scope: Scope, env: NodeJS.ProcessEnv) {
  const { child, ended } = startCli(['start'], { env })
  scope.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let printed = ''
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: string) => {
      printed += text
      if (printed.includes('Ctrl-C stops')) resolve(printed)
    })
    ended.then(({ stderr }) => reject(new Error(`ended before it was ready: ${stderr}`)), reject)
  })
  return { child, ended, ready }
}

const answers = async (url: string): Promise<number> => (await fetch(url, { redirect: 'manual' })).status
const refuses = async (url: string): Promise<boolean> => fetch(url).then(() => false, () => true)

test.serial('a newcomer starts it, signs in, stops it, kills it, and starts it again', async (t) => {
  const DATA_DIR = temporaryFolder(t)
  // As root the server runs as nobody: with this it may lie here, where the test looks for it.
  chmodSync(DATA_DIR, 0o711)
  const [PORT, DEMO_PORT] = await freePorts()
  const env = { DATA_DIR, PORT, DEMO_PORT }
  const [service, demo] = [`http://localhost:${PORT}`, `http://localhost:${DEMO_PORT}`]

  const first = startService(t, env)
  const table = await first.ready
  t.true(table.includes(service) && table.includes(demo))
  // No role and no seat: those are asked for a second factor.
  const [, nip = '', name = ''] = /pegawai +([\d ]{21}) +(\S+ \S+)/.exec(table) ?? []
  const password = /password (\S+)/.exec(table)?.[1] ?? ''

  const jar = cookieJar()
  const toLogin = locationOf(await jar.fetch(`${demo}/masuk`))
  const answer = await typePassword(jar, toLogin, { nip, password })
  const home = await jar.follow(await leaveFrom(jar, locationOf(answer)))
  t.true(name !== '' && (await home.text()).includes(name))

  t.truthy(findPostmaster(join(DATA_DIR, 'pg')))
  const second = await startCli(['start'], { env }).ended
  t.is(second.ends, 1)
  t.true(second.stderr.includes(`process ${first.child.pid}`), second.stderr)

  first.child.kill('SIGINT')
  t.is((await first.ended).ends, 0)
  t.true(await refuses(service))
  t.true(await refuses(demo))

  const again = startService(t, env)
  t.is((await again.ready).replaceAll(/\s+/g, ' '), table.replaceAll(/\s+/g, ' '), 'the same accounts')
  again.child.kill('SIGKILL')
  await again.ended

  const after = startService(t, { ...env, WORKERS: '2' })
  await after.ready
  t.is(await answers(`${service}/readyz`), 200)
  t.is(await answers(`${demo}/`), 200)
  after.child.kill('SIGTERM')
  t.is((await after.ended).ends, 0)
  t.is(findPostmaster(join(DATA_DIR, 'pg')), undefined, 'PostgreSQL stopped with it')
  t.deepEqual(readdirSync(join(DATA_DIR, 'pg.users')), [])
})

test.serial('a taken port is one sentence, before anything is made', async (t) => {
  const DATA_DIR = temporaryFolder(t)
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const PORT = String((taken.address() as AddressInfo).port)
  const { ends, stderr, stdout } = await startCli(['start'], { env: { DATA_DIR, PORT } }).ended
  t.is(ends, 1)
  t.is(stdout, '')
  t.regex(stderr, new RegExp(`^Port ${PORT} is taken by another program\\. [^\\n]*\\n$`))
  t.false(existsSync(join(DATA_DIR, 'pg')))
})
