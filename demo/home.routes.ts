import { describeClaims } from './claims.rules.ts'
import { formToken } from './form.rules.ts'
import { describeInstant } from './time.rules.ts'
import { requestedScope } from './tokens.ts'
import { shownWishes } from './wishes.rules.ts'
import type Router from '@koa/router'
import type { Parts } from './parts.ts'
import type { Session } from './sessions.ts'
import type { Claims } from './tokens.ts'

/** The one page: what this application is, or what it received about the person. */
export function homeRoutes(router: Router, { settings, sessions, cookies, render }: Parts): void {
  router.get('/', (ctx) => {
    const id = cookies.read(ctx, 'demo_session')
    const session = sessions.find(id)
    ctx.type = 'html'
    if (id === undefined || session === undefined) {
      // A cookie without its session: time ran out, or the provider ended it through the back channel.
      if (id !== undefined) cookies.clear(ctx, 'demo_session')
      ctx.body = render('signed-out', { ended: id !== undefined })
      return
    }
    ctx.body = render('signed-in', { ...present(session), token: formToken(settings.cookieKey, id) })
    session.notice = undefined
  })
}

function present(session: Session): Record<string, unknown> {
  const { tokens, userinfo } = session
  const granted = new Set(tokens.scope.split(' '))
  return {
    name: userinfo['name'] ?? session.sub,
    notice: session.notice,
    signedInAt: describeInstant(session.signedInAt),
    expiresAt: describeInstant(tokens.expiresAt),
    refreshes: session.refreshes,
    refreshedAt: describeInstant(session.refreshedAt),
    wishes: shownWishes,
    canRefresh: tokens.refreshToken !== undefined,
    scopes: requestedScope.split(' ').map((name) => ({ name, granted: granted.has(name) })),
    sections: [
      section('userinfo', 'Data dari userinfo', 'Diambil aplikasi ini dengan token akses.', userinfo),
      section('id-token', 'Isi ID token', 'Bukti masuk yang ditandatangani Banten Satu Login.', tokens.idClaims),
    ],
  }
}

function section(id: string, title: string, lead: string, claims: Claims): Record<string, unknown> {
  return { id, title, lead, rows: describeClaims(claims), json: JSON.stringify(claims, null, 2) }
}
