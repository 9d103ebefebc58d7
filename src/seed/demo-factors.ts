import type { Database } from '../kernel/db/database.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { newId } from '../kernel/lib/ids.ts'
import type { Seal } from '../kernel/lib/seal.ts'
import { actAs } from '../domain/audit/act.ts'
import { drawSecret, openSecret, sealSecret } from '../domain/mfa/totp/secret.ts'
import { findDemoTotp, findWithoutFactor, insertDemoTotp } from './demo-factors.queries.ts'

interface FactorDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly seal: Seal
}

/**
 * Gives the demo people with a product role or a seat an authenticator each, of which the demo table tells the key: a second factor
 * is asked of them at once, and whoever tries the demo has no phone of theirs. Who had one is left as he is.
 */
export async function seedFactors({ database, clock, seal }: FactorDependencies): Promise<void> {
  const factors = (await findWithoutFactor(database)).map((pegawaiId) => {
    const id = newId()
    return { id, pegawaiId, sealed: sealSecret(seal, id, drawSecret()) }
  })
  if (factors.length === 0) return
  await actAs({ database, clock, actor: 'operator' }, async ({ trx, at, tell }) => {
    await insertDemoTotp(trx, factors, at)
    for (const { id, pegawaiId } of factors) {
      tell({ kind: 'faktor.ditambahkan', subject: pegawaiId, data: { jenis: 'totp', faktor: id } })
    }
  })
}

/** @returns the keys of the demo people's authenticators in base 32, by number */
export async function demoSecrets({ database, seal }: Omit<FactorDependencies, 'clock'>): Promise<Map<string, string>> {
  const rows = await findDemoTotp(database)
  return new Map(rows.map(({ nip, ...row }) => [nip, openSecret(seal, row)]))
}
