import { Provider } from 'oidc-provider'

/** What the library's interaction keeps of the steps before the last one. */
interface Steps {
  readonly lastSubmission?: { readonly login?: unknown }
}

/**
 * Gives a session a new id where a password was typed, against session fixation (ASVS 5.0 7.2.4), and there alone. The
 * library does it at each return from a page, and of several tabs that return from a consent page at once only one would
 * leave the browser with an id that is still good.
 */
export function renewSessionsAtSignInOnly(provider: Provider): void {
  const session = provider.Session.prototype as { resetIdentifier(this: void): void }
  const { resetIdentifier } = session
  session.resetIdentifier = function renew(this: unknown) {
    const { result, entities } = Provider.ctx?.oidc ?? {}
    const interaction: Steps | undefined = entities?.Interaction
    if (result?.login && !interaction?.lastSubmission?.login) Reflect.apply(resetIdentifier, this, [])
  }
}
