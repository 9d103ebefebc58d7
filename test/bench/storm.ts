import { loadWhile, paced } from './load.ts'
import { percentile } from './figures.ts'
import type { Side } from './stage.ts'

export interface StormPlan {
  /** Requests in each phase, and the pause between their beginnings. */
  readonly requests: number
  readonly everyMs: number
  /** How many people sign in at once, again and again. */
  readonly people: number
  readonly signal?: AbortSignal | undefined
}

/** Latencies of /token, milliseconds. */
export interface StormFigures {
  readonly idle: { readonly p50: number; readonly p99: number }
  readonly storm: { readonly p50: number; readonly p99: number }
  /** Sign-ins a second during the storm. */
  readonly signIns: number
}

const figuresOf = (latencies: readonly number[]) =>
  ({ p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) })

/** What is asked of /token. The library's memory adapter forgets refresh tokens in a storm: only the product is asked both. */
export type StormGrant = 'refresh' | 'client credentials'

/** Requests to /token at a steady pace, alone and then while people sign in with their passwords as fast as they can. */
export async function measureStorm(
  { process, visitor }: Side, grant: StormGrant, { requests, everyMs, people, signal }: StormPlan,
): Promise<StormFigures> {
  await process.ask('hashing', true)
  visitor.forget()
  // A token for each request: in an open loop all may be on their way at once.
  for (let count = 0; grant === 'refresh' && count < Math.max(people, requests); count += 1) {
    await (count < people ? visitor.signIn(count) : visitor.silentSignIn(count))
    await visitor.exchange()
  }
  const ask = () => grant === 'refresh' ? visitor.refresh() : visitor.clientCredentials()
  const pace = { operations: requests, everyMs, signal }
  const idle = await paced(ask, pace)
  let goesOn = true
  const [{ latencies, seconds }, stormy] = await Promise.all([
    loadWhile((index) => visitor.signIn(index), () => goesOn, { concurrency: people, signal }),
    paced(ask, pace).finally(() => { goesOn = false }),
  ])
  return { idle: figuresOf(idle), storm: figuresOf(stormy), signIns: latencies.length / seconds }
}
