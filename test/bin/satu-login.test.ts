import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import test from 'ava'
import type { Scope } from '../helpers/scope.ts'

const OLD_NODE = '/usr/bin/node'

/** The system's Node where it is older than ours. */
function findOldNode(): string | undefined {
  if (!existsSync(OLD_NODE)) return undefined
  return parseInt(execFileSync(OLD_NODE, ['--version'], { encoding: 'utf8' }).slice(1), 10) < 24 ? OLD_NODE : undefined
}

const oldNode = findOldNode()
const withOldNode = oldNode === undefined ? test.skip : test

/** A checkout of the launcher and a command that tells its Node and arguments, with or without the packaged Node. */
function checkout(scope: Scope, { packaged, cli }: { packaged: boolean; cli: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'satu-login-bin-'))
  scope.teardown(() => { rmSync(root, { recursive: true, force: true }) })
  for (const folder of ['bin', 'src', 'node_modules']) mkdirSync(join(root, folder))
  const launcher = join(root, 'bin', 'satu-login.mjs')
  copyFileSync(fileURLToPath(new URL('../../bin/satu-login.mjs', import.meta.url)), launcher)
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(root, 'src', 'cli.ts'), cli)
  if (packaged) {
    const folder = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin')
    mkdirSync(dirname(folder))
    mkdirSync(folder)
    symlinkSync(process.execPath, join(folder, 'node'))
  }
  return launcher
}

/** Starts the launcher; `ended` has its status or signal and all it printed. */
function launch(node: string, launcher: string, args: string[]) {
  const child = spawn(node, [launcher, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString() })
  const ended = once(child, 'close').then(([code, signal]) => ({ ends: (code ?? signal) as unknown, output, errors }))
  return { child, ended }
}

const TELLS: string = `
  const told: string[] = process.argv.slice(2)
  console.log(JSON.stringify({ major: parseInt(process.versions.node), told }))
  process.exitCode = 3`

test('with a right Node the command runs in it, with its arguments', async (t) => {
  const launcher = checkout(t, { packaged: false, cli: TELLS })
  const { ends, output } = await launch(process.execPath, launcher, ['role', 'grant', 'a b']).ended
  const told = { major: parseInt(process.versions.node, 10), told: ['role', 'grant', 'a b'] }
  t.deepEqual([ends, JSON.parse(output)], [3, told])
})

withOldNode('an old Node alone says in one sentence what to do (needs an older /usr/bin/node)', async (t) => {
  const launcher = checkout(t, { packaged: false, cli: TELLS })
  const { ends, output, errors } = await launch(oldNode ?? '', launcher, ['start']).ended
  t.deepEqual([ends, output], [1, ''])
  t.regex(errors, /^Banten Satu Login needs Node 24 or later and this is Node \d+\.\d+\.\d+: run `npm ci`, .*\.\n$/)
})

withOldNode('an old Node hands over to the packaged one, status and all (needs an older /usr/bin/node)', async (t) => {
  const launcher = checkout(t, { packaged: true, cli: TELLS })
  const { ends, output } = await launch(oldNode ?? '', launcher, ['--json']).ended
  t.deepEqual([ends, JSON.parse(output)], [3, { major: parseInt(process.versions.node, 10), told: ['--json'] }])
})

const WAITS = `
  process.on('SIGTERM', () => { console.log('drained'); process.exit(0) })
  console.log('waiting')
  setInterval(() => undefined, 1000)`

withOldNode('a signal reaches the command, which ends in its own time (needs an older /usr/bin/node)', async (t) => {
  const launcher = checkout(t, { packaged: true, cli: WAITS })
  const { child, ended } = launch(oldNode ?? '', launcher, [])
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  const { ends, output } = await ended
  t.deepEqual([ends, output], [0, 'waiting\ndrained\n'])
})

withOldNode('a command killed by a signal is told as that (needs an older /usr/bin/node)', async (t) => {
  const launcher = checkout(t, { packaged: true, cli: 'process.kill(process.pid, "SIGKILL")' })
  t.is((await launch(oldNode ?? '', launcher, []).ended).ends, 'SIGKILL')
})
