import { ACRS, reaches } from '../../domain/accounts/acr.rules.ts'
import type { OwnFactors } from '../../domain/mfa/own.queries.ts'
import type { SignedIn } from '../../oidc/session.ts'

/**
 * A password alone, or a trusted device, must not be enough to change what is asked beside it (ASVS 5.0 7.5.1). Whoever
 * adds a first factor must not have to sign in again for its recovery card: factors that are younger than the sign-in
 * were added by somebody who had nothing else to prove.
 * @returns whether this session has proven a second factor, where there was one when it was signed in
 */
export function mayChangeFactors(
  { acr, loginTs }: Pick<SignedIn, 'acr' | 'loginTs'>, { faktor }: Pick<OwnFactors, 'faktor'>,
): boolean {
  return reaches(acr, ACRS[1]) || faktor.every(({ sejak }) => sejak.getTime() / 1000 >= loginTs)
}
