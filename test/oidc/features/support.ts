import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import * as client from 'openid-client'
import { addClient, listClients } from '../../../src/domain/clients/index.ts'
import { newId } from '../../../src/kernel/lib/ids.ts'
import { cookieJar, locationOf } from '../../helpers/cookie-jar.ts'
import type { House } from '../../helpers/house.ts'
import { leaveFrom, signIn } from '../../helpers/journey.ts'
import { demoPerson } from '../../helpers/people.ts'

export const REDIRECT = 'https://mesin.bantenprov.go.id/callback'

/** A key pair of an application, its public half as it registers it. */
export interface AppKey {
  readonly publicJwk: JWK
  readonly privateKey: CryptoKey
  readonly kid: string
  readonly alg: string
}

export async function appKey(alg = 'ES256', use: 'sig' | 'enc' = 'sig'): Promise<AppKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const kid = newId()
  return { publicJwk: { ...await exportJWK(publicKey), kid, use }, privateKey, kid, alg }
}

export const jwksOf = (...keys: readonly AppKey[]) => ({ keys: keys.map(({ publicJwk }) => publicJwk) })

/** An application that an operator registered, as its developers see it. */
export interface Application {
  readonly clientId: string
  readonly secret: string
  readonly config: client.Configuration
  readonly redirectUri: string
}

/**
 * Registers a client on trial, open to everybody, and discovers the service as it.
 * @param file what the registration says beside its name and redirect URI
 * @param key what it signs its assertions with, for private_key_jwt
 */
export async function application(
  { issuer, db, clock }: Pick<House, 'issuer' | 'db' | 'clock'>, file: Record<string, unknown>, key?: AppKey,
): Promise<Application> {
  const opd = (await listClients(db.app, clock)).find(({ client_id: id }) => id === 'diskominfo.bantenprov.go.id')?.opd.kode
  const redirectUri = (file['redirect_uris'] as string[] | undefined)?.[0] ?? REDIRECT
  const whole = {
    client_id: `uji-${newId()}`, client_name: 'Uji', opd, testers: 'semua', redirect_uris: [redirectUri],
    scope: 'openid profile', ...file,
  }
  // Through JSON, as a file: a member that a test sets to undefined is not there.
  const { client_id: clientId, client_secret: secret = '' } = await addClient(
    db.app, clock, JSON.parse(JSON.stringify(whole)), { demo: true, issuer })
  const registered = Object.fromEntries(Object.entries(file).filter(([name]) => /_alg$/.test(name)))
  const config = await client.discovery(
    new URL(issuer), clientId, registered as Partial<client.ClientMetadata>,
    key ? client.PrivateKeyJwt({ key: key.privateKey, kid: key.kid }) : client.ClientSecretBasic(secret),
    { execute: [client.allowInsecureRequests] },
  )
  return { clientId, secret, config, redirectUri }
}

/** What a request is made of, with the checks that its answer must pass. */
export async function request({ redirectUri }: Application, extra: Record<string, string> = {}) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier()
  const expectedState = client.randomState()
  const expectedNonce = client.randomNonce()
  return {
    parameters: {
      redirect_uri: redirectUri, scope: 'openid profile', state: expectedState, nonce: expectedNonce,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256', ...extra,
    },
    checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
  }
}

/** Signs an ordinary demo person in, in a fresh browser. @returns where the browser is sent */
export async function goThrough({ db }: House, url: URL): Promise<URL> {
  return signIn(cookieJar(), url, await demoPerson(db.app, 'PNS di sekolah'))
}

/** Where a request that fails before any page sends the browser; undefined when it is told to the person. */
export async function refusal(url: URL): Promise<Record<string, string> | undefined> {
  const answer = await cookieJar().fetch(url)
  return answer.headers.has('location') ? Object.fromEntries(locationOf(answer).searchParams) : undefined
}

export { leaveFrom }

/** A JSON answer with its status. */
export interface JsonAnswer { readonly status: number; readonly body: Record<string, unknown> }

/** Sends a form to an endpoint of the protocol as a program does. */
export async function send(
  { issuer }: Pick<House, 'issuer'>, path: string, fields: Record<string, string>, headers: Record<string, string> = {},
): Promise<JsonAnswer> {
  const answer = await fetch(`${issuer}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) })
  const text = await answer.text()
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) as Record<string, unknown> : { text } }
}

export const basic = ({ clientId, secret }: Application) => ({ authorization: `Basic ${btoa(`${clientId}:${secret}`)}` })

/** What an error answer says, for tables: status and code. */
export const outcome = ({ status, body }: JsonAnswer): string => `${status} ${body['error'] as string | undefined ?? 'ok'}`

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds

/** A client assertion with what a test changes in it; a member that is undefined is left out. */
export async function assertion(
  { issuer }: House, { clientId }: Application, key: AppKey, change: Record<string, unknown> = {},
): Promise<Record<string, string>> {
  const claims = {
    iss: clientId, sub: clientId, aud: issuer, jti: newId(), iat: inSeconds(0), exp: inSeconds(60), ...change,
  }
  return {
    client_id: clientId, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await new SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey),
  }
}

export { inSeconds }

/** A DPoP proof with what a test changes in it (RFC 9449, 4.2). */
export async function proof(key: AppKey, url: string, change: Record<string, unknown> = {}): Promise<string> {
  const claims = { htm: 'POST', htu: url, jti: newId(), iat: inSeconds(0), ...change }
  const { kid: _kid, use: _use, ...jwk } = key.publicJwk
  return new SignJWT(claims).setProtectedHeader({ alg: key.alg, typ: 'dpop+jwt', jwk }).sign(key.privateKey)
}
