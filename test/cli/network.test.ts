import test from 'ava'
import { jsonOfCli, onDatabase, runCli } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import { eventsOf } from '../accounts/support.ts'

test.serial('networks of offices are named, named anew and forgotten, each an audited act', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const env = onDatabase(db)
  const dinkes = { blok: '10.20.0.0/16', nama: 'Dinas Kesehatan' }
  t.is((await runCli(['network', 'list'], { env })).stdout, 'No network has a name.\n')
  t.deepEqual(await jsonOfCli(['network', 'name', '10.20.30.40/16', '--name', 'Dinkes'], { env }), [{ ...dinkes, nama: 'Dinkes' }])
  t.deepEqual(await jsonOfCli(['network', 'name', '10.20.0.0/16', '--name', ' Dinas Kesehatan '], { env }), [dinkes])
  t.is((await runCli(['network', 'list'], { env })).stdout, 'network       office\n10.20.0.0/16  Dinas Kesehatan\n')
  t.deepEqual(await jsonOfCli(['network', 'forget', '10.20.0.0/16'], { env }), [])
  t.deepEqual((await eventsOf(db)).map(({ kind, actor, data }) => ({ kind, actor, data })), [
    { kind: 'jaringan.dinamai', actor: 'operator', data: { ...dinkes, nama: 'Dinkes' } },
    { kind: 'jaringan.dinamai', actor: 'operator', data: dinkes },
    { kind: 'jaringan.dilupakan', actor: 'operator', data: dinkes },
  ])
})

test.serial('refused: status 1 and a sentence', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const env = onDatabase(db)
  for (const [args, sentence] of [
    [['name', 'kantor', '--name', 'x'], /^kantor is not a network: .*\n$/],
    [['name', '10.20.0.0/33', '--name', 'x'], /is not a network/],
    [['name', '2001:db8::/96', '--name', 'x'], /of IPv6 at most 64 bits/],
    [['name', '0.0.0.0/0', '--name', 'x'], /more than an office/],
    [['name', '10.0.0.0/8', '--name', ' '], /^Give a name/],
    [['forget', '10.0.0.0/8'], /^That network has no name\. "network list" shows/],
  ] as const) {
    const { ends, stderr } = await runCli(['network', ...args], { env })
    t.is(ends, 1, args.join(' '))
    t.regex(stderr, sentence)
  }
})
