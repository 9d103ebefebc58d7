import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Admission } from './admission.ts'

const { Check, Prompt, base } = interactionPolicy

/** Seconds from sign-in to the absolute end of a session (decision 16). */
export const SESSION_SECONDS = 12 * 60 * 60

/** The session names somebody who may not be signed in (any more): ask who is there instead of failing. */
const accountGone = new Check('account_gone', 'End-User authentication is required', ({ oidc }) =>
  oidc.session?.accountId !== undefined && oidc.account === undefined)

/** Twelve hours after the sign-in the session is over, however busy it was: the library slides it. */
const absoluteEnd = new Check('absolute_end', 'End-User authentication is required', ({ oidc }) =>
  oidc.session?.accountId !== undefined && oidc.session.past(SESSION_SECONDS) && !oidc.result?.login)

/**
 * The library's prompts with ours: a login that also asks when the account is gone or the day is over, and between
 * login and consent `akses`, a page that says in words why this person does not enter this application.
 * @param admission decides who may enter; the launcher asks the same function
 */
export function createPolicy(admission: Admission): interactionPolicy.DefaultPolicy {
  const policy = base()
  policy.get('login')?.checks.add(accountGone)
  policy.get('login')?.checks.add(absoluteEnd)
  const refused = new Check('entry_refused', 'this person may not enter this application', 'access_denied',
    async (ctx) => (await admission(ctx)).ok === false,
    async (ctx) => {
      const verdict = await admission(ctx)
      return { alasan: verdict.ok ? '' : verdict.alasan }
    })
  policy.add(new Prompt({ name: 'akses', requestable: false }, refused), 1)
  return policy
}

export type ProviderContext = KoaContextWithOIDC
