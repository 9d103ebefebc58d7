import type { Database } from '../../../kernel/db/database.ts'
import { type OpdWeight, weighLosses } from '../brake/brake.queries.ts'
import { findLostPeople } from './losses.queries.ts'

/**
 * @param today official day, YYYY-MM-DD
 * @returns the OPD that would lose somebody by a run that waits, with who works there, those that lose most first
 */
export async function lossesOf(database: Database, runId: string, today: string): Promise<OpdWeight[]> {
  return database.knex.transaction(async (trx) => {
    const lost = await findLostPeople(trx, runId)
    if (lost.length === 0) return []
    const weights = await weighLosses(trx, { lost, today })
    return weights.filter((weight) => weight.lost > 0).toSorted((one, other) => other.lost - one.lost)
  })
}
