import type { Context, Middleware } from 'koa'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { record } from '../../domain/audit/index.ts'
import { FAPI_SIGNATURES } from '../../domain/clients/algorithms.ts'
import type { ServiceToken } from '../../oidc/access-token.ts'
import { proofMistake } from '../../oidc/dpop-proof.ts'
import { answerProblem, problem } from './problem.ts'

interface BearerDependencies {
  readonly issuer: string
  readonly database: Database
  readonly clock: Clock
  /** @returns the program behind a token for this API, undefined for a token that is worth nothing */
  readonly readToken: (token: string) => Promise<ServiceToken | undefined>
}

interface Credentials {
  readonly scheme: 'Bearer' | 'DPoP'
  readonly token: string
}

/** RFC 6750, 2.1 and RFC 9449, 7.1: one way to bring a token, the header. */
const CREDENTIALS = /^(bearer|dpop) +([A-Za-z0-9\-._~+/]+=*)$/i
const LONGEST = 8192

function credentialsOf(ctx: Context): Credentials | undefined {
  const header = ctx.get('authorization')
  const [, scheme = '', token] = header.length <= LONGEST ? CREDENTIALS.exec(header) ?? [] : []
  return token === undefined ? undefined : { scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', token }
}

type ErrorCode = 'invalid_request' | 'invalid_token' | 'invalid_dpop_proof' | 'insufficient_scope'

const STATUS: Record<ErrorCode, number> = {
  invalid_request: 400, invalid_token: 401, invalid_dpop_proof: 401, insufficient_scope: 403,
}

const TITLES: Record<ErrorCode, string> = {
  invalid_request: 'The token is not sent as it should be.',
  invalid_token: 'The access token is not good for this API.',
  invalid_dpop_proof: 'The DPoP proof does not fit.',
  insufficient_scope: 'The access token may not do this.',
}

/** Who came through `api:<scope>`. @returns the client_id of the program */
export function programOf(ctx: Context): string {
  return (ctx.state as { program: string }).program
}

/**
 * The guard of machine interfaces. Looks at the Authorization header and nothing else: a session of a browser opens
 * nothing here, so that there is nothing to forge (no CSRF).
 */
export function createBearerGuard(
  { issuer, database, clock, readToken }: BearerDependencies,
): (scope: string) => Middleware {
  const realm = `realm="${issuer}/api/v1"`
  const algs = `algs="${FAPI_SIGNATURES.join(' ')}"`

  function challenge(ctx: Context, scope: string, asked?: { scheme: Credentials['scheme']; error: ErrorCode; detail: string }): void {
    const told = asked ? `, error="${asked.error}", error_description="${asked.detail}"` : ''
    const of = (scheme: Credentials['scheme']): string =>
      `${scheme} ${realm}, scope="${scope}"${scheme === 'DPoP' ? `, ${algs}` : ''}${asked?.scheme === scheme ? told : ''}`
    ctx.append('www-authenticate', of('Bearer'))
    ctx.append('www-authenticate', of('DPoP'))
    answerProblem(ctx, asked
      ? problem(asked.error.replaceAll('_', '-'), STATUS[asked.error], TITLES[asked.error], { detail: asked.detail })
      : problem('tanpa-token', 401, 'An access token is needed.'))
  }

  return (scope) => async (ctx, next) => {
    const credentials = credentialsOf(ctx)
    if (!credentials) {
      const isMangled = /^(bearer|dpop)\b/i.test(ctx.get('authorization')) || ctx.query['access_token'] !== undefined
      return challenge(ctx, scope, isMangled
        ? { scheme: 'Bearer', error: 'invalid_request', detail: 'send one token in the Authorization header' } : undefined)
    }
    const { scheme, token } = credentials
    const refuse = (error: ErrorCode, detail: string): void => challenge(ctx, scope, { scheme, error, detail })

    const service = await readToken(token)
    if (!service) return refuse('invalid_token', 'the token is expired, revoked, malformed or for another audience')
    if ((scheme === 'DPoP') !== (service.jkt !== undefined)) {
      return refuse('invalid_token', service.jkt === undefined ? 'the token is bound to no key' : 'the token is bound to a key')
    }
    if (service.jkt !== undefined) {
      const mistake = await proofMistake(database, ctx.get('dpop'), {
        method: ctx.method, url: `${issuer}${ctx.path}`, token, jkt: service.jkt, clientId: service.clientId,
      })
      if (mistake !== undefined) return refuse('invalid_dpop_proof', mistake)
    }
    if (!service.scopes.has(scope)) {
      const { clientId } = service
      record({ kind: 'api.ditolak', actor: `klien:${clientId}`, clientId, outcome: 'ditolak', data: { scope } }, clock.now())
      return refuse('insufficient_scope', `the scope ${scope} is needed`)
    }
    Object.assign(ctx.state, { program: service.clientId })
    await next()
  }
}
