import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} }

type Alg = 'RS256' | 'ES256'

/** A provider that says whatever a test wants, to see what an application believes. */
export interface Liar {
  readonly issuer: string
  /** Claims of the next ID tokens, over those that would be right. */
  idToken: JWTPayload
  /** Members of the next answers of the token endpoint, over those that would be right. */
  answer: Record<string, unknown>
  userinfo: Record<string, unknown>
  /** Changes the next ID tokens after they were signed. */
  bend: (jwt: string) => string
  /** What the token endpoint was given last. */
  readonly asked: URLSearchParams
  readonly authorization: string
  /** How often the keys were fetched. */
  fetched: number
  nonce: string
  /** From now on signs with a key that was not there before. */
  rotate(): Promise<void>
  /** @returns a logout token, as it would be right but for these claims and header */
  logoutToken(claims?: JWTPayload, header?: Record<string, unknown>): Promise<string>
}

/** Starts one, which signs for `clientId` with this algorithm, as long as the scope lasts. */
export async function openLiar(scope: Scope, clientId: string, alg: Alg = 'RS256'): Promise<Liar> {
  let serial = 0
  let keys = await generateKeyPair(alg, { extractable: true })
  let kid = 'k0'
  const jwk = async () => ({ ...await exportJWK(keys.publicKey), kid, use: 'sig', alg })
  let published = [await jwk()]
  const now = (): number => Math.floor(Date.now() / 1000)
  const sign = (claims: JWTPayload, header: Record<string, unknown>): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg, kid, ...header }).sign(keys.privateKey)
  const standing = (): JWTPayload => ({ iss: liar.issuer, aud: clientId, iat: now(), exp: now() + 120, sub: 'orang-1', sid: 'sesi-1' })

  async function tokens(): Promise<Record<string, unknown>> {
    const at_hash = createHash('sha256').update('akses').digest().subarray(0, 16).toString('base64url')
    const id_token = liar.bend(await sign({
      ...standing(), nonce: liar.nonce, at_hash, acr: 'urn:bantenprov:acr:mfa', auth_time: now(), ...liar.idToken,
    }, {}))
    return { access_token: 'akses', token_type: 'Bearer', expires_in: 60, id_token, ...liar.answer }
  }

  const url = (await listen(scope, (request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost')
      const body = await text(request)
      const at = (path: string): string => `${liar.issuer}${path}`
      const pages: Record<string, () => unknown> = {
        '/.well-known/openid-configuration': () => ({
          issuer: liar.issuer, authorization_endpoint: at('/auth'), token_endpoint: at('/token'), userinfo_endpoint: at('/me'),
          jwks_uri: at('/jwks'), end_session_endpoint: at('/end'),
        }),
        '/jwks': () => {
          liar.fetched += 1
          return { keys: published }
        },
        '/token': () => {
          Object.assign(liar, { asked: new URLSearchParams(body), authorization: request.headers.authorization ?? '' })
          return tokens()
        },
        '/me': () => ({ sub: 'orang-1', name: 'Siti <b>Contoh</b>', nip: '199001012015032001', ...liar.userinfo }),
      }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(await pages[pathname]?.() ?? {}))
    })()
  })).replace('127.0.0.1', 'localhost')

  const liar: Liar = {
    issuer: url, idToken: {}, answer: {}, userinfo: {}, bend: (jwt) => jwt, asked: new URLSearchParams(), authorization: '', fetched: 0, nonce: '',
    async rotate() {
      keys = await generateKeyPair(alg, { extractable: true })
      serial += 1
      kid = `k${serial}`
      published = [...published, await jwk()]
    },
    logoutToken: (claims = {}, header = {}) =>
      sign({ ...standing(), jti: `jti-${serial += 1}`, events: EVENTS, ...claims }, { typ: 'logout+jwt', ...header }),
  }
  return liar
}
