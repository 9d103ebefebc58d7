import { createHash } from 'node:crypto'
import type { Scope } from '../helpers/scope.ts'
import { actionOf, hiddenFields } from '../helpers/journey.ts'
import { Browser, Connections, type Page } from './browser.ts'
import { type Parties, type Party, REDIRECT_URI, SCOPE } from './parties.ts'

/** Room for a storm beside what is measured. */
const SOCKETS = 64

/** What is kept of each kind: enough for a batch, and fresh, because the library's memory adapter forgets the oldest. */
const KEPT = { browsers: 24, accessTokens: 100, refreshTokens: 500 }

/** Adds one; the oldest goes when there are more than so many. */
function keep<T>(list: T[], value: T, most: number): void {
  list.push(value)
  if (list.length > most) list.shift()
}

// The same for every request: drawing them anew would be the client's work and nobody else's.
const VERIFIER = 'a-verifier-that-is-long-enough-for-rfc-7636-and-always-the-same'
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')

const basic = ({ id, secret }: Party): string => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

/** @throws Error with what came instead */
function expectStatus(page: Page, status: number, what: string): Page {
  if (page.status !== status) throw new Error(`${what}: ${page.status} ${page.headers.location ?? page.body.slice(0, 300)}`)
  return page
}

function codeOf(page: Page): string {
  const { location } = expectStatus(page, 303, 'the way back to the application').headers
  const code = new URL(location ?? '', REDIRECT_URI).searchParams.get('code')
  if (code === null) throw new Error(`no code in ${location}`)
  return code
}

/** People and applications at one side: each act is a whole operation, and leaves what the next kind of act needs. */
export class Visitor {
  readonly #connections: Connections
  readonly #parties: Parties
  readonly #authorization: string
  readonly #browsers: Browser[] = []
  /** Of each person, what his computer remembers: it is not new to him at the second sign-in. */
  readonly #devices = new Map<string, Map<string, string>>()
  readonly #codes: string[] = []
  readonly #refreshTokens: string[] = []
  readonly #accessTokens: string[] = []

  constructor(scope: Scope, origin: string, parties: Parties) {
    this.#connections = new Connections(origin, SOCKETS)
    scope.teardown(() => this.#connections.close())
    this.#parties = parties
    this.#authorization = `/oidc/auth?${new URLSearchParams({
      client_id: parties.app.id, redirect_uri: REDIRECT_URI, response_type: 'code', scope: SCOPE, state: 'keadaan',
      nonce: 'sekali', code_challenge: CHALLENGE, code_challenge_method: 'S256',
    }).toString()}`
  }

  /** From GET /auth without a cookie through page and password to the redirect with the code (decision 11). */
  async signIn(index: number): Promise<void> {
    const person = this.#parties.people[index % this.#parties.people.length]
    const device = this.#devices.get(person?.nip ?? '') ?? new Map<string, string>()
    this.#devices.set(person?.nip ?? '', device)
    const browser = new Browser(this.#connections, device)
    const page = expectStatus(await browser.follow(this.#authorization), 200, 'the sign-in page')
    const form = { ...hiddenFields(page.body), nip: person?.nip ?? '', sandi: person?.password ?? '' }
    this.#codes.push(codeOf(await browser.follow(actionOf(page.body), { form })))
    keep(this.#browsers, browser, KEPT.browsers)
  }

  async silentSignIn(index: number): Promise<void> {
    const browser = this.#browsers[index % this.#browsers.length]
    if (!browser) throw new Error('nobody is signed in')
    this.#codes.push(codeOf(await browser.follow(this.#authorization)))
  }

  /** Of the newest code: older ones may be forgotten. */
  async exchange(): Promise<void> {
    this.#keepTokens(await this.#token(this.#parties.app, {
      grant_type: 'authorization_code', code: this.#redeem(this.#codes.pop()), redirect_uri: REDIRECT_URI, code_verifier: VERIFIER,
    }))
  }

  async refresh(): Promise<void> {
    const token = this.#redeem(this.#refreshTokens.shift())
    this.#keepTokens(await this.#token(this.#parties.app, { grant_type: 'refresh_token', refresh_token: token }))
  }

  async userinfo(index: number): Promise<void> {
    const headers = { authorization: `Bearer ${this.#accessToken(index)}` }
    expectStatus(await this.#connections.ask('/oidc/me', { headers }), 200, 'userinfo')
  }

  async introspection(index: number): Promise<void> {
    const page = await this.#connections.ask('/oidc/token/introspection', {
      headers: { authorization: basic(this.#parties.app) }, form: { token: this.#accessToken(index) },
    })
    if (!expectStatus(page, 200, 'introspection').body.includes('"active":true')) throw new Error(`introspection: ${page.body}`)
  }

  async clientCredentials(): Promise<void> {
    await this.#token(this.#parties.machine, { grant_type: 'client_credentials' })
  }

  async discovery(): Promise<void> {
    expectStatus(await this.#connections.ask('/.well-known/openid-configuration'), 200, 'discovery')
  }

  async jwks(): Promise<void> {
    expectStatus(await this.#connections.ask('/oidc/jwks'), 200, 'jwks')
  }

  /** What is still unredeemed: too old for what comes later, by its own life or by the memory adapter's. */
  forget(): void {
    this.#codes.length = 0
    this.#refreshTokens.length = 0
  }

  async #token(party: Party, form: Record<string, string>): Promise<Page> {
    const page = await this.#connections.ask('/oidc/token', { headers: { authorization: basic(party) }, form })
    return expectStatus(page, 200, form['grant_type'] ?? '')
  }

  #keepTokens({ body }: Page): void {
    const tokens = JSON.parse(body) as { access_token: string; refresh_token: string }
    keep(this.#refreshTokens, tokens.refresh_token, KEPT.refreshTokens)
    keep(this.#accessTokens, tokens.access_token, KEPT.accessTokens)
  }

  #accessToken(index: number): string {
    const token = this.#accessTokens[index % this.#accessTokens.length]
    if (token === undefined) throw new Error('no access token is left')
    return token
  }

  #redeem(value: string | undefined): string {
    if (value === undefined) throw new Error('nothing is left to redeem')
    return value
  }
}
