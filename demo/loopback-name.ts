import type { Middleware } from 'koa'

/**
 * Sends who typed http://127.0.0.1 to http://localhost: cookies set under one name are not seen under the other, so
 * a sign-in begun there could never come back.
 * @param own the address of this application
 */
export function loopbackName(own: URL): Middleware {
  const sibling = `127.0.0.1:${own.port || '80'}`
  return async (ctx, next) => {
    const strays = own.hostname === 'localhost' && ctx.method === 'GET' && ctx.get('host') === sibling
    if (strays) ctx.redirect(`${own.origin}/`)
    else await next()
  }
}
