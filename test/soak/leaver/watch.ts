import { setTimeout as sleep } from 'node:timers/promises'
import * as client from 'openid-client'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { leaveFrom, typePassword } from '../../helpers/journey.ts'
import { authorizationRequest, type Received, type RelyingParty } from '../../helpers/relying-party.ts'
import type { Leaver, Stage } from './stage.ts'

/** What a person who left must not have any more. */
export const HOLDINGS = ['session', 'refresh token', 'introspection', 'sign-in'] as const
export type Holding = typeof HOLDINGS[number]

/** How something ended; both of `performance.now()`. */
export interface End {
  /** When the last ask that was still granted had begun. */
  readonly lastGranted: number
  /** When it was first refused. */
  readonly refused: number
}

export type Ends = Record<Holding, End>

const PAUSE_MS: Record<Holding, number> = { 'session': 20, 'refresh token': 20, 'introspection': 10, 'sign-in': 100 }

/** @returns whether the browser is still taken for signed in */
async function sessionLives(party: RelyingParty, { jar }: Leaver): Promise<boolean> {
  const { url } = await authorizationRequest(party, { prompt: 'none', scope: 'openid' })
  return (await leaveFrom(jar, url)).searchParams.has('code')
}

async function canSignIn(party: RelyingParty, { person }: Leaver): Promise<boolean> {
  const { url } = await authorizationRequest(party, { scope: 'openid' })
  return (await typePassword(cookieJar(), url, person)).status === 303
}

/** @returns asks with the newest refresh token each time, as an application that is in use */
function refresher({ config }: RelyingParty, { tokens }: Received): () => Promise<boolean> {
  let token = tokens.refresh_token ?? ''
  return async () => {
    try {
      token = (await client.refreshTokenGrant(config, token)).refresh_token ?? ''
      return true
    } catch (error) {
      if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant') return false
      throw error
    }
  }
}

/** Whether an access token is still good for anything. */
export async function isActive({ config }: RelyingParty, { tokens }: Received): Promise<boolean> {
  return (await client.tokenIntrospection(config, tokens.access_token)).active
}

/**
 * Asks for everything that a person holds again and again, through the balancer and so at each node in turn.
 * @returns `alive` resolves when all of it was granted once; `ended` when all of it was refused
 */
export function watch({ parties, good }: Stage, leaver: Leaver): { alive: Promise<unknown>; ended: Promise<Ends> } {
  const at = (index: number): [RelyingParty, Received] => {
    const name = good[index] ?? ''
    const [party, received] = [parties.get(name), leaver.received.get(name)]
    if (!party || !received) throw new Error(`nobody is ${name}`)
    return [party, received]
  }
  const asks: Record<Holding, () => Promise<boolean>> = {
    'session': () => sessionLives(at(0)[0], leaver),
    'refresh token': refresher(...at(1)),
    'introspection': () => isActive(...at(2)),
    'sign-in': () => canSignIn(at(3)[0], leaver),
  }
  const granted: Promise<unknown>[] = []
  const ended = HOLDINGS.map(async (holding) => {
    const first = Promise.withResolvers<undefined>()
    granted.push(first.promise)
    let lastGranted = -Infinity
    for (let begun = performance.now(); await asks[holding](); begun = performance.now()) {
      lastGranted = begun
      first.resolve(undefined)
      await sleep(PAUSE_MS[holding])
    }
    const end: End = { lastGranted, refused: performance.now() }
    first.reject(new Error(`${holding} was refused before anything happened`))
    return [holding, end] as const
  })
  return {
    alive: Promise.all(granted),
    ended: Promise.all(ended).then((entries) => Object.fromEntries(entries) as Ends),
  }
}
