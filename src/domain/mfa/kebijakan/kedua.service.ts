/** The second of two people whose word an act needs (decision 28), where the first sits at the command line. */
import type { Knex } from 'knex'
import { perform } from '../../../kernel/db/unit-of-work.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import { isOnDuty } from '../../accounts/on-duty.service.ts'
import { requirePerson } from '../../accounts/person.service.ts'
import { normaliseCode } from '../totp/totp.rules.ts'
import { type TotpDependencies, verifyTotp } from '../totp/verify.service.ts'

/** Who agrees, and the code by which he shows that it is he. */
export interface Second {
  readonly nip: string
  /** Six digits of his authenticator, as typed. */
  readonly code: string
}

/** Whose word counts. */
const ROLES = ['keamanan', 'admin'] as const

export const NEEDS_SECOND = 'This makes the policy weaker, which needs a second person: add --second <nip> of somebody with the '
  + 'role keamanan or admin, who types the code of his authenticator.'

const NOT_ALLOWED = 'The second person must be somebody with the role keamanan or admin, who may sign in today.'

const MISTAKEN = 'The code of the second person is wrong, was used already, or his tries are held back.'

/**
 * Has the second person agree. A command knows nobody but whoever has its shell, so he proves himself with a code of his
 * own authenticator, good once, counted with all his tries.
 * @returns his `sub`, for `requireOnDuty` in the act's own transaction
 * @throws OperatorError when nobody is named, or it is not proven that it is he
 */
export async function haveAgreed(dependencies: TotpDependencies, second: Second | undefined): Promise<string> {
  if (second === undefined) throw new OperatorError(NEEDS_SECOND)
  const { pegawai_id: pegawaiId } = await requirePerson(dependencies.database, second.nip)
  await dependencies.database.knex.transaction((trx) => requireOnDuty(trx, pegawaiId, dependencies.clock.today()))
  const code = normaliseCode(second.code)
  if (code === undefined) throw new OperatorError(MISTAKEN)
  const outcome = await perform(dependencies.database, () => verifyTotp(dependencies, { pegawaiId, code }))
  if (!outcome.ok) throw new OperatorError(MISTAKEN)
  return pegawaiId
}

/** @throws OperatorError unless somebody holds one of the roles and nothing shuts him out */
export async function requireOnDuty(trx: Knex.Transaction, pegawaiId: string, today: string): Promise<void> {
  for (const role of ROLES) if (await isOnDuty(trx, { pegawaiId, role, today })) return
  throw new OperatorError(NOT_ALLOWED)
}
