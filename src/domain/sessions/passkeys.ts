import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import type { PasskeyDependencies } from '../mfa/passkey/challenge.service.ts'
import { relyingPartyOf } from '../mfa/passkey/passkey.rules.ts'
import { lowerByPasskey } from './lower.queries.ts'
import { endOwnSessions } from './own/own.queries.ts'

/**
 * @param issuer whose host and origin passkeys belong to
 * @returns what asking for, keeping and checking passkeys needs
 */
export function createPasskeys(database: Database, clock: Clock, issuer: string): PasskeyDependencies {
  return {
    database, clock, relyingParty: relyingPartyOf(issuer), whenStopped: takeBack,
  }
}

/**
 * Takes back what a passkey opened: a session in which the password was typed goes on with what is left, and one that the
 * passkey opened by itself ends, with whatever was given in it. Sessions of other passkeys stay as they are.
 */
export async function takeBack(
  trx: Knex.Transaction, { pegawaiId, kunci, at }: { pegawaiId: string; kunci: string; at: Date },
): Promise<void> {
  await endOwnSessions(trx, pegawaiId, { kunci }, { reason: 'kunci-dicabut', at })
  await lowerByPasskey(trx, { pegawaiId, kunci })
}
