import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { canBeSignalled, startOf } from './process-identity.ts'

/** A running server, as its postmaster.pid tells it. */
export interface Postmaster {
  readonly pid: number
  /** As in process-identity.ts. */
  readonly start: string
  readonly port: number
  readonly status: 'starting' | 'ready' | 'stopping'
}

/**
 * Reads PostgreSQL's postmaster.pid (its own documentation: pg_ctl, miscadmin.h): pid, data folder, start, port,
 * socket folder, address, shared memory, status.
 * @returns undefined while the file is missing or not yet whole
 */
export function parsePidFile(text: string): Omit<Postmaster, 'start'> | undefined {
  const lines = text.split('\n')
  const [pid, port, status = ''] = [Number(lines[0]), Number(lines[3]), lines[7]?.trim()]
  if (!(pid > 0) || !(port > 0)) return undefined
  return { pid, port, status: status === 'ready' || status === 'stopping' ? status : 'starting' }
}

/** Whether this living process is the server over these data, and not another one that was given the pid later. */
function serves(pid: number, data: string): boolean {
  // Windows has no cheap way to ask; whether our password is accepted decides there.
  if (process.platform === 'win32') return true
  try {
    const words = process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).split(/ (?=-)/)
        .map((word) => word.replace(/^-D /, '').trim())
    return words[0]?.endsWith('/postgres') === true && words.includes(data)
  } catch {
    return false
  }
}

function readPidFile(data: string): string | undefined {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

/** @returns the living server over these data, undefined when none runs */
export function findPostmaster(data: string): Postmaster | undefined {
  const found = parsePidFile(readPidFile(data) ?? '')
  if (found === undefined) return undefined
  const start = startOf(found.pid)
  return start !== undefined && serves(found.pid, data) ? { ...found, start } : undefined
}

/**
 * Removes a postmaster.pid that would stop PostgreSQL from starting although no server runs: an unreadable one, or one
 * whose pid belongs to another process or a zombie now. Where the pid is free it stays: PostgreSQL then looks itself
 * whether backends of the dead server still use its memory. Only for use under pg.lock, when findPostmaster finds none.
 */
export function removeStalePidFile(data: string): void {
  const text = readPidFile(data)
  if (text === undefined) return
  const pid = parseInt(text, 10)
  if (!(pid > 0) || canBeSignalled(pid)) rmSync(join(data, 'postmaster.pid'), { force: true })
}
