import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { keepForAYear } from '../../kernel/http/year-cookie.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import {
  type KnownBrowser, readKnownBrowser, rememberPerson, writeKnownBrowser,
} from '../../domain/accounts/throttle/known-browser.rules.ts'

const NAME = 'satu_login_perangkat'

/** How a browser shows that somebody signed in from it before: it opens nothing, it only has tries of its own. */
export interface Devices {
  /** @returns what the browser was known as, undefined when it was not */
  of(ctx: Context): KnownBrowser | undefined
  /** Keeps for a year that this person signed in from this browser. */
  remember(ctx: Context, sub: string): void
}

/** @param keys of cookies, newest first */
export function createDevices(issuer: string, keys: readonly string[], clock: Clock): Devices {
  const secure = issuer.startsWith('https:')
  const now = (): number => Math.floor(clock.now().getTime() / 1000)
  const of = (ctx: Context): KnownBrowser | undefined =>
    readKnownBrowser(ctx.cookies.get(`${secure ? '__Host-' : ''}${NAME}`, { signed: false }), keys, now())
  return {
    of,
    remember(ctx, sub) {
      const browser = rememberPerson(of(ctx), sub, { now: now(), freshId: randomBytes(16) })
      keepForAYear(ctx, NAME, writeKnownBrowser(browser, keys), secure)
    },
  }
}
