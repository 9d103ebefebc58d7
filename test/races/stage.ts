import { addClient, issueSecret } from '../../src/domain/clients/index.ts'
import type { Balancer } from '../helpers/balancer.ts'
import { cookieJar, type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import type { House } from '../helpers/house.ts'
import { leaveFrom, typePassword } from '../helpers/journey.ts'
import { openNodes } from '../helpers/nodes.ts'
import { opdOfTable } from '../helpers/opd.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import type { Scope } from '../helpers/scope.ts'

/** How often each race is run: once may be luck. */
export const ROUNDS = 50
export const AT_ONCE = 8

const VERIFIER = 'v'.repeat(43)

/** An application that can be raced: its requests by hand, its answers as they come. */
export interface Racer {
  readonly clientId: string
  readonly authorize: (change?: Record<string, string>) => URL
  readonly redeem: (callback: URL) => Promise<Answer>
  readonly refresh: (token: string) => Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly error?: string
  readonly access_token: string
  readonly refresh_token: string
}

export const outcome = ({ status, error = '' }: Answer): string => `${status} ${error}`.trim()

/** Two nodes behind a balancer, and somebody who can sign in. */
export interface Stage {
  readonly house: House & { readonly balancer: Balancer }
  readonly person: Credentials
}

export async function openStage(scope: Scope): Promise<Stage> {
  const house = await openNodes(scope, 'penuh')
  return { house, person: await demoPerson(house.db.app, 'PNS di sekolah') }
}

/** An application by its credentials. */
export async function racer(
  { issuer }: Pick<House, 'issuer'>, { clientId, secret, redirectUri }: { clientId: string; secret: string; redirectUri: string },
): Promise<Racer> {
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(VERIFIER))
  const ask = async (fields: Record<string, string>): Promise<Answer> => {
    const response = await fetch(`${issuer}/oidc/token`, {
      method: 'POST', headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` }, body: new URLSearchParams(fields),
    })
    return { ...await response.json() as Answer, status: response.status }
  }
  return {
    clientId,
    authorize(change = {}) {
      const url = new URL('/oidc/auth', issuer)
      url.search = new URLSearchParams({
        client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid', state: 'x', nonce: 'x',
        code_challenge: Buffer.from(digest).toString('base64url'), code_challenge_method: 'S256', ...change,
      }).toString()
      return url
    },
    redeem: (callback) => ask({
      grant_type: 'authorization_code', code: callback.searchParams.get('code') ?? '', redirect_uri: redirectUri,
      code_verifier: VERIFIER,
    }),
    refresh: (token) => ask({ grant_type: 'refresh_token', refresh_token: token }),
  }
}

/** An application of Table 1 with a secret. */
export async function tableRacer({ house }: Stage, clientId: string): Promise<Racer> {
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, clientId)
  await house.heard()
  return racer(house, { clientId, secret, redirectUri: `https://${clientId}/sso/callback` })
}

/** An application outside the province: the one kind that asks for consent. */
export async function outsideRacer({ house }: Stage): Promise<Racer> {
  const clientId = 'luar.test'
  const redirectUri = `https://${clientId}/sso/callback`
  const { client_secret: secret = '' } = await addClient(house.db.app, house.clock, {
    client_id: clientId, client_name: 'Luar', opd: await opdOfTable(house, 'skp.bantenprov.go.id'), testers: 'semua',
    redirect_uris: [redirectUri], grant_types: ['authorization_code', 'refresh_token'], scope: 'openid profile',
  }, { demo: true })
  await house.heard()
  return racer(house, { clientId, secret, redirectUri })
}

/** A browser in which the person has signed in. @returns it, and where the application was reached */
export async function signedIn({ person }: Pick<Stage, 'person'>, { authorize }: Racer): Promise<{ jar: CookieJar; callback: URL }> {
  const jar = cookieJar()
  const answer = await typePassword(jar, authorize(), person)
  return { jar, callback: await leaveFrom(jar, locationOf(answer)) }
}

/** Runs a race again and again; a round that leaves requests to others would prove nothing. */
export async function repeat(rounds: number, round: (index: number) => Promise<void>): Promise<void> {
  for (let index = 0; index < rounds; index += 1) await round(index)
}
