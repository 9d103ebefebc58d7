/**
 * The bare library: its memory adapter, the product's lifetimes, keys and kind of clients, and the least page that
 * checks a password. It imports nothing heavy of ours: its memory and its start are measured.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import argon2 from 'argon2'
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { HTTP_LIMITS } from '../../src/kernel/http/server.ts'
import { CLAIMS_BY_SCOPE } from '../../src/oidc/scopes.ts'
import { readSettings, serveParent, usageOf } from './child.ts'
import { type Parties, REDIRECT_URI, RESOURCE, RESOURCE_SCOPE, SCOPE } from './parties.ts'

/** What a bare process is told. */
export interface BareSettings {
  readonly parties: Parties
  readonly keys: object[]
  /** Everybody has the same password. */
  readonly passwordHash: string
  readonly cookieKeys: readonly string[]
  /** 0 draws one. */
  readonly port: number
}

const { parties, keys, passwordHash, cookieKeys, port } = readSettings<BareSettings>()
const [MINUTES, HOURS, DAYS] = [60, 3_600, 86_400]
let hashes = true

const people = new Map(parties.people.map(({ nip }, index) => [nip, `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`]))

/** As much as the product says of a person. */
const CLAIMS = {
  name: 'Contoh Pegawai, S.Kom', given_name: 'Contoh', family_name: 'Pegawai', gelar_belakang: 'S.Kom', gender: 'male',
  locale: 'id-ID', zoneinfo: 'Asia/Jakarta', updated_at: 1_764_288_000, data_per: '2026-11-27T00:00:00.000Z',
  opd: { id: '8ae4829f-0001', kode: '360000000000001', nama: 'Dinas Komunikasi, Informatika, Statistik dan Persandian' },
  unit_kerja: { id: '8ae4829f-0002', kode: '360000000000002', nama: 'Bidang Aplikasi Informatika' },
  jabatan: { id: '8ae4829f-0003', nama: 'Pranata Komputer', jenis: 'fungsional', tmt: '2020-01-01' },
}

/** The library's own recipe for applications that ask for no consent. */
async function loadExistingGrant(ctx: KoaContextWithOIDC) {
  const { session, client, account } = ctx.oidc
  if (!session || !client || !account) return undefined
  const known = session.grantIdFor(client.clientId)
  if (known) return provider.Grant.find(known)
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope(SCOPE)
  await grant.save()
  return grant
}

const configuration: Configuration = {
  clients: [
    {
      client_id: parties.app.id, client_secret: parties.app.secret, redirect_uris: [REDIRECT_URI], scope: SCOPE,
      grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'],
    },
    {
      client_id: parties.machine.id, client_secret: parties.machine.secret, redirect_uris: [],
      grant_types: ['client_credentials'], response_types: [],
    },
  ],
  jwks: { keys },
  cookies: { keys: [...cookieKeys] },
  routes: {
    authorization: '/oidc/auth', token: '/oidc/token', userinfo: '/oidc/me', jwks: '/oidc/jwks',
    introspection: '/oidc/token/introspection',
  },
  responseTypes: ['code', 'none'],
  pkce: { required: () => true },
  claims: Object.fromEntries(Object.entries(CLAIMS_BY_SCOPE).map(([scope, names]) => [scope, [...names]])),
  scopes: ['openid', 'offline_access', ...Object.keys(CLAIMS_BY_SCOPE)],
  features: {
    devInteractions: { enabled: false }, clientCredentials: { enabled: true }, userinfo: { enabled: true },
    introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx) => ctx.oidc.params?.['grant_type'] === 'client_credentials' ? RESOURCE : [],
      getResourceServerInfo: (_ctx, audience) =>
        ({ audience, scope: RESOURCE_SCOPE, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } } }),
    },
  },
  interactions: { url: (_ctx, { uid }) => `/masuk/${uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...CLAIMS }) }),
  loadExistingGrant,
  issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  ttl: {
    AccessToken: 10 * MINUTES, AuthorizationCode: MINUTES, ClientCredentials: 10 * MINUTES, IdToken: 10 * MINUTES,
    Interaction: 60 * MINUTES, Grant: 30 * DAYS, Session: 12 * HOURS, RefreshToken: 12 * HOURS,
  },
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return new URLSearchParams(text)
}

const formFor = (url = ''): string =>
  `<!doctype html><form method="post" action="${url}"><input name="nip"><input name="sandi" type="password"><button>Masuk`

/** The least sign-in page: shows the form, checks the password, goes on. */
async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html' }).end(formFor(request.url))
    return
  }
  const form = await readForm(request)
  const accountId = people.get(form.get('nip') ?? '')
  const fits = !hashes || await argon2.verify(passwordHash, form.get('sandi') ?? '')
  if (accountId === undefined || !fits) response.writeHead(400).end(formFor(request.url))
  else await provider.interactionFinished(request, response, { login: { accountId, amr: ['pwd'] } })
}

const server = createServer((request, response) => {
  if (request.url?.startsWith('/masuk/')) void signIn(request, response)
  else handle(request, response)
})
// As the product's: Node's five seconds would end connections that the client is about to use.
server.keepAliveTimeout = HTTP_LIMITS.keepAliveTimeout
server.listen(port, '127.0.0.1')
await once(server, 'listening')
const origin = `http://localhost:${(server.address() as AddressInfo).port}`
const provider = new Provider(origin, configuration)
const callback = provider.callback()
const handle = (request: IncomingMessage, response: ServerResponse): void => void callback(request, response)

serveParent(origin, {
  usage: () => usageOf(),
  /** Whether passwords are checked, or every one is right at once. */
  hashing: (value) => { hashes = value === true },
})
