import { bodyParser } from '@koa/bodyparser'
import { createLogoutVerifier } from './logout-token.ts'
import type Router from '@koa/router'
import type { Parts } from './parts.ts'

/** The provider says that somebody signed out elsewhere (OpenID Connect Back-Channel Logout 1.0, sections 2.5-2.8). */
export function backChannelRoutes(router: Router, { settings, provider, sessions, now, say }: Parts): void {
  const verify = createLogoutVerifier(settings.clientId, () => provider.signer(), now)
  const readForm = bodyParser({ enableTypes: ['form'], formLimit: '16kb' })

  router.post('/sso/backchannel-logout', readForm, async (ctx) => {
    const { logout_token: token } = (ctx.request.body ?? {}) as { logout_token?: unknown }
    try {
      sessions.endNamed(await verify(typeof token === 'string' ? token : ''))
      ctx.status = 200
      ctx.body = ''
    } catch (error) {
      say(`logout token refused: ${error instanceof Error ? error.message : 'unknown reason'}`)
      ctx.status = 400
      ctx.body = { error: 'invalid_request' }
    }
  })
}
