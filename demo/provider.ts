import * as oidc from 'openid-client'
import { createDiscovery } from './discovery.ts'
import { guarded } from './provider-error.ts'
import { readTokens, requestedScope } from './tokens.ts'
import type { DemoSettings } from './settings.ts'
import type { Signer } from './discovery.ts'
import type { Claims, Tokens } from './tokens.ts'
import type { Wish } from './wishes.rules.ts'

/** A sign-in on its way: what must come back with it (RFC 6749 section 10.12, RFC 7636, OIDC Core 15.5.2). */
export interface Pending {
  state: string
  nonce: string
  verifier: string
  wish: Wish | undefined
}

/** The conversation with Banten Satu Login. Every method rejects with a `ProviderError` and nothing else. */
export interface Provider {
  /** The address to send the browser to, and what to remember until it comes back. */
  begin(wish?: Wish): Promise<{ url: URL; pending: Pending }>
  /** Redeems the code that came back at `currentUrl`. */
  finish(currentUrl: URL, pending: Pending): Promise<Tokens>
  /** New tokens for the same person; what the answer leaves out stays as it was. */
  refresh(tokens: Tokens): Promise<Tokens>
  userinfo(tokens: Tokens): Promise<Claims>
  /** Where to send the browser to end the provider's session too; undefined when the provider has no such place. */
  endSessionUrl(idToken: string): Promise<URL | undefined>
  signer(): Promise<Signer>
}

/** @param now the clock, in milliseconds since the epoch */
export function createProvider(settings: DemoSettings, now: () => number): Provider {
  const redirectUri = `${settings.baseUrl}/sso/callback`
  const discovered = createDiscovery(settings)
  return {
    async begin(wish) {
      const { config } = await discovered()
      const pending = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        wish,
      }
      const challenge = await oidc.calculatePKCECodeChallenge(pending.verifier)
      // Throws when the discovery document names no authorization endpoint.
      const url = await guarded('discovery', () =>
        oidc.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          scope: requestedScope,
          state: pending.state,
          nonce: pending.nonce,
          code_challenge: challenge,
          code_challenge_method: 'S256',
          ...wish?.parameters,
        }),
      )
      return { url, pending }
    },

    async finish(currentUrl, { state, nonce, verifier, wish }) {
      const { config } = await discovered()
      return guarded('code', async () =>
        readTokens(
          await oidc.authorizationCodeGrant(config, currentUrl, {
            expectedState: state,
            expectedNonce: nonce,
            pkceCodeVerifier: verifier,
            idTokenExpected: true,
            ...(wish?.maxAge !== undefined && { maxAge: wish.maxAge }),
          }),
          now(),
        ),
      )
    },

    async refresh(tokens) {
      const { config } = await discovered()
      return guarded('refresh', async () =>
        readTokens(await oidc.refreshTokenGrant(config, tokens.refreshToken ?? ''), now(), tokens),
      )
    },

    async userinfo(tokens) {
      const { config } = await discovered()
      return guarded('userinfo', () => oidc.fetchUserInfo(config, tokens.accessToken, tokens.idClaims.sub))
    },

    async endSessionUrl(idToken) {
      const { config } = await discovered()
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined
      return oidc.buildEndSessionUrl(config, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${settings.baseUrl}/`,
      })
    },

    signer: async () => (await discovered()).signer,
  }
}
