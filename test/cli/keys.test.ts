import test from 'ava'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'

interface Key { readonly kid: string; readonly alg: string; readonly state: string }

async function open(scope: Scope) {
  const db = await testDatabase(scope, 'kosong')
  const env = {
    ...onDatabase(db), COOKIE_KEYS: `${newSecret()},${newSecret()}`, ENCRYPTION_KEYS: `lama:${newSecret()}`,
  }
  const keys = async (...args: string[]) => await jsonOfCli(['keys', ...args], { env }) as Key[]
  const refusal = (...args: string[]) => runCli(['keys', ...args, '--json'], { env })
  return { env, keys, refusal }
}

const states = (keys: readonly Key[]): string[] => keys.map(({ alg, state }) => `${alg} ${state}`)

test.serial('keys go their way, step by step, and each step prints them all', async (t) => {
  const { env, keys, refusal } = await open(t)
  t.deepEqual(await keys('list'), [])
  t.deepEqual(states(await keys('stage')), ['ES256 next', 'RS256 next'])
  t.regex((await refusal('promote')).stderr, /^Applications may not know .* Promote them from 20\S+Z on\.\n$/)
  const first = await keys('promote', '--force')
  t.deepEqual(states(first), ['ES256 current', 'RS256 current'])
  await keys('stage')
  t.deepEqual(states(await keys('promote', '--force')),
    ['ES256 current', 'ES256 previous', 'RS256 current', 'RS256 previous'])
  const early = await refusal('retire')
  t.like(early, { ends: 1, stdout: '' })
  t.regex(early.stderr, /^Tokens that .* Retire them from 20\S+Z on, 15 minutes after/)
  const last = await keys('retire', '--force')
  t.deepEqual(states(last), ['ES256 current', 'ES256 retired', 'RS256 current', 'RS256 retired'])
  t.deepEqual(last.filter(({ state }) => state === 'retired'), first.map((key) => ({ ...key, state: 'retired' })))
  for (const key of last) t.deepEqual(Object.keys(key), ['kid', 'alg', 'state'])
  const { stdout } = await runCli(['keys', 'list'], { env })
  t.is(stdout.split('\n')[0]?.replace(/ +/g, ' '), 'kid alg state published')
  t.true(last.every(({ kid }) => stdout.includes(kid)))
})

test.serial('no key is sealed under an encryption key that this database does not know', async (t) => {
  const { env, keys } = await open(t)
  await keys('stage')
  const { ends, stderr } = await runCli(['keys', 'stage'], { env: { ...env, ENCRYPTION_KEYS: `lama:${newSecret()}` } })
  t.is(ends, 1)
  t.regex(stderr, /^ENCRYPTION_KEYS: the key "lama" is not the one /)
})
