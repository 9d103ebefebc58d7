import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { serverOf, startUser, temporaryFolder } from './support/embedded.ts'

const PROCESSES = 10
const ROUNDS = 4

test.serial('ten processes come and go at once, from nothing, and each always has a server', async (t) => {
  const dataDir = temporaryFolder(t)
  const users = Array.from({ length: PROCESSES }, () => startUser(t, [dataDir, 'race', String(ROUNDS)]))
  const results = await Promise.all(users.map(async (user) => [await user.next(), await user.ended]))
  t.deepEqual(results, users.map(() => [{ rounds: ROUNDS }, 0]))
  t.is(serverOf(dataDir), undefined, 'the last one stopped it')
  t.deepEqual(readdirSync(join(dataDir, 'pg.users')), [])
  t.deepEqual(readdirSync(dataDir).filter((name) => /lock|pg\.new/.test(name)), [])
  t.false(existsSync(join(dataDir, 'pg', 'postmaster.pid')))
})

test.serial('half of the processes killed in the midst do not harm the others', async (t) => {
  const dataDir = temporaryFolder(t)
  const users = Array.from({ length: PROCESSES }, () => startUser(t, [dataDir, 'race', String(ROUNDS)]))
  const [victims, survivors] = [users.slice(0, PROCESSES / 2), users.slice(PROCESSES / 2)]
  // Spread over the time that the rounds take, so that some die in the lock, some while starting, some as users.
  const results = survivors.map(async (user) => [await user.next(), await user.ended])
  victims.forEach((user, index) => setTimeout(() => user.child.kill('SIGKILL'), 300 + index * 250))
  t.deepEqual(await Promise.all(results), survivors.map(() => [{ rounds: ROUNDS }, 0]))
  await Promise.all(victims.map((user) => user.ended))
  const last = startUser(t, [dataDir, 'race', '1'])
  t.is(await last.ended, 0)
  t.is(serverOf(dataDir), undefined)
})
