import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import test from 'ava'
import type { ChildProcess } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import type { ExecutionContext } from 'ava'

const settings = { DEMO_ISSUER: 'http://127.0.0.1:9', DEMO_CLIENT_ID: 'a', DEMO_CLIENT_SECRET: 'b' }

/** Starts demo/server.ts with a pipe as stdin; `output` grows with what it prints. */
function start(t: ExecutionContext, env: Record<string, string>) {
  const child = spawn(process.execPath, ['demo/server.ts'], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()))
  t.teardown(() => child.kill('SIGKILL'))
  return { child, output }
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return String(port)
}

async function exitStatus(child: ChildProcess): Promise<number | null> {
  const [status] = (await once(child, 'close')) as [number | null]
  return status
}

test('it listens on loopback, and drains when it is asked to stop', async (t) => {
  const port = await freePort()
  const { child, output } = start(t, { ...settings, DEMO_PORT: port })
  await once(child.stdout, 'data')
  t.is(output.stdout, `The demo application listens on http://localhost:${port}\n`)
  t.is((await fetch(`http://localhost:${port}/`)).status, 200)
  child.kill('SIGTERM')
  t.is(await exitStatus(child), 0)
  t.is(output.stderr, '')
})

test('it ends when its parent is gone', async (t) => {
  const { child } = start(t, { ...settings, DEMO_PORT: await freePort() })
  await once(child.stdout, 'data')
  child.stdin.end()
  t.is(await exitStatus(child), 0)
})

test('a taken port is one sentence', async (t) => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  t.teardown(() => holder.close())
  const { port } = holder.address() as AddressInfo
  const { child, output } = start(t, { ...settings, DEMO_PORT: String(port) })
  t.is(await exitStatus(child), 1)
  t.is(
    output.stderr,
    `Port ${port} on 127.0.0.1 is taken: stop the program that uses it, or choose another with DEMO_PORT.\n`,
  )
})

test('missing settings are one sentence', async (t) => {
  const { child, output } = start(t, {})
  t.is(await exitStatus(child), 1)
  t.regex(output.stderr, /^The demo application cannot start: DEMO_ISSUER is missing, .*\.\n$/)
})
