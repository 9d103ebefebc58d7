import { OperatorError } from '../lib/operator-error.ts'
import { type Database, openDatabase } from './database.ts'
import { acquireEmbedded } from './embedded/index.ts'

/** The pools of one process: the service's role, and where it was given the owner's. */
export interface Connections {
  readonly app: Database
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
 * @throws OperatorError when the database cannot be reached
 */
export async function connect(settings: Settings, say: (line: string) => void): Promise<Connections> {
  const embedded = settings.databaseUrl === undefined
    ? await acquireEmbedded({ dataDir: settings.dataDir, say }) : undefined
  const app = openDatabase(embedded?.appUrl ?? settings.databaseUrl ?? '')
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
    const reason = error instanceof Error ? error.message : String(error)
    throw new OperatorError(`The database does not answer: ${reason.replace(/:[^:@/]*@/, ':…@')}`)
  }
  return { app, owner, close }
}
