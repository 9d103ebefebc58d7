import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import test from 'ava'
import { readCompose, ROOT } from './compose.ts'
import { findTool } from './tools.ts'

const run = promisify(execFile)
const analyze = findTool('systemd-analyze')
const here = analyze === undefined ? test.skip : test
const unit = readFileSync(join(ROOT, 'deploy/systemd/satu-login.service'), 'utf8')

/** The values of a key, in the order of the file. */
const valuesOf = (key: string): string[] => [...unit.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map(([, value = '']) => value)

test('it starts what the image starts, drains as the service does, and comes back', (t) => {
  const [program, ...args] = valuesOf('ExecStart')[0]?.split(' ') ?? []
  t.is(program, '/usr/bin/node')
  const { services } = readCompose(Object.fromEntries([
    'ISSUER', 'COOKIE_KEYS', 'ENCRYPTION_KEYS', 'OUTBOUND_CIDRS', 'POSTGRES_PASSWORD', 'OWNER_PASSWORD', 'APP_PASSWORD',
    'TLS_CERTIFICATE_FILE', 'TLS_KEY_FILE',
  ].map((name) => [name, 'x'])))
  t.deepEqual(['node', ...args], services['node-1']?.command)
  t.true(args.every((arg) => existsSync(join(ROOT, arg))))
  t.deepEqual(valuesOf('KillSignal'), ['SIGTERM'])
  t.deepEqual(valuesOf('KillMode'), ['mixed'])
  t.deepEqual(valuesOf('Restart'), ['always'])
  t.deepEqual(valuesOf('EnvironmentFile'), ['/etc/satu-login/satu-login.env'])
  t.false(/^Environment=/m.test(unit), 'no value stands in the unit')
})

here('systemd understands every line of it, and it is well shut', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'satu-login-unit-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const file = join(folder, 'satu-login.service')
  // That the program exists is asked of the machine that runs it, which this one need not be.
  await writeFile(file, unit.replace('/usr/bin/node', process.execPath))
  const { stdout, stderr } = await run(analyze ?? '', ['verify', file])
  t.is(stdout + stderr, '')
  await writeFile(file, unit.replace('NoNewPrivileges=', 'NoNewPrivilege='))
  t.regex((await run(analyze ?? '', ['verify', file])).stderr, /Unknown key.* 'NoNewPrivilege'/)
  await writeFile(file, unit)
  // From 0, nothing is allowed, to 10; what is left is mostly the network.
  await t.notThrowsAsync(run(analyze ?? '', ['security', '--offline=true', '--threshold=15', file]))
})
