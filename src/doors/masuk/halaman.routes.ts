import type { Renderer } from '../../kernel/http/render.ts'
import { localPath } from '../../oidc/session.ts'
import type { Route } from '../route.ts'

/** Pages that everybody may read, and the way back from a sign-in of our own pages. */
export function pageRoutes({ renderer }: { renderer: Renderer }): Route[] {
  return [
    { method: 'GET', path: '/bantuan', handle: (ctx) => renderer.page(ctx, 'masuk/bantuan.njk') },
    { method: 'GET', path: '/privasi', handle: (ctx) => renderer.page(ctx, 'privasi.njk') },
    { method: 'GET', path: '/masuk/kembali', handle: (ctx) => {
      ctx.redirect(localPath(ctx.query['state']))
      ctx.status = 303
    } },
  ]
}
