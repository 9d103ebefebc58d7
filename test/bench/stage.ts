import { randomBytes } from 'node:crypto'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import { DEMO_PASSWORD } from '../../src/seed/demo.ts'
import { beginWithDefaults } from '../kebijakan/support.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import type { BareSettings } from './bare.ts'
import { type Child, startChild } from './parent.ts'
import { drawKeys, inventParties, type Parties } from './parties.ts'
import type { ProductSettings } from './product.ts'
import { registerParties } from './register.ts'
import { Visitor } from './visitor.ts'

/** One measured side: its process, and who visits it. */
export interface Side {
  readonly process: Child
  readonly visitor: Visitor
}

/** The product on a database of its own. */
export interface ProductSide extends Side {
  readonly db: TestDatabase
  readonly parties: Parties
  readonly settings: ProductSettings
}

export interface BareSide extends Side {
  readonly settings: BareSettings
}

/** @param nodeArguments for the measured process */
export async function openProduct(scope: Scope, nodeArguments: readonly string[] = []): Promise<ProductSide> {
  const db = await testDatabase(scope, 'penuh')
  await beginWithDefaults(db)
  const parties = await registerParties(db.app)
  const settings = {
    appUrl: db.appUrl, cookieKeys: [newSecret(), newSecret()],
    encryptionKey: { id: 'tolok', key: randomBytes(32).toString('base64url') },
  }
  const process = await startChild(scope, './product.ts', settings, nodeArguments)
  return { db, parties, settings, process, visitor: new Visitor(scope, process.origin, parties) }
}

export async function openBare(
  scope: Scope, people: Parties['people'], nodeArguments: readonly string[] = [],
): Promise<BareSide> {
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 0 }) })
  const settings = {
    parties: inventParties(people), keys: drawKeys(), passwordHash: await hasher.hashPassword(DEMO_PASSWORD),
    cookieKeys: [newSecret(), newSecret()], port: 0,
  }
  const process = await startChild(scope, './bare.ts', settings, nodeArguments)
  return { settings, process, visitor: new Visitor(scope, process.origin, settings.parties) }
}
