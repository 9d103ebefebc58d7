import { join } from 'node:path'
import test from 'ava'
import { acquireEmbedded } from '../../src/kernel/db/embedded/index.ts'
import { quiet, serverOf, startUser, temporaryFolder } from '../db/support/embedded.ts'
import { jsonOfCli, runCli } from '../helpers/cli.ts'

test.serial('on the embedded server a command works alone, and beside a process that holds it', async (t) => {
  const dataDir = join(temporaryFolder(t), 'data')
  const env = { DATA_DIR: dataDir }
  const first = await runCli(['client', 'list', '--json'], { env })
  t.deepEqual([first.ends, first.stdout], [1, ''])
  t.true(first.stderr.endsWith('The database has no tables yet. Run `npm run -s satu-login -- migrate` first.\n'))
  t.is(serverOf(dataDir), undefined)

  const user = startUser(t, [dataDir, 'hold'])
  await user.next()
  const server = serverOf(dataDir)
  t.truthy(server)
  const migrated = await runCli(['migrate', '--json'], { env })
  t.is(migrated.ends, 0)
  t.deepEqual(Object.keys(JSON.parse(migrated.stdout) as object), ['applied'])
  t.deepEqual(await jsonOfCli(['client', 'list'], { env }), [])
  t.deepEqual(serverOf(dataDir), server)

  user.child.stdin?.write('\n')
  t.is(await user.ended, 0)
  t.is(serverOf(dataDir), undefined)
  t.like(await runCli(['client', 'list', '--json'], { env }), { ends: 0, stdout: '[]\n' })
  t.is(serverOf(dataDir), undefined)
})

test.serial('a refused command leaves the embedded server running for the others', async (t) => {
  const dataDir = join(temporaryFolder(t), 'data')
  const held = await acquireEmbedded({ dataDir, say: quiet })
  t.is((await runCli(['person', 'show', '1'], { env: { DATA_DIR: dataDir } })).ends, 1)
  t.truthy(serverOf(dataDir))
  await held.release()
  t.is(serverOf(dataDir), undefined)
})
