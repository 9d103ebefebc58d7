import { interactionPolicy } from 'oidc-provider'
import { reaches } from '../domain/accounts/acr.rules.ts'
import { isIdle } from '../domain/sessions/idle.rules.ts'
import { registrationOf } from './registration.ts'
import { useOf } from './session-use.ts'

const { Check } = interactionPolicy

/** Seconds from sign-in to the absolute end of a session (decision 16). */
export const SESSION_SECONDS = 12 * 60 * 60

const ASK = 'End-User authentication is required'

/** The session names somebody who may not be signed in (any more): ask who is there instead of failing. */
const accountGone = new Check('account_gone', ASK, 'login_required', ({ oidc }) =>
  oidc.session?.accountId !== undefined && oidc.account === undefined)

/** Twelve hours after the sign-in the session is over, however busy it was: the library slides it. */
const absoluteEnd = new Check('absolute_end', ASK, 'login_required', ({ oidc }) =>
  oidc.session?.accountId !== undefined && oidc.session.past(SESSION_SECONDS) && !oidc.result?.login)

/** Nobody was here for long: whoever is here now may be somebody else. */
const idleEnd = new Check('idle_end', ASK, 'login_required', ({ oidc }) => {
  if (oidc.session?.accountId === undefined || oidc.result?.login) return false
  const use = useOf(oidc.session)
  return use !== undefined && isIdle(use, new Date())
})

/** The client's registration asks for a surer sign-in than this session had (decision 17). */
const acrMinimum = new Check('acr_minimum', 'a stronger sign-in is required', 'interaction_required', ({ oidc }) => {
  const minimum = oidc.client && registrationOf(oidc.client).acrMinimum
  return Boolean(minimum && oidc.session?.accountId !== undefined && !reaches(oidc.session.acr, minimum))
})

/** What our login prompt asks beside the library's own checks. */
export const LOGIN_CHECKS: readonly interactionPolicy.Check[] = [accountGone, absoluteEnd, idleEnd, acrMinimum]
