import type { Middleware } from 'koa'
import compose from 'koa-compose'
import { type Configuration, type FindAccount, type JWK, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Database } from '../kernel/db/database.ts'
import type { createOutbound } from '../kernel/http/outbound.ts'
import { stateOf } from '../kernel/http/state.ts'
import { createAdapterFactory, type FindClientMetadata } from './adapter.ts'
import type { Admission } from './admission.ts'
import { createConfiguration } from './configuration.ts'

/** Pages that the library asks for; they set `ctx.body`. */
export interface ProtocolPages {
  error: NonNullable<Configuration['renderError']>
  logout: (ctx: KoaContextWithOIDC, form: string) => Promise<void>
  loggedOut: (ctx: KoaContextWithOIDC) => Promise<void>
}

/** What the protocol needs of the house. */
export interface ProtocolDependencies {
  readonly issuer: string
  readonly database: Database
  /** Newest first; the outer Koa app signs with the same array. */
  readonly cookieKeys: readonly string[]
  readonly findClient: FindClientMetadata
  readonly findAccount: FindAccount
  /** @returns whether the presented secret is one of the client's live ones (decision 13) */
  readonly secretIsLive: (clientId: string, presented: string) => Promise<boolean>
  /** @returns the person's own random `sub` in a sector (decision 19) */
  readonly pairwise: (sector: string, accountId: string) => Promise<string>
  readonly admission: Admission
  readonly outbound: ReturnType<typeof createOutbound>
  readonly pages: ProtocolPages
  /** A code was redeemed: somebody really signed in to this application. */
  readonly onSignIn: (clientId: string) => void
  /** A person ended the session. */
  readonly onLogout: (sub: string) => void
}

/**
 * Builds the library's provider on our storage and pages.
 * @param jwks private signing keys, the current one of each algorithm first
 */
export function createProvider(dependencies: ProtocolDependencies, jwks: readonly JWK[]): Provider {
  const adapter = createAdapterFactory(dependencies.database, dependencies.findClient)
  const provider = new Provider(dependencies.issuer, createConfiguration(dependencies, adapter, jwks))
  const client = provider.Client.prototype as {
    clientId: string
    compareClientSecret(presented: string): Promise<boolean>
    includeSid(): boolean
  }
  // Secrets are kept as SHA-256: the library's own comparison would need them in plain.
  client.compareClientSecret = function compareClientSecret(presented) {
    return dependencies.secretIsLive(this.clientId, presented)
  }
  // Every application can tell its sessions apart, whether or not it receives logout tokens yet.
  client.includeSid = () => true
  // Listeners only stage writes; the request's unit of work flushes them, or the request fails.
  provider.on('grant.success', (ctx) => {
    const { client: redeemer, params } = ctx.oidc
    if (redeemer && params?.['grant_type'] === 'authorization_code') dependencies.onSignIn(redeemer.clientId)
  })
  provider.on('end_session.success', (ctx) => {
    const session = ctx.oidc.session as typeof ctx.oidc.session & { destroyed?: boolean }
    if (session?.accountId && session.destroyed) dependencies.onLogout(session.accountId)
  })
  return provider
}

/**
 * The provider as a middleware of our app: one context, one body, flushed before it leaves. The page that hands a code
 * over by form (OAuth 2.0 Form Post Response Mode) may lead to the checked redirect URI and nowhere else.
 */
export function protocolMiddleware(provider: Provider): Middleware {
  const handle = compose(provider.middleware)
  return async (ctx, next) => {
    await handle(ctx, next)
    const { oidc } = ctx as unknown as { oidc?: FormPostContext }
    const uri = oidc?.redirectUriCheckPerformed ? oidc.params?.redirect_uri : undefined
    const origin = oidc?.params?.response_mode === 'form_post' ? URL.parse(uri ?? '')?.origin : undefined
    if (origin) stateOf(ctx).formOrigins.push(origin)
  }
}

interface FormPostContext {
  readonly redirectUriCheckPerformed?: boolean
  readonly params?: { readonly response_mode?: string; readonly redirect_uri?: string }
}
