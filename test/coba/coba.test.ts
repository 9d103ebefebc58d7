import test from 'ava'
import { addClient, issueSecret } from '../../src/domain/clients/index.ts'
import { LANGKAH } from '../../src/domain/clients/coba/catatan.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { opdClient } from '../helpers/klien.ts'
import { opdOfTable } from '../helpers/opd.ts'
import { fileScope } from '../helpers/scope.ts'
import { appKey, jwksOf } from '../oidc/features/support.ts'
import { begin, openCoba, textOf, toWayBack } from './support.ts'

// A developer tries a sign-in with a client of his own OPD, and reads every step of it.

const file = fileScope(test)
let house: House
let own = ''
test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  own = await opdClient(house.db)
})

const addOwn = async (more: object): Promise<string> => {
  const id = `coba-${newId()}`
  await addClient(house.db.app, house.clock, JSON.parse(JSON.stringify({
    client_id: id, client_name: 'Percobaan', opd: await opdOfTable(house, own), testers: 'semua',
    redirect_uris: ['http://localhost:9/kembali'], scope: 'openid profile pegawai', grant_types: ['authorization_code', 'refresh_token'], ...more,
  })), { demo: true })
  await house.heard()
  return id
}

async function tryOut(clientId: string) {
  const desk = await openCoba(house, clientId)
  const { page, request } = await begin(house, desk, clientId)
  const back = await toWayBack(desk.jar, request)
  const answer = await desk.jar.follow(back)
  const step = async (kunci: string) => textOf(await (await desk.jar.fetch(`${page}/${kunci}`)).text())
  return { desk, page, request, back, answer, step }
}

test('a whole sign-in, read step by step; the values that somebody could use are cut', async (t) => {
  const { page, back, answer, step } = await tryOut(own)
  t.is(answer.url, page)
  t.regex(await answer.text(), /masuk berhasil dicoba/)
  const texts = await Promise.all(LANGKAH.map(step))
  const [temukan = '', minta = '', kembali = '', tukar = '', idToken = '', pengguna = '', segar = '', cabut = '', keluar = ''] = texts
  t.true(temukan.includes(`issuer ${house.issuer}`))
  for (const name of ['client_id', 'state', 'nonce', 'code_challenge', 'redirect_uri']) t.true(minta.includes(name), name)
  t.regex(kembali, /code \S{6}… \(\d+ karakter, dipotong\)/)
  t.regex(tukar, /Authorization Basic … .* HTTP 200|HTTP 200.*Authorization Basic …/)
  t.regex(idToken, /Tanda tangan cocok dengan kunci .* dari jwks_uri/)
  for (const name of ['iss', 'aud', 'exp', 'nonce', 'sub', 'acr', 'amr', 'sid']) t.true(idToken.includes(` ${name} `), name)
  t.regex(pengguna, /HTTP 200[\s\S]* sub /)
  t.regex(segar, /Berhasil.*HTTP 200/)
  t.regex(cabut, /Semua token percobaan ini dicabut; \/oidc\/me sekarang menjawab 401/)
  t.regex(keluar, /id_token_hint/)
  const code = back.searchParams.get('code') ?? '?'
  for (const text of texts) {
    t.false(text.includes(code))
    t.notRegex(text, /eyJ[\w-]{20}/, 'no token')
  }
})

test('nothing that was given lives, and nobody has entered the application', async (t) => {
  const id = await addOwn({})
  await tryOut(id)
  const rows = async (table: string) => (await house.db.owner.knex(table).where({ client_id: id })).length
  for (const table of ['oidc_access_token', 'oidc_refresh_token', 'oidc_authorization_code', 'pelepasan_klaim']) t.is(await rows(table), 0, table)
  t.is((await house.db.owner.knex('client').where({ client_id: id }).first<{ masuk_terakhir: string | null }>('masuk_terakhir'))?.masuk_terakhir, null)
  const kinds = (await house.db.owner.knex('audit_event').where({ client_id: id }).select<{ kind: string }[]>('kind')).map(({ kind }) => kind)
  t.true(kinds.includes('klien.dicoba'))
  t.false(kinds.includes('aplikasi.dimasuki'))
})

for (const [title, more] of [
  ['with its secret in the form', { token_endpoint_auth_method: 'client_secret_post' }],
  ['without a secret', { token_endpoint_auth_method: 'none' }],
  ['without refresh tokens', { grant_types: ['authorization_code'] }],
  ['that has its userinfo signed', { userinfo_signed_response_alg: 'RS256' }],
] as const) {
  test(`a client ${title} is tried as it is registered`, async (t) => {
    t.regex(await (await tryOut(await addOwn(more))).answer.text(), /masuk berhasil dicoba/)
  })
}

test('a client with a key of its own is tried without that key, and the page says what the application does instead', async (t) => {
  const { answer, step } = await tryOut(await addOwn({ token_endpoint_auth_method: 'private_key_jwt', jwks: jwksOf(await appKey()) }))
  t.regex(await answer.text(), /masuk berhasil dicoba/)
  t.regex(await step('tukar'), /client_assertion: JWT yang ditandatangani kunci pribadinya/)
})

test('an encrypted ID token is said to be closed to us', async (t) => {
  const key = await appKey('RSA-OAEP-256', 'enc')
  const { answer, step } = await tryOut(await addOwn({
    jwks: jwksOf(key), id_token_encrypted_response_alg: 'RSA-OAEP-256', id_token_encrypted_response_enc: 'A256GCM',
  }))
  t.regex(await answer.text(), /masuk berhasil dicoba/)
  t.regex(await step('id-token'), /kami tidak dapat membukanya/)
})

for (const [title, more, words] of [
  ['a program', { redirect_uris: [], response_types: [], grant_types: ['client_credentials'], host: 'mesin.bantenprov.go.id', scope: undefined,
    resources: { 'https://api.bantenprov.go.id': ['kepegawaian:baca'] } }, /program tanpa pengguna/],
  ['a client with DPoP', { dpop_bound_access_tokens: true }, /mendaftarkan DPoP/],
] as const) {
  test(`${title} cannot be tried from here, and the page says why`, async (t) => {
    const id = await addOwn(more)
    const { html, jar, csrf } = await openCoba(house, id)
    t.regex(textOf(html), words)
    t.notRegex(html, /Mulai percobaan/)
    t.is((await jar.fetch(`${house.issuer}/pengembang/klien/${id}/coba`, {
      method: 'POST', body: new URLSearchParams({ csrf }), headers: { 'sec-fetch-site': 'same-origin' },
    })).status, 400, 'nor by a form of another page')
  })
}

test('whoever may not enter reads it, first on the page of the refusal and then in the try-out', async (t) => {
  const id = `tertutup-${newId()}`
  await addClient(house.db.app, house.clock, {
    client_id: id, client_name: 'Tertutup', opd: await opdOfTable(house, own), testers: [], redirect_uris: ['http://localhost:9/kembali'],
  }, { demo: true })
  await house.heard()
  const desk = await openCoba(house, id)
  const { page, request } = await begin(house, desk, id)
  const refused = await desk.jar.follow(request)
  t.is(refused.status, 403)
  const html = await refused.text()
  const [, action = ''] = /<form[^>]*action="([^"]*\/kembali)"/.exec(html) ?? []
  const answer = await desk.jar.follow(new URL(action, house.issuer), {
    init: { method: 'POST', body: new URLSearchParams(Object.fromEntries([...html.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))),
      headers: { 'sec-fetch-site': 'same-origin' } },
  })
  t.is(answer.url, page)
  t.regex(await answer.text(), /percobaan gagal/)
  t.regex(textOf(await (await desk.jar.fetch(`${page}/kembali`)).text()), /access_denied.*|Aturan masuk klien ini berlaku juga bagi pengembangnya/)
})

test('the secret of the application is neither needed nor shown', async (t) => {
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, own)
  await house.db.owner.query({ text: 'UPDATE client_secret SET revoked_at = now() WHERE client_id = $1', values: [own] })
  const { answer, step } = await tryOut(own)
  t.regex(await answer.text(), /masuk berhasil dicoba/)
  t.false((await step('tukar')).includes(secret))
})
