/**
 * The embedded PostgreSQL (decisions 1 and 2): for a DATA_DIR one real server, shared by all processes that work on it.
 * For trials, development and tests; production has a server of its own behind DATABASE_URL.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { prepareBinaries } from './binaries.ts'
import { createCluster } from './cluster.ts'
import { prepareDataDir } from './data-dir.ts'
import { takeLock } from './folder-lock.ts'
import { findPasswords, type Passwords } from './passwords.ts'
import { findPlace, type Place } from './place.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'
import { ADMIN, APP, DATABASE, OWNER, urlOf } from './roles.ts'
import { findRunning } from './running.ts'
import { startServer, stopServer, type Running } from './server.ts'
import { settlePasswords, settleRoles } from './settle.ts'
import { addUser, countUsers, removeUser } from './users.ts'

/** A server that runs as long as one of its users does. */
export interface EmbeddedServer {
  /** Owner of the database `satu_login`; may create databases. For migrations and purge (decision 9). */
  readonly ownerUrl: string
  /** The service's role on the same database; may not change the schema. */
  readonly appUrl: string
  /** Superuser, on the database `postgres`: for the test runner. */
  readonly adminUrl: string
  readonly port: number
  /** Ends this use; the last living user stops the server (fast shutdown). Further calls do nothing more. */
  release(): Promise<void>
}

export interface EmbeddedOptions {
  /** Made where missing. */
  readonly dataDir: string
  /** Takes one line of progress for what takes longer than a second, and one when the data lie elsewhere. */
  readonly say: (line: string) => void
  /** More settings as in postgresql.conf; they count only where this call starts the server. */
  readonly settings?: Record<string, string>
}

/** Starts the server of a place, making its cluster the first time. */
async function start(place: Place, passwords: Passwords, { say, settings = {} }: EmbeddedOptions): Promise<Running> {
  if (place.base !== place.dataDir) {
    say(`User ${place.account?.name} cannot enter ${place.dataDir}: the database lies in ${place.base}.`)
  }
  const native = await prepareBinaries(place, say)
  if (!existsSync(place.data)) {
    say('Making an empty database (once)...')
    await createCluster(place, native, passwords)
  }
  const slow = setTimeout(() => say('Starting the database...'), 1_000)
  try {
    return await startServer(place, native, passwords, settings)
  } finally {
    clearTimeout(slow)
  }
}

const stop = (server: Postmaster, place: Place): Promise<void> =>
  stopServer(server, place.data, () => prepareBinaries(place, () => undefined))

/** Ends one use of the server; `known` is the server as it was when the use began. */
async function leave(place: Place, user: string, known: Postmaster): Promise<void> {
  // Somebody removed DATA_DIR under us: then nobody else can be using the server.
  if (!existsSync(place.dataDir)) return stop(known, place)
  const unlock = await takeLock(join(place.dataDir, 'pg.lock'), () => undefined)
  try {
    removeUser(user)
    if (countUsers(place.dataDir) === 0) await stop(findPostmaster(place.data) ?? known, place)
  } finally {
    unlock()
  }
}

/**
 * Takes part in the embedded server of a DATA_DIR: connects beside the others, or starts it when none runs.
 * @throws OperatorError where the machine, a folder or the cluster does not allow it
 */
export async function acquireEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = prepareDataDir(options.dataDir)
  const unlock = await takeLock(join(dataDir, 'pg.lock'), options.say)
  try {
    const place = findPlace(dataDir)
    const found = await findRunning(place, findPasswords(dataDir), options.say)
    const passwords = await settlePasswords(place, options.say)
    const running = found ?? await start(place, passwords, options)
    const { server } = running
    try {
      await settleRoles(running, place, passwords)
    } catch (error) {
      if (countUsers(dataDir) === 0) await stop(server, place)
      throw error
    }
    const user = addUser(dataDir)
    let left: Promise<void> | undefined
    return {
      ownerUrl: urlOf(OWNER, passwords.owner, server.port, DATABASE),
      appUrl: urlOf(APP, passwords.app, server.port, DATABASE),
      adminUrl: urlOf(ADMIN, passwords.admin, server.port, 'postgres'),
      port: server.port,
      release: () => left ??= leave(place, user, server),
    }
  } finally {
    unlock()
  }
}
