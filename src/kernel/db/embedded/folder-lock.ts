import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../../lib/operator-error.ts'
import { startOf, stillLives } from './process-identity.ts'

const PATIENCE_MS = 120_000
// How the systems say that a folder which is not empty stands there; on POSIX EPERM would be a fault of its own.
const TAKEN = process.platform === 'win32' ? ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EBUSY'] : ['ENOTEMPTY', 'EEXIST']

export type Attempt = { release(): void } | { heldBy: number }

/** Runs a call of the file system; true when it did its work, false when it failed in one of the expected ways. */
function succeeds(call: () => void, ...expected: string[]): boolean {
  try {
    call()
    return true
  } catch (error) {
    if (expected.includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/** The living process whose name stands in the lock; names of dead ones are taken out on the way. */
function livingHolder(lock: string): number | undefined {
  let names: string[] = []
  if (!succeeds(() => { names = readdirSync(lock) }, 'ENOENT')) return undefined
  for (const name of names) {
    let start = ''
    if (!succeeds(() => { start = readFileSync(join(lock, name), 'utf8') }, 'ENOENT')) continue
    if (stillLives(parseInt(name, 10), start)) return parseInt(name, 10)
    succeeds(() => unlinkSync(join(lock, name)), 'ENOENT')
  }
  return undefined
}

/**
 * Tries once to take a lock between processes (decision 1). The lock is a folder with one file in it, named after its
 * holder (pid and a random word) and holding the holder's start. It is made aside and renamed into place, which the
 * system does at once and only where there is no lock or an empty one. A dead holder's file is removed by its own
 * name, so that nobody who looked too early can break the lock of a later holder.
 * @param lock absolute path; its parent folder exists
 * @returns how to release it, or the pid of the living process that holds it
 */
export function tryLock(lock: string): Attempt {
  const name = `${process.pid}-${randomBytes(6).toString('hex')}`
  const draft = `${lock}.${name}`
  mkdirSync(draft)
  try {
    writeFileSync(join(draft, name), startOf(process.pid) ?? '')
    for (;;) {
      // Windows does not rename over a folder, not even over an empty one.
      succeeds(() => rmdirSync(lock), 'ENOENT', ...TAKEN)
      if (succeeds(() => renameSync(draft, lock), ...TAKEN)) {
        return {
          release() {
            succeeds(() => unlinkSync(join(lock, name)), 'ENOENT')
            succeeds(() => rmdirSync(lock), 'ENOENT', ...TAKEN)
          },
        }
      }
      const holder = livingHolder(lock)
      if (holder !== undefined) return { heldBy: holder }
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/**
 * Takes the lock, waiting for its holder.
 * @param say told after a second who is waited for
 * @returns how to release it
 * @throws OperatorError after two minutes behind a living process
 */
export async function takeLock(lock: string, say: (line: string) => void): Promise<() => void> {
  const began = Date.now()
  for (let told = false; ;) {
    const attempt = tryLock(lock)
    if ('release' in attempt) return () => attempt.release()
    const waited = Date.now() - began
    if (waited > PATIENCE_MS) {
      throw new OperatorError(`Process ${attempt.heldBy} has held ${lock} for two minutes; end it and try again.`)
    }
    if (waited > 1_000 && !told) {
      told = true
      say(`Waiting for process ${attempt.heldBy}, which is starting or stopping the database...`)
    }
    // Uneven steps, so that many who wait do not try in step.
    await sleep(5 + Math.random() * 20)
  }
}
