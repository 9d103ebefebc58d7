import type { Next } from 'koa'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { registrationOf } from './registration.ts'

/** OAuth 2.0 Multiple Response Types and JARM; a fragment is for answers that we do not give. */
const RESPONSE_MODES = ['query', 'form_post', 'jwt', 'query.jwt', 'form_post.jwt']

/** Corrects what the library's answers say to everybody alike: it has no setting for these. */
export async function answerAsRegistered(ctx: KoaContextWithOIDC, next: Next): Promise<void> {
  await next()
  // The library sets it on its own routes alone.
  const { oidc } = ctx as { oidc?: KoaContextWithOIDC['oidc'] }
  if (oidc?.route === 'discovery') Object.assign(ctx.body as object, { response_modes_supported: RESPONSE_MODES })
  const client = oidc?.client
  if (client && ctx.response.is('application/token-introspection+jwt') && !registrationOf(client).jwtIntrospection) {
    ctx.status = 400
    ctx.body = {
      error: 'invalid_request', error_description: 'this client did not register introspection_signed_response_alg',
    }
  }
}

/** An error travels no other way than an answer would: not in a fragment, nor in a JWT that was not registered. */
export function answerErrorPlainly({ oidc: { client, params } }: KoaContextWithOIDC): void {
  const allowed = client?.responseModes
  if (params && allowed && !allowed.includes(String(params['response_mode']))) params['response_mode'] = undefined
}
