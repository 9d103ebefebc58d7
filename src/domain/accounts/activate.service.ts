import type { Database } from '../../kernel/db/database.ts'
import { perform, UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { record } from '../audit/index.ts'
import { keadaanPada } from '../pegawai/keadaan.rules.ts'
import { findPasswordOwner, upsertAccount } from './account.queries.ts'
import type { CommonPasswords } from './common-passwords.ts'
import type { PasswordHasher } from './password-hash.ts'
import { checkPassword, MAX_LENGTH, MIN_LENGTH, type PasswordReason } from './password.rules.ts'
import { requirePerson } from './person.service.ts'

export interface ActivationDependencies {
  readonly database: Database
  readonly hasher: PasswordHasher
  readonly common: CommonPasswords
  readonly clock: Clock
}

const SENTENCES: Record<PasswordReason, string> = {
  'malformed': 'The password is not readable text.',
  'too-short': `The password needs at least ${MIN_LENGTH} characters.`,
  'too-long': `The password may have at most ${MAX_LENGTH} characters.`,
  'common': 'This password is on the list of common passwords.',
  'contains-nip': 'The password must not contain the NIP.',
  'contains-birth-date': 'The password must not contain the birth date.',
}

/**
 * Activates a person's account with a password of the person's own; activating again replaces the password.
 * @returns the person's `sub`
 * @throws OperatorError for an unknown person, a state without sign-in, or a password that the rules refuse
 */
export async function activateAccount(
  { database, hasher, common, clock }: ActivationDependencies, { nip, password }: { nip: string; password: string },
): Promise<{ sub: string }> {
  const person = await requirePerson(database, nip)
  const keadaan = keadaanPada(person, clock.today())
  if (keadaan !== 'aktif' && keadaan !== 'terbatas') {
    throw new OperatorError(`This person's state is ${keadaan}: there is no sign-in to activate.`)
  }
  const owner = await findPasswordOwner(database, person.pegawai_id)
  const check = checkPassword(password, { ...owner, common: (text) => common.has(text) })
  if (!check.ok) throw new OperatorError(SENTENCES[check.reason])
  const hash = await hasher.hashPassword(check.normalised)
  await perform(database, async () => {
    UnitOfWork.current().append(upsertAccount(person.pegawai_id, hash))
    record({ kind: 'akun.diaktifkan', actor: 'operator', subject: person.pegawai_id, data: {} }, clock.now())
    return Promise.resolve()
  })
  return { sub: person.pegawai_id }
}
