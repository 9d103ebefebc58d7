import { createRemoteJWKSet } from 'jose'
import * as oidc from 'openid-client'
import { guarded } from './provider-error.ts'
import type { JWTVerifyGetKey } from 'jose'
import type { DemoSettings } from './settings.ts'

/** Who signs the tokens: the issuer as it calls itself, and how to find one of its public keys. */
export interface Signer {
  issuer: string
  keys: JWTVerifyGetKey
}

/** What the provider's discovery document told. */
export interface Discovered {
  config: oidc.Configuration
  signer: Signer
}

const timeoutSeconds = 5

/**
 * Reads the discovery document at the first call and keeps it, so the provider may start later than this
 * application; a reading that failed is tried again by the next caller.
 * @returns a function that rejects with a `ProviderError` of the stage `discovery`
 */
export function createDiscovery(settings: DemoSettings): () => Promise<Discovered> {
  let found: Promise<Discovered> | undefined
  return () =>
    (found ??= guarded('discovery', () => discover(settings)).catch((error: unknown) => {
      found = undefined
      throw error
    }))
}

async function discover(settings: DemoSettings): Promise<Discovered> {
  const issuer = new URL(settings.issuer)
  const config = await oidc.discovery(
    issuer,
    settings.clientId,
    undefined,
    // What a registration means when it names no method (OIDC Registration 2); openid-client's own default is the body.
    oidc.ClientSecretBasic(settings.clientSecret),
    {
      timeout: timeoutSeconds,
      // The ID token's signature is checked although it comes straight from the token endpoint: an http issuer has no
      // TLS to vouch for it.
      execute: [oidc.enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [])],
    },
  )
  const { issuer: ownName, jwks_uri: jwksUri } = config.serverMetadata()
  if (jwksUri === undefined) throw new Error('the discovery document names no jwks_uri')
  const keys = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration: timeoutSeconds * 1000 })
  return { config, signer: { issuer: ownName, keys } }
}
