import type { ServerResponse } from 'node:http'
import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from 'jose'
import type { Scope } from '../../helpers/scope.ts'
import { listen } from '../../helpers/server.ts'

/** One logout token as it arrived. */
export interface Heard {
  readonly client: string
  /** Of `performance.now()`. */
  readonly at: number
  readonly token: string
  readonly claims: JWTPayload
}

type Answer = (response: ServerResponse) => unknown

/** Five that cannot be told: each is dead, slow or lying in its own way. The dead one has nobody who listens. */
export const BAD: Readonly<Record<string, Answer | undefined>> = {
  'mati': undefined,
  'bisu': () => undefined,
  'galat': (response) => response.writeHead(500).end('sudah, sudah'),
  'bohong': (response) => response.writeHead(200, { 'content-length': '10000000' }).write('x'.repeat(200_000)),
  'putus': (response) => response.destroy(),
}

export interface Receivers {
  readonly heard: readonly Heard[]
  /** Where an application wants its tokens. */
  uriOf(client: string): string
  /** Called with each token, before it is answered; and after, by what it returns. */
  onHeard(follower: (heard: Heard) => (() => void) | undefined): void
}

const accept: Answer = (response) => response.writeHead(204).end()

/** Endpoints of all applications on one port; who is not in `BAD` takes every token at once. */
export async function openReceivers(scope: Scope): Promise<Receivers> {
  const heard: Heard[] = []
  let follow: (one: Heard) => (() => void) | undefined = () => undefined
  const base = await listen(scope, (request, response) => void (async () => {
    const client = request.url?.split('/')[1] ?? ''
    const body = Buffer.concat(await request.toArray() as Buffer[]).toString()
    const token = new URLSearchParams(body).get('logout_token') ?? ''
    const one = { client, at: performance.now(), token, claims: decodeJwt(token) }
    heard.push(one)
    const afterwards = follow(one)
    if (afterwards) response.once('finish', afterwards)
    await (BAD[client] ?? accept)(response)
  })())
  return {
    heard,
    uriOf: (client) => client === 'mati' ? 'http://localhost:9/logout' : `${base.replace('127.0.0.1', 'localhost')}/${client}/logout`,
    onHeard(follower) { follow = follower },
  }
}

/**
 * What is wrong with what was heard: a token that is not ours or of another application, two truths about one session,
 * a token that was sent twice.
 */
export async function contradictions(issuer: string, heard: readonly Heard[]): Promise<string[]> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/oidc/jwks`))
  const wrong: string[] = []
  const truths = new Map<string, string>()
  const seen = new Set<string>()
  for (const { client, token, claims } of heard) {
    const { sid, sub, jti = '', iat = 0, events } = claims
    await jwtVerify(token, keys, {
      issuer, audience: client, typ: 'logout+jwt', currentDate: new Date(iat * 1000), requiredClaims: ['jti', 'exp'],
    }).catch((error: unknown) => wrong.push(`${client}: ${String(error)}`))
    const session = `${client} ${String(sid)}`
    const truth = JSON.stringify([sub, events])
    if ((truths.get(session) ?? truth) !== truth) wrong.push(`${session}: two truths`)
    truths.set(session, truth)
    if (seen.has(jti)) wrong.push(`${session}: jti ${jti} came twice`)
    seen.add(jti)
  }
  return wrong
}
