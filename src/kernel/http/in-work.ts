import type { Middleware } from 'koa'
import { BusyError } from '../lib/busy-error.ts'
import { createPlaces } from '../lib/places.ts'
import { mayBegin } from './in-work.rules.ts'
import { networkOf } from './network.rules.ts'

/**
 * Above what may wait for a password hash (400), so that a morning of sign-ins meets that queue's own answer first,
 * also when all of it comes from one address and gets half of this.
 */
const MOST_IN_WORK = 1_000

/** Places come free within milliseconds, or with the hashes. */
const RETRY_AFTER_SECONDS = 5

/**
 * Bounds the requests in work at once, and shares the places among the networks they come from. Stands behind the
 * health probes, which are answered however full it is, and behind whatever settles the caller's address.
 * @returns middleware that refuses with BusyError, 503 with Retry-After
 */
export function requestsInWork({ most = MOST_IN_WORK }: { most?: number } = {}): Middleware {
  const places = createPlaces()
  return async (ctx, next) => {
    const network = networkOf(ctx.ip)
    if (!mayBegin(most, places.taken, places.of(network))) {
      throw new BusyError(RETRY_AFTER_SECONDS, `${places.taken} requests are in work`)
    }
    await places.hold(network, async () => { await next() })
  }
}
