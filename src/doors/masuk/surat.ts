import type { Context } from 'koa'

const MINUTES = 15

const cookieName = (secure: boolean): string => `${secure ? '__Host-' : ''}satu_login_surat`

/** @returns the code of the letter with which this browser came, until its sign-in has taken it */
export const letterIn = (ctx: Context): string | undefined => ctx.cookies.get(cookieName(ctx.secure), { signed: false })

/** Carries the code of a letter to the sign-in that it begins: not in an address, where others would read it. */
export function keepLetter(ctx: Context, kode: string): void {
  ctx.cookies.set(cookieName(ctx.secure), kode, {
    maxAge: MINUTES * 60_000, signed: false, httpOnly: true, sameSite: 'lax', secure: ctx.secure,
  })
}

/** The letter was used, or its reader signs in another way. */
export function forgetLetter(ctx: Context): void {
  if (letterIn(ctx) !== undefined) {
    ctx.cookies.set(cookieName(ctx.secure), null, { signed: false, httpOnly: true, sameSite: 'lax', secure: ctx.secure })
  }
}
