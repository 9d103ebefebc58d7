import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acquireEmbedded } from '../../src/kernel/db/embedded/index.ts'
import { spareFolderOf } from '../../src/kernel/db/embedded/place.ts'
import { canBeSignalled } from '../../src/kernel/db/embedded/process-identity.ts'
import { useServer, type TestServer } from './given-server.ts'

type Say = (line: string) => void

const FOLDER = /^satu-login-uji-(\d+)-/

// What a power cut would lose is thrown away anyway.
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

function removeDataDir(dataDir: string): void {
  for (const folder of [spareFolderOf(dataDir), dataDir]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** A run that was killed left its server behind: as its last user we stop it, then its folder goes. */
async function sweepAbandoned(say: Say): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = FOLDER.exec(name)?.[1]
    if (pid === undefined || canBeSignalled(Number(pid))) continue
    const dataDir = join(tmpdir(), name)
    say(`Removing ${dataDir}, left by a run that was killed.`)
    if (existsSync(join(dataDir, 'pg.passwords.json'))) await (await acquireEmbedded({ dataDir, say })).release()
    removeDataDir(dataDir)
  }
}

/**
 * Starts the embedded server in a temporary folder of this run.
 * @param settings as in postgresql.conf
 */
export async function startEmbedded(say: Say, settings: Readonly<Record<string, string>> = SETTINGS): Promise<TestServer> {
  await sweepAbandoned(say)
  const dataDir = mkdtempSync(join(tmpdir(), `satu-login-uji-${process.pid}-`))
  // As root the server runs as nobody, who must pass through (decision 2).
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  try {
    const embedded = await acquireEmbedded({ dataDir, say, settings })
    const server = await useServer(embedded)
    let released: Promise<void> | undefined
    const stop = async (): Promise<void> => {
      await server.release()
      await embedded.release()
      removeDataDir(dataDir)
    }
    return { ...server, release: () => released ??= stop() }
  } catch (error) {
    removeDataDir(dataDir)
    throw error
  }
}

/**
 * The PostgreSQL of one run: with TEST_ADMIN_URL (a superuser's URL on loopback) that server, otherwise an embedded
 * one of its own.
 * @throws Error when neither can be had
 */
export async function startPostgres(say: Say): Promise<TestServer> {
  const adminUrl = process.env['TEST_ADMIN_URL']
  if (!adminUrl) return await startEmbedded(say)
  const { hostname } = new URL(adminUrl)
  if (!/^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(hostname)) {
    throw new Error(`TEST_ADMIN_URL points to ${hostname}: no test may leave this machine.`)
  }
  return await useServer({ adminUrl, ownerUrl: process.env['TEST_OWNER_URL'], appUrl: process.env['TEST_APP_URL'] })
}
