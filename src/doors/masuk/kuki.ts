import type { Context } from 'koa'

/** A cookie that carries something to the next steps of one sign-in: not in an address, where others would read it. */
export interface PassingCookie {
  read(ctx: Context): string | undefined
  keep(ctx: Context, value: string): void
  /** Says nothing where there is none. */
  forget(ctx: Context): void
}

/** @param name without its prefix, unlike any other's @param minutes how long a browser keeps it */
export function passingCookie(name: string, minutes: number): PassingCookie {
  const nameFor = (ctx: Context): string => `${ctx.secure ? '__Host-' : ''}${name}`
  const options = (ctx: Context) => ({ signed: false, httpOnly: true, sameSite: 'lax', secure: ctx.secure }) as const
  const read = (ctx: Context): string | undefined => ctx.cookies.get(nameFor(ctx), { signed: false })
  return {
    read,
    keep: (ctx, value) => { ctx.cookies.set(nameFor(ctx), value, { ...options(ctx), maxAge: minutes * 60_000 }) },
    forget: (ctx) => {
      if (read(ctx) !== undefined) ctx.cookies.set(nameFor(ctx), null, options(ctx))
    },
  }
}
