import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { inScope } from './scope.ts'
import { endChild, environmentOf } from './parent.ts'
import { freePort } from '../service/free-port.ts'

/** A program that answers discovery on a port that it is told. */
export interface Program {
  readonly file: URL
  readonly environment: (port: number) => NodeJS.ProcessEnv
}

export interface ColdStart {
  /** From the spawn of the process to its first answer. */
  readonly milliseconds: number
  /** Resident memory half a second later, bytes; undefined where the machine has no /proc. */
  readonly rss: number | undefined
}

const LONGEST_MS = 60_000
const SETTLED_MS = 500

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/.well-known/openid-configuration', agent: false,
      headers: { host: `localhost:${port}` } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode === 200))
    })
    request.on('error', () => resolve(false))
  })
}

async function firstAnswer(child: ChildProcess, port: number): Promise<void> {
  let said = ''
  child.stderr?.on('data', (text: Buffer) => { said += text.toString() })
  for (const deadline = Date.now() + LONGEST_MS; !await answers(port); await sleep(2)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`no answer on port ${port}: ${said}`)
  }
}

/** proc(5), status: VmRSS in kB. */
function residentMemory(pid: number | undefined): number | undefined {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
  } catch {
    return undefined
  }
}

/** Starts a program, waits for its first answer, and ends it. */
export function coldStart(
  { file, environment }: Program, more: NodeJS.ProcessEnv, nodeArguments: readonly string[] = [],
): Promise<ColdStart> {
  return inScope(async (scope) => {
    const port = await freePort()
    const began = performance.now()
    const child = spawn(process.execPath, [...nodeArguments, fileURLToPath(file)], {
      env: { ...environment(port), ...more }, stdio: ['ignore', 'ignore', 'pipe'],
    })
    scope.teardown(() => endChild(child))
    await firstAnswer(child, port)
    const milliseconds = performance.now() - began
    await sleep(SETTLED_MS)
    return { milliseconds, rss: residentMemory(child.pid) }
  })
}

/** The service's own entry on a database that is there, with the keys that seal it. */
export function serviceProgram({ appUrl, cookieKeys, encryptionKey: { id, key } }: {
  appUrl: string; cookieKeys: readonly string[]; encryptionKey: { id: string; key: string }
}): Program {
  return {
    file: new URL('../../src/server.ts', import.meta.url),
    environment: (port) => environmentOf({}, {
      DATABASE_URL: appUrl, PORT: String(port), COOKIE_KEYS: cookieKeys.join(','), ENCRYPTION_KEYS: `${id}:${key}`,
      LOG_LEVEL: 'silent',
    }),
  }
}

export function bareProgram(settings: object): Program {
  return {
    file: new URL('./bare.ts', import.meta.url), environment: (port) => environmentOf({ ...settings, port }),
  }
}
