import { randomBytes } from 'node:crypto'
import { ExpiringMap } from './expiring-map.ts'
import { tooWeak, unknownSignIn } from './problem.catalogue.ts'
import { Problem } from './problem.ts'
import { isFulfilled, wishOf } from './wishes.rules.ts'
import type Router from '@koa/router'
import type { Parts } from './parts.ts'
import type { Pending } from './provider.ts'

const pendingLifeMs = 10 * 60 * 1000
const browserCookie = 'demo_transaksi'

/** Signing in: off to the provider with the authorization code flow, and back with the code. */
export function signInRoutes(router: Router, { settings, provider, sessions, cookies, now }: Parts): void {
  // The cookie names the browser, not one sign-in: two tabs may both be on their way.
  const pendings = new ExpiringMap<Pending>(2000, pendingLifeMs, now)

  router.get('/masuk', async (ctx) => {
    const { url, pending } = await provider.begin(wishOf(ctx.query['minta']))
    const known = cookies.read(ctx, browserCookie)
    const browser = known !== undefined && /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString('base64url')
    pendings.set(`${browser} ${pending.state}`, pending)
    cookies.write(ctx, browserCookie, browser)
    ctx.redirect(url.href)
  })

  router.get('/sso/callback', async (ctx) => {
    // An unknown state leaves the sign-ins on their way alone: a stranger's link cannot break them.
    const browser = cookies.read(ctx, browserCookie) ?? ''
    const pending = pendings.take(`${browser} ${String(ctx.query['state'])}`)
    if (!pending) {
      // Back, or a page opened once more, of somebody who is signed in here already: nothing is wrong for him.
      if (sessions.find(cookies.read(ctx, 'demo_session'))) return ctx.redirect('/')
      throw new Problem(unknownSignIn)
    }

    // Never the Host header: the address is the registered one.
    const tokens = await provider.finish(new URL(`${settings.baseUrl}/sso/callback${ctx.search}`), pending)
    if (pending.wish && !isFulfilled(pending.wish, tokens.idClaims['acr'])) throw new Problem(tooWeak)
    const userinfo = await provider.userinfo(tokens)

    sessions.close(cookies.read(ctx, 'demo_session'))
    const { sub, sid } = tokens.idClaims
    const id = sessions.open({
      sub,
      sid: typeof sid === 'string' ? sid : undefined,
      tokens,
      userinfo,
      signedInAt: Math.floor(now() / 1000),
      refreshes: 0,
    })
    cookies.write(ctx, 'demo_session', id)
    ctx.redirect('/')
  })
}
