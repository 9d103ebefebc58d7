import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { openDatabase, type Database } from '../../src/kernel/db/database.ts'
import { testEnvironment } from './environment.ts'
import type { Scope } from './scope.ts'

/** `kosong`: migrated. `penuh`: Table 1 and 10,000 synthetic people as well. */
export type Template = 'kosong' | 'penuh'

/** A database of one test: URLs for what opens its own pool, pools for the test itself. */
export interface TestDatabase {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly owner: Database
  readonly app: Database
}

/** @returns the same URL with another database in its path */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Runs statements one by one on a connection of their own. */
export async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

const OBJECT_IN_USE = '55006'
const ATTEMPTS = 20

/** PostgreSQL refuses to copy a database that somebody (autovacuum) reads at this moment. */
export async function createFromTemplate(adminUrl: string, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await execute(adminUrl, [`CREATE DATABASE "${name}" TEMPLATE "${template}" OWNER satu_login_owner`])
    } catch (error) {
      if ((error as { code?: string }).code !== OBJECT_IN_USE || attempt === ATTEMPTS) throw error
      await sleep(100)
    }
  }
}

/**
 * A fresh database, gone when the scope ends (pools closed, then dropped with whoever is still connected).
 * @param scope AVA's `t`, or `fileScope(test)` when the whole file shares one
 * @throws Error in one sentence outside `npm test`
 */
export async function testDatabase(scope: Scope, template: Template): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, appUrl, prefix } = testEnvironment()
  const name = `${prefix}${randomBytes(6).toString('hex')}`
  await createFromTemplate(adminUrl, name, `${prefix}${template}`)
  const urls = { ownerUrl: withDatabase(ownerUrl, name), appUrl: withDatabase(appUrl, name) }
  const owner = openDatabase(urls.ownerUrl, { poolSize: 4 })
  const app = openDatabase(urls.appUrl)
  scope.teardown(async () => {
    await Promise.all([owner.close(), app.close()])
    await execute(adminUrl, [`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`])
  })
  return { ...urls, owner, app }
}
