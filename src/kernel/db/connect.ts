import { OperatorError } from '../lib/operator-error.ts'
import { type Database, openDatabase } from './database.ts'
import { acquireEmbedded } from './embedded/index.ts'

/** The pools of one process: the service's role, and where it was given the owner's. */
export interface Connections {
  readonly app: Database
  /** URL of the service's role, for workers of this process. */
  readonly appUrl: string
  /** For migrations and purge; undefined where only the service's URL is known. */
  readonly owner: Database | undefined
  /** Closes the pools and leaves the embedded server, which its last user stops. */
  close(): Promise<void>
}

interface Settings {
  readonly databaseUrl: string | undefined
  readonly databaseOwnerUrl: string | undefined
  readonly dataDir: string
}

const OWNER_POOL = 2

/**
 * Connects to DATABASE_URL, or to the embedded server under DATA_DIR, starting it when nobody else has.
 * @param say takes lines of progress
 * @param poolSize largest number of connections of the service's role
 * @throws OperatorError when the database cannot be reached
 */
export async function connect(
  settings: Settings, say: (line: string) => void, { poolSize = 10 }: { poolSize?: number } = {},
): Promise<Connections> {
  const embedded = settings.databaseUrl === undefined
    ? await acquireEmbedded({ dataDir: settings.dataDir, say }) : undefined
  const appUrl = embedded?.appUrl ?? settings.databaseUrl ?? ''
  const app = openDatabase(appUrl, { poolSize })
  const ownerUrl = embedded?.ownerUrl ?? settings.databaseOwnerUrl
  const owner = ownerUrl === undefined ? undefined : openDatabase(ownerUrl, { poolSize: OWNER_POOL })
  const close = async (): Promise<void> => {
    await Promise.all([app.close(), owner?.close()])
    await embedded?.release()
  }
  try {
    await app.query({ text: 'SELECT 1', values: [] })
  } catch (error) {
    await close()
    throw new OperatorError(`The database does not answer: ${reasonOf(error)}`)
  }
  return { app, appUrl, owner, close }
}

/** A name with several addresses fails with one error for each and no message of its own; no password is repeated. */
function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string }
  return (message || code || String(error)).replace(/:[^:@/]*@/, ':…@')
}
