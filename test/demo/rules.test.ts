import test from 'ava'
import * as oidc from 'openid-client'
import { describeClaims, describeValue } from '../../demo/claims.rules.ts'
import { readEnvironment } from '../../demo/environment.rules.ts'
import { ExpiringMap } from '../../demo/expiring-map.ts'
import { formToken, isFormToken, isOwnOrigin } from '../../demo/form.rules.ts'
import { endsSession, explain } from '../../demo/problem.rules.ts'
import { ProviderError } from '../../demo/provider-error.ts'
import { describeDay, describeInstant } from '../../demo/time.rules.ts'
import type { Shown } from '../../demo/claims.rules.ts'

test('instants are told in WIB, also across midnight', (t) => {
  t.is(describeInstant(1_795_313_730), '22 November 2026 pukul 09.15.30 WIB')
  t.is(describeInstant('2026-12-31T17:00:00Z'), '1 Januari 2027 pukul 00.00.00 WIB')
  for (const nothing of ['kemarin', '', undefined, null, {}, NaN]) t.is(describeInstant(nothing), undefined)
})

test('days are told as they stand', (t) => {
  t.is(describeDay('2024-03-01'), '1 Maret 2024')
  for (const nothing of ['2024-13-01', '01-03-2024', '2024-03-01T00:00:00Z', 20240301, undefined]) {
    t.is(describeDay(nothing), undefined)
  }
})

test('values of every shape are told', (t) => {
  const text = (words: string, note?: string): Shown => ({ kind: 'text', text: words, note })
  const cases: [string, unknown, Shown][] = [
    ['email_verified', true, text('ya')],
    ['email_verified', false, text('tidak')],
    ['email', null, text('(kosong)')],
    ['peran', [], { kind: 'text', text: '(tidak ada)' }],
    ['opd', {}, { kind: 'text', text: '(tidak ada)' }],
    ['nip', '199001012015032001', text('19900101 201503 2 001')],
    ['nip', '1990', text('1990')],
    ['nomor', 7, text('7')],
    ['acr', 'urn:bantenprov:acr:mfa', text('urn:bantenprov:acr:mfa', 'kata sandi dan faktor kedua')],
    ['acr', 'constructor', text('constructor')],
    ['constructor', 'x', text('x')],
    ['exp', 'bukan waktu', text('bukan waktu')],
    ['amr', ['pwd', 'x'], { kind: 'list', items: [{ value: text('pwd', 'kata sandi') }, { value: text('x') }] }],
    [
      'opd',
      { nama: 'A', lain: { id: 1 } },
      {
        kind: 'list',
        items: [
          { label: 'Nama', value: text('A') },
          { label: 'lain', value: { kind: 'list', items: [{ label: 'ID', value: text('1') }] } },
        ],
      },
    ],
  ]
  for (const [name, value, shown] of cases) {
    t.deepEqual(describeValue(name, value), shown, `${name} ${JSON.stringify(value)}`)
  }
})

test('claims come in reading order, unknown ones last', (t) => {
  const rows = describeClaims({ baru: 1, sub: 's', constructor: 'x', name: 'N' })
  t.deepEqual(rows.map(({ name, scope }) => [name, scope]), [
    ['name', 'profile'],
    ['sub', 'openid'],
    ['baru', 'tidak diketahui'],
    ['constructor', 'tidak diketahui'],
  ])
})

test('a form token belongs to its session and key', (t) => {
  const token = formToken('kunci', 'sesi')
  t.true(isFormToken(token, 'kunci', 'sesi'))
  for (const wrong of [formToken('kunci', 'lain'), formToken('lain', 'sesi'), '', 'x'.repeat(43), undefined, [token]]) {
    t.false(isFormToken(wrong, 'kunci', 'sesi'))
  }
})

test('a form may come from this origin only', (t) => {
  const own = 'http://localhost:3001'
  const cases: [{ origin?: string; site?: string }, boolean][] = [
    [{ origin: own, site: 'same-origin' }, true],
    [{ origin: own }, true],
    [{}, true],
    [{ site: 'same-origin' }, true],
    [{ origin: '', site: '' }, true],
    [{ origin: 'http://localhost:3000', site: 'same-site' }, false],
    [{ origin: 'null' }, false],
    [{ site: 'cross-site' }, false],
    [{ site: 'same-site' }, false],
    [{ site: 'none' }, false],
    [{ origin: `${own}.jahat.test` }, false],
  ]
  for (const [headers, allowed] of cases) t.is(isOwnOrigin(headers, own), allowed, JSON.stringify(headers))
})

test('memory forgets after a life, and makes room by age', (t) => {
  let now = 0
  const map = new ExpiringMap<number>(2, 100, () => now)
  map.set('a', 1)
  now = 50
  map.set('b', 2)
  t.deepEqual([map.find('a'), map.find('b')], [1, 2])
  map.set('a', 3)
  map.set('c', 4)
  t.deepEqual([map.find('a'), map.find('b'), map.find('c')], [3, undefined, 4], 'b was the oldest')
  t.is(map.take('c'), 4)
  t.is(map.take('c'), undefined)
  now = 150
  t.is(map.find('a'), undefined)
  map.set('d', 5)
  map.set('e', 6)
  t.is(map.deleteWhere((value) => value > 5), 1)
  t.deepEqual([map.find('d'), map.find('e')], [5, undefined])
  now = 250
  t.is(map.deleteWhere(() => true), 0, 'what is over is not counted')
})

test('the environment is read whole, or refused with every mistake in one sentence', (t) => {
  const good = { DEMO_ISSUER: 'http://localhost:3000', DEMO_CLIENT_ID: 'a', DEMO_CLIENT_SECRET: 'b' }
  t.deepEqual(readEnvironment(good), {
    host: '127.0.0.1',
    port: 3001,
    settings: { issuer: good.DEMO_ISSUER, clientId: 'a', clientSecret: 'b', baseUrl: 'http://localhost:3001' },
  })
  t.is(readEnvironment({ ...good, DEMO_PORT: '4000' }).settings.baseUrl, 'http://localhost:4000')
  const message = t.throws(() => readEnvironment({ DEMO_ISSUER: 'localhost:3000', DEMO_PORT: '0' })).message
  t.is(
    message,
    'The demo application cannot start: DEMO_ISSUER is no http(s) address, DEMO_CLIENT_ID is missing, ' +
      'DEMO_CLIENT_SECRET is missing, DEMO_PORT is no port number.',
  )
})

test('each failure of the provider has its page', (t) => {
  const redirected = (error: string) =>
    new oidc.AuthorizationResponseError('x', { cause: new URLSearchParams({ error }) })
  const answered = (error: string, status: number) =>
    new oidc.ResponseBodyError('x', { cause: { error }, response: new Response(null, { status }) })
  const challenged = new oidc.WWWAuthenticateChallengeError('x', {
    cause: [],
    response: new Response(null, { status: 401 }),
  })
  const coded = (code: string) => Object.assign(new oidc.ClientError('x'), { code })
  const unmet = 'unmet_authentication_requirements'
  const network = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })
  const cases: [ProviderError['stage'], unknown, number, RegExp, string | undefined][] = [
    ['discovery', network, 502, /tidak dapat dihubungi/, 'ECONNREFUSED'],
    ['discovery', coded('OAUTH_PARSE_ERROR'), 502, /tidak dapat dihubungi/, 'OAUTH_PARSE_ERROR'],
    ['code', redirected('access_denied'), 400, /Anda tidak masuk/, 'access_denied'],
    ['code', redirected('login_required'), 400, /belum masuk/, 'login_required'],
    ['code', redirected(unmet), 400, /belum cukup kuat/, unmet],
    ['code', redirected('temporarily_unavailable'), 502, /tidak dapat dihubungi/, 'temporarily_unavailable'],
    ['code', redirected('invalid_scope'), 502, /tidak cocok/, 'invalid_scope'],
    ['code', redirected('constructor'), 502, /tidak cocok/, 'constructor'],
    ['code', redirected('<b>'), 502, /tidak cocok/, undefined],
    ['code', answered('invalid_grant', 400), 400, /tidak dikenal/, 'invalid_grant'],
    ['code', answered('unauthorized_client', 400), 502, /tidak cocok/, 'unauthorized_client'],
    ['code', answered('server_error', 500), 502, /tidak dapat dihubungi/, 'server_error'],
    ['code', challenged, 502, /tidak cocok/, 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'],
    ['code', coded('OAUTH_TIMEOUT'), 502, /tidak dapat dihubungi/, 'OAUTH_TIMEOUT'],
    ['code', coded('OAUTH_PARSE_ERROR'), 502, /tidak dapat dipercaya/, 'OAUTH_PARSE_ERROR'],
    ['refresh', answered('invalid_grant', 400), 400, /sudah berakhir/, 'invalid_grant'],
    ['refresh', new Error('names another person'), 502, /tidak dapat dipercaya/, undefined],
    ['userinfo', challenged, 400, /sudah berakhir/, 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'],
    ['userinfo', network, 502, /tidak dapat dihubungi/, 'ECONNREFUSED'],
  ]
  for (const [stage, cause, status, title, code] of cases) {
    const error = new ProviderError(stage, cause)
    const page = explain(error)
    t.is(page.status, status, `${stage} ${String(cause)}`)
    t.regex(page.title, title)
    t.is(page.code, code)
    t.is(endsSession(error), /sudah berakhir/.test(page.title))
  }
})
