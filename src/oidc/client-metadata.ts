import type { AdapterPayload } from 'oidc-provider'
import { usesSecret } from '../domain/clients/client.types.ts'
import type { Client } from '../domain/clients/protocol.queries.ts'
import { provinceApi } from '../domain/clients/sumber/province-api.rules.ts'
import type { ResourceServer } from '../domain/clients/sumber/sumber.types.ts'
import { PLACEHOLDER_SECRET } from '../domain/clients/secret.rules.ts'
import { type Registration, REGISTRATION_PROPERTY } from './registration.ts'

/** Where answers go: never into a fragment, and into a JWT (JARM) only for who registered its signature. */
function responseModes({ authorization_signed_response_alg: jarm }: Client['metadata']): string[] {
  return ['query', 'form_post', ...jarm === undefined ? [] : ['jwt', 'query.jwt', 'form_post.jwt']]
}

/** A resource server that is gone, and a scope that it no longer has, are worth nothing in an old registration. */
function registeredResources({ metadata, sumber }: Client, issuer: string): ResourceServer[] {
  const { resources = {} } = metadata
  return [...sumber, provinceApi(issuer)].flatMap((server) => {
    const registered = resources[server.identifier]
    return registered === undefined ? []
      : [{ ...server, scopes: server.scopes.filter((scope) => registered.includes(scope)) }]
  })
}

/**
 * A client as the library wants it. Only `uji` and `aktif` exist for the protocol: suspending one is enough to close
 * every endpoint to it. The library asks for a secret; ours are elsewhere (decision 13).
 * @param issuer of this instance, whose API is a resource (decision 22)
 * @returns undefined for a client that is not open
 */
export function toLibraryMetadata(client: Client, issuer: string): AdapterPayload | undefined {
  if (client.state !== 'aktif' && client.state !== 'uji') return undefined
  const registration: Registration = {
    nama: client.aplikasi.nama, opd: client.opd, host: client.host, state: client.state, eksternal: client.eksternal,
    layananMandiri: client.layanan_mandiri, pengujiSemua: client.penguji_semua, penguji: client.penguji,
    aturanMasuk: client.aturan_masuk, pilot: client.pilot,
    pkceExempt: client.pkce_exempt, acrMinimum: client.acr_minimum,
    fapi: client.metadata.fapi === '2.0',
    jwtIntrospection: client.metadata.introspection_signed_response_alg !== undefined,
    sumber: registeredResources(client, issuer), melayani: client.melayani,
  }
  return {
    ...client.metadata,
    response_modes: responseModes(client.metadata),
    ...(usesSecret(client.metadata.token_endpoint_auth_method) && { client_secret: PLACEHOLDER_SECRET }),
    [REGISTRATION_PROPERTY]: registration,
  }
}
