import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { newId } from '../../kernel/lib/ids.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { type AuditEvent, insertEvents } from '../audit/index.ts'
import { keadaanPada } from '../pegawai/keadaan.rules.ts'
import { findPasswordOwner, upsertAccount } from './account.queries.ts'
import type { CommonPasswords } from './common-passwords.ts'
import type { PasswordHasher } from './password-hash.ts'
import { checkPassword, MAX_LENGTH, MIN_LENGTH, type PasswordReason } from './password.rules.ts'
import type { PasswordTerms } from './password-terms.rules.ts'
import { requirePerson } from './person.service.ts'
import { forgetTries } from './throttle/throttle.queries.ts'

export interface ActivationDependencies {
  readonly database: Database
  readonly hasher: PasswordHasher
  readonly common: CommonPasswords
  readonly clock: Clock
  /** What BSSN 4/2021 asks of passwords; nothing unless given. */
  readonly terms?: PasswordTerms | undefined
}

const SENTENCES: Record<PasswordReason, string> = {
  'malformed': 'The password is not readable text.',
  'too-short': `The password needs at least ${MIN_LENGTH} characters.`,
  'too-long': `The password may have at most ${MAX_LENGTH} characters.`,
  'common': 'This password is on the list of common passwords.',
  'contains-nip': 'The password must not contain the NIP.',
  'contains-birth-date': 'The password must not contain the birth date.',
  'not-composed': 'The password needs capital and small letters, digits and another character.',
}

/** What has to happen in the same transaction when there was a password before. */
export type OnReplaced = (trx: Knex.Transaction, replaced: { pegawaiId: string; at: Date }) => Promise<void>

/**
 * Activates a person's account with a password of the person's own; activating again replaces the password, and ends
 * the holding back of tries that the old one brought about. Whoever serves people calls `setPassword` of
 * domain/sessions, which ends their sessions with the old password.
 * @param onReplaced what ends with the old password: sessions, which this room does not know
 * @returns the person's `sub`
 * @throws OperatorError for an unknown person, a state without sign-in, or a password that the rules refuse
 */
export async function activateAccount(
  { database, hasher, common, clock, terms }: ActivationDependencies, { nip, password }: { nip: string; password: string },
  onReplaced: OnReplaced = () => Promise.resolve(),
): Promise<{ sub: string }> {
  const person = await requirePerson(database, nip)
  const keadaan = keadaanPada(person, clock.today())
  if (keadaan !== 'aktif' && keadaan !== 'terbatas') {
    throw new OperatorError(`This person's state is ${keadaan}: there is no sign-in to activate.`)
  }
  const { pegawai_id: sub } = person
  const owner = await findPasswordOwner(database, sub)
  const check = checkPassword(password, { ...owner, common: (text) => common.has(text), terms })
  if (!check.ok) throw new OperatorError(SENTENCES[check.reason])
  const hash = await hasher.hashPassword(check.normalised)
  const at = clock.now()
  await database.knex.transaction(async (trx) => {
    // The account before the tries, as a sign-in that is written locks the two.
    const replaced = await upsertAccount(trx, sub, hash)
    await forgetTries(trx, sub)
    if (replaced) await onReplaced(trx, { pegawaiId: sub, at })
    const event: AuditEvent<'akun.diaktifkan' | 'akun.sandi-diganti'> = {
      kind: replaced ? 'akun.sandi-diganti' : 'akun.diaktifkan', actor: 'operator', subject: sub, data: {},
    }
    await insertEvents(trx, [event], { correlationId: newId() }, at)
  })
  return { sub }
}
