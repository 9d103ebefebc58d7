import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { reaches } from '../domain/accounts/acr.rules.ts'
import { isIdle } from '../domain/sessions/idle.rules.ts'
import { registrationOf } from './registration.ts'
import { useOf } from './session-use.ts'
import { reachesAny, wantedAcr } from './wanted-acr.rules.ts'

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

/** What an essential request asks for, and the session has not; a surer sign-in than it names is one as well. */
export const misses = (oidc: KoaContextWithOIDC['oidc']): boolean => {
  const { wajib } = wantedAcr(oidc.params ?? {})
  return wajib !== undefined && oidc.session?.accountId !== undefined && !reachesAny(oidc.session.acr, wajib)
}

/** Nothing stands any more of what the session was begun with: its passkey was removed. */
const nothingProven = new Check('nothing_proven', ASK, 'login_required', ({ oidc }) =>
  oidc.session?.accountId !== undefined && oidc.session.amr?.length === 0)

/** What our login prompt asks beside the library's own checks. */
export const LOGIN_CHECKS: readonly interactionPolicy.Check[] = [
  accountGone, absoluteEnd, idleEnd, nothingProven, acrMinimum,
]

/** Reasons to prove more in a session that is good otherwise; every other reason asks anew who is there. */
const STEP_UP: ReadonlySet<string> = new Set([
  'acr_minimum', 'essential_acr', 'essential_acrs', 'acr_values', 'policy_demand',
])

/** @param reasons of a login prompt */
export const isStepUp = (reasons: readonly string[]): boolean => reasons.every((reason) => STEP_UP.has(reason))

/** What a sign-in that makes a session surer keeps of it. */
export interface LivingSession {
  /** When the password was typed, in seconds since 1970: the absolute end does not move. */
  readonly ts: number
  /** On a computer that others use. */
  readonly bersama: boolean
}

/** @returns the session of this browser, for the details of a prompt */
export function livingSession({ session }: KoaContextWithOIDC['oidc']): LivingSession | undefined {
  if (session?.accountId === undefined || session.loginTs === undefined) return undefined
  return { ts: session.loginTs, bersama: session.transient ?? false }
}
