import type { Context } from 'koa'

const oneYearInSeconds = 365 * 24 * 60 * 60

/**
 * Keeps a text in the browser for a year. The header is written by hand because Koa refuses a Secure cookie on a hop
 * without TLS, and a wrong proxy setting must not take the page away too.
 * @param value harmless characters alone: it is written as it is
 * @param secure whether the issuer is https: `__Host-` name and Secure
 */
export function keepForAYear(ctx: Context, name: string, value: string, secure: boolean): void {
  const pair = `${secure ? '__Host-' : ''}${name}=${value}`
  const cookie = `${pair}; Path=/; Max-Age=${oneYearInSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  if (![ctx.response.get('set-cookie')].flat().includes(cookie)) ctx.append('set-cookie', cookie)
}
