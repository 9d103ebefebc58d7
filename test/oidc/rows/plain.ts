import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import * as client from 'openid-client'
import { type Configuration, type InteractionResults, type JWK, Provider } from 'oidc-provider'
import type { Scope } from '../../helpers/scope.ts'
import { listen } from '../../helpers/server.ts'
import type { Application } from '../features/support.ts'
import { openStore, type Store } from './store.ts'
import { CLIENT, type Subject } from './subject.ts'

/** A signing key, drawn once a process: it takes longer than all the rest. */
export function drawKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }
}
let usualKey: JWK | undefined

/** The `fetch` that many write: it drops the library's dispatcher, and with it its guard against inner addresses. */
export const unguardedFetch: NonNullable<Configuration['fetch']> = (url, options) =>
  fetch(url, { ...options, dispatcher: undefined })

/** What answers requests; whoever calls it does not wait. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown

/** What a row turns at the plain variant. */
export interface Knobs {
  readonly clients?: readonly Readonly<Record<string, unknown>>[]
  readonly configuration?: Configuration
  readonly store?: Store
  /** What the sign-in form answers once the password was right; the whole login unless given. */
  readonly result?: InteractionResults
  /** Stands around the provider: the application it is mounted in, or pages of its own. */
  readonly around?: (provider: Provider) => Handler
  /** Headers of the sign-in page. */
  readonly pageHeaders?: Readonly<Record<string, string>>
}

/** The bare library, run as its quick start shows it. */
export interface Plain extends Subject {
  readonly store: Store
  readonly provider: Provider
  /** The person's account is closed: a flag in a table, and nothing else. */
  deactivate(): void
  /** Another process takes the place of this one at the same address. */
  restart(knobs: Pick<Knobs, 'configuration' | 'store'>): void
}

const PERSON = { nip: '198503152010011001', password: 'kata sandi orang ini' }
const SUB = 'orang-ini'

/** The paths of ours, so that one test asks both. */
const ROUTES = {
  authorization: '/oidc/auth', token: '/oidc/token', userinfo: '/oidc/me', jwks: '/oidc/jwks',
  end_session: '/oidc/session/end', introspection: '/oidc/token/introspection', registration: '/oidc/reg',
}

/** A grant of whatever is asked for, kept for the session: without a consent page, as for applications of one's own. */
const loadExistingGrant: Configuration['loadExistingGrant'] = async ({ oidc }) => {
  const { session, client: asking, provider, params } = oidc
  const known = session?.grantIdFor(asking?.clientId ?? '')
  if (known !== undefined) return provider.Grant.find(known)
  const grant = new provider.Grant({ accountId: session?.accountId, clientId: asking?.clientId })
  grant.addOIDCScope(String(params?.['scope']))
  await grant.save()
  return grant
}

const HOUR = 3_600

function configurationOf(
  clients: readonly Readonly<Record<string, unknown>>[], isActive: () => boolean, own: Configuration, store: Store,
): Configuration {
  return {
    adapter: store.adapter,
    clients: clients.map((one) => ({ ...one }) as NonNullable<Configuration['clients']>[number]),
    jwks: { keys: [usualKey ??= drawKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    routes: ROUTES,
    interactions: { url: (_ctx, { uid }) => `/masuk/${uid}` },
    findAccount: (_ctx, sub) => isActive() ? { accountId: sub, claims: () => ({ sub }) } : undefined,
    issueRefreshToken: () => Promise.resolve(true),
    rotateRefreshToken: true,
    loadExistingGrant,
    ttl: {
      AccessToken: HOUR, AuthorizationCode: 60, IdToken: HOUR, Interaction: HOUR, Grant: HOUR, RefreshToken: HOUR,
      Session: 12 * HOUR,
    },
    ...own,
    features: {
      devInteractions: { enabled: false }, introspection: { enabled: true }, backchannelLogout: { enabled: true },
      ...own.features,
      // Its type cannot follow a spread: introspection is a union with what builds upon it.
    } as Configuration['features'],
  }
}

/** The sign-in page, and what its form does. */
async function signInPage(
  provider: Provider, request: IncomingMessage, response: ServerResponse, { result, pageHeaders = {} }: Knobs,
): Promise<void> {
  try {
    const { uid } = await provider.interactionDetails(request, response)
    const form = new URLSearchParams(request.method === 'POST' ? await text(request) : '')
    if (form.get('nip') === PERSON.nip && form.get('sandi') === PERSON.password) {
      await provider.interactionFinished(request, response, result ?? { login: { accountId: SUB } })
    } else {
      response.writeHead(200, { 'content-type': 'text/html', ...pageHeaders }).end(
        `<!doctype html><form method="post" action="/masuk/${uid}"><input name="nip"><input name="sandi"><button>Masuk</button></form>`)
    }
  } catch (error) {
    response.writeHead(400).end((error as { error_description?: string }).error_description ?? String(error))
  }
}

/** What each application of the plain variant is registered with, unless the row says otherwise. */
function registered(more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { client_id: 'aplikasi', client_secret: randomBytes(32).toString('hex'), ...CLIENT, ...more }
}

async function discovered(issuer: string, one: Readonly<Record<string, unknown>>): Promise<Application> {
  const clientId = String(one['client_id'])
  const secret = String(one['client_secret'])
  const config = await client.discovery(
    new URL(issuer), clientId, undefined, client.ClientSecretBasic(secret), { execute: [client.allowInsecureRequests] })
  return { clientId, secret, config, redirectUri: String((one['redirect_uris'] as string[])[0]) }
}

/**
 * Starts the bare library with a naive store, some clients, one person and a sign-in form: what a row must show to
 * misbehave, so that the same question at ours proves something.
 */
export async function openPlain(scope: Scope, knobs: Knobs = {}): Promise<Plain> {
  const clients = (knobs.clients ?? [{}]).map(registered)
  let isActive = true
  let provider: Provider
  let handle: Handler = (_request, response) => response.destroy()
  const url = await listen(scope, (request, response) => {
    if (request.url?.startsWith('/masuk/')) void signInPage(provider, request, response, knobs)
    else handle(request, response)
  })
  const issuer = url.replace('127.0.0.1', 'localhost')
  const start = (configuration: Configuration, store: Store): Provider => {
    provider = new Provider(issuer, configurationOf(clients, () => isActive, configuration, store))
    handle = knobs.around?.(provider) ?? provider.callback()
    return provider
  }
  const store = knobs.store ?? openStore()
  const first = start(knobs.configuration ?? {}, store)
  return {
    issuer, store, provider: first, person: PERSON,
    apps: await Promise.all(clients.map((one) => discovered(issuer, one))),
    deactivate() { isActive = false },
    restart(next) { start(next.configuration ?? {}, next.store ?? store) },
  }
}
