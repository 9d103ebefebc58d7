import type { Client, KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Release } from '../domain/sessions/pelepasan.queries.ts'

/** The library's filter of claims: what it lets through is what the application receives. */
interface ClaimsFilter {
  readonly available: { readonly sub?: string }
  readonly client: Client
  /** Absent where no request asks: a logout token tells nothing of a person but his `sub`. */
  readonly ctx?: KoaContextWithOIDC
  result: (this: ClaimsFilter) => Promise<Record<string, unknown>>
}

/**
 * Tells of every release of claims, in ID tokens and at userinfo alike: both are made by the library's `Claims`
 * (lib/helpers/claims.js), after scopes, the claims parameter and refusals had their say.
 * @param isOwn whether this service asks itself: nothing leaves it then
 */
export function tellReleases(
  provider: Provider, onRelease: (release: Release) => void, isOwn: (ctx: KoaContextWithOIDC) => boolean,
): void {
  const filter = (provider as unknown as { Claims: { prototype: ClaimsFilter } }).Claims.prototype
  const original = filter.result
  filter.result = async function result() {
    const claims = await original.call(this)
    const { sub } = this.available
    if (this.ctx && !isOwn(this.ctx) && sub !== undefined) {
      onRelease({ pegawaiId: sub, clientId: this.client.clientId, klaim: Object.keys(claims).sort() })
    }
    return claims
  }
}
