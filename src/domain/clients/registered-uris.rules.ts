import type { ClientState } from './client.types.ts'
import { checkHost, HOST_SENTENCES } from './host.rules.ts'
import { checkRedirectUri, URI_SENTENCES } from './redirect-uri.rules.ts'

/** One thing that is wrong, for instance `redirect_uris[1]` `must be on the registered host`. */
export interface Mistake {
  readonly field: string
  readonly message: string
}

/** Every URI that a client registers. */
export interface RegisteredUris {
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  readonly backchannel_logout_uri?: string | undefined
  readonly client_uri?: string | undefined
}

/** @returns what is wrong with the host by itself, none or one mistake */
export function hostMistakes(host: string, state: ClientState): Mistake[] {
  const check = checkHost(host, state)
  return check.ok ? [] : [{ field: 'host', message: HOST_SENTENCES[check.reason] }]
}

/** @returns what is wrong with each URI of a client on this host in this state, by field */
export function uriMistakes(uris: RegisteredUris, host: string, state: ClientState): Mistake[] {
  const list = (field: 'redirect_uris' | 'post_logout_redirect_uris'): Mistake[] =>
    uris[field].flatMap((uri, index) => single(`${field}[${index}]`, uri))
  const single = (field: string, uri: string | undefined): Mistake[] => {
    const check = uri === undefined ? undefined : checkRedirectUri(uri, { host, state })
    return check === undefined || check.ok ? [] : [{ field, message: URI_SENTENCES[check.reason] }]
  }
  return [
    ...list('redirect_uris'), ...list('post_logout_redirect_uris'),
    ...single('backchannel_logout_uri', uris.backchannel_logout_uri), ...single('client_uri', uris.client_uri),
  ]
}

/** @returns the mistakes as lines of a sentence to the operator */
export const mistakeLines = (mistakes: readonly Mistake[]): string =>
  mistakes.map(({ field, message }) => `  - ${field}: ${message}`).join('\n')
