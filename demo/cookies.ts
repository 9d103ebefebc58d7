import type { Context } from 'koa'

/**
 * Reads and writes this application's cookies, always HttpOnly, SameSite=Lax and for this host alone. They end with the
 * browser: an application does not know who else sits down at this computer.
 */
export interface Cookies {
  read(ctx: Context, name: string): string | undefined
  write(ctx: Context, name: string, value: string): void
  clear(ctx: Context, name: string): void
}

/** @param https whether people reach the application over https; then the names begin with `__Host-` */
export function createCookies(https: boolean): Cookies {
  const full = (name: string) => (https ? `__Host-${name}` : name)
  const options = { httpOnly: true, sameSite: 'lax', secure: https, path: '/', signed: false, overwrite: true } as const
  return {
    read: (ctx, name) => ctx.cookies.get(full(name), { signed: false }),
    write(ctx, name, value) {
      // TLS may end at a proxy in front of us: what counts is the address people use.
      ctx.cookies.secure = https
      ctx.cookies.set(full(name), value, options)
    },
    clear(ctx, name) {
      ctx.cookies.secure = https
      ctx.cookies.set(full(name), null, options)
    },
  }
}
