import { mock } from 'node:test'
import * as client from 'openid-client'
import { Provider } from 'oidc-provider'
import { openHouse } from '../../helpers/house.ts'
import type { Scope } from '../../helpers/scope.ts'
import { listen } from '../../helpers/server.ts'
import { signOut } from '../../logout/support.ts'
import { type Handler, openPlain } from './plain.ts'
import { row, type Rows } from './row.ts'
import { appOf, begin, ours } from './subject.ts'

type Discovery = Readonly<Record<string, unknown>>

async function discoveryOf(issuer: string): Promise<Discovery> {
  return await (await fetch(`${issuer}/.well-known/openid-configuration`)).json() as Discovery
}

const list = (value: unknown): readonly string[] => Array.isArray(value) ? value as string[] : []

/** What discovery tells of the settings that are made once. */
async function settingsOf(issuer: string): Promise<object> {
  const told = await discoveryOf(issuer)
  const algorithms = Object.entries(told).flatMap(([name, value]) => name.includes('signing_alg') ? list(value) : [])
  const isOn = {
    claimsParameter: told['claims_parameter_supported'] === true,
    pushedRequests: 'pushed_authorization_request_endpoint' in told,
    requestObjects: told['request_parameter_supported'] === true,
    jarm: 'authorization_signing_alg_values_supported' in told,
    dpop: 'dpop_signing_alg_values_supported' in told,
    revocation: 'revocation_endpoint' in told,
    introspection: 'introspection_endpoint' in told,
    jwtIntrospection: 'introspection_signing_alg_values_supported' in told,
    jwtUserinfo: 'userinfo_signing_alg_values_supported' in told,
    encryption: 'id_token_encryption_alg_values_supported' in told,
    rpInitiatedLogout: 'end_session_endpoint' in told,
    backchannelLogout: told['backchannel_logout_supported'] === true,
    clientCredentials: list(told['grant_types_supported']).includes('client_credentials'),
  }
  return {
    responseTypes: list(told['response_types_supported']).toSorted(),
    sharedOrNoKeys: algorithms.some((one) => one === 'none' || one.startsWith('HS')),
    developersPages: (await fetch(`${issuer}/interaction/x`)).status !== 404,
    off: Object.entries(isOn).filter(([, on]) => !on).map(([name]) => name),
  }
}

const METHODS = ['log', 'info', 'warn', 'error'] as const

/** What anybody prints or warns of while something is done. */
async function saidDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  const said: string[] = []
  const silenced = METHODS.map((method) => mock.method(console, method, (...words: unknown[]) => { said.push(words.join(' ')) }))
  const warned = (warning: Error): unknown => said.push(warning.message)
  process.on('warning', warned)
  try {
    await work()
  } finally {
    process.off('warning', warned)
    for (const one of silenced) one.mock.restore()
  }
  return said
}

/** Words of the library for what nobody may run. */
const COMPLAINTS = {
  storage: 'in-memory adapter', keys: 'development-only signing keys', interactions: 'devInteractions', defaults: 'SHOULD change it',
}

const complaintsIn = (said: readonly string[]): object => Object.fromEntries(
  Object.entries(COMPLAINTS).map(([name, words]) => [name, said.some((one) => one.includes(words))]))

/** A provider as on its first day: an address, and nothing set. */
async function openUntouched(scope: Scope): Promise<{ issuer: string; said: readonly string[] }> {
  let handle: Handler = (_request, response) => response.destroy()
  const issuer = await listen(scope, (request, response) => handle(request, response))
  const said = await saidDuring(async () => {
    handle = new Provider(issuer).callback()
    // The page that it shows to developers, and only there says so.
    await fetch(`${issuer}/interaction/x`)
  })
  return { issuer, said }
}

/** What the library does not have, wherever discovery would tell of it. */
async function lacking(issuer: string): Promise<object> {
  const told = await discoveryOf(issuer)
  return {
    frontChannelLogout: 'frontchannel_logout_supported' in told,
    sessionIframe: 'check_session_iframe' in told,
    tokenExchange: list(told['grant_types_supported']).includes(TOKEN_EXCHANGE),
  }
}
const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'

/** A promise in discovery that nobody keeps. */
function promises(provider: Provider): Handler {
  provider.registerGrantType(TOKEN_EXCHANGE, () => undefined)
  return provider.callback()
}

export const settings: Rows = {
  // Declared first: the library says most things once a process.
  'warnings at start are failures': row({
    async ours(t) {
      const said = await saidDuring(async () => {
        const house = await openHouse(t, { template: 'penuh' })
        const subject = await ours(house)
        const { jar, tokens } = await begin(subject)
        await client.tokenIntrospection(appOf(subject).config, tokens.access_token)
        await signOut(jar, house.issuer)
      })
      t.deepEqual(said, [])
      return complaintsIn(said)
    },
    behaves: { storage: false, keys: false, interactions: false, defaults: false },
    async plain(t) {
      const { said } = await openUntouched(t)
      const more = await saidDuring(async () => {
        const plain = await openPlain(t)
        const { jar } = await begin(plain)
        await signOut(jar, plain.issuer)
      })
      return complaintsIn([...said, ...more])
    },
    misbehaves: { storage: true, keys: true, interactions: true, defaults: true },
  }),
  'settings to make once': row({
    ours: (_t, { issuer }) => settingsOf(issuer),
    behaves: {
      responseTypes: ['code', 'none'], sharedOrNoKeys: false, developersPages: false, off: [],
    },
    plain: async (t) => settingsOf((await openUntouched(t)).issuer),
    misbehaves: {
      responseTypes: ['code', 'code id_token', 'id_token', 'none'], sharedOrNoKeys: true, developersPages: true,
      off: [
        'claimsParameter', 'requestObjects', 'jarm', 'revocation', 'introspection', 'jwtIntrospection', 'jwtUserinfo',
        'encryption', 'backchannelLogout', 'clientCredentials',
      ],
    },
  }),
  'not in the library': row({
    ours: (_t, { issuer }) => lacking(issuer),
    behaves: { frontChannelLogout: false, sessionIframe: false, tokenExchange: false },
    bare: async (t) => lacking((await openUntouched(t)).issuer),
    // An embedder may add to discovery what he likes.
    plain: async (t) => lacking((await openPlain(t, {
      configuration: { discovery: { frontchannel_logout_supported: true, check_session_iframe: 'http://localhost:9' } },
      around: promises,
    })).issuer),
    misbehaves: { frontChannelLogout: true, sessionIframe: true, tokenExchange: true },
  }),
}
