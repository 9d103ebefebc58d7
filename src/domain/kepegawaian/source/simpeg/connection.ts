import { connect, isIP } from 'node:net'
import knexFactory from 'knex'
import { createDestinations, OutsideAllowList } from '../../../../kernel/lib/destination.ts'
import { codeOf, networkReason } from '../network.rules.ts'
import { SourceDown, type SourceDownCode } from '../source.ts'
import { mayWrite } from './grants.rules.ts'
import { type Asked, beginReading, loadGrants, type RawConnection } from './simpeg.queries.ts'

export interface SimpegSettings {
  /** mysql://account:password@host:port/database */
  readonly url: string
  /** encrypted, and only to a server whose certificate is that of its name; `ca` alone is trusted where it is given */
  readonly tls: boolean
  readonly ca?: string | undefined
  readonly cidrs: readonly string[]
  /** from the first step to the last row */
  readonly timeoutMs?: number
}

export const SIMPEG_SOURCE = 'simpeg'
const TIMEOUT_MS = 120_000
const CONNECT_MS = 10_000
const PORT = 3306

const CODES: Record<string, SourceDownCode> = {
  ER_ACCESS_DENIED_ERROR: 'unauthorized', ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'unauthorized',
  ER_DBACCESS_DENIED_ERROR: 'unauthorized', ER_TABLEACCESS_DENIED_ERROR: 'unauthorized',
  ER_COLUMNACCESS_DENIED_ERROR: 'unauthorized', ER_BAD_DB_ERROR: 'schema', ER_NO_SUCH_TABLE: 'schema',
  ER_BAD_FIELD_ERROR: 'schema', ER_STATEMENT_TIMEOUT: 'timeout', ER_QUERY_TIMEOUT: 'timeout',
  ER_CON_COUNT_ERROR: 'busy', ER_TOO_MANY_USER_CONNECTIONS: 'busy', ER_USER_LIMIT_REACHED: 'busy',
  PROTOCOL_CONNECTION_LOST: 'incomplete', ER_SERVER_SHUTDOWN: 'incomplete', HANDSHAKE_NO_SSL_SUPPORT: 'certificate', HANDSHAKE_SSL_ERROR: 'certificate',
}

/** The driver's errors repeat statements, accounts and values: none of that goes on, not even as a cause. */
function down(error: unknown): unknown {
  if (error instanceof SourceDown) return error
  if (error instanceof OutsideAllowList) return new SourceDown(SIMPEG_SOURCE, 'outside-allow-list')
  if (error instanceof DOMException && error.name === 'TimeoutError') return new SourceDown(SIMPEG_SOURCE, 'timeout')
  const code = codeOf(error)
  if (code === '' || code.startsWith('ERR_ASSERT')) return error
  return new SourceDown(SIMPEG_SOURCE, CODES[code] ?? networkReason(code) ?? 'failed', { detail: code })
}

/**
 * Works on one connection that can change nothing, and closes it whatever happens.
 * @param signal ends the work at once, with its reason
 * @throws SourceDown for whatever the database or the way to it does; also for an account that may write
 */
export async function withReading<Result>(
  settings: SimpegSettings, signal: AbortSignal, work: (asked: Asked) => Promise<Result>,
): Promise<Result> {
  const { timeoutMs = TIMEOUT_MS } = settings
  const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const opened = await open(settings, limited).catch((error: unknown) => { throw signal.aborted ? signal.reason : down(error) })
  try {
    return await orAborted(AbortSignal.any([limited, opened.broken]), (async () => {
      const grants = await loadGrants(opened.asked)
      if (grants.length === 0 || grants.some(mayWrite)) throw new SourceDown(SIMPEG_SOURCE, 'writable')
      await beginReading(opened.asked, { statementMs: timeoutMs })
      return work(opened.asked)
    })())
  } catch (error) {
    throw signal.aborted ? signal.reason : down(error)
  } finally {
    await opened.close()
  }
}

/** Rejects with the signal's reason as soon as it fires; what was under way is left to fail by itself. */
function orAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const leave = (): void => reject(signal.reason as Error)
  signal.addEventListener('abort', leave, { once: true })
  if (signal.aborted) leave()
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', leave))
}

interface Pool {
  acquireConnection(): Promise<RawConnection>
  releaseConnection(connection: RawConnection): Promise<void>
}

async function open(
  { url, tls, ca, cidrs }: SimpegSettings, signal: AbortSignal,
): Promise<{ asked: Asked; broken: AbortSignal; close: () => Promise<void> }> {
  const { hostname, port, username, password, pathname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  // The driver compares the certificate of an address with the name `localhost`.
  if (tls && isIP(host) !== 0) throw new SourceDown(SIMPEG_SOURCE, 'certificate', { detail: 'the host must be a name' })
  const { address } = await orAborted(signal, createDestinations(cidrs)(hostname))
  const builder = knexFactory({
    client: 'mysql2',
    connection: {
      host, user: decodeURIComponent(username), password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)), charset: 'utf8mb4',
      // The address that was checked is the one that is connected to; the name stays for the certificate.
      stream: () => connect({ host: address, port: Number(port || PORT) }).setNoDelay(true),
      connectTimeout: CONNECT_MS,
      // Days and long numbers as they stand there.
      dateStrings: true, supportBigNumbers: true, bigNumberStrings: true,
      ...(tls && { ssl: { rejectUnauthorized: true, verifyIdentity: true, ...(ca !== undefined && { ca }) } }),
    },
    pool: { min: 0, max: 1 },
    log: { warn: () => undefined, error: () => undefined },
  })
  const pool = builder.client as Pool
  const acquiring = pool.acquireConnection()
  const close = async (connection: RawConnection): Promise<void> => {
    connection.destroy()
    await pool.releaseConnection(connection)
    await builder.destroy()
  }
  try {
    const connection = await orAborted(signal, acquiring)
    // A query that is read row by row is not told that its connection broke.
    const broken = new AbortController()
    connection.on('error', (error) => { broken.abort(error) })
    return { asked: { knex: builder, connection }, broken: broken.signal, close: () => close(connection) }
  } catch (error) {
    void acquiring.then(close, () => builder.destroy())
    throw error
  }
}
