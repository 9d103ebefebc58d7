import type { Context } from 'koa'

const oneYearInSeconds = 365 * 24 * 60 * 60

/**
 * Keeps a text in the browser for a year. The header is written by hand because Koa refuses a Secure cookie on a hop
 * without TLS, and a wrong proxy setting must not take the page away too.
 * @param value harmless characters alone: it is written as it is
 * @param secure whether the issuer is https: `__Host-` name and Secure
 */
export function keepForAYear(ctx: Context, name: string, value: string, secure: boolean): void {
  keep(ctx, name, value, secure, `; Max-Age=${oneYearInSeconds}`)
}

/** The same until the browser is closed. */
export function keepWhileOpen(ctx: Context, name: string, value: string, secure: boolean): void {
  keep(ctx, name, value, secure, '')
}

function keep(ctx: Context, name: string, value: string, secure: boolean, age: string): void {
  const pair = `${secure ? '__Host-' : ''}${name}=${value}`
  const cookie = `${pair}; Path=/${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  if (![ctx.response.get('set-cookie')].flat().includes(cookie)) ctx.append('set-cookie', cookie)
}
