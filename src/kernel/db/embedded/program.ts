import { spawn, type SpawnOptions } from 'node:child_process'
import { OperatorError } from '../../lib/operator-error.ts'
import type { Account } from './account.ts'

// What a program of PostgreSQL gets of our environment: no secret of ours, none of the operator's PG* variables.
const KEPT = ['PATH', 'SYSTEMROOT', 'WINDIR', 'TEMP', 'TMP', 'TMPDIR']

/** Spawn options for one of PostgreSQL's programs, run as the account (undefined: as ourselves). */
export function optionsFor(account: Account | undefined): SpawnOptions {
  const kept = Object.entries(process.env).filter(([name]) => KEPT.includes(name.toUpperCase()))
  return {
    // The account may not be able to stand in our own folder.
    cwd: process.platform === 'win32' ? undefined : '/',
    env: { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' },
    windowsHide: true,
    // The ids of macOS' nobody are negative for setuid(2), positive for stat(2).
    ...(account && { uid: account.uid | 0, gid: account.gid | 0 }),
  }
}

/** The sentence for a program that the system cannot run, for instance on a Linux without glibc. */
export function cannotRun(program: string, error: Error): OperatorError {
  const { code = error.message } = error as NodeJS.ErrnoException
  return new OperatorError(
    `PostgreSQL cannot be run on this machine (${code} for ${program}); set DATABASE_URL to a PostgreSQL server.`,
    { cause: error })
}

/**
 * Runs a program to its end.
 * @returns its exit status (1 when a signal ended it) and all that it printed
 * @throws OperatorError when it cannot be run
 */
export function runProgram(
  program: string, args: string[], account?: Account,
): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...optionsFor(account), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk: Buffer): void => { output += chunk.toString() }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', (error) => reject(cannotRun(program, error)))
    child.on('close', (code) => resolve({ status: code ?? 1, output }))
  })
}

/** The line of a program's output that says why it failed: its last error, or its last line. */
export function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const last = lines.findLast((line) => /\b(FATAL|PANIC|ERROR|error|fatal):/.test(line)) ?? lines.at(-1)
  return last?.replace(/^.*?\b(?:FATAL|PANIC|ERROR|error|fatal): +/, '') ?? 'it printed nothing'
}
