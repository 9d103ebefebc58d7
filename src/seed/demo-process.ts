import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { OperatorError } from '../kernel/lib/operator-error.ts'
import type { DemoClient } from './demo-client.ts'
import { demoEnvironment } from './demo-environment.rules.ts'

const program = fileURLToPath(new URL('../../demo/server.ts', import.meta.url))

export interface DemoProcess {
  readonly baseUrl: string
  /** Resolves when the process has ended. */
  stop(): Promise<void>
}

/**
 * Starts the demo application as a process of its own: an application like any other, it shares nothing with the
 * service. It ends by itself when this process is gone.
 * @throws OperatorError when it does not come up
 */
export async function startDemo(
  { issuer, client, port }: { issuer: string; client: DemoClient; port: number },
): Promise<DemoProcess> {
  const child = spawn(process.execPath, [program], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A Ctrl-C in the terminal is ours to pass on, in order.
    detached: process.platform !== 'win32',
    env: demoEnvironment(process.env, {
      DEMO_ISSUER: issuer, DEMO_CLIENT_ID: client.client_id, DEMO_CLIENT_SECRET: client.client_secret,
      DEMO_PORT: String(port),
    }),
  })
  const gone = once(child, 'exit')
  const answer = await Promise.race([once(child.stdout, 'data').then(() => 'up' as const), gone.then(() => 'gone' as const)])
  if (answer === 'gone') throw new OperatorError('The demo application did not start.')
  return {
    baseUrl: `http://localhost:${port}`,
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
