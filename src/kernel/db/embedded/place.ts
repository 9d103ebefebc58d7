import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { OperatorError } from '../../lib/operator-error.ts'
import { accountFor, canReach, type Account } from './account.ts'
import { runProgram } from './program.ts'

/** Where one embedded server lives and as whom it runs. */
export interface Place {
  /** DATA_DIR: locks, users, passwords, log. */
  readonly dataDir: string
  /** Holds the cluster and, where needed, a copy of PostgreSQL's files: DATA_DIR, or its spare folder. */
  readonly base: string
  /** The cluster. */
  readonly data: string
  /** undefined: as ourselves. */
  readonly account: Account | undefined
}

/** The folder that stands in for a DATA_DIR which `nobody` cannot reach (decision 2). */
export function spareFolderOf(dataDir: string): string {
  return `/var/tmp/satu-login-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`
}

/**
 * Makes the spare folder, or checks that the one that stands there is ours: /var/tmp is open to everybody, and what
 * somebody else put there under this name must not become our database. Others may pass through it, not list it.
 * @throws OperatorError when it is not ours
 */
function secureSpare(spare: string): void {
  try {
    mkdirSync(spare, { mode: 0o711 })
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST') throw new OperatorError(`The folder ${spare} cannot be made (${code}).`, { cause: error })
  }
  const stats = lstatSync(spare)
  if (!stats.isDirectory() || stats.uid !== process.getuid?.() || (stats.mode & 0o022) !== 0) {
    throw new OperatorError(`${spare} was put there by somebody else; look at it and remove it.`)
  }
  chmodSync(spare, 0o711)
}

/**
 * Finds the place of a DATA_DIR; an existing cluster stays where it is. Makes the spare folder where that is the place.
 * @throws OperatorError when the cluster cannot be reached, or the spare folder is not ours
 */
export function findPlace(dataDir: string): Place {
  const here = join(dataDir, 'pg')
  const account = accountFor(here)
  const spare = spareFolderOf(dataDir)
  const mustMove = account !== undefined && !canReach(account, dataDir)
  if (account !== undefined && !existsSync(here) && (mustMove || existsSync(join(spare, 'pg')))) {
    secureSpare(spare)
    return { dataDir, base: spare, data: join(spare, 'pg'), account: accountFor(join(spare, 'pg')) }
  }
  if (mustMove) {
    throw new OperatorError(
      `The database in ${here} belongs to ${account.name}, who cannot pass through the folders above it; `
      + 'allow that (chmod o+x on each), or remove the data folder to begin with an empty database.')
  }
  return { dataDir, base: dataDir, data: here, account }
}

/** How often the removal of a folder is tried, a tenth of a second apart: an initdb that lost its parent writes on. */
const TRIES = 50

/**
 * Removes a folder (or file) of the place with all in it. What belongs to the account is removed as the account:
 * root walking through a tree that somebody else can change meanwhile could be led out of it.
 */
export async function removeFolder(folder: string, account: Account | undefined): Promise<void> {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  if (stats === undefined) return
  if (account === undefined || stats.uid === 0 || !stats.isDirectory()) {
    return rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  for (let left = TRIES; left > 0; left -= 1) {
    // This empties the folder; as it stands in a folder of ours, only we can take it away.
    await runProgram('rm', ['-rf', '--', folder], account)
    if (isGone(folder)) return
    await setTimeout(100)
  }
  rmdirSync(folder)
}

/** Takes an empty folder away. @returns false when something was written into it meanwhile */
function isGone(folder: string): boolean {
  try {
    if (existsSync(folder)) rmdirSync(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
    return false
  }
}

/** Removes what an earlier process left half made: entries of the base that begin so, apart from one. */
export async function removeLeftovers({ base, account }: Place, prefix: string, except?: string): Promise<void> {
  for (const name of readdirSync(base)) {
    if (name.startsWith(prefix) && name !== except) await removeFolder(join(base, name), account)
  }
}
