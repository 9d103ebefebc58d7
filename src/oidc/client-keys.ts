import type { createOutbound } from '../kernel/http/outbound.ts'

/** What the library reads to keep a client's keys longer than its minute. */
const CACHING = ['cache-control', 'expires']

/**
 * The way to a client's `jwks_uri`. The library would keep the keys as long as the answer says, a year if it says so,
 * and with them a key that was stolen and taken out: here every answer is good for the library's minute alone.
 */
export function fetchClientKeys(outbound: ReturnType<typeof createOutbound>): ReturnType<typeof createOutbound> {
  return async (input, init) => {
    const answer = await outbound(input, init)
    for (const name of CACHING) answer.headers.delete(name)
    return answer
  }
}
