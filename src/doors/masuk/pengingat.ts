import type { Context } from 'koa'

const DAY_MS = 24 * 60 * 60 * 1000

/** Once a week at most, and daily when the day comes near. */
const WEEK_DAYS = 7

const cookieName = (secure: boolean): string => `${secure ? '__Host-' : ''}satu_login_diingatkan`

/** Whether this browser has shown the reminder a short while ago: it opens nothing, and is not signed. */
export const wasReminded = (ctx: Context): boolean =>
  ctx.cookies.get(cookieName(ctx.secure), { signed: false }) !== undefined

/** @param daysLeft until the last day on which one may still say later */
export function rememberReminder(ctx: Context, daysLeft: number): void {
  ctx.cookies.set(cookieName(ctx.secure), '1', {
    maxAge: (daysLeft > WEEK_DAYS ? WEEK_DAYS : 1) * DAY_MS, signed: false, httpOnly: true, sameSite: 'lax', secure: ctx.secure,
  })
}
