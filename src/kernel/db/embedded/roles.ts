import pg from 'pg'
import type { Passwords } from './passwords.ts'

// Decision 9: the owner migrates and purges, the service's own role cannot change the schema.
export const DATABASE = 'satu_login'
export const ADMIN = 'satu_login_admin'
export const OWNER = 'satu_login_owner'
export const APP = 'satu_login_app'

const CONNECT_TIMEOUT_MS = 5_000

/**
 * `ready`: it takes our password and has all we need; `empty`: it takes our password, roles or database are missing;
 * `refused`: it is up and does not take our password; `not-yet`: nobody answers, or it is starting or stopping.
 */
export type Answer = 'ready' | 'empty' | 'refused' | 'not-yet'

async function asAdmin<T>(
  port: number, database: string, passwords: Passwords, work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host: '127.0.0.1', port, database, user: ADMIN, password: passwords.admin, ssl: false,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS, application_name: 'satu-login launcher',
  })
  // A server that goes away while we talk also fails the query, which is where it is handled.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Asks the server on this port how it stands to us, as its administrator. */
export async function ask(port: number, passwords: Passwords): Promise<Answer> {
  try {
    return await asAdmin(port, 'postgres', passwords, async (client) => {
      const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE])
      return found.rowCount === 1 ? 'ready' : 'empty'
    })
  } catch (error) {
    const { code = '' } = error as { code?: string }
    // Class 28: invalid authorization specification; 3D000: no such database, so a server that is not ours.
    return /^28|^3D/.test(code) ? 'refused' : 'not-yet'
  }
}

/**
 * Makes the two roles and the database. The database comes last: it is the sign that all is made, so an interrupted
 * attempt is taken up again.
 */
export async function makeRoles(port: number, passwords: Passwords): Promise<void> {
  await asAdmin(port, 'template1', passwords, async (client) => {
    const roles = await client.query('SELECT FROM pg_roles WHERE rolname IN ($1, $2)', [OWNER, APP])
    if (roles.rowCount === 0) {
      // One message is one transaction. PostgreSQL 15 and later already give the public nothing but USAGE.
      await client.query(`
        CREATE ROLE ${OWNER} LOGIN NOSUPERUSER CREATEDB NOCREATEROLE PASSWORD '${passwords.owner}';
        CREATE ROLE ${APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${passwords.app}';
        REVOKE CREATE ON SCHEMA public FROM PUBLIC`)
    }
    await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`)
  })
}

/** The URL of one role. */
export function urlOf(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
}
