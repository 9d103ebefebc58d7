import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Middleware } from 'koa'

const types = { 'demo.css': 'text/css; charset=utf-8', 'demo.svg': 'image/svg+xml' }

/** Answers `GET /public/<name>` with the two files of `public/`, read once, revalidated by their hash. */
export function assets(): Middleware {
  const files = new Map(
    Object.entries(types).map(([name, type]) => {
      const body = readFileSync(new URL(`public/${name}`, import.meta.url))
      return [`/public/${name}`, { type, body, etag: createHash('sha256').update(body).digest('base64url') }]
    }),
  )
  return async (ctx, next) => {
    const file = files.get(ctx.path)
    if (!file || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) {
      await next()
      return
    }
    ctx.status = 200
    ctx.set('cache-control', 'no-cache')
    ctx.type = file.type
    ctx.etag = file.etag
    if (ctx.fresh) ctx.status = 304
    else ctx.body = file.body
  }
}
