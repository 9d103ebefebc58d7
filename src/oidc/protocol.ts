import type { Middleware } from 'koa'
import compose from 'koa-compose'
import { type JWK, Provider } from 'oidc-provider'
import { stateOf } from '../kernel/http/state.ts'
import { sha256 } from '../kernel/lib/ids.ts'
import { createAdapterFactory } from './adapter.ts'
import { answerAsRegistered, answerErrorPlainly } from './answers.ts'
import { createConfiguration } from './configuration.ts'
import type { ProtocolDependencies, ProtocolPages } from './dependencies.ts'
import { readFormPage } from './form-page.rules.ts'
import { tellErrors } from './galat.ts'
import { deferLogoutTokens } from './logout-sender.ts'
import { postAsGet } from './post-as-get.ts'
import { rememberRefusedSecret } from './presented.ts'
import { rememberPublications } from './publications.ts'
import { tellReleases } from './release.ts'
import { isFirstUse } from './replay.ts'
import { renewSessionsAtSignInOnly } from './session-renewal.ts'
import { acceptTryOuts } from './try-out.ts'
import { type AnsweredRequest, wayOut } from './way-out.rules.ts'

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
  client.compareClientSecret = async function compareClientSecret(presented) {
    const isLive = await dependencies.secretIsLive(this.clientId, presented)
    if (!isLive) rememberRefusedSecret(sha256(presented))
    return isLive
  }
  // The library's own way reads and then writes; undocumented as a hook, hence pinned by its tests.
  const replay = provider.ReplayDetection as { unique(iss: string, jti: string, exp: number): Promise<boolean> }
  replay.unique = (iss, jti, exp) => isFirstUse(dependencies.database, iss, jti, exp)
  acceptTryOuts(provider, dependencies)
  provider.use(answerAsRegistered)
  // Before the next one, which changes what was asked.
  tellErrors(provider, dependencies.errorBook, {
    isOwn: ({ req }) => dependencies.isOwnRequest(req), onFailure: dependencies.onListenerFailure,
  })
  provider.on('authorization.error', answerErrorPlainly)
  // Every application can tell its sessions apart, whether or not it receives logout tokens yet.
  client.includeSid = () => true
  renewSessionsAtSignInOnly(provider)
  // What a try-out is told, its application is not.
  tellReleases(provider, dependencies.onRelease, ({ req }) => dependencies.isOwnRequest(req))
  deferLogoutTokens(provider)
  // Programs are answered by the library itself: without this the log would not know why.
  provider.on('server_error', (ctx, error) => { stateOf(ctx).failure = error })
  // Listeners only stage writes; the request's unit of work flushes them, or the request fails.
  provider.on('grant.success', (ctx) => {
    const { client: redeemer, params, account, entities } = ctx.oidc
    const isEntry = params?.['grant_type'] === 'authorization_code' && !dependencies.isOwnRequest(ctx.req)
    if (redeemer && account && isEntry) {
      dependencies.onEntry(redeemer.clientId, account.accountId, entities.AccessToken?.scope ?? '')
    }
  })
  provider.on('end_session.success', (ctx) => {
    const session = ctx.oidc.session as typeof ctx.oidc.session & { destroyed?: boolean }
    if (session?.accountId && session.destroyed) dependencies.onLogout(session.accountId, ctx.oidc.client?.clientId)
  })
  return provider
}

/** The provider as a middleware of our app: one context, one body, flushed before it leaves. */
export function protocolMiddleware(provider: Provider, { onward }: Pick<ProtocolPages, 'onward'>): Middleware {
  const handle = compose([rememberPublications(), postAsGet, ...provider.middleware])
  return async (ctx, next) => {
    await handle(ctx, next)
    const { oidc = {} } = ctx as unknown as { oidc?: AnsweredRequest }
    const origin = wayOut(oidc)
    if (origin) stateOf(ctx).formOrigins.push(origin)
    const formHtml = readFormPage(ctx.body)
    if (formHtml) onward(ctx, formHtml)
  }
}
