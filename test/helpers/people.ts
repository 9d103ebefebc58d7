import type { Database } from '../../src/kernel/db/database.ts'
import { findDemoAccounts } from '../../src/seed/demo.queries.ts'
import { DEMO_PASSWORD } from '../../src/seed/demo.ts'

/** Somebody who can sign in. */
export interface Credentials {
  readonly nip: string
  readonly password: string
}

/**
 * A person of the demo table of template `penuh`.
 * @param wanted role, or a part of what the table says of the person
 * @throws Error when nobody fits
 */
export async function demoPerson(database: Database, wanted: string): Promise<Credentials> {
  const person = (await findDemoAccounts(database)).find(({ role, keterangan }) =>
    role === wanted || keterangan.includes(wanted))
  if (!person) throw new Error(`no demo person is ${wanted}`)
  return { nip: person.nip, password: DEMO_PASSWORD }
}
