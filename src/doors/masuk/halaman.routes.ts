import type { Context } from 'koa'
import { VERSI_PEMBERITAHUAN } from '../../domain/mfa/aktivasi/pemberitahuan.rules.ts'
import type { Renderer } from '../../kernel/http/render.ts'
import { localPath } from '../../oidc/session.ts'
import type { Route } from '../route.ts'

/** Pages that everybody may read, and the way back from a sign-in of our own pages. */
export function pageRoutes({ renderer }: { renderer: Renderer }): Route[] {
  return [
    { method: 'GET', path: '/bantuan', handle: (ctx) => renderer.page(ctx, 'masuk/bantuan.njk') },
    { method: 'GET', path: '/privasi', handle: (ctx) => renderer.page(ctx, 'privasi.njk', { versi: VERSI_PEMBERITAHUAN }) },
    { method: 'GET', path: '/masuk/kembali', handle: (ctx) => {
      if (ctx.query['error'] !== undefined) return refused(renderer, ctx)
      ctx.redirect(localPath(ctx.query['state']))
      ctx.status = 303
    } },
  ]
}

/** A page of ours was not opened, and must not ask again at once: that would go round for ever. */
function refused(renderer: Renderer, ctx: Context): void {
  ctx.status = 403
  renderer.page(ctx, 'galat.njk', {
    judulKey: 'galat.belumTerbukti.judul', isiKey: 'galat.belumTerbukti.isi', saranKey: 'galat.belumTerbukti.saran',
    status: 403, params: {},
  })
}
