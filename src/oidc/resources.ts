import {
  type AccessToken, type Client, type ClientCredentials, errors, type FindAccount, type KoaContextWithOIDC,
  type RefreshToken, type ResourceServer,
} from 'oidc-provider'
import { SERVICE_SCOPES } from '../domain/clients/sumber/province-api.rules.ts'
import { registrationOf } from './registration.ts'

/** Programs ask for themselves: not for people's data, hence always at a resource server. */
const asksForItself = (ctx: KoaContextWithOIDC): boolean => ctx.oidc.params?.['grant_type'] === 'client_credentials'

/**
 * Where a request names no resource. A person's access token is for userinfo then; a program's is for the one resource
 * server that its registration names.
 * @throws InvalidTarget when a program registered several and named none
 */
export function defaultResource(
  ctx: KoaContextWithOIDC, client: Client, oneOf?: readonly string[],
): string | string[] | undefined {
  if (oneOf) return [...oneOf]
  if (!asksForItself(ctx)) return undefined
  const [only, ...others] = registrationOf(client).sumber
  if (!only || others.length > 0) throw new errors.InvalidTarget('resource must be given')
  return only.identifier
}

/**
 * A resource server as the library wants it: with the scopes that this client was registered for, no others, and without
 * those of programs where a person is behind the token.
 * @throws InvalidTarget when the client did not register it, as when there is none; InvalidScope when a program asks
 *   for what it was not registered for
 */
export function getResourceServerInfo(ctx: KoaContextWithOIDC, identifier: string, client: Client): ResourceServer {
  const server = registrationOf(client).sumber.find((one) => one.identifier === identifier)
  if (!server) throw new errors.InvalidTarget('this client did not register the requested resource')
  const beyond = asksForItself(ctx)
    ? [...ctx.oidc.requestParamScopes].filter((scope) => !server.scopes.includes(scope)) : []
  if (beyond.length > 0) throw new errors.InvalidScope('requested scope is not allowed', beyond.join(' '))
  const scopes = asksForItself(ctx) ? server.scopes : server.scopes.filter((scope) => !SERVICE_SCOPES.includes(scope))
  return {
    audience: server.identifier, scope: scopes.join(' '),
    ...server.format === 'jwt'
      ? { accessTokenFormat: 'jwt', jwt: { sign: { alg: server.signing_alg } } } : { accessTokenFormat: 'opaque' },
  }
}

/**
 * Introspection is for the token's own client and for the resource server that the token is made for. A token whose
 * owner may no longer be signed in, or whose client is closed, is not active whatever its row says.
 */
export function introspectionPolicy(findAccount: FindAccount) {
  return async function allowedPolicy(
    ctx: KoaContextWithOIDC, client: Client, token: AccessToken | ClientCredentials | RefreshToken,
  ): Promise<boolean> {
    if (token.clientId !== client.clientId) {
      const { melayani } = registrationOf(client)
      const isAudience = 'aud' in token && typeof token.aud === 'string' && melayani.includes(token.aud)
      if (!isAudience || !await ctx.oidc.provider.Client.find(token.clientId ?? '')) return false
    }
    return !('accountId' in token) || await findAccount(ctx, token.accountId, token) !== undefined
  }
}
