import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Context } from 'koa'
import { AppError } from '../kernel/lib/app-error.ts'

/** The library's errors that a person can do something about; the others are told to the developer by code. */
const PAGES: Record<string, { code: string; status: number }> = {
  SessionNotFound: { code: 'stale-interaction', status: 400 },
  InvalidClient: { code: 'unknown-client', status: 400 },
  InvalidRedirectUri: { code: 'bad-redirect', status: 400 },
}

/** What the page of a protocol error needs. */
export interface ProtocolError {
  readonly error: AppError
  /** client_id as the request named it: the page says whether that client is suspended or not yet active. */
  readonly clientId: string | undefined
  /** OAuth error code for the developer (RFC 6749). */
  readonly oauth: string
  readonly description: string | undefined
}

/**
 * @param present shows the page; the answer's status is already the library's
 * @returns the library's renderError hook
 */
export function createErrorRenderer(present: (ctx: Context, problem: ProtocolError) => Promise<void>) {
  return async function renderError(
    ctx: KoaContextWithOIDC, out: { error: string; error_description?: string }, cause: Error,
  ): Promise<void> {
    const known = PAGES[cause.name]
    const status = known?.status ?? ctx.status
    const { client_id: clientId } = ctx.oidc.params ?? ctx.query
    ctx.status = status
    await present(ctx, {
      error: new AppError(known?.code ?? (status >= 500 ? 'internal' : 'bad-request'), status, cause),
      clientId: typeof clientId === 'string' ? clientId : undefined,
      oauth: out.error,
      description: out.error_description,
    })
  }
}
