import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { execute } from '../helpers/database.ts'
import type { TestEnvironment } from '../helpers/environment.ts'

/** The PostgreSQL server of one run. */
export interface TestServer extends TestEnvironment {
  /** Drops what the run made on it; stops it if the run started it. */
  release(): Promise<void>
}

/** How to enter a server that runs already: as superuser, and as the two roles where they exist. */
export interface GivenServer {
  readonly adminUrl: string
  readonly ownerUrl?: string | undefined
  readonly appUrl?: string | undefined
}

const OWNER = 'satu_login_owner'
const APP = 'satu_login_app'
const STILL_USED = '2BP01'

async function select<Row>(url: string, text: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** Drops every database of the run, whoever is still connected. */
async function dropDatabases(adminUrl: string, prefix: string): Promise<void> {
  const rows = await select<{ datname: string }>(
    adminUrl, 'SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix],
  )
  await execute(adminUrl, rows.map(({ datname }) => `DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`))
}

function withRole(url: string, role: string, password: string): string {
  const changed = new URL(url)
  changed.username = role
  changed.password = password
  return changed.href
}

interface Role { readonly url: string; drop(): Promise<void> }

/**
 * Finds or makes a role. The name is fixed because the migrations grant to it; the password of a role that exists is
 * not ours to change, since it may serve another database of that server.
 * @param given its URL, where the caller knows it
 */
async function ensureRole(adminUrl: string, role: string, rights: string, given: string | undefined): Promise<Role> {
  const [found] = await select(adminUrl, 'SELECT FROM pg_roles WHERE rolname = $1', [role])
  if (found !== undefined) {
    const url = given ?? withRole(adminUrl, role, '')
    await execute(url, []).catch((cause: unknown) => {
      throw new Error(
        `The server of TEST_ADMIN_URL has a role ${role} that does not let this run in: `
        + 'set TEST_OWNER_URL and TEST_APP_URL.', { cause })
    })
    return { url, drop: () => Promise.resolve() }
  }
  const password = randomBytes(24).toString('base64url')
  await execute(adminUrl, [`CREATE ROLE ${role} LOGIN ${rights} PASSWORD '${password}'`])
  return {
    url: withRole(adminUrl, role, password),
    // Where another run on the same server uses it too, it stays for that run.
    drop: () => execute(adminUrl, [`DROP ROLE IF EXISTS ${role}`]).catch((error: unknown) => {
      if ((error as { code?: string }).code !== STILL_USED) throw error
    }),
  }
}

/** Prepares a server that runs already: both roles, and a prefix under which the databases of two runs stand apart. */
export async function useServer({ adminUrl, ownerUrl, appUrl }: GivenServer): Promise<TestServer> {
  const owner = await ensureRole(adminUrl, OWNER, 'CREATEDB', ownerUrl)
  const app = await ensureRole(adminUrl, APP, '', appUrl)
  const prefix = `uji_${randomBytes(4).toString('hex')}_`
  return {
    adminUrl, ownerUrl: owner.url, appUrl: app.url, prefix,
    async release() {
      await dropDatabases(adminUrl, prefix)
      await owner.drop()
      await app.drop()
    },
  }
}
