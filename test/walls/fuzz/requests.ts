import fc from 'fast-check'
import { AUTHORIZATION } from '../../../src/doors/authorization.ts'
import { text, type Value, value } from './values.ts'

/** One request: an endpoint as it is used, and what is changed in that. */
export interface Attempt {
  readonly method: string
  /** Pattern of the authorization table, or any path at all. */
  readonly path: string
  /** Which of the parameters that would be right there it begins from; null for none. */
  readonly rightly: number | null
  /** `fitting`: what the endpoint asks for. */
  readonly as: 'fitting' | 'nobody' | 'basic' | 'assertion' | 'bearer' | 'dpop'
  /** Whether the cookies of somebody who is signed in, and in the middle of it, come along. */
  readonly signedIn: boolean
  readonly changes: readonly { readonly name: string; readonly how: 'set' | 'add' | 'drop'; readonly value: Value }[]
  readonly headers: readonly (readonly [name: string, value: Value])[]
  readonly inQuery: boolean
  readonly body: 'form' | 'json' | 'multipart' | 'text' | 'none'
}

const ROWS = Object.keys(AUTHORIZATION).map((key) => key.split(' ') as [method: string, path: string])

const PARAMETERS = [
  'client_id', 'redirect_uri', 'response_type', 'response_mode', 'scope', 'state', 'nonce', 'prompt', 'max_age',
  'acr_values', 'claims', 'claims_locales', 'ui_locales', 'display', 'id_token_hint', 'login_hint',
  'code_challenge', 'code_challenge_method', 'request', 'request_uri', 'resource', 'dpop_jkt', 'registration',
  'grant_type', 'code', 'code_verifier', 'refresh_token', 'client_secret', 'client_assertion',
  'client_assertion_type', 'token', 'token_type_hint', 'access_token', 'username', 'password', 'device_code',
  'subject_token', 'post_logout_redirect_uri', 'logout_hint', 'logout', 'xsrf', 'csrf', 'nip', 'sandi', 'bersama',
  'tampilkan', 'sembunyikan', 'jawaban', 'persetujuan', 'bahasa', 'cari', 'ganti', 'user_code', '__proto__', 'constructor',
]

const HEADERS = [
  'authorization', 'cookie', 'dpop', 'origin', 'referer', 'accept', 'accept-language', 'content-type',
  'content-encoding', 'if-none-match', 'range', 'user-agent', 'sec-fetch-site', 'x-forwarded-for',
  'x-forwarded-proto', 'forwarded', 'access-control-request-method', 'access-control-request-headers',
  'x-http-method-override', 'prefer', 'te', 'upgrade',
]

const PATHS = [...new Set(ROWS.map(([, path]) => path))]

const SUFFIXES = ['[]', '[0]', '[a]', '.a', '[__proto__]', '%00']

const parameter = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PARAMETERS) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...PARAMETERS), fc.constantFrom(...SUFFIXES))
    .map(([name, suffix]) => name + suffix) },
  { weight: 1, arbitrary: text },
)

/** Paths that no table knows: near the real ones, or nowhere. */
const oddPath = fc.oneof(
  fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom('/', '//', '/..', '/.', '%00', '%2f', ';a', '%', '.json'))
    .map(([path, suffix]) => path + suffix),
  fc.constantFrom('*', '//', '///', '/%', '/%2e%2e/', '/aset/', '/aset/%00', '/aset/../package.json',
    '/aset/a.000000000000.css', '/healthz/', '/readyz', '/masuk/', '/masuk/%ff', '/masuk/..%2fkembali',
    '/oidc/auth/%00', '/oidc/auth/__proto__', '/masuk/constructor'),
  text.map((odd) => `/${encodeURIComponent(odd.toWellFormed())}`),
)

const often = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })

export const attempt: fc.Arbitrary<Attempt> = fc.record({
  place: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...ROWS) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'TRACE', 'PROPFIND'), oddPath) },
    { weight: 1, arbitrary: fc.tuple(
      fc.constantFrom('HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST', 'QUERY'), fc.constantFrom(...PATHS)) },
  ),
  rightly: fc.option(fc.nat(), { freq: 6 }),
  as: fc.constantFrom('fitting', 'fitting', 'fitting', 'fitting', 'nobody', 'basic', 'assertion', 'bearer', 'dpop'),
  signedIn: often,
  changes: fc.array(
    fc.record({ name: parameter, how: fc.constantFrom('set', 'set', 'add', 'drop'), value }), { maxLength: 3 }),
  headers: fc.oneof({ weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(fc.tuple(fc.constantFrom(...HEADERS), value), { maxLength: 2 }) }),
  inQuery: often.map((yes) => !yes),
  body: fc.oneof(
    { weight: 6, arbitrary: fc.constant('form') },
    { weight: 1, arbitrary: fc.constantFrom('json', 'multipart', 'text', 'none') }),
}).map(({ place: [method, path], ...rest }) => ({ method, path, ...rest }))
