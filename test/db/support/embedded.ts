import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { accountIn, canReach, type Account } from '../../../src/kernel/db/embedded/account.ts'
import { spareFolderOf } from '../../../src/kernel/db/embedded/place.ts'
import { optionsFor } from '../../../src/kernel/db/embedded/program.ts'
import { findPostmaster, type Postmaster } from '../../../src/kernel/db/embedded/postmaster.ts'
import { stillLives } from '../../../src/kernel/db/embedded/process-identity.ts'
import type { Scope } from '../../helpers/scope.ts'

export const asRoot = process.getuid?.() === 0
export const quiet = (): void => undefined
export const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** Waits until it holds; the test's own time-out bounds it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5)
}

/** The living server of a data folder, wherever its data lie. */
export function serverOf(dataDir: string): Postmaster | undefined {
  return findPostmaster(join(dataDir, 'pg')) ?? findPostmaster(join(spareFolderOf(dataDir), 'pg'))
}

/** Kills a server as a crash would. */
export async function killServer({ pid, start }: Postmaster): Promise<void> {
  process.kill(pid, 'SIGKILL')
  await until(() => !stillLives(pid, start))
}

const folders = new Set<string>()
const children = new Set<ChildProcess>()

function removeFolder(folder: string): void {
  for (const path of [folder, spareFolderOf(folder)]) rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  folders.delete(folder)
}

// A file that ends by an uncaught error runs no teardown.
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of folders) {
    const server = serverOf(folder)
    if (server !== undefined) process.kill(server.pid, 'SIGKILL')
    removeFolder(folder)
  }
})

/** A folder that is gone after the test, with every server in it or in its stead. */
export function temporaryFolder(scope: Scope, mode = 0o711): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'satu-login-embedded-')))
  chmodSync(folder, mode)
  folders.add(folder)
  scope.teardown(async () => {
    const server = serverOf(folder)
    if (server !== undefined) await killServer(server)
    removeFolder(folder)
  })
  return folder
}

/** Runs one statement under a URL. @returns its rows; @throws pg's error */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', quiet)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A started embedded-user.ts. `next()` is its next line as JSON. */
export interface UserProcess {
  readonly child: ChildProcess
  next(): Promise<Record<string, unknown>>
  /** Its exit status once it has ended, null after a signal. */
  readonly ended: Promise<number | null>
}

/** Starts embedded-user.ts, in a process group of its own, as a terminal does; it is killed with the test. */
export function startUser(scope: Scope, args: string[], account?: Account): UserProcess {
  const script = fileURLToPath(new URL('embedded-user.ts', import.meta.url))
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: checkout,
    detached: true,
    ...(account && { uid: account.uid | 0, gid: account.gid | 0 }),
  })
  children.add(child)
  const ended = once(child, 'close').then(([code]) => {
    children.delete(child)
    return code as number | null
  })
  scope.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { child, ended, next: async () => JSON.parse((await lines.next()).value ?? '{}') as Record<string, unknown> }
}

/** A living process of the user as whom PostgreSQL runs, which is not PostgreSQL. */
export function startStranger(scope: Scope, account: Account | undefined): ChildProcess {
  const child = spawn('sleep', ['300'], { ...optionsFor(account), stdio: 'ignore' })
  scope.teardown(() => child.kill('SIGKILL'))
  return child
}

/** The user nobody, where root can start processes as he and he can read this checkout. */
export function findNobody(): Account | undefined {
  const nobody = asRoot ? accountIn(readFileSync('/etc/passwd', 'utf8'), 'nobody') : undefined
  return nobody && canReach(nobody, checkout) ? nobody : undefined
}
