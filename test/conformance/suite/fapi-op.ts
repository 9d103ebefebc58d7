import { type CryptoKey, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose'
import { type House, openHouse } from '../../helpers/house.ts'
import { type Credentials, demoPerson } from '../../helpers/people.ts'
import type { Scope } from '../../helpers/scope.ts'
import { discover, type Metadata, register } from './op.ts'

/** A client of the FAPI 2.0 plan with the key that it proves itself by. */
export interface FapiClient {
  readonly id: string
  readonly redirectUri: string
  readonly key: CryptoKey
  readonly alg: string
  readonly kid: string
}

export interface FapiOp {
  readonly house: House
  readonly metadata: Metadata & { readonly pushed_authorization_request_endpoint: string }
  readonly jwks: JSONWebKeySet
  readonly person: Credentials
  /** With an RSA key (PS256), so that the modules that need one have it. */
  readonly first: FapiClient
  /** With an EC key, and a redirect URI with a query. */
  readonly second: FapiClient
}

/** A key pair of a client, its public half as it stands in the client file. */
export async function drawClientKey(alg: string): Promise<{ readonly key: CryptoKey; readonly publicJwk: JWK & { kid: string } }> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return { key: privateKey, publicJwk: { ...await exportJWK(publicKey), kid: `kesesuaian-${alg.toLowerCase()}`, alg, use: 'sig' } }
}

async function registerFapi(house: House, person: Credentials, name: string, alg: string): Promise<FapiClient> {
  const { key, publicJwk } = await drawClientKey(alg)
  const { id, redirectUri } = await register(house, person, name, { jwks: { keys: [publicJwk] } })
  return { id, redirectUri, key, alg, kid: publicJwk.kid }
}

/** Opens a provider with the two clients of the FAPI 2.0 plan. */
export async function openFapiOp(scope: Scope): Promise<FapiOp> {
  const house = await openHouse(scope, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'Kepala Seksi di Kominfo')
  const { metadata, jwks } = await discover(house)
  return {
    house, person, jwks, metadata: metadata as FapiOp['metadata'],
    first: await registerFapi(house, person, 'fapi-1', 'PS256'),
    second: await registerFapi(house, person, 'fapi-2', 'ES256'),
  }
}
