import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import * as client from 'openid-client'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'
import type { ServerKeys } from '../helpers/tls.ts'
import { fetchAt } from './fetch-at.ts'

/** Who is registered, and where the service really listens: names like login.test exist in the test's browser alone. */
export interface PartySettings {
  readonly issuer: string
  readonly issuerAddress: string
  readonly ca: string
  readonly clientId: string
  readonly secret: string
  /** `https://app.test`, mapped to the address that `openParty` returns. */
  readonly origin: string
}

const page = (title: string, lines: readonly string[]): string => `<!doctype html><html lang="id"><meta charset="utf-8">
<title>${title}</title><h1>${title}</h1><ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul></html>`

/** An application on https that asks with whatever its own query says and takes the answer by GET or by POST. */
async function createParty({ issuer, issuerAddress, ca, clientId, secret, origin }: PartySettings) {
  const config = await client.discovery(new URL(issuer), clientId, undefined, client.ClientSecretPost(secret), {
    [client.customFetch]: fetchAt({ [new URL(issuer).hostname]: issuerAddress }, ca),
  })
  const pending = new Map<string, { nonce: string; verifier: string }>()

  async function begin(asked: URLSearchParams): Promise<URL> {
    const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
    pending.set(state, { nonce, verifier })
    return client.buildAuthorizationUrl(config, {
      redirect_uri: `${origin}/sso/callback`, scope: 'openid profile', state, nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      ...Object.fromEntries(asked),
    })
  }

  async function finish(request: IncomingMessage, url: URL): Promise<string> {
    const form = request.method === 'POST' ? await text(request) : ''
    const answer = new URLSearchParams(form || url.search)
    const { nonce = '', verifier = '' } = pending.get(answer.get('state') ?? '') ?? {}
    // What came by form is read as the query it would have been: the library takes a URL.
    const tokens = await client.authorizationCodeGrant(config, new URL(`?${answer.toString()}`, url), {
      expectedState: answer.get('state') ?? '', expectedNonce: nonce, pkceCodeVerifier: verifier,
    })
    const { sub, name } = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '')
    return page(`Masuk sebagai ${name ?? 'siapa'}`, [`dengan ${request.method ?? ''}`, sub])
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', origin)
    if (url.pathname === '/masuk') {
      response.writeHead(303, { location: (await begin(url.searchParams)).href }).end()
      return
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(url.pathname === '/sso/callback' ? await finish(request, url) : page('Aplikasi uji', []))
  }
}

/** Serves the application of `settings()` as long as the scope lasts. @returns `127.0.0.1:<port>` */
export async function openParty(scope: Scope, keys: ServerKeys, settings: PartySettings): Promise<string> {
  const handle = await createParty(settings)
  const address = await listen(scope, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(page('Galat', [error instanceof Error ? error.message : 'unknown']))
    })
  }, keys)
  return new URL(address).host
}
