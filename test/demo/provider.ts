import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { importJWK, SignJWT } from 'jose'
import type { AddressInfo } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JWK, JWTPayload } from 'jose'

/** What the test decides about the provider while it runs. */
export interface TestProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who signs in, and his claims; may be changed between requests. */
  account: { sub: string; claims: Record<string, unknown> }
  /** When set, the person refuses at the sign-in page. */
  refuses: boolean
  issuesRefreshTokens: boolean
  /** A scope that is not given although the client asks for it. */
  withheldScope?: string
  /** Life of the ID and access tokens given from now on, in seconds. */
  tokenLife: number
  /** How often the token endpoint was asked. */
  tokenRequests: number
  provider: Provider
  /** A token signed with the provider's key, or with a stranger's that claims the same key id. */
  sign(payload: JWTPayload, options?: { stranger?: boolean; typ?: string }): Promise<string>
  /** Ends every refresh token given so far. */
  endGrants(): Promise<void>
  /** Stops answering; connections are refused from then on. */
  stop(): Promise<void>
}

export const defaultClaims = {
  name: 'Dr. Ratna Wulandari, M.Si.',
  gelar_depan: 'Dr.',
  gelar_belakang: 'M.Si.',
  gender: 'female',
  updated_at: 1_795_313_730,
  email: 'ratna.wulandari@contoh.test',
  email_verified: true,
  nip: '199001012015032001',
  asn: { jenis: 'PNS', kedudukan: 'Aktif', golongan: 'III/c', pangkat: 'Penata' },
  opd: { id: 'o-1', kode: '2101', nama: 'RSUD Contoh', induk: { id: 'o-2', kode: '2100', nama: 'Dinas Kesehatan' } },
  unit_kerja: { id: 'u-1', kode: '2101-3', nama: 'Bagian Umum' },
  jabatan: {
    id: 'j-1',
    nama: 'Kepala Bagian Umum',
    jenis: 'struktural',
    eselon: 'III.a',
    unit: 'Bagian Umum',
    tmt: '2024-03-01',
  },
  penugasan: [
    {
      jenis: 'PLT',
      jabatan: 'Direktur',
      unit: 'RSUD Contoh',
      mulai: '2026-10-01',
      selesai: '2026-12-31',
      sk: '821/17',
    },
  ],
  peran: ['pembaca', 'penyunting'],
  data_per: '2026-11-22T02:15:30Z',
}

const scopeClaims = {
  openid: ['sub', 'acr', 'amr', 'auth_time'],
  profile: ['name', 'gelar_depan', 'gelar_belakang', 'gender', 'updated_at'],
  email: ['email', 'email_verified'],
  pegawai: ['nip', 'asn', 'data_per'],
  opd: ['opd', 'unit_kerja', 'data_per'],
  jabatan: ['jabatan', 'penugasan', 'data_per'],
  peran: ['peran', 'data_per'],
}

/**
 * A small real OpenID provider on a loopback port, with one client for the relying party at `baseUrl`.
 * @param port 0 draws one
 */
export async function startProvider(baseUrl: string, port = 0): Promise<TestProvider> {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const key = drawKey()
  const grants: string[] = []
  const clientId = 'demo.contoh.test'
  const clientSecret = randomBytes(32).toString('hex')
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${baseUrl}/sso/callback`],
        post_logout_redirect_uris: [`${baseUrl}/`],
        backchannel_logout_uri: `${baseUrl}/sso/backchannel-logout`,
        backchannel_logout_session_required: true,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    claims: scopeClaims,
    cookies: { keys: [randomBytes(32).toString('hex')] },
    jwks: { keys: [key] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          const button = '<button form="op.logoutForm" name="logout" value="yes">Ya, keluar</button>'
          ctx.body = `<!doctype html><title>Keluar</title>${form}${button}`
        },
      },
      backchannelLogout: { enabled: true },
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...state.account.claims }) }),
    issueRefreshToken: () => state.issuesRefreshTokens,
    // No consent page: everything asked for is granted.
    async loadExistingGrant(ctx) {
      const { client, session, params } = ctx.oidc
      const grant = new ctx.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
      grant.addOIDCScope(String(params?.['scope']))
      if (state.withheldScope !== undefined) grant.rejectOIDCScope(state.withheldScope)
      grants.push(await grant.save())
      return grant
    },
    // The library's own guard refuses loopback; here everything is loopback.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
    ttl: {
      AccessToken: () => state.tokenLife,
      IdToken: () => state.tokenLife,
      AuthorizationCode: 60,
      Grant: 3600,
      Interaction: 600,
      RefreshToken: 3600,
      Session: 3600,
    },
  })

  const state: TestProvider = {
    issuer,
    clientId,
    clientSecret,
    account: { sub: 'a7c1', claims: { ...defaultClaims } },
    refuses: false,
    issuesRefreshTokens: true,
    tokenLife: 600,
    tokenRequests: 0,
    provider,
    async sign(payload, options = {}) {
      const signingKey = await importJWK(options.stranger ? { ...drawKey(), kid: key.kid } : key, 'RS256')
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: options.typ ?? 'logout+jwt' })
        .sign(signingKey)
    },
    async endGrants() {
      await Promise.all(grants.map((id) => provider.RefreshToken.revokeByGrantId(id)))
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  const answer = provider.callback()
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    if (req.url === '/token') state.tokenRequests += 1
    if (req.url?.startsWith('/interaction/')) void signIn(state, req, res)
    else void answer(req, res)
  })
  return state
}

async function signIn({ provider, account, refuses }: TestProvider, req: IncomingMessage, res: ServerResponse) {
  const result = refuses ? { error: 'access_denied' } : { login: { accountId: account.sub, amr: ['pwd'] } }
  await provider.interactionFinished(req, res, result)
}

function drawKey(): JWK & { kid: string } {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }
}
