import { existsSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { runCli, temporaryFolder } from '../helpers/cli.ts'

const NAMES = [
  'start', 'migrate', 'seed aplikasi', 'seed demo', 'kepegawaian import', 'kepegawaian referensi', 'kepegawaian sync',
  'kepegawaian sample', 'account activate',
  'person show', 'person freeze', 'person unfreeze', 'role grant', 'role revoke', 'faktor list', 'faktor reset', 'network list', 'network name', 'network forget', 'client list', 'client add',
  'client secret', 'client suspend', 'client resume', 'client approve', 'client scope', 'client self-service', 'client mark',
  'kebijakan list', 'kebijakan simulate', 'kebijakan set', 'kebijakan remove', 'keys list',
  'keys stage', 'keys promote', 'keys retire', 'keys reseal', 'logout list', 'purge',
]

test.serial('without arguments it prints every command, as --help does', async (t) => {
  const [bare, help] = await Promise.all([runCli([]), runCli(['--help'])])
  t.deepEqual([bare.ends, bare.stderr], [0, ''])
  t.deepEqual(help, bare)
  const listed = [...bare.stdout.matchAll(/^ {2}([a-z]+(?: [a-z-]+)?)/gm)].map(([, name]) => name)
  t.deepEqual(listed, NAMES)
})

test.serial('an unknown command: what there is, on stderr, and status 2', async (t) => {
  const { ends, stdout, stderr } = await runCli(['rahasia', '--json'])
  t.deepEqual([ends, stdout], [2, ''])
  t.regex(stderr, /^There is no such command\.\n\nUsage: .*<command>/)
  t.notRegex(stderr, /rahasia/)
})

test.serial('a noun alone, or with a word it does not have, lists its commands', async (t) => {
  const [alone, wrong, help] = await Promise.all([
    runCli(['person']), runCli(['person', 'delete', '1']), runCli(['person', '--help']),
  ])
  t.deepEqual([alone.ends, alone.stdout, wrong], [2, '', alone])
  t.deepEqual([help.ends, help.stderr], [0, ''])
  t.is(alone.stderr, `"person" needs one of its commands behind it.\n\n${help.stdout}`)
  t.deepEqual([...help.stdout.matchAll(/^ {2}person ([a-z]+)/gm)].map(([, verb]) => verb), ['show', 'freeze', 'unfreeze'])
})

test.serial('a wrong command line gets its sentence and the usage of that command, and touches no database', async (t) => {
  const dataDir = join(temporaryFolder(t), 'data')
  const env = { DATA_DIR: dataDir }
  const [unknown, missing, help] = await Promise.all([
    runCli(['client', 'list', '--rahasia=1'], { env }), runCli(['person', 'freeze', '1'], { env }),
    runCli(['person', 'freeze', '--help'], { env }),
  ])
  t.deepEqual([unknown.ends, unknown.stdout], [2, ''])
  t.regex(unknown.stderr, /^Unknown option '--rahasia'\.\n\nUsage: npm run -s satu-login -- client list \[--json\]\n/)
  t.deepEqual([missing.ends, missing.stdout], [2, ''])
  t.deepEqual([help.ends, help.stderr], [0, ''])
  t.is(missing.stderr, `The option --reason is missing.\n\n${help.stdout}`)
  t.false(existsSync(dataDir))
})

test.serial('a wrong environment is one list on stderr and status 1', async (t) => {
  const { ends, stdout, stderr } = await runCli(['client', 'list', '--json'], { env: { NODE_ENV: 'production' } })
  t.deepEqual([ends, stdout], [1, ''])
  t.regex(stderr, /^The environment is not complete:\n {2}- ISSUER must be set\n/)
})

test.serial('a database that does not answer is one sentence without the password', async (t) => {
  const env = { DATABASE_URL: 'postgres://app:rahasia@127.0.0.1:1/none' }
  const { ends, stdout, stderr } = await runCli(['client', 'list'], { env })
  t.deepEqual([ends, stdout], [1, ''])
  t.regex(stderr, /^The database does not answer: .*\n$/m)
  t.notRegex(stderr, /rahasia/)
})
