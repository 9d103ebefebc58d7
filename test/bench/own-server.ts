import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../runner/postgres.ts'
import { toVariables } from '../helpers/environment.ts'
import type { Scope } from '../helpers/scope.ts'
import { buildTemplates } from '../helpers/templates.ts'
import { inScope } from './scope.ts'

/** As production has it: what was answered is on the disk. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '100' }

/** A signal that fires when the time is over, or when somebody wants it to end. */
function endOf(milliseconds: number): AbortSignal {
  const asked = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => asked.abort(new Error(`stopped by ${name}`)))
  const late = new AbortController()
  setTimeout(() => late.abort(new Error(`not done after ${milliseconds / 1000} s`)), milliseconds).unref()
  return AbortSignal.any([asked.signal, late.signal])
}

/**
 * Does some work on a PostgreSQL server of its own with template `penuh`, and leaves nothing behind. When it is ended
 * early it says so and sets the exit status.
 * @param longestMs after which the signal fires
 */
export async function onOwnServer(
  longestMs: number, work: (scope: Scope, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const signal = endOf(longestMs)
  await inScope(async (scope) => {
    const compiled = mkdtempSync(join(tmpdir(), 'satu-login-tolok-'))
    scope.teardown(() => rm(compiled, { recursive: true, force: true }))
    process.env['NODE_COMPILE_CACHE'] = compiled
    const say = (line: string): void => console.error(line)
    const server = await startEmbedded(say, DURABLE)
    scope.teardown(() => server.release())
    say('Building the database with 10,000 people...')
    await buildTemplates(server, { penuh: true })
    Object.assign(process.env, toVariables(server))
    await work(scope, signal)
  }).catch((error: unknown) => {
    // A Ctrl-C ends the measured processes as well, which is no failure of theirs.
    if (!signal.aborted) throw error
    console.error(`Ended early: ${(signal.reason as Error).message}.`)
    process.exitCode = 1
  })
}
