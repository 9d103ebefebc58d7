import fc from 'fast-check'

/** What may stand where a text is expected: written as it is, or made from something real when it is sent. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** One of the real tokens, codes, names and addresses, in whatever place it falls. */
  | { readonly kind: 'real'; readonly pick: number }
  /** A real one cut, doubled or with a letter changed. */
  | { readonly kind: 'damaged'; readonly pick: number; readonly at: number; readonly how: 'cut' | 'change' | 'double' }
  /** A JWT that is signed by a registered key and says odd things. */
  | { readonly kind: 'signed'; readonly claims: Members; readonly header: Members }

type Members = Readonly<Record<string, unknown>>

/** Each of these has been somebody's vulnerability. */
const KNOWN = [
  '', ' ', '\0', 'a\0b', '\r\nSet-Cookie: a=b', '\u202e', '\ufeff', '\u{1f600}', 'e\u0301'.repeat(50),
  'ı', 'ﬀ', '０',
  '%', '%00', '%zz', '%ed%a0%80', '+', '&', '=', ';', ',', '#', '?', '/', '\\', '..', '../../etc/passwd',
  '//evil.example',
  'https://evil.example/', 'javascript:alert(1)', 'data:,x', 'file:///etc/passwd', 'http://127.0.0.1:1/',
  "' OR '1'='1", '"; DROP TABLE pegawai; --', '<script>alert(1)</script>', '{{7*7}}', '${7*7}', '$&', '$1', '*',
  'null', 'undefined', 'NaN', 'true', '0', '-1', '1e999', '9'.repeat(400), '0x10', '1.5', '[object Object]',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '[]', '{}', '[[[[[[[[]]]]]]]]', '{"__proto__":{"a":1}}',
  '{"id_token":null}', '{"id_token":{"acr":{"values":[null]}}}', '{"userinfo":{"sub":{"value":{}}}}', '{"id_token":[]}',
  '{"id_token":{"acr":{"values":"\\ud800"}}}', '{"userinfo":{"name":{"value":"\\u0000"}}}',
  'a'.repeat(3_000), '[{'.repeat(800), '{"a":'.repeat(400), 'openid '.repeat(200), 'e30.e30.e30', '..', 'e30..',
  'a.b.c.d.e',
]

/** Code units one by one: pairs that are none as well, which a URL turns into U+FFFD and JSON lets through. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...KNOWN) },
  { weight: 1, arbitrary: fc.string({ unit, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
)

const base64url = (value: string): string => Buffer.from(value).toString('base64url')

/** Three parts that look like a JWT, of which none need be one. */
const halfJwt = fc.tuple(
  fc.oneof(fc.constantFrom('{"alg":"none"}', '{"alg":"HS256"}', '{"alg":"RS256","kid":"\\u0000"}',
    '{"alg":"ES256","jwk":{}}', '{"alg":"dir","enc":"A128GCM"}', '{"alg":"ES256","crit":["x"]}', 'null', '[]', '{'),
    fc.json()),
  fc.oneof(fc.constantFrom('{}', 'null', '[]', '"x"', '{"aud":null}', '{"iss":{},"sub":[],"exp":"x"}', '{"exp":1e400}'),
    fc.json()),
  fc.constantFrom('', 'AAAA', '%', '='),
).map(([header, payload, signature]) => `${base64url(header)}.${base64url(payload)}.${signature}`)

const CLAIMS = [
  'iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'client_id', 'htm', 'htu', 'ath', 'nonce', 'state', 'scope',
  'redirect_uri', 'response_type', 'response_mode', 'claims', 'acr_values', 'max_age', 'prompt', 'ui_locales',
  'code_challenge', 'code_challenge_method', 'resource', 'login_hint', 'id_token_hint', 'request', 'request_uri',
  '__proto__',
]
const HEADERS = ['typ', 'kid', 'alg', 'jwk', 'crit', 'cty', 'b64']

/** A JSON value with odd texts in it. */
const oddJson = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, [], {}, '\ud800', '\0', ['\0'], { '\0': 1 }, 1e308, -0))
const members = (names: readonly string[], most: number) =>
  fc.array(fc.tuple(fc.constantFrom(...names), oddJson), { maxLength: most }).map((pairs) => Object.fromEntries(pairs))

export const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), text }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('text' as const), text: halfJwt }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('real' as const), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({
    kind: fc.constant('damaged' as const), pick: fc.nat(), at: fc.nat(),
    how: fc.constantFrom('cut', 'change', 'double'),
  }) },
  { weight: 3, arbitrary: fc.record({
    kind: fc.constant('signed' as const), claims: members(CLAIMS, 4), header: members(HEADERS, 1),
  }) },
)

export { text }
