import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { ALGORITHMS, type RelyingPartyName } from './passkey.rules.ts'
import { findPasskeys, insertChallenge } from './passkey.queries.ts'
import { webauthn } from './pustaka.ts'

export interface PasskeyDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly relyingParty: RelyingPartyName
  /** Takes back what a passkey opened, in the transaction that stopped it. */
  readonly whenStopped: (
    trx: Knex.Transaction, stopped: { readonly pegawaiId: string; readonly kunci: string; readonly at: Date },
  ) => Promise<void>
}

/**
 * The caller has made sure that the person may add a factor now.
 * @param asked `ikatan` the interaction or session whose answer alone is taken; `label` what tells the account from
 *   others in the authenticator, no NIP
 * @returns what the browser is asked to make a passkey with
 */
export async function askRegistration(
  { database, clock, relyingParty: { rpID, rpName } }: PasskeyDependencies,
  { pegawaiId, label, ikatan }: { pegawaiId: string; label: string; ikatan: string },
) {
  const known = await findPasskeys(database, pegawaiId)
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpID, rpName, userName: label, userDisplayName: label, userID: new TextEncoder().encode(pegawaiId),
    excludeCredentials: known.map(({ kredensial: id }) => ({ id })), supportedAlgorithmIDs: [...ALGORITHMS],
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
  await database.query(insertChallenge(options.challenge, { tujuan: 'daftar', ikatan, pegawaiId }, clock.now()))
  return options
}

/**
 * @param asked `pegawaiId` whose passkeys are asked for; undefined: any that the authenticator shows (passwordless).
 *   `verifyPasskey` is to be asked about the same person in the same place.
 * @returns what the browser is asked to sign
 */
export async function askAuthentication(
  { database, clock, relyingParty: { rpID } }: PasskeyDependencies,
  { pegawaiId, ikatan }: { pegawaiId?: string; ikatan: string },
) {
  const known = pegawaiId === undefined ? [] : await findPasskeys(database, pegawaiId)
  const allowCredentials = known.filter(({ ditandai_at: at }) => at === null).map(({ kredensial: id }) => ({ id }))
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({ rpID, allowCredentials, userVerification: 'required' })
  await database.query(insertChallenge(options.challenge, { tujuan: 'masuk', ikatan, pegawaiId }, clock.now()))
  return options
}
