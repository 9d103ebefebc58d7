import * as client from 'openid-client'
import type { House } from '../helpers/house.ts'
import { application, type Application } from '../oidc/features/support.ts'

/** The personnel system as a program of ours sees it: registered by an operator, with a token of its own. */

export const SCOPE = 'kepegawaian:tulis'

export function service(house: Pick<House, 'issuer' | 'db' | 'clock'>, more: object = {}): Promise<Application> {
  return application(house, {
    host: 'simpeg.bantenprov.go.id', redirect_uris: [], response_types: [], grant_types: ['client_credentials'],
    resources: { [`${house.issuer}/api/v1`]: [SCOPE, 'unit:baca'] }, scope: undefined, ...more,
  })
}

export async function tokenOf(app: Application, scope = SCOPE): Promise<string> {
  return (await client.clientCredentialsGrant(app.config, { scope })).access_token
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** Sends a body to the door. @param headers in place of those of a good request */
export async function push(
  { issuer }: Pick<House, 'issuer'>, token: string, body: unknown, headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${issuer}/api/v1/kepegawaian/peristiwa`, {
    method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
  })
  return { status: answer.status, headers: answer.headers, body: await answer.json() as Record<string, unknown> }
}
