import type { Middleware } from 'koa'
import type { JWK, Provider } from 'oidc-provider'
import { verificationKeys } from './access-token.ts'
import type { ProtocolDependencies } from './dependencies.ts'
import { createProvider, protocolMiddleware } from './protocol.ts'

/** The library's provider of this moment. It cannot change its keys, so another one takes its place. */
export interface ProviderHolder {
  /** Ask each time and keep nothing: the answer changes when keys rotate. */
  readonly current: () => Provider
  /** What verifies the tokens of this moment; ask each time. */
  readonly keys: () => ReturnType<typeof verificationKeys>
  /** A request stays to its end with the provider that it came to. */
  readonly middleware: Middleware
  /** @param jwks private signing keys, the current one of each algorithm first */
  swap(jwks: readonly JWK[]): void
}

/** All state is in the database, so that what one provider began another one ends: a code, a sign-in, a session. */
export function createProviderHolder(dependencies: ProtocolDependencies, jwks: readonly JWK[]): ProviderHolder {
  const hold = (keys: readonly JWK[]) => {
    const provider = createProvider(dependencies, keys)
    return { provider, middleware: protocolMiddleware(provider, dependencies.pages), keys: verificationKeys(keys) }
  }
  let held = hold(jwks)
  return {
    current: () => held.provider,
    keys: () => held.keys,
    async middleware(ctx, next) { await held.middleware(ctx, next) },
    swap(keys) { held = hold(keys) },
  }
}
