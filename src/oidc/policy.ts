import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Admission } from './admission.ts'
import { LOGIN_CHECKS } from './login-checks.ts'
import { registrationOf } from './registration.ts'

const { Check, Prompt, base } = interactionPolicy

/** What no second password changes, and the answer then (decision 17; OpenID Connect Core, 3.1.2.6 and 5.5.1.1). */
const UNREACHABLE = {
  essential_acr: () => new errors.UnmetAuthenticationRequirements('the requested acr cannot be reached'),
  essential_acrs: () => new errors.UnmetAuthenticationRequirements('none of the requested acrs can be reached'),
  acr_minimum: () => new errors.UnmetAuthenticationRequirements('the acr that the client registered cannot be reached'),
  id_token_hint: () => new errors.LoginRequired('somebody else than the hint names has signed in'),
  claims_id_token_sub_value: () => new errors.LoginRequired('somebody else than was asked for has signed in'),
} as const

/** No request makes two login prompts in a row: what still fails right after a sign-in is answered by an error. */
function askOnce(policy: interactionPolicy.DefaultPolicy): void {
  for (const [reason, failure] of Object.entries(UNREACHABLE)) {
    const check = policy.get('login')?.checks.get(reason)
    if (!check) throw new Error(`the library no longer has the check ${reason}`)
    // Without a page the answer is the same for every acr that cannot be had (decision 17).
    if (reason.includes('acr')) check.error = 'interaction_required'
    const original = check.check
    check.check = async (ctx) => {
      const asks = await original(ctx)
      if (asks && ctx.oidc.result?.login) throw failure()
      return asks
    }
  }
}

/** Applications of the province show no consent page, unless access without the person is asked for (decision 15). */
function consentWhereDue(policy: interactionPolicy.DefaultPolicy): void {
  const check = policy.get('consent')?.checks.get('consent_prompt')
  if (!check) throw new Error('the library no longer has the check consent_prompt')
  const original = check.check
  check.check = async (ctx) => {
    const { client, requestParamScopes } = ctx.oidc as typeof ctx.oidc & { requestParamScopes: Set<string> }
    const due = client && (registrationOf(client).eksternal || requestParamScopes.has('offline_access'))
    return due ? original(ctx) : Check.NO_NEED_TO_PROMPT
  }
}

/** Whoever may not enter meets the prompt `akses`, a page that says why in words. */
function createEntryCheck(
  admission: Admission, onRefused: (clientId: string, sub: string, alasan: string) => void,
): interactionPolicy.Check {
  return new Check('entry_refused', 'this person may not enter this application', 'access_denied',
    async (ctx: KoaContextWithOIDC) => {
      const verdict = await admission(ctx)
      const { client, session } = ctx.oidc
      if (!verdict.ok && client && session?.accountId) onRefused(client.clientId, session.accountId, verdict.alasan)
      return !verdict.ok
    },
    async (ctx) => {
      const verdict = await admission(ctx)
      return { alasan: verdict.ok ? '' : verdict.alasan }
    })
}

/**
 * The library's prompts with ours: a login that also asks when the account is gone or the session is over, and never
 * twice for what cannot be had, and between login and consent the refusal in words.
 * @param admission decides who may enter; the launcher asks the same function
 * @param onRefused hears of each refusal once
 */
export function createPolicy(
  admission: Admission, onRefused: (clientId: string, sub: string, alasan: string) => void,
): interactionPolicy.DefaultPolicy {
  const policy = base()
  for (const check of LOGIN_CHECKS) policy.get('login')?.checks.add(check)
  askOnce(policy)
  consentWhereDue(policy)
  policy.add(new Prompt({ name: 'akses', requestable: false }, createEntryCheck(admission, onRefused)), 1)
  return policy
}
