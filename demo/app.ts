import Router from '@koa/router'
import Koa from 'koa'
import { assets } from './assets.ts'
import { backChannelRoutes } from './back-channel.routes.ts'
import { createCookies } from './cookies.ts'
import { errorBoundary } from './error-boundary.ts'
import { homeRoutes } from './home.routes.ts'
import { loopbackName } from './loopback-name.ts'
import { createProvider } from './provider.ts'
import { createRender } from './render.ts'
import { securityHeaders } from './security-headers.ts'
import { createSessions } from './sessions.ts'
import { signedInRoutes } from './signed-in.routes.ts'
import { signInRoutes } from './sign-in.routes.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Parts } from './parts.ts'
import type { DemoSettings } from './settings.ts'

/**
 * The demo application: a small relying party that shows everything Banten Satu Login told it. Several may live in
 * one process, each with its own memory.
 * @returns an object whose `callback()` serves a node:http or node:https server
 */
export function createDemo(settings: DemoSettings): {
  callback(): (req: IncomingMessage, res: ServerResponse) => void
} {
  const own = new URL(settings.baseUrl)
  const issuer = new URL(settings.issuer)
  const parts: Parts = {
    settings,
    provider: createProvider(settings, Date.now),
    sessions: createSessions(Date.now),
    cookies: createCookies(own.protocol === 'https:'),
    render: createRender({ providerHost: issuer.host }),
    now: Date.now,
    say: settings.say ?? (() => undefined),
  }
  const router = new Router()
  homeRoutes(router, parts)
  signInRoutes(router, parts)
  signedInRoutes(router, parts)
  backChannelRoutes(router, parts)

  const app = new Koa()
  app.on('error', (error: Error) => parts.say(error.message))
  app.use(securityHeaders(own.origin, issuer.origin))
  app.use(errorBoundary(parts.render, parts.say))
  app.use(loopbackName(own))
  app.use(assets())
  app.use(router.routes())
  const answer = app.callback()
  return { callback: () => (req, res) => void answer(req, res) }
}
