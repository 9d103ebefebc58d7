import test from 'ava'
import * as client from 'openid-client'
import { codeAt, stepAt } from '../../src/domain/mfa/totp/totp.rules.ts'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { isApi } from '../../src/doors/requirement.rules.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { permintaanId } from '../helpers/bantuan.ts'
import { bukanSayaUrl } from '../helpers/bukan-saya.ts'
import { askedKontak } from '../helpers/kontak.ts'
import { actionOf, hiddenFields, signIn, typePassword } from '../helpers/journey.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { type Application, application, request } from '../oidc/features/support.ts'
import { subOf } from '../sessions/people.ts'
import { activationForms } from './activation-forms.ts'
import { factorForms } from './factor-forms.ts'
import { resetForms } from './reset-forms.ts'
import { type Form, staffForms } from './staff.ts'
import { difference, isLivingSession, written } from './written.ts'

// Each form of ours, filled in rightly, sent by somebody or from somewhere that may not: nothing may come of it.
const file = fileScope(test)
let house: House
let inside: Application
let outside: Application
let asked = ''

test.before(async () => {
  // Passwords expire there after so long that none has, but the one that is made old.
  house = await openHouse(file, { template: 'penuh', overrides: { passwords: { composed: false, days: 3_650 } } })
  inside = await application(house, {})
  outside = await application(house, { redirect_uris: ['https://luar.example/cb'] })
})

const authorizationUrl = async (app: Application, extra: Record<string, string> = {}): Promise<URL> =>
  client.buildAuthorizationUrl(app.config, (await request(app, extra)).parameters)

async function signedInJar(who?: Credentials): Promise<CookieJar> {
  const jar = cookieJar()
  await signIn(jar, await authorizationUrl(inside), who ?? await demoPerson(house.db.app, 'PNS di sekolah'))
  return jar
}

async function formAt(jar: CookieJar, url: string | URL, more: Record<string, string> = {}): Promise<Form> {
  const page = await jar.follow(url)
  const html = await page.text()
  return { jar, url: new URL(actionOf(html), page.url).href, token: 'csrf', fields: { ...hiddenFields(html), ...more } }
}

/** A form under /akun; the first one of these pages is not always the one that is meant. */
async function akunForm(
  path: string, fields: Record<string, string>, who?: Credentials, page = path,
): Promise<Form> {
  const jar = await signedInJar(who)
  const html = await (await jar.follow(`${house.issuer}${page}`)).text()
  return { jar, url: `${house.issuer}${path}`, token: 'csrf', fields: { ...hiddenFields(html), ...fields } }
}

/** Somebody who signs in with the password alone, whatever he had before. */
async function withoutFactor(): Promise<Credentials> {
  const person = await demoPerson(house.db.app, 'Pegawai RSUD')
  await house.db.owner.query({
    text: `UPDATE faktor_totp SET revoked_at = now(), rahasia_sealed = NULL WHERE revoked_at IS NULL AND pegawai_id =
             (SELECT pegawai_id FROM pegawai_nip WHERE nip = $1)`,
    values: [person.nip],
  })
  await house.heard()
  return person
}

/** An authenticator that was begun under /akun, with its seed. */
async function begunTotp(): Promise<Form & { readonly seed: string }> {
  const form = await akunForm('/akun/faktor/totp', {}, await withoutFactor(), '/akun/faktor')
  const answer = await form.jar.fetch(form.url, {
    method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams(form.fields),
  })
  const url = locationOf(answer).href
  const html = await (await form.jar.follow(url)).text()
  return { ...form, url, seed: /secret=([A-Z2-7]+)/.exec(html)?.[1] ?? '' }
}

/** Somebody whom the application does not take: he may go back, or let somebody else sign in. */
async function refusedAt(step: 'kembali' | 'ganti'): Promise<Form> {
  const jar = cookieJar()
  const person = await demoPerson(house.db.app, 'Tugas belajar')
  const page = await jar.follow(locationOf(await typePassword(jar, await authorizationUrl(inside), person)))
  const uid = new URL(page.url).pathname
  return { jar, url: `${house.issuer}${uid}/${step}`, token: 'csrf', fields: hiddenFields(await page.text()) }
}

/** Each POST of the table that is ours, and the library's own form. A route that is not here fails. */
const FORMS: Readonly<Record<string, () => Promise<Form>>> = {
  'POST /keluar': async () => {
    const jar = await signedInJar()
    const page = await jar.follow(`${house.issuer}/`)
    return { jar, url: `${house.issuer}/keluar`, token: 'csrf', fields: hiddenFields(await page.text()) }
  },
  'POST /akun/koreksi': async () => {
    await house.db.owner.query({ text: 'DELETE FROM laporan_koreksi', values: [] })
    return akunForm('/akun/koreksi', { bidang: 'jabatan', uraian: 'Jabatan saya sudah berganti.' })
  },
  'POST /akun/faktor/kode': async () => akunForm('/akun/faktor/kode', {}, await withoutFactor(), '/akun/faktor'),
  'POST /akun/faktor/totp': async () => akunForm('/akun/faktor/totp', {}, await withoutFactor(), '/akun/faktor'),
  'POST /akun/faktor/totp/:id': async () => {
    const begun = await begunTotp()
    return { ...begun, fields: { ...begun.fields, kode: codeAt(begun.seed, stepAt(new Date())) } }
  },
  'POST /akun/faktor/:id/hapus': async () => {
    const { jar, url, fields, seed } = await begunTotp()
    await jar.fetch(url, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ ...fields, kode: codeAt(seed, stepAt(new Date())) }) })
    await house.heard()
    const list = await (await jar.follow(`${house.issuer}/akun/faktor`)).text()
    const path = /href="(\/akun\/faktor\/[0-9a-f-]+\/hapus)"/.exec(list)?.[1] ?? ''
    return { jar, url: house.issuer + path, token: 'csrf', fields }
  },
  'POST /akun/sandi': async () => {
    const person = await demoPerson(house.db.app, 'Kepala Seksi')
    return akunForm('/akun/sandi', { lama: person.password, baru: 'jembatan kayu di atas kali' }, person)
  },
  'POST /akun/pilihan': async () => akunForm('/akun/pilihan', { utama: 'id', saluran: 'biasa' }),
  'POST /akun/sesi': async () => {
    await signedInJar()
    return akunForm('/akun/sesi', { sesi: 'lain' })
  },
  'POST /setel-ulang/:tautan': async () => {
    const id = await permintaanId(house, 'setel-ulang', { agreed: true })
    return formAt(cookieJar(), `${house.issuer}/setel-ulang/${house.links.sign('setel-ulang', id)}`, {})
  },
  'POST /bukan-saya/:tautan': async () =>
    formAt(cookieJar(), await bukanSayaUrl(house, await subOf(house.db, (await demoPerson(house.db.app, 'pimpinan')).nip))),
  'POST /kontak/:tautan': async () => {
    // Each time another question: a token is as good as its link.
    asked = asked === 'Plt' ? 'PNS di sekolah' : 'Plt'
    const { nip } = await demoPerson(house.db.app, asked)
    return formAt(cookieJar(), await askedKontak(house, nip), { jawaban: 'setuju' })
  },
  'POST /masuk/:uid': async () => {
    const { nip, password: sandi } = await demoPerson(house.db.app, 'PNS di sekolah')
    return formAt(cookieJar(), await authorizationUrl(inside), { nip, sandi })
  },
  'POST /masuk/:uid/kembali': () => refusedAt('kembali'),
  'POST /masuk/:uid/ganti': () => refusedAt('ganti'),
  'POST /masuk/:uid/persetujuan': async () =>
    formAt(await signedInJar(), await authorizationUrl(outside), { persetujuan: 'ya' }),
  'POST /oidc/session/end/confirm': async () => ({
    ...await formAt(await signedInJar(), `${house.issuer}/oidc/session/end`, { logout: 'yes' }), token: 'xsrf',
  }),
  ...activationForms(() => house, () => authorizationUrl(inside)),
  ...factorForms(() => house, () => authorizationUrl(inside)),
  ...resetForms(() => house, () => authorizationUrl(inside)),
  ...staffForms(() => house),
}

type Body = string | URLSearchParams | FormData

const sent = ({ jar, url }: Form, body: Body, headers: Record<string, string> = {}): Promise<Response> =>
  jar.fetch(url, { method: 'POST', body, headers: { accept: 'text/html', ...headers } })
const encoded = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields)
const multipart = (fields: Readonly<Record<string, string>>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

/** As its own page would send it. */
const bodyOf = (form: Form, fields: Readonly<Record<string, string>>): Body => {
  if (form.files === undefined) return encoded(fields)
  const data = multipart(fields)
  for (const [name, file] of Object.entries(form.files)) data.set(name, new Blob([file.content]), file.name)
  return data
}

type Attack = (form: Form, foreign: Form) => Promise<Response>
const withToken = (form: Form, token: string): Promise<Response> =>
  sent(form, bodyOf(form, { ...form.fields, [form.token]: token }), { 'sec-fetch-site': 'same-origin' })
const tokenOf = ({ fields, token }: Form): string => fields[token] ?? ''

/** Whoever does not have the token. */
const WITHOUT_TOKEN: readonly [name: string, attack: Attack][] = [
  ['no token', (form) => sent(form, bodyOf(form, Object.fromEntries(
    Object.entries(form.fields).filter(([name]) => name !== form.token))))],
  ['an empty token', (form) => withToken(form, '')],
  ['a token of another session or sign-in', (form, foreign) => withToken(form, tokenOf(foreign))],
  ['a shortened token', (form) => withToken(form, tokenOf(form).slice(0, -4))],
  ['a longer token', (form) => withToken(form, `${tokenOf(form)}AAAA`)],
  ['another letter in the token', (form) => withToken(form, tokenOf(form).replace(/^./, (c) => c === 'A' ? 'B' : 'A'))],
  ['a list of tokens', (form) => {
    const body = encoded(form.fields)
    body.append(form.token, tokenOf(form))
    return sent(form, body)
  }],
  ['the token in the address', (form) =>
    sent({ ...form, url: `${form.url}?${encoded(form.fields).toString()}` }, bodyOf(form, {}))],
  ['text', (form) => sent(form, encoded(form.fields).toString(), { 'content-type': 'text/plain' })],
  ['JSON', (form) => sent(form, JSON.stringify(form.fields), { 'content-type': 'application/json' })],
  ['the other encoding', (form) => sent(form, form.files ? encoded(form.fields) : multipart(form.fields))],
]

/** The right form, from elsewhere. */
const FROM_ELSEWHERE: readonly [name: string, headers: Record<string, string>][] = [
  ['another site', { 'sec-fetch-site': 'cross-site', 'origin': 'https://evil.example' }],
  ['another site that lies in Origin', { 'sec-fetch-site': 'cross-site' }],
  ['a sibling', { 'sec-fetch-site': 'same-site' }],
  ['another site in an older browser', { origin: 'https://evil.example' }],
  ['a sandboxed frame in an older browser', { origin: 'null' }],
]

test('each form of the table is here', (t) => {
  const ours = Object.entries(AUTHORIZATION)
    .filter(([key, requirement]) => key.startsWith('POST ') && requirement !== 'protokol' && !isApi(requirement)).map(([key]) => key)
  t.deepEqual(Object.keys(FORMS).toSorted(), [...ours, 'POST /oidc/session/end/confirm'].toSorted())
})

for (const [key, open] of Object.entries(FORMS)) {
  test.serial(`${key} is taken from its own page alone`, async (t) => {
    const foreign = await open()
    const form = await open()
    t.true(tokenOf(form).length > 20)
    const attacks: (readonly [string, Attack])[] = [...WITHOUT_TOKEN, ...FROM_ELSEWHERE.map(([name, headers]) =>
      [name, (right: Form) => sent(right, bodyOf(right, right.fields), headers)] as const)]
    let before = await written(house.db)
    for (const [name, attack] of attacks) {
      const answer = await attack(form, foreign)
      t.true(answer.status >= 400 && answer.status < 500, `${name}: ${answer.status}`)
      // The library says its cookie of the session again.
      if (form.token === 'csrf') t.deepEqual(answer.headers.getSetCookie(), [], name)
      const after = await written(house.db)
      const changed = difference(before, after)
      before = after
      t.deepEqual(form.token === 'csrf' ? changed : changed.filter((row) => !isLivingSession(row)), [], name)
    }
    const right = await sent(form, bodyOf(form, form.fields), { 'sec-fetch-site': 'same-origin' })
    t.true((form.answers === undefined ? [302, 303] : [form.answers]).includes(right.status), `the right form: ${right.status}`)
  })
}
