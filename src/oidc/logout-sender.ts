import type { Provider } from 'oidc-provider'
import type { Delivery, Outcome } from '../domain/sessions/pengiriman/delivery.ts'
import { failedOutcome } from './logout-receipt.rules.ts'

/** What the library has on a client for OpenID Connect Back-Channel Logout 1.0; its types leave it out. */
interface LogoutClient {
  readonly backchannelLogoutUri?: string
  /** Makes a logout token and posts it through our `fetch`. @throws unless it is answered with 200 or 204 */
  backchannelLogout: (this: LogoutClient, accountId: string, sid: string) => Promise<void>
  /** The library's own `backchannelLogout`, see `deferLogoutTokens`. */
  sendLogoutToken: LogoutClient['backchannelLogout']
}

/**
 * The library would post to every application within the request of the person who signs out, once. Instead the rows
 * that the end of the session leaves are sent by `createLogoutSender`, and the person waits for nobody.
 */
export function deferLogoutTokens(provider: Provider): void {
  const client = provider.Client.prototype as unknown as LogoutClient
  client.sendLogoutToken = client.backchannelLogout
  client.backchannelLogout = () => Promise.resolve()
}

/**
 * @param provider gives the provider of this moment: its keys sign
 * @returns sends one logout token, a fresh one each time (`jti`, `iat`, `exp`), with the application's own `sub`. An
 *   application that is suspended or closed is not called; the retries wait for it, so that one that is resumed in time
 *   hears of the logout.
 */
export function createLogoutSender(provider: () => Provider): (delivery: Delivery) => Promise<Outcome> {
  return async function sendLogoutToken({ clientId, accountId, sid }) {
    try {
      const client = await provider().Client.find(clientId) as unknown as LogoutClient | undefined
      if (!client) return { result: 'refused', receipt: 'the application is not open' }
      if (!client.backchannelLogoutUri) return { result: 'hopeless', receipt: 'it is not to be told any more' }
      await client.sendLogoutToken(accountId, sid)
      return { result: 'delivered', receipt: 'accepted' }
    } catch (error) {
      return failedOutcome(error)
    }
  }
}
