import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestDatabase } from './database.ts'
import { guardArguments } from './network.ts'
import type { Scope } from './scope.ts'

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

/** No command of a test takes as long; it is killed then, which no expected status is. */
const LONGEST_MS = 60_000

export interface CliResult {
  /** Exit status, or the name of the signal that ended it. */
  readonly ends: number | string
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly env?: NodeJS.ProcessEnv
  /** Written to stdin, which is closed then; without it stdin is empty. */
  readonly stdin?: string
}

/** Starts the real command line in a process of its own. `ended` has all that it printed. */
export function startCli(args: readonly string[], { env = {}, stdin }: CliOptions = {}) {
  const child = spawn(process.execPath, [...guardArguments, CLI, ...args], {
    env: { ...process.env, ...env }, stdio: 'pipe', timeout: LONGEST_MS, killSignal: 'SIGKILL',
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text })
  // A command that does not read its stdin may be gone before it is written.
  child.stdin.on('error', () => undefined).end(stdin)
  const ended = once(child, 'close').then(([code, signal]): CliResult =>
    ({ ends: (code ?? signal) as number | string, stdout, stderr }))
  return { child, ended }
}

/** Runs a command to its end. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).ended
}

/**
 * Runs a command with --json that must succeed without a word on stderr.
 * @returns its one document
 * @throws Error with what it printed otherwise
 */
export async function jsonOfCli(args: readonly string[], options: CliOptions = {}): Promise<unknown> {
  const { ends, stdout, stderr } = await runCli([...args, '--json'], options)
  if (ends !== 0 || stderr !== '') throw new Error(`${args.join(' ')} ended with ${ends}: ${stderr}${stdout}`)
  return JSON.parse(stdout)
}

/** @returns what lets a command work on the database of a test */
export function onDatabase({ appUrl, ownerUrl }: TestDatabase): NodeJS.ProcessEnv {
  return { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl }
}

/** A folder that is gone after the test. */
export function temporaryFolder(scope: Scope): string {
  const folder = mkdtempSync(join(tmpdir(), 'satu-login-cli-'))
  scope.teardown(() => { rmSync(folder, { recursive: true, force: true }) })
  return folder
}
