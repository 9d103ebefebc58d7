import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { keepForAYear, keepWhileOpen } from '../../kernel/http/year-cookie.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import type { Seal, SealedPlace } from '../../kernel/lib/seal.ts'
import {
  isKnownTo, type KnownBrowser, readKnownBrowser, rememberPerson, writeKnownBrowser,
} from '../../domain/accounts/throttle/known-browser.rules.ts'

const NAME = 'satu_login_perangkat'

/**
 * How a browser shows that somebody signed in from it before. By itself it opens nothing: it has tries of its own, may
 * suggest who is here, and is recognised as one that its owner trusted.
 */
export interface Devices {
  /** @returns what the browser is known as, undefined when it never came to a sign-in */
  of(ctx: Context): KnownBrowser | undefined
  /** Gives a browser that has none a secret, for as long as it is open: all its windows are one device. */
  greet(ctx: Context): void
  /**
   * Keeps for a year that this person signed in from this browser, and suggests him the next time.
   * @returns what the browser is known as from now on
   */
  remember(ctx: Context, sub: string): KnownBrowser
  /** @returns `sub` of whom the browser suggests: the last one who signed in from it, unless that was taken back */
  suggested(ctx: Context): string | undefined
  /** Suggests nobody any more; who signed in from it is known as before. */
  forgetSuggestion(ctx: Context): void
}

export interface DevicesOptions {
  readonly issuer: string
  /** Of cookies, newest first. */
  readonly keys: readonly string[]
  readonly clock: Clock
  readonly seal: Seal
}

/** A suggestion belongs to one browser: in another's cookie it does not open. */
const placeOf = ({ id }: Pick<KnownBrowser, 'id'>): SealedPlace =>
  ({ table: 'cookie', column: NAME, row: id.toString('base64url') })

export function createDevices({ issuer, keys, clock, seal }: DevicesOptions): Devices {
  const secure = issuer.startsWith('https:')
  const now = (): number => Math.floor(clock.now().getTime() / 1000)
  const of = (ctx: Context): KnownBrowser | undefined =>
    readKnownBrowser(ctx.cookies.get(`${secure ? '__Host-' : ''}${NAME}`, { signed: false }), keys, now())

  /** Sealed under a key that is gone it suggests nobody. */
  function opened(browser: KnownBrowser | undefined): string | undefined {
    if (browser?.saran === undefined) return undefined
    try {
      return seal.open(browser.saran, placeOf(browser))
    } catch {
      return undefined
    }
  }

  return {
    of,
    greet(ctx) {
      if (of(ctx)) return
      keepWhileOpen(ctx, NAME, writeKnownBrowser({ id: randomBytes(16), people: [] }, keys), secure)
    },
    remember(ctx, sub) {
      const browser = rememberPerson(of(ctx), sub, { now: now(), freshId: randomBytes(16) })
      const known = { ...browser, saran: seal.seal(sub, placeOf(browser)) }
      keepForAYear(ctx, NAME, writeKnownBrowser(known, keys), secure)
      return known
    },
    suggested(ctx) {
      const browser = of(ctx)
      const sub = opened(browser)
      return browser && sub !== undefined && isKnownTo(browser, sub) ? sub : undefined
    },
    forgetSuggestion(ctx) {
      const browser = of(ctx)
      if (browser?.saran === undefined) return
      keepForAYear(ctx, NAME, writeKnownBrowser({ id: browser.id, people: browser.people }, keys), secure)
    },
  }
}
