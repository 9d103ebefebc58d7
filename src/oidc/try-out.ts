import type { IncomingMessage } from 'node:http'
import type { Context, Next } from 'koa'
import { type Client, Provider } from 'oidc-provider'
import { UnitOfWork } from '../kernel/db/unit-of-work.ts'
import { newSecret, sha256 } from '../kernel/lib/ids.ts'
import type { TryOutOwner } from '../domain/clients/coba/coba.queries.ts'

/** Where a try-out comes back to: below our issuer, and in nobody's registration. */
export const TRY_OUT_PATH = '/pengembang/coba/kembali'

/** Whether a living try-out of this owner waits for its way back with this state. */
export type MayReturn = (owner: TryOutOwner, state: string) => Promise<boolean>

const KEY = 'coba.dibuka'

const one = (value: string | string[] | undefined): string => typeof value === 'string' ? value : ''

interface Acceptance {
  readonly mayReturn: MayReturn
  readonly isOwnRequest: (request: IncomingMessage) => boolean
}

/**
 * Lets an authorization request name our own address where its client, its state and the session that it comes in are
 * those of a living try-out, and nowhere else. Whoever sends no such address costs nothing here.
 */
export function acceptTryOuts(provider: Provider, { mayReturn, isOwnRequest }: Acceptance): void {
  const address = `${provider.issuer}${TRY_OUT_PATH}`
  provider.use(async (ctx: Context, next: Next) => {
    if (ctx.path === '/oidc/auth' && ctx.query['redirect_uri'] === address) {
      const clientId = one(ctx.query['client_id'])
      const { accountId: pegawaiId, uid: sessionUid } = await provider.Session.get(ctx)
      const owner = pegawaiId === undefined ? undefined : { clientId, pegawaiId, sessionUid }
      if (owner && await mayReturn(owner, one(ctx.query['state']))) UnitOfWork.current().remember(KEY, clientId)
    }
    await next()
  })

  const prototype = provider.Client.prototype as Client & { redirectUriAllowed(uri: string): boolean }
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its client below
  const { redirectUriAllowed: registered } = prototype
  prototype.redirectUriAllowed = function redirectUriAllowed(uri) {
    return registered.call(this, uri) || (uri === address && UnitOfWork.current().recall(KEY) === this.clientId)
  }
  proveByLentSecret(prototype, isOwnRequest)
}

/**
 * A client that proves itself with a key of its own cannot be played without that key, which we do not know. In requests
 * of this service to itself, and in no others, it proves itself by the secret that is lent to the try-out.
 */
function proveByLentSecret(prototype: object, isOwnRequest: Acceptance['isOwnRequest']): void {
  Object.defineProperty(prototype, 'clientAuthMethod', {
    configurable: true,
    get(this: { readonly tokenEndpointAuthMethod: string }) {
      const { tokenEndpointAuthMethod: method } = this
      const { ctx } = Provider
      return method === 'private_key_jwt' && ctx && isOwnRequest(ctx.req) ? 'client_secret_basic' : method
    },
  })
}

/** Secrets that live in this process alone, as long as one piece of work. */
export interface LentSecrets {
  /** @param work gets a secret that the client is let in with, until it is done */
  readonly lend: <T>(clientId: string, work: (secret: string) => Promise<T>) => Promise<T>
  isLent(clientId: string, presented: string): boolean
}

export function createLentSecrets(): LentSecrets {
  const lent = new Map<string, string>()
  const keyOf = (secret: string): string => sha256(secret).toString('hex')
  return {
    async lend(clientId, work) {
      const secret = newSecret()
      lent.set(keyOf(secret), clientId)
      try {
        return await work(secret)
      } finally {
        lent.delete(keyOf(secret))
      }
    },
    isLent: (clientId, presented) => lent.get(keyOf(presented)) === clientId,
  }
}
