import type { Context } from 'koa'
import { findOwnFactors, type OwnFactors } from '../../domain/mfa/own.queries.ts'
import type { PasskeyDependencies } from '../../domain/mfa/passkey/challenge.service.ts'
import type { RecoveryDependencies } from '../../domain/mfa/pemulihan/kode.service.ts'
import type { TotpDependencies } from '../../domain/mfa/totp/verify.service.ts'
import { signInUrl } from '../../oidc/session.ts'
import { visitorOf } from '../guards.ts'
import { mayChangeFactors } from './faktor.rules.ts'
import { type AkunDependencies, checkForm } from './halaman.ts'

export interface FaktorDependencies extends AkunDependencies, TotpDependencies, RecoveryDependencies, PasskeyDependencies {
  readonly issuer: string
}

/**
 * Whoever proved less in this session than he has proves that first, and comes back.
 * @returns what he has now, or undefined when the answer is that question
 */
export async function mayChange(
  { database, issuer }: FaktorDependencies, ctx: Context, back: string,
): Promise<OwnFactors | undefined> {
  const { session, person } = visitorOf(ctx)
  const own = await findOwnFactors(database, person.id)
  if (mayChangeFactors(session, own)) return own
  ctx.redirect(signInUrl(issuer, back, 'mfa'))
  ctx.status = 303
  return undefined
}

/**
 * Before an act on factors: the form is of this session, and whoever proved less in it than he has proves that first, and
 * comes back to the list.
 * @throws AppError 403 for a form of another session
 * @returns what he has now, or undefined when the answer is that question
 */
export async function provenFactors(
  dependencies: FaktorDependencies, ctx: Context, token: unknown,
): Promise<OwnFactors | undefined> {
  checkForm(dependencies, ctx, token)
  return mayChange(dependencies, ctx, '/akun/faktor')
}
