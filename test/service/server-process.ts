import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../helpers/cli.ts'
import { guardArguments } from '../helpers/network.ts'
import type { Scope } from '../helpers/scope.ts'

const SERVER = fileURLToPath(new URL('../../src/server.ts', import.meta.url))
const LONGEST_MS = 60_000
export const key = (): string => randomBytes(32).toString('base64url')

/** The service as a process of its own, with nothing in its environment but what is given; it is killed when it lasts. */
export function startServer(scope: Scope, env: NodeJS.ProcessEnv, longestMs = LONGEST_MS) {
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, [...guardArguments, SERVER], {
    env: { PATH, HOME, DATA_DIR: temporaryFolder(scope), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'], timeout: longestMs, killSignal: 'SIGKILL',
  })
  scope.teardown(() => child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  const ended = once(child, 'close').then(([code, signal]) => ({ ends: (code ?? signal) as number | string, ...output }))
  const answers = new Promise<void>((resolve) => {
    child.stderr.on('data', (text: Buffer) => {
      output.stderr += text.toString()
      if (output.stderr.includes('answers on')) resolve()
    })
    child.stdout.on('data', (text: Buffer) => { output.stdout += text.toString() })
  })
  return {
    child, ended,
    /** Resolves when it answers, and so takes signals. */
    running: async () => {
      await Promise.race([answers, ended.then(({ stderr }) => { throw new Error(stderr) })])
    },
  }
}

/** What a production environment must say, with keys of its own. */
export const PRODUCTION = () => ({
  NODE_ENV: 'production', ISSUER: 'https://login.test', COOKIE_KEYS: `${key()},${key()}`,
  ENCRYPTION_KEYS: `a:${key()}`, OUTBOUND_CIDRS: '10.0.0.0/8', TRUSTED_PROXIES: '127.0.0.0/8',
})
