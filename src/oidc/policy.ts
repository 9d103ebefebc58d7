import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Admission } from './admission.ts'
import { LOGIN_CHECKS, livingSession, misses } from './login-checks.ts'
import { registrationOf } from './registration.ts'

const { Check, Prompt, base } = interactionPolicy

/** What no second password changes, and the answer then (decision 17; OpenID Connect Core, 3.1.2.6 and 5.5.1.1). */
const UNREACHABLE = {
  essential_acr: () => new errors.UnmetAuthenticationRequirements('the requested acr cannot be reached'),
  essential_acrs: () => new errors.UnmetAuthenticationRequirements('none of the requested acrs can be reached'),
  policy_demand: () => new errors.UnmetAuthenticationRequirements('what the province asks of this person was not proven'),
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

/** What the library compares for equality, is an order here. */
function surerIsEnough(policy: interactionPolicy.DefaultPolicy): void {
  for (const reason of ['essential_acr', 'essential_acrs']) {
    const check = policy.get('login')?.checks.get(reason)
    if (!check) throw new Error(`the library no longer has the check ${reason}`)
    const original = check.check
    check.check = async (ctx) => await original(ctx) && misses(ctx.oidc)
  }
}

/** What a page that makes a session surer keeps of it, beside what the library tells the page. */
function tellSession(policy: interactionPolicy.DefaultPolicy): void {
  const login = policy.get('login')
  if (!login) throw new Error('the library no longer has the prompt login')
  const original = login.details
  login.details = async (ctx) => ({ ...await original(ctx), sesi: livingSession(ctx.oidc) })
}

/** What the person and the request together ask of a living session; each is false for who is not signed in. */
export interface SessionDemands {
  /** The province's policy asks for more than was proven. */
  readonly policyUnmet: (ctx: KoaContextWithOIDC) => Promise<boolean>
  /** The request wishes more than was proven, and the person has what it takes (decision 17). */
  readonly wishUnmet: (ctx: KoaContextWithOIDC) => boolean
}

function demandChecks({ policyUnmet, wishUnmet }: SessionDemands): interactionPolicy.Check[] {
  return [
    new Check('policy_demand', 'a stronger sign-in is required', 'interaction_required', policyUnmet),
    // A wish is no condition: where no page may be shown, or one was, the ID token says what was done.
    new Check('acr_values', 'a stronger sign-in is wished', 'interaction_required', (ctx) =>
      !ctx.oidc.promptPending('none') && !ctx.oidc.result?.login && wishUnmet(ctx)),
  ]
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
 * @param demands what makes a session not sure enough
 */
export function createPolicy(
  admission: Admission, onRefused: (clientId: string, sub: string, alasan: string) => void, demands: SessionDemands,
): interactionPolicy.DefaultPolicy {
  const policy = base()
  surerIsEnough(policy)
  tellSession(policy)
  for (const check of [...LOGIN_CHECKS, ...demandChecks(demands)]) policy.get('login')?.checks.add(check)
  askOnce(policy)
  consentWhereDue(policy)
  policy.add(new Prompt({ name: 'akses', requestable: false }, createEntryCheck(admission, onRefused)), 1)
  return policy
}
