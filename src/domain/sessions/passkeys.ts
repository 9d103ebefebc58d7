import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { AMR_OF_FAKTOR } from '../mfa/assurance.rules.ts'
import type { PasskeyDependencies } from '../mfa/passkey/challenge.service.ts'
import { relyingPartyOf } from '../mfa/passkey/passkey.rules.ts'
import { lowerLiving } from './lower.queries.ts'

/**
 * @param issuer whose host and origin passkeys belong to
 * @returns what asking for, keeping and checking passkeys needs
 */
export function createPasskeys(database: Database, clock: Clock, issuer: string): PasskeyDependencies {
  return {
    database, clock, relyingParty: relyingPartyOf(issuer),
    whenStopped: (trx, { pegawaiId }) => lowerLiving(trx, { pegawaiId, amr: AMR_OF_FAKTOR.passkey }),
  }
}
