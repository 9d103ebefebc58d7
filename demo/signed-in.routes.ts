import { bodyParser } from '@koa/bodyparser'
import { isFormToken, isOwnOrigin } from './form.rules.ts'
import { foreignForm, noRefreshToken } from './problem.catalogue.ts'
import { endsSession } from './problem.rules.ts'
import { Problem } from './problem.ts'
import { ProviderError } from './provider-error.ts'
import type Router from '@koa/router'
import type { Middleware } from 'koa'
import type { Parts } from './parts.ts'
import type { Session } from './sessions.ts'

/** What a signed-in person can do here: refresh what the application knows, and sign out. */
export function signedInRoutes(router: Router, parts: Parts): void {
  const { settings, provider, sessions, cookies, now } = parts
  const readForm = bodyParser({ enableTypes: ['form'], formLimit: '8kb' })

  const guard: Middleware = async (ctx, next) => {
    const origin = ctx.get('origin')
    if (!isOwnOrigin({ origin, site: ctx.get('sec-fetch-site') }, new URL(settings.baseUrl).origin)) {
      throw new Problem(foreignForm)
    }
    const id = cookies.read(ctx, 'demo_session')
    const session = sessions.find(id)
    if (id === undefined || session === undefined) {
      ctx.status = 303
      ctx.redirect('/')
      return
    }
    const { token } = (ctx.request.body ?? {}) as { token?: unknown }
    if (!isFormToken(token, settings.cookieKey, id)) throw new Problem(foreignForm)
    ctx.state['id'] = id
    ctx.state['session'] = session
    await next()
  }

  router.post('/segarkan', readForm, guard, async (ctx) => {
    const { id, session } = ctx.state as { id: string; session: Session }
    try {
      await (session.refreshing ??= refresh(session).finally(() => (session.refreshing = undefined)))
    } catch (error) {
      if (error instanceof ProviderError && endsSession(error)) {
        sessions.close(id)
        cookies.clear(ctx, 'demo_session')
      }
      throw error
    }
    ctx.status = 303
    ctx.redirect('/')
  })

  async function refresh(session: Session): Promise<void> {
    if (session.tokens.refreshToken === undefined) throw new Problem(noRefreshToken)
    // Kept at once: the old refresh token is spent even when userinfo fails next.
    session.tokens = await provider.refresh(session.tokens)
    session.userinfo = await provider.userinfo(session.tokens)
    session.refreshedAt = Math.floor(now() / 1000)
    session.refreshes += 1
    session.notice = 'Data sudah disegarkan.'
  }

  router.post('/keluar', readForm, guard, async (ctx) => {
    const { id, session } = ctx.state as { id: string; session: Session }
    sessions.close(id)
    cookies.clear(ctx, 'demo_session')
    ctx.status = 303
    ctx.redirect((await provider.endSessionUrl(session.tokens.idToken))?.href ?? '/')
  })
}
