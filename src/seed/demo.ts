import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../kernel/db/database.ts'
import { perform, UnitOfWork } from '../kernel/db/unit-of-work.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { OperatorError } from '../kernel/lib/operator-error.ts'
import type { Seal } from '../kernel/lib/seal.ts'
import { record } from '../domain/audit/index.ts'
import { insertAccounts } from '../domain/accounts/account.queries.ts'
import type { PasswordHasher } from '../domain/accounts/password-hash.ts'
import { grantRole } from '../domain/accounts/role.service.ts'
import { loadAplikasi } from '../domain/clients/index.ts'
import { importBundle } from '../domain/kepegawaian/index.ts'
import { makeSample, samplePopulation } from '../domain/kepegawaian/sample/index.ts'
import { readUnitSeeds, type UnitSeed } from '../domain/pegawai/unit/unit.schema.ts'
import { seedByHand } from './by-hand.ts'
import { demoSecrets, seedFactors } from './demo-factors.ts'
import { seedSeats } from './demo-seats.ts'
import { seedUnits } from './demo-units.ts'
import { chooseDemoPeople, type DemoPerson } from './demo-people.rules.ts'
import {
  type DemoAccountRow, findDemoAccounts, findSubs, hasRealPeople, insertDemoAccounts,
} from './demo.queries.ts'

/** Everybody in the demo table has it; no instance with real people or for production has the table. */
export const DEMO_PASSWORD = 'Contoh-Banten-2026'

export const DEMO_PEOPLE = 10_000

export interface SeedDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly hasher: PasswordHasher
  /** Seals the authenticators of the demo people; without it they have none. */
  readonly seal?: Seal | undefined
  /** Takes lines of progress. */
  readonly say: (line: string) => void
}

/** Writes the population as an export bundle and brings it in the way BKD's would come. */
export async function importSample(
  { database, clock, say }: Omit<SeedDependencies, 'hasher' | 'seal'>, units: readonly UnitSeed[], people: number,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'satu-login-contoh-'))
  try {
    const bundle = makeSample({ people, units })
    await Promise.all(Object.entries(bundle).map(([file, text]) => writeFile(join(folder, file), String(text))))
    say(`Importing ${people.toLocaleString('en')} synthetic people...`)
    await importBundle(database, clock, { path: folder, full: false, dryRun: false, synthetic: true })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function activate(
  { database, clock, hasher }: SeedDependencies, people: readonly DemoPerson[],
): Promise<void> {
  const subs = await findSubs(database, people.map(({ nip }) => nip))
  const hashes = await Promise.all(people.map(() => hasher.hashPassword(DEMO_PASSWORD)))
  await perform(database, () => {
    const unit = UnitOfWork.current()
    unit.append(insertAccounts(people.map(({ nip }) => subs.get(nip) ?? ''), hashes))
    unit.append(insertDemoAccounts(people))
    for (const subject of subs.values()) {
      record({ kind: 'akun.diaktifkan', actor: 'operator', subject, data: {} }, clock.now())
    }
    return Promise.resolve()
  })
}

/** The demo table, with the keys of authenticators where they can be opened. */
async function demoAccounts({ database, clock, seal }: SeedDependencies): Promise<DemoAccountRow[]> {
  await seedSeats({ database, clock })
  const accounts = await findDemoAccounts(database)
  if (!seal) return accounts
  await seedFactors({ database, clock, seal })
  const secrets = await demoSecrets({ database, seal })
  return accounts.map((account) => ({ ...account, totpSecret: secrets.get(account.nip) }))
}

/**
 * Table 1, 10,000 synthetic people and the accounts of the demo table. The same on every call: what is there stays.
 * @returns the demo table
 * @throws OperatorError when the database holds a real person (decision 4)
 */
export async function seedDemo(dependencies: SeedDependencies): Promise<DemoAccountRow[]> {
  const { database, clock, say } = dependencies
  if (await hasRealPeople(database)) {
    throw new OperatorError('The database holds real people: demo accounts with a public password do not belong '
      + 'beside them. Set DEMO=off.')
  }
  if ((await findDemoAccounts(database)).length > 0) {
    await seedByHand(dependencies, DEMO_PASSWORD)
    return demoAccounts(dependencies)
  }
  say('Loading Table 1...')
  await loadAplikasi(database, clock)
  const units = readUnitSeeds()
  await importSample(dependencies, units, DEMO_PEOPLE)
  await seedUnits(dependencies)
  say('Activating the demo accounts...')
  const kodeOf = (slug: string): string => units.find((unit) => unit.slug === slug)?.kode ?? ''
  const people = chooseDemoPeople(samplePopulation(DEMO_PEOPLE, units), kodeOf)
  for (const { nip, grant } of people) if (grant) await grantRole(database, clock, { nip, ...grant })
  await activate(dependencies, people)
  await seedByHand(dependencies, DEMO_PASSWORD)
  return demoAccounts(dependencies)
}
