import type { Context } from 'koa'
import { type Client, errors, type Provider } from 'oidc-provider'
import { AppError } from '../kernel/lib/app-error.ts'
import { sha256 } from '../kernel/lib/ids.ts'
import type { Acr } from '../domain/accounts/acr.rules.ts'
import type { ResourceServer } from '../domain/clients/sumber/sumber.types.ts'
import { approvedScopes, consentName, fillGrant } from './grants.ts'
import { isStepUp, type LivingSession } from './login-checks.ts'
import { type Registration, registrationOf } from './registration.ts'
import { untilBrowserCloses } from './shared-computer.ts'
import { knownAcrs, leastOf, wantedAcr } from './wanted-acr.rules.ts'

/** A resource server that the request names, with the scopes of it that it asks for. */
export type RequestedResource = Pick<ResourceServer, 'identifier' | 'nama' | 'scopes'>

/** What a page of the login journey needs to know of the authorization request behind it. */
export interface JourneyStep {
  readonly uid: string
  /** Which question is open: who are you, may you enter, do you agree. */
  readonly prompt: 'login' | 'akses' | 'consent'
  readonly alasan: string | undefined
  /** How sure the sign-in must be for this application, and the wishes of its request, the dearest first. */
  readonly acr: { readonly minimum: Acr | undefined; readonly wajib: Acr | undefined; readonly ingin: readonly Acr[] }
  /** The session that is to be made surer, where that is all that is asked. */
  readonly sesi: (LivingSession & { readonly sub: string; readonly amr: readonly string[] }) | undefined
  readonly clientId: string
  readonly aplikasi: Registration
  readonly scopes: string
  readonly sumber: readonly RequestedResource[]
  /** What the person agreed to before, in this session; undefined where nothing was asked yet. */
  readonly grantId: string | undefined
  /** `sub` of who is signed in already, if anybody. */
  readonly sub: string | undefined
  /** Of the session in which that is; empty where nobody is signed in. */
  readonly sessionUid: string
  readonly uiLocales: string | undefined
  /** Where the browser goes in the end: its origin must stand in `form-action`. */
  readonly returnOrigin: string | undefined
  /** What this sign-in has come to, as `progress` kept it; undefined before its first step. */
  readonly perjalanan: Progress | undefined
}

/** Steps on the way to an answer. Whose sign-in it is stands under the name that the endings look for. */
export interface Progress {
  readonly sub?: string | undefined
  /** Others use this computer: nothing of the sign-in outlasts the browser. */
  readonly bersama?: boolean
  readonly [key: string]: unknown
}

/** Answers to the open question. */
export type JourneyResult =
  | { login: { accountId: string; acr: string; amr: string[]; remember: boolean; ts: number; sandi?: string; kunci?: string } }
  | { consent: { grantId: string } }
  | { error: 'access_denied' | 'unmet_authentication_requirements'; error_description: string }

export interface Interactions {
  /** @throws AppError 400 `stale-interaction` when it is over, was used, or began in another browser */
  step(ctx: Context, uid: string): Promise<JourneyStep>
  /**
   * Keeps where a sign-in stands; undefined begins it anew. It is no answer: who opens the way back early is not signed
   * in, and asked again.
   * @throws AppError 400 `stale-interaction` when another tab was faster
   */
  progress(ctx: Context, perjalanan: Progress | undefined): Promise<void>
  /**
   * Stores the answer.
   * @returns the URL where the authorization request goes on
   * @throws AppError 400 `stale-interaction` when another tab was faster
   */
  answer(ctx: Context, result: JourneyResult): Promise<string>
  /** @returns the scopes that the person agreed to before, in this session, empty where nothing was asked yet */
  agreedScopes(step: JourneyStep): Promise<string>
  /**
   * Adds what the person agrees to to what he agreed to before, under the same name: tokens in use stay good.
   * @returns id of the grant, and the scopes in it
   */
  grantConsent(step: JourneyStep): Promise<{ grantId: string; scope: string; sumber: Record<string, string[]> }>
}

/** RFC 3986: the origin of the redirect URI, for the CSP of the page that leads there. */
const originOf = (uri: unknown): string | undefined =>
  typeof uri === 'string' ? URL.parse(uri)?.origin : undefined

/** Of the registered resource servers those that a request names, and of their scopes those that it asks for. */
function requestedResources(client: Client, params: Readonly<Record<string, unknown>>): RequestedResource[] {
  const named = [params['resource']].flat()
  const asked = (textOf(params['scope']) ?? '').split(' ')
  return registrationOf(client).sumber.filter(({ identifier }) => named.includes(identifier))
    .map(({ identifier, nama, scopes }) => ({ identifier, nama, scopes: scopes.filter((one) => asked.includes(one)) }))
    .filter(({ scopes }) => scopes.length > 0)
}

/** A session of which nothing is wrong but that it is not sure enough. */
function steppedUp(
  { name, reasons, details }: { name: string; reasons: readonly string[]; details: Record<string, unknown> },
  session: { accountId?: string; amr?: string[] } | undefined,
): JourneyStep['sesi'] {
  const sesi = details['sesi'] as LivingSession | undefined
  if (name !== 'login' || !sesi || session?.accountId === undefined || !isStepUp(reasons)) return undefined
  return { ...sesi, sub: session.accountId, amr: session.amr ?? [] }
}

/** Every page of a sign-in has it in its address. */
const uidOf = (ctx: Context): string => (ctx['params'] as { uid: string }).uid

const textOf = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined

/** @returns what was had or is asked for, within what is allowed today */
function union(had: string | undefined, asked: string | undefined, allowed: readonly string[]): string[] {
  const wanted = new Set(`${had ?? ''} ${asked ?? ''}`.split(' '))
  return allowed.filter((one) => wanted.has(one))
}

/** @throws AppError 400 `stale-interaction` where the library no longer finds the interaction or its session */
async function whileFresh<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof errors.SessionNotFound) throw new AppError('stale-interaction', 400, error)
    throw error
  }
}

/** The steps of a sign-in, kept in the library's interaction and bound to the browser that began it. */
export function createInteractions(provider: () => Provider): Interactions {
  const clientOf = async (clientId: string) => {
    const client = await provider().Client.find(clientId)
    if (!client) throw new AppError('unknown-client', 400, 'client is gone since the sign-in began')
    return client
  }
  /** Only clients outside the province's hosts are asked piece by piece; the others hold what was approved anyway. */
  const agreedBefore = async (step: JourneyStep) => {
    const { aplikasi, grantId, sub, sessionUid, clientId } = step
    const grant = aplikasi.eksternal ? await provider().Grant.find(grantId ?? consentName(sessionUid, clientId)) : undefined
    return grant?.accountId === sub && grant?.clientId === clientId ? grant : undefined
  }
  return {
    async step(ctx, uid) {
      const { uid: own, prompt, params, session, grantId, result } = await whileFresh(
        provider().interactionDetails(ctx.req, ctx.res),
      )
      if (own !== uid) throw new AppError('stale-interaction', 400, 'cookie and page belong to different sign-ins')
      const client = await clientOf(String(params['client_id']))
      const wanted = wantedAcr(params)
      return {
        uid,
        prompt: prompt.name as JourneyStep['prompt'],
        alasan: textOf(prompt.details['alasan']),
        acr: {
          minimum: registrationOf(client).acrMinimum ?? undefined, wajib: leastOf(wanted), ingin: knownAcrs(wanted.ingin),
        },
        sesi: steppedUp(prompt, session),
        clientId: client.clientId,
        aplikasi: registrationOf(client),
        scopes: textOf(params['scope']) ?? '',
        sumber: requestedResources(client, params),
        grantId,
        sub: session?.accountId,
        sessionUid: session?.uid ?? '',
        uiLocales: textOf(params['ui_locales']),
        returnOrigin: originOf(params['redirect_uri']),
        perjalanan: result?.['perjalanan'] as Progress | undefined,
      }
    },
    async progress(ctx, perjalanan) {
      const result = perjalanan === undefined ? {} : { perjalanan }
      if (perjalanan?.bersama === true) untilBrowserCloses(ctx, provider(), uidOf(ctx))
      await whileFresh(provider().interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false }))
    },
    answer(ctx, result) {
      if ('login' in result && !result.login.remember) untilBrowserCloses(ctx, provider(), uidOf(ctx))
      return whileFresh(provider().interactionResult(ctx.req, ctx.res, result, {
        mergeWithLastSubmission: !('error' in result),
      }))
    },
    agreedScopes: async (step) => (await agreedBefore(step))?.getOIDCScope() ?? '',
    async grantConsent(step) {
      const { uid, sub, sessionUid, clientId, grantId } = step
      const client = await clientOf(clientId)
      const before = await agreedBefore(step)
      const scope = union(before?.getOIDCScope(), step.scopes, approvedScopes(client).split(' '))
      const sumber = registrationOf(client).sumber.map(({ identifier, scopes }) => {
        const asked = step.sumber.find((one) => one.identifier === identifier)?.scopes.join(' ')
        return { identifier, scopes: union(before?.getResourceScope(identifier), asked, scopes) }
      }).filter(({ scopes }) => scopes.length > 0)
      const grant = new (provider().Grant)({ accountId: sub ?? '', clientId })
      // Forms sent at once, of one page or of several tabs, are one agreement: each makes the same grant. One that was
      // revoked never gets its name back.
      const name = grantId === undefined ? consentName(sessionUid, clientId) : sha256(uid).toString('base64url')
      grant.jti = before?.jti ?? name
      fillGrant(grant, { scopes: scope.join(' '), sumber })
      return {
        grantId: await grant.save(), scope: scope.join(' '),
        sumber: Object.fromEntries(sumber.map(({ identifier, scopes }) => [identifier, scopes])),
      }
    },
  }
}
