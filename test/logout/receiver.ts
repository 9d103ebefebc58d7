import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeJwt, type JWTPayload } from 'jose'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'

/** One logout token as an application received it. */
export interface Arrival {
  /** First part of the path: which application. */
  readonly client: string
  readonly claims: JWTPayload
  readonly contentType: string | undefined
}

/** What an application does with a token; `arrival` is on record already. */
export type Answer = (response: ServerResponse, arrival: Arrival) => unknown

export interface Receivers {
  /** Every token, in the order in which they came. */
  readonly arrivals: readonly Arrival[]
  readonly base: string
  /** Resolves when as many tokens have arrived. */
  arrived(count: number): Promise<void>
}

export const accept: Answer = (response) => response.writeHead(204).end()

async function bodyOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray() as Buffer[]).toString()
}

/** Back-channel logout endpoints of any number of applications: `<base>/<client>/logout`. */
export async function openReceivers(scope: Scope, answerOf: (client: string) => Answer = () => accept): Promise<Receivers> {
  const arrivals: Arrival[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const base = await listen(scope, (request, response) => void (async () => {
    const client = request.url?.split('/')[1] ?? ''
    const token = new URLSearchParams(await bodyOf(request)).get('logout_token') ?? ''
    const arrival = { client, claims: decodeJwt(token), contentType: request.headers['content-type'] }
    arrivals.push(arrival)
    for (const { count, resolve } of waiting) if (arrivals.length >= count) resolve()
    await answerOf(client)(response, arrival)
  })())
  return {
    arrivals,
    base: base.replace('127.0.0.1', 'localhost'),
    arrived: (count) => new Promise((resolve) => {
      if (arrivals.length >= count) resolve()
      else waiting.push({ count, resolve })
    }),
  }
}
