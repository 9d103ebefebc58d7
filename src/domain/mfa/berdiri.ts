import { UnitOfWork } from '../../kernel/db/unit-of-work.ts'
import { AppError } from '../../kernel/lib/app-error.ts'
import { whileAccountIsOpen, whilePasswordStands } from '../accounts/login.service.ts'
import { lockPasskey } from './passkey/passkey.queries.ts'

/** What a sign-in rests on, beside an account that is not frozen. */
export interface Foundation {
  readonly sub: string
  /** Names the password that was typed. */
  readonly sandi?: string | undefined
  /** Our id of the passkey that was used. */
  readonly kunci?: string | undefined
}

/**
 * Lets a request finish a sign-in only while what it rests on stands: where the password was replaced, the passkey taken
 * away or the account frozen meanwhile, nothing is left behind, and who does that now waits and then ends what was written.
 */
export function whileProofStands({ sub, sandi, kunci }: Foundation): void {
  if (kunci !== undefined) {
    UnitOfWork.current().provided(lockPasskey({ pegawaiId: sub, kunci, sandi }), () =>
      new AppError('stale-interaction', 400, 'the passkey was taken away, or what it opened was shut, meanwhile'))
  } else if (sandi !== undefined) whilePasswordStands({ sub, sandi })
  else whileAccountIsOpen(sub)
}
