import * as client from 'openid-client'
import type { CookieJar } from './cookie-jar.ts'
import { leaveFrom, signIn } from './journey.ts'

/** An application as its developers would write it, on openid-client. */
export interface RelyingParty {
  readonly config: client.Configuration
  readonly redirectUri: string
}

/** What one sign-in gave the application. */
export interface Received {
  readonly tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers
  readonly idToken: client.IDToken
  readonly userinfo: client.UserInfoResponse
}

export async function discoverParty(
  issuer: string, clientId: string, secret: string, redirectUri: string, metadata?: Partial<client.ClientMetadata>,
): Promise<RelyingParty> {
  const config = await client.discovery(
    new URL(issuer), clientId, metadata, client.ClientSecretBasic(secret), { execute: [client.allowInsecureRequests] },
  )
  return { config, redirectUri }
}

/** A request with PKCE, state and nonce, and what is needed to finish it. */
export async function authorizationRequest(
  { config, redirectUri }: RelyingParty, extra: Record<string, string> = {},
): Promise<{
  readonly url: URL
  /** Redeems the code. */
  readonly redeem: (callback: URL) => Promise<Received['tokens']>
  /** Redeems the code and asks who it is. */
  readonly finish: (callback: URL) => Promise<Received>
}> {
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri, scope: 'openid profile opd jabatan peran', state, nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...extra,
  })
  const redeem = (callback: URL) => client.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true,
  })
  return {
    url,
    redeem,
    async finish(callback) {
      const tokens = await redeem(callback)
      const idToken = tokens.claims()
      if (!idToken) throw new Error('no ID token')
      return { tokens, idToken, userinfo: await client.fetchUserInfo(config, tokens.access_token, idToken.sub) }
    },
  }
}

/** A whole sign-in with NIP and password. */
export async function signInTo(
  party: RelyingParty, jar: CookieJar, person: { nip: string; password: string }, extra?: Record<string, string>,
): Promise<Received> {
  const { url, finish } = await authorizationRequest(party, extra)
  return finish(await signIn(jar, url, person))
}

/** A sign-in of somebody who is signed in already: no page in between. */
export async function enter(
  party: RelyingParty, jar: CookieJar, extra?: Record<string, string>,
): Promise<Received> {
  const { url, finish } = await authorizationRequest(party, extra)
  return finish(await leaveFrom(jar, url))
}
