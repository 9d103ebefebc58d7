import type { Database } from '../../kernel/db/database.ts'
import { UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import type { AuditCatalogue } from '../audit/catalogue.ts'
import { record } from '../audit/index.ts'
import type { KnownBrowser } from '../accounts/throttle/known-browser.rules.ts'
import { takePersonTry } from '../accounts/throttle/person-try.queries.ts'
import { countFailure, giveBack } from '../accounts/throttle/throttle.queries.ts'
import type { TryCounter } from '../accounts/throttle/counting.queries.ts'

/** Somebody who proves himself with more than a password. */
export interface Prover {
  readonly pegawaiId: string
  /** What the browser is known as. */
  readonly browser?: KnownBrowser | undefined
  /** Where it comes from, as `networkOf` says it. */
  readonly network?: string | undefined
}

/** Tries of this person are held back for so long. */
export interface HeldBack {
  readonly ok: false
  readonly alasan: 'ditahan'
  readonly waitSeconds: number
}

/**
 * Counts a try at this person before `check` looks at anything. A check that throws gives it back: nothing was looked
 * at. Within a request or `perform`, whose flush tells the audit trail.
 * @param check is given the try, to give back with what proves right
 */
export async function tried<T>(
  database: Database, { pegawaiId, browser }: Prover, now: Date, check: (counter: TryCounter) => Promise<T>,
): Promise<T | HeldBack> {
  const { boleh, waitSeconds = 1, catat, dikenal, counter } = await takePersonTry(database, { pegawaiId, browser })
  if (!boleh) {
    if (catat) {
      record({
        kind: 'masuk.ditahan', actor: 'tak-dikenal', subject: pegawaiId, outcome: 'ditolak',
        data: { peramban: dikenal ? 'dikenal' : 'lain' },
      }, now)
    }
    return { ok: false, alasan: 'ditahan', waitSeconds }
  }
  try {
    return await check(counter)
  } catch (error) {
    await database.query(giveBack(counter))
    throw error
  }
}

/** Tells the trail that a factor was wrong, and counts the failure for its address as a wrong password counts. */
export function recordFailure(
  { pegawaiId, network }: Prover, data: AuditCatalogue['faktor.gagal'], now: Date,
): void {
  record({ kind: 'faktor.gagal', actor: 'tak-dikenal', subject: pegawaiId, outcome: 'gagal', data }, now)
  if (network) UnitOfWork.current().append(countFailure(network, pegawaiId))
}
