import { openDatabase } from '../../src/kernel/db/database.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { createFromTemplate, execute, withDatabase } from './database.ts'
import type { TestEnvironment } from './environment.ts'

/** Migrates one database. */
async function fillKosong(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl, { poolSize: 1 })
  try {
    await migrate(owner.knex)
  } finally {
    await owner.close()
  }
}

/**
 * Table 1 and 10,000 synthetic people, on top of `kosong`: the one place that decides what `penuh` holds.
 * @param _ownerUrl the owner's role
 * @param _appUrl the service's role, as which seeding and importing run
 */
export async function fillPenuh(_ownerUrl: string, _appUrl: string): Promise<void> {
}

/** Nobody may connect: a template is copied only while nobody reads it, and stays what it was. */
async function close(adminUrl: string, name: string): Promise<void> {
  await execute(adminUrl, [`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`])
}

/** Builds `<prefix>kosong` and `<prefix>penuh` (decision 31). */
export async function buildTemplates({ adminUrl, ownerUrl, appUrl, prefix }: TestEnvironment): Promise<void> {
  const kosong = `${prefix}kosong`
  const penuh = `${prefix}penuh`
  await execute(adminUrl, [`CREATE DATABASE "${kosong}" OWNER satu_login_owner TEMPLATE template0 ENCODING 'UTF8'`])
  await fillKosong(withDatabase(ownerUrl, kosong))
  await close(adminUrl, kosong)
  await createFromTemplate(adminUrl, penuh, kosong)
  await fillPenuh(withDatabase(ownerUrl, penuh), withDatabase(appUrl, penuh))
  await close(adminUrl, penuh)
}
