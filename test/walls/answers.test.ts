import test, { type ExecutionContext } from 'ava'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { openHouse } from '../helpers/house.ts'
import { fileScope } from '../helpers/scope.ts'
import type { Answer } from '../http/ask.ts'
import type { Attempt } from './fuzz/requests.ts'
import { send } from './fuzz/send.ts'
import { openStage, type Stage } from './fuzz/stage.ts'
import { staffStatuses } from './staff.ts'

// Every row of the authorization table, asked rightly by somebody who is signed in, and by a stranger: what each answer
// says to the browser beside its content.

const file = fileScope(test)
let stage: Stage

test.before(async () => {
  stage = await openStage(await openHouse(file, { template: 'penuh', overrides: { production: true } }))
})

/** Which answer each row gives to whoever asks rightly. A row that is not here fails. */
const STATUSES: Readonly<Record<string, number>> = {
  'GET /': 200, 'POST /keluar': 303, 'GET /bantuan': 200, 'GET /privasi': 200, 'GET /pesan': 404, 'GET /masuk/kembali': 303,
  'GET /panduan/pengembang': 200, 'GET /panduan/klaim': 200, 'GET /panduan/klaim/v1.json': 200,
  'GET /akun': 200, 'GET /akun/koreksi': 200, 'POST /akun/koreksi': 303, 'GET /akun/sandi': 200, 'POST /akun/sandi': 400,
  'GET /akun/faktor': 200, 'GET /akun/faktor/kode': 303, 'POST /akun/faktor/kode': 303, 'POST /akun/faktor/totp': 303,
  'GET /akun/faktor/totp/:id': 303, 'POST /akun/faktor/totp/:id': 403, 'GET /akun/faktor/:id/hapus': 404,
  'POST /akun/faktor/:id/hapus': 403, 'GET /akun/faktor/:id/nama': 404, 'POST /akun/faktor/:id/nama': 403,
  'GET /akun/faktor/passkey': 200, 'POST /akun/faktor/passkey': 400, 'POST /akun/faktor/passkey/opsi': 200,
  'POST /masuk/:uid/passkey': 400, 'POST /masuk/:uid/passkey/opsi': 200,
  ...Object.fromEntries(['faktor/passkey', 'faktor/passkey/opsi', 'daftar-passkey', 'daftar-passkey/opsi', 'daftar-passkey/tanpa']
    .map((one) => [`POST /masuk/:uid/${one}`, 303])),
  'GET /akun/perangkat': 200, 'POST /akun/perangkat': 303, 'GET /akun/sesi': 200, 'POST /akun/sesi': 303,
  'GET /akun/pilihan': 200, 'POST /akun/pilihan': 303, 'GET /akun/riwayat': 200, 'GET /akun/data': 200, 'GET /akun/data/unduh': 200,
  'GET /setel-ulang/:tautan': 404, 'POST /setel-ulang/:tautan': 404,
  'GET /lupa/:tautan': 404, 'POST /lupa/:tautan': 404,
  'GET /bukan-saya/:tautan': 404, 'POST /bukan-saya/:tautan': 404,
  'GET /kontak/:tautan': 200, 'POST /kontak/:tautan': 303,
  'GET /masuk/:uid': 200, 'POST /masuk/:uid': 400, 'POST /masuk/:uid/kembali': 303, 'POST /masuk/:uid/ganti': 303,
  'POST /masuk/:uid/persetujuan': 303,
  'POST /masuk/:uid/faktor': 303, 'POST /masuk/:uid/faktor/pemulihan': 303,
  'POST /masuk/:uid/faktor/izin': 303, 'POST /masuk/:uid/faktor/kirim': 303, 'POST /masuk/:uid/faktor/pesan': 303, 'POST /masuk/:uid/ingatkan': 303, 'POST /masuk/:uid/ganti-sandi': 303,
  'GET /bantuan/pembantu': 200, 'GET /aktivasi': 200, 'POST /aktivasi': 303, 'POST /masuk/:uid/aktivasi': 303, 'POST /masuk/:uid/bukan-saya': 303,
  ...Object.fromEntries(['nomor', 'surat', 'kode', 'ulang', 'benar', 'salah', 'pindah', 'pemberitahuan', 'sandi'].map((one) => (
    [`POST /masuk/:uid/aktivasi/${one}`, 303]))),
  'POST /masuk/:uid/reset': 303,
  ...Object.fromEntries(['nomor', 'kode', 'ulang', 'sandi'].map((one) => [`POST /masuk/:uid/reset/${one}`, 303])),
  'POST /masuk/:uid/daftar-faktor': 303, 'POST /masuk/:uid/kartu': 303, 'POST /masuk/:uid/kartu/selesai': 303,
  'POST /api/v1/kepegawaian/peristiwa': 401,
  'GET /.well-known/openid-configuration': 200, 'OPTIONS /.well-known/openid-configuration': 404,
  'GET /.well-known/oauth-authorization-server': 200, 'OPTIONS /.well-known/oauth-authorization-server': 404,
  'GET /oidc/jwks': 200, 'OPTIONS /oidc/jwks': 404, 'GET /oidc/auth': 303, 'POST /oidc/auth': 303,
  'GET /oidc/auth/:uid': 303, 'POST /oidc/request': 400, 'OPTIONS /oidc/request': 404, 'POST /oidc/token': 200,
  'OPTIONS /oidc/token': 404, 'GET /oidc/me': 200, 'POST /oidc/me': 200, 'OPTIONS /oidc/me': 404,
  'POST /oidc/token/revocation': 200, 'OPTIONS /oidc/token/revocation': 404, 'POST /oidc/token/introspection': 200,
  'OPTIONS /oidc/token/introspection': 404, 'GET /oidc/session/end': 200, 'POST /oidc/session/end': 303,
  'POST /oidc/session/end/confirm': 303, 'GET /oidc/session/end/success': 200, ...staffStatuses(),
}

/** What everybody may keep: nothing in it is about anybody. */
const PUBLISHED = new Set([
  'GET /.well-known/openid-configuration', 'GET /.well-known/oauth-authorization-server', 'GET /oidc/jwks',
  'GET /panduan/klaim/v1.json',
])

const rightly = (key: string, way: number): Attempt => {
  const [method = '', path = ''] = key.split(' ')
  return {
    method, path, rightly: way, as: 'fitting', signedIn: true, changes: [], headers: [], inQuery: false, body: 'form',
  }
}

/** No script but the library's own by its hash, and ours on the pages of passkeys; forms lead to ourselves and one application. */
const ALLOWED = new RegExp([
  "^default-src 'none'", "script-src(?: 'self'| 'sha256-[\\w+/=]+')?", "style-src 'self'", "img-src 'self'",
  "connect-src 'self'", "base-uri 'none'", "form-action 'self'(?: https?://[a-z0-9.:]+)?", "frame-ancestors 'none'$",
].join(';'))

/** Rows one of whose pages asks the browser for a passkey. */
const SCRIPTED = [' /masuk/:uid', ' /masuk/:uid/passkey', '/faktor/passkey', '/daftar-passkey']

type Told = Pick<Answer, 'status' | 'headers'>

function assertGuarded(t: ExecutionContext, { status, headers }: Told, key: string, name: string): void {
  const of = `${name}, ${status}`
  t.regex(String(headers['content-security-policy']), ALLOWED, of)
  const mayRun = SCRIPTED.some((one) => key.endsWith(one))
  t.true(mayRun || !/script-src 'self'/.test(String(headers['content-security-policy'])), of)
  t.like(headers, {
    'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  }, of)
  for (const tells of ['server', 'x-powered-by', 'via', 'x-runtime']) t.false(tells in headers, `${of} ${tells}`)
  const preflight = key.startsWith('OPTIONS ')
  if (!PUBLISHED.has(key) && !preflight) t.regex(headers['cache-control'] ?? 'none', /no-store/, of)
}

test('each row of the table is looked at', (t) => {
  t.deepEqual(Object.keys(STATUSES).toSorted(), Object.keys(AUTHORIZATION).toSorted())
})

for (const key of Object.keys(AUTHORIZATION)) {
  test.serial(`what stands on the answers of ${key}`, async (t) => {
    await stage.renew()
    const ways = stage.now.fields[key.split(' ')[1] ?? ''] ?? [{}]
    for (const way of ways.keys()) {
      const answer = await send(stage, rightly(key, way))
      if (way === 0) t.is(answer.status, STATUSES[key] ?? 0, 'asked rightly')
      assertGuarded(t, answer, key, `asked rightly, way ${way}`)
    }
    const stranger: Attempt = { ...rightly(key, 0), rightly: null, as: 'nobody', signedIn: false }
    assertGuarded(t, await send(stage, stranger), key, 'a stranger')
    const json = { kind: 'text', text: 'application/json' } as const
    assertGuarded(t, await send(stage, { ...stranger, headers: [['accept', json]] }), key, 'a program')
    const elsewhere = { kind: 'text', text: 'cross-site' } as const
    const foreign: Attempt = { ...rightly(key, 0), headers: [['sec-fetch-site', elsewhere]] }
    assertGuarded(t, await send(stage, foreign), key, 'another site')
    const zipped = { kind: 'text', text: 'gzip' } as const
    assertGuarded(t, await send(stage, { ...stranger, headers: [['content-encoding', zipped]] }), key, 'a zipped body')
    for (const method of ['PUT', 'HEAD']) assertGuarded(t, await send(stage, { ...stranger, method }), key, method)
  })
}
