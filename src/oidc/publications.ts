import { createHash } from 'node:crypto'
import type { Context, Middleware } from 'koa'

/** What the provider says of itself; the same for everybody as long as its configuration and keys are. */
const PATHS: ReadonlySet<string> = new Set([
  '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/oidc/jwks',
])

/** How long whoever asked may keep an answer: a key is published three times as long before it signs (decision 23). */
export const PUBLISHED_MAX_AGE_SECONDS = 300

interface Publication {
  readonly bytes: Buffer
  readonly type: string
  readonly etag: string
}

/** Retired keys verify old ID tokens that are shown as hints, and nobody else shall take them for ours. */
function withoutHintKeys(body: object): object {
  const { keys } = body as { keys?: readonly { key_ops?: readonly string[] }[] }
  return keys ? { ...body, keys: keys.filter(({ key_ops: only }) => !only) } : body
}

/** @returns the library's answer as bytes, or undefined when it is none that may be kept */
function publicationOf({ status, body, response }: Context): Publication | undefined {
  if (status !== 200 || typeof body !== 'object' || body === null) return undefined
  const bytes = Buffer.from(JSON.stringify(withoutHintKeys(body)))
  return { bytes, type: response.get('content-type'), etag: createHash('sha256').update(bytes).digest('base64url') }
}

/** As the library does for these paths: every origin may read them. */
function allowEveryOrigin(ctx: Context): void {
  ctx.vary('Origin')
  ctx.set('access-control-allow-origin', ctx.get('origin') || '*')
}

/** Bytes, or 304 for whoever has them (RFC 9110, 13.1.2). */
function present(ctx: Context, { bytes, type, etag }: Publication): void {
  ctx.status = 200
  ctx.set('cache-control', `public, max-age=${PUBLISHED_MAX_AGE_SECONDS}`)
  ctx.response.etag = etag
  if (ctx.fresh) {
    ctx.status = 304
    return
  }
  ctx.body = bytes
  ctx.set('content-type', type)
}

/**
 * Stands before the middleware of one provider and asks it once for each path; another provider gets another memory,
 * so that swapped keys are published at once.
 */
export function rememberPublications(): Middleware {
  const known = new Map<string, Publication>()
  return async (ctx, next) => {
    if (!PATHS.has(ctx.path) || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) {
      await next()
      return
    }
    const remembered = known.get(ctx.path)
    if (remembered) {
      allowEveryOrigin(ctx)
      present(ctx, remembered)
      return
    }
    await next()
    const publication = publicationOf(ctx)
    if (!publication) return
    known.set(ctx.path, publication)
    present(ctx, publication)
  }
}
