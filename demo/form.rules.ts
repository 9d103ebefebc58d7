import { createHmac, timingSafeEqual } from 'node:crypto'

/** The token that a form of this session carries: nobody without `cookieKey` can make it for a session id. */
export function formToken(cookieKey: string, sessionId: string): string {
  return createHmac('sha256', cookieKey).update(`form:${sessionId}`).digest('base64url')
}

/** True when `given` is the form token of this session. */
export function isFormToken(given: unknown, cookieKey: string, sessionId: string): boolean {
  const expected = Buffer.from(formToken(cookieKey, sessionId))
  const actual = Buffer.from(typeof given === 'string' ? given : '')
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}

/**
 * True when the browser does not say that the form came from another site. Old browsers send neither header: then
 * the form token decides alone.
 * @param headers the request's `Origin` and `Sec-Fetch-Site`
 * @param ownOrigin scheme, host and port of this application
 */
export function isOwnOrigin(headers: { origin?: string; site?: string }, ownOrigin: string): boolean {
  if (headers.origin !== undefined && headers.origin !== '') return headers.origin === ownOrigin
  return headers.site === undefined || headers.site === '' || headers.site === 'same-origin'
}
