import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../../lib/operator-error.ts'
import { programIn } from './binaries.ts'
import { logOf, openLog } from './log.ts'
import type { Passwords } from './passwords.ts'
import type { Place } from './place.ts'
import { findPostmaster, removeStalePidFile, type Postmaster } from './postmaster.ts'
import { cannotRun, lastLine, optionsFor, runProgram } from './program.ts'
import { stillLives } from './process-identity.ts'
import { ask, type Answer } from './roles.ts'

const POLL_MS = 5
// Recovery after a crash reads the log since the last checkpoint, at most max_wal_size (1 GB).
const START_TIMEOUT_MS = 120_000
// Fast shutdown, immediate shutdown (PostgreSQL's own words), force; each with the time it is given.
const STOPS = [['SIGINT', 30_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]] as const
const windows = process.platform === 'win32'

/** Settings a caller may override; log settings keep the values of statements, which may be personal, out of it. */
const DEFAULTS = {
  max_connections: '100', timezone: 'UTC', log_timezone: 'UTC',
  log_error_verbosity: 'terse', log_min_error_statement: 'panic', log_checkpoints: 'off',
}

/** A running server and how it stands to us. */
export interface Running { readonly server: Postmaster; readonly answer: Exclude<Answer, 'not-yet'> }

/** @returns a port of the loopback that is free at this moment */
async function drawPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Starts PostgreSQL in a session of its own, where a Ctrl-C in our terminal does not reach it. */
function launch({ data, dataDir, account }: Place, native: string, settings: Record<string, string>, log: number) {
  const options = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  const common = { ...optionsFor(account), detached: true }
  // PostgreSQL refuses an administrator's rights; on Windows pg_ctl is what drops them.
  const child = windows
    ? spawn(programIn(native, 'pg_ctl'), ['start', '-w', '-D', data, '-l', logOf(dataDir),
        '-o', options.map((option) => `-c "${option}"`).join(' ')], { ...common, stdio: 'ignore' })
    : spawn(programIn(native, 'postgres'), ['-D', data, ...options.flatMap((option) => ['-c', option])],
      { ...common, stdio: ['ignore', log, log] })
  child.unref()
  return child
}

/** One attempt to start. @returns the server, or the log of its failure */
async function attempt(
  place: Place, native: string, passwords: Passwords, settings: Record<string, string>,
): Promise<Running | string> {
  removeStalePidFile(place.data)
  const log = openLog(place.dataDir)
  try {
    const child = launch(place, native, settings, log.descriptor)
    let unable: OperatorError | undefined
    let exited = false
    child.on('error', (error) => { unable = cannotRun(child.spawnfile, error) })
    child.on('exit', (code) => { exited = !windows || code !== 0 })
    for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(POLL_MS)) {
      if (unable !== undefined) throw unable
      if (exited) return log.since()
      const server = findPostmaster(place.data)
      const answer = server?.status === 'ready' ? await ask(server.port, passwords) : 'not-yet'
      if (server !== undefined && answer !== 'not-yet') return { server, answer }
    }
    child.kill('SIGQUIT')
    return `it was not ready after ${START_TIMEOUT_MS / 1000} s`
  } finally {
    log.close()
  }
}

/**
 * Starts the server of a place over its existing cluster, on a free port of 127.0.0.1 and without a socket folder.
 * @throws OperatorError with the server's own last error
 */
export async function startServer(
  place: Place, native: string, passwords: Passwords, extra: Record<string, string>, draw = drawPort,
): Promise<Running> {
  let failure = ''
  for (let tries = 0; tries < 40; tries += 1) {
    const fixed = { listen_addresses: '127.0.0.1', port: String(await draw()), unix_socket_directories: '' }
    const result = await attempt(place, native, passwords, { ...DEFAULTS, ...extra, ...fixed })
    if (typeof result !== 'string') return result
    failure = result
    // Somebody took the port between our look and the server's; or backends of a killed server are still leaving.
    if (/could not bind/.test(failure)) continue
    if (!/pre-existing shared memory block|lock file .* already exists/.test(failure)) break
    await sleep(250)
  }
  // The server calls the port's fault a warning; its last error then only says that nothing is left to listen on.
  const reason = /could not bind .*/.exec(failure)?.[0] ?? lastLine(failure)
  throw new OperatorError(`PostgreSQL did not start in ${place.data}: ${reason} (more in ${logOf(place.dataDir)})`)
}

async function goneWithin({ pid, start }: Postmaster, milliseconds: number): Promise<boolean> {
  for (const deadline = Date.now() + milliseconds; Date.now() < deadline; await sleep(POLL_MS)) {
    if (!stillLives(pid, start)) return true
  }
  return false
}

/**
 * Stops a server: fast shutdown (connections are ended, all is written), harder where that does not help.
 * @param native the folder of PostgreSQL's programs, used on Windows alone
 */
export async function stopServer(server: Postmaster, data: string, native: () => Promise<string>): Promise<void> {
  if (windows) {
    await runProgram(programIn(await native(), 'pg_ctl'), ['stop', '-m', 'fast', '-w', '-D', data])
    return
  }
  for (const [signal, patience] of STOPS) {
    if (!stillLives(server.pid, server.start)) return
    process.kill(server.pid, signal)
    if (await goneWithin(server, patience)) return
  }
  throw new OperatorError(`The database server (process ${server.pid}) cannot be stopped.`)
}
