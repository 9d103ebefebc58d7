import { openDatabase } from '../../src/kernel/db/database.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { seedDemo } from '../../src/seed/demo.ts'
import { createProcessHasher } from '../../src/service.ts'
import { createFromTemplate, execute, withDatabase } from './database.ts'
import type { TestEnvironment } from './environment.ts'

/**
 * Migrates one database. The policy that an instance begins with is over in it: a test puts the rules that it is about
 * (`putRule`), or brings those back (`beginWithDefaults`).
 */
async function fillKosong(ownerUrl: string): Promise<void> {
  const owner = openDatabase(ownerUrl, { poolSize: 1 })
  try {
    await migrate(owner.knex)
    await owner.knex('kebijakan').update({ berakhir_at: new Date() })
  } finally {
    await owner.close()
  }
}

/** Table 1, 10,000 synthetic people and the demo accounts, on top of `kosong`: what `penuh` holds. */
async function fillPenuh(appUrl: string): Promise<void> {
  const database = openDatabase(appUrl)
  try {
    await seedDemo({ database, clock: systemClock(), hasher: createProcessHasher(), say: () => undefined })
  } finally {
    await database.close()
  }
}

/** Nobody may connect: a template is copied only while nobody reads it, and stays what it was. */
async function close(adminUrl: string, name: string): Promise<void> {
  await execute(adminUrl, [`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`])
}

/**
 * Builds `<prefix>kosong` and, when asked, `<prefix>penuh` (decision 31).
 * @param options.penuh whether the run needs the second one
 */
export async function buildTemplates(environment: TestEnvironment, { penuh }: { penuh: boolean }): Promise<void> {
  const { adminUrl, ownerUrl, appUrl, prefix } = environment
  const empty = `${prefix}kosong`
  const full = `${prefix}penuh`
  await execute(adminUrl, [`CREATE DATABASE "${empty}" OWNER satu_login_owner TEMPLATE template0 ENCODING 'UTF8'`])
  await fillKosong(withDatabase(ownerUrl, empty))
  await close(adminUrl, empty)
  if (!penuh) return
  await createFromTemplate(adminUrl, full, empty)
  await fillPenuh(withDatabase(appUrl, full))
  await close(adminUrl, full)
}
