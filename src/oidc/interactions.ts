import type { Context } from 'koa'
import { errors, type Provider } from 'oidc-provider'
import { AppError } from '../kernel/lib/app-error.ts'
import { approvedScopes, fillGrant } from './grants.ts'
import { type Registration, registrationOf } from './registration.ts'

/** What a page of the login journey needs to know of the authorization request behind it. */
export interface JourneyStep {
  readonly uid: string
  /** Which question is open: who are you, may you enter, do you agree. */
  readonly prompt: 'login' | 'akses' | 'consent'
  readonly alasan: string | undefined
  readonly clientId: string
  readonly aplikasi: Registration
  readonly scopes: string
  /** `sub` of who is signed in already, if anybody. */
  readonly sub: string | undefined
  readonly uiLocales: string | undefined
  /** Where the browser goes in the end: its origin must stand in `form-action`. */
  readonly returnOrigin: string | undefined
}

/** Answers to the open question. */
export type JourneyResult =
  | { login: { accountId: string; acr: string; amr: string[]; remember: boolean; ts: number } }
  | { consent: { grantId: string } }
  | { error: 'access_denied'; error_description: string }

export interface Interactions {
  /** @throws AppError 400 `stale-interaction` when it is over, was used, or began in another browser */
  step(ctx: Context, uid: string): Promise<JourneyStep>
  /** Stores the answer. @returns the URL where the authorization request goes on */
  answer(ctx: Context, result: JourneyResult): Promise<string>
  /** Makes the grant that the person agreed to. @returns its id, and the scopes in it */
  grantConsent(step: JourneyStep): Promise<{ grantId: string; scope: string }>
}

/** RFC 3986: the origin of the redirect URI, for the CSP of the page that leads there. */
const originOf = (uri: unknown): string | undefined =>
  typeof uri === 'string' ? URL.parse(uri)?.origin : undefined

const textOf = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined

/** The steps of a sign-in, kept in the library's interaction and bound to the browser that began it. */
export function createInteractions(provider: () => Provider): Interactions {
  const details = async (ctx: Context) => {
    try {
      return await provider().interactionDetails(ctx.req, ctx.res)
    } catch (error) {
      if (error instanceof errors.SessionNotFound) throw new AppError('stale-interaction', 400, error)
      throw error
    }
  }
  const clientOf = async (clientId: string) => {
    const client = await provider().Client.find(clientId)
    if (!client) throw new AppError('unknown-client', 400, 'client is gone since the sign-in began')
    return client
  }
  return {
    async step(ctx, uid) {
      const { uid: own, prompt, params, session } = await details(ctx)
      if (own !== uid) throw new AppError('stale-interaction', 400, 'cookie and page belong to different sign-ins')
      const client = await clientOf(String(params['client_id']))
      return {
        uid,
        prompt: prompt.name as JourneyStep['prompt'],
        alasan: textOf(prompt.details['alasan']),
        clientId: client.clientId,
        aplikasi: registrationOf(client),
        scopes: textOf(params['scope']) ?? '',
        sub: session?.accountId,
        uiLocales: textOf(params['ui_locales']),
        returnOrigin: originOf(params['redirect_uri']),
      }
    },
    answer: (ctx, result) => provider().interactionResult(ctx.req, ctx.res, result, {
      mergeWithLastSubmission: !('error' in result),
    }),
    async grantConsent({ sub, clientId, scopes }) {
      const client = await clientOf(clientId)
      const approved = new Set(approvedScopes(client).split(' '))
      const { Grant } = provider()
      const grant = new Grant({ accountId: sub ?? '', clientId })
      const scope = scopes.split(' ').filter((one) => approved.has(one)).join(' ')
      fillGrant(grant, { scopes: scope, sumber: [] })
      return { grantId: await grant.save(), scope }
    },
  }
}
