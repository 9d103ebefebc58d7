import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import type { SoftAuthenticator } from '../helpers/authenticator.ts'
import type { House } from '../helpers/house.ts'
import { signIn, typePassword } from '../helpers/journey.ts'
import { askedOn, givePasskey, passkeyPage, phoneAt } from '../helpers/passkey.ts'
import { demoPerson } from '../helpers/people.ts'
import { putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'
import type { Form } from './staff-form.ts'

type Way = 'opsi' | 'jawaban'

/** The form as the script sends it: to ask what is to be signed, or with what was signed. */
async function formOn(
  jar: Form['jar'], page: { url: string; html: string }, way: Way, phone: SoftAuthenticator, act: 'create' | 'get',
): Promise<Form> {
  const form = passkeyPage(page)
  if (way === 'opsi') return { jar, url: form.opsi, token: 'csrf', fields: { csrf: form.fields['csrf'] ?? '' }, answers: 200 }
  const asked = await askedOn(jar, form)
  return { jar, url: form.url, token: 'csrf', fields: { ...form.fields, jawaban: JSON.stringify(phone[act](asked)) } }
}

async function somebody({ db }: House, who: string) {
  const person = await demoPerson(db.app, who)
  const sub = await subOf(db, person.nip)
  for (const table of ['faktor_totp', 'faktor_passkey', 'kode_pemulihan']) {
    await db.owner.knex(table).where({ pegawai_id: sub }).update({ revoked_at: new Date() })
  }
  return { person, sub, jar: cookieJar() }
}

async function pageOf(jar: Form['jar'], url: string | URL) {
  const page = await jar.follow(url)
  return { url: page.url, html: await page.text() }
}

/** The first page: whoever has a passkey signs in with it alone. */
async function first(house: House, authorization: URL, way: Way): Promise<Form> {
  const { sub, jar } = await somebody(house, 'Auditor')
  const phone = await givePasskey(house, sub)
  return formOn(jar, await pageOf(jar, authorization), way, phone, 'get')
}

/** The second step of somebody who has a passkey and nothing else. */
async function second(house: House, authorization: URL, way: Way): Promise<Form> {
  const { person, sub, jar } = await somebody(house, 'Auditor')
  const phone = await givePasskey(house, sub)
  return formOn(jar, await pageOf(jar, locationOf(await typePassword(jar, authorization, person))), way, phone, 'get')
}

/** The step of somebody who has to make one. */
async function enrolment(house: House, authorization: URL, way: Way | 'tanpa'): Promise<Form> {
  const { person, sub, jar } = await somebody(house, 'Pengembang aplikasi OPD')
  await putRule(house.db, { id: 'uji-passkey', siapa: { pegawai: [sub] }, tuntutan: 'tahan-phishing' })
  await house.heard()
  const page = await pageOf(jar, locationOf(await typePassword(jar, authorization, person)))
  if (way !== 'tanpa') return formOn(jar, page, way, phoneAt(house), 'create')
  const form = passkeyPage(page)
  return { jar, url: `${form.url}/tanpa`, token: 'csrf', fields: { csrf: form.fields['csrf'] ?? '' } }
}

/** Another passkey, under /akun. */
async function added(house: House, authorization: URL, way: Way): Promise<Form> {
  const { person, jar } = await somebody(house, 'Auditor')
  await house.heard()
  await signIn(jar, authorization, person)
  return formOn(jar, await pageOf(jar, `${house.issuer}/akun/faktor/passkey`), way, phoneAt(house), 'create')
}

/** Another name for one that was added in this session. */
async function renamed(house: House, authorization: URL): Promise<Form> {
  const { person, sub, jar } = await somebody(house, 'Auditor')
  await house.heard()
  await signIn(jar, authorization, person)
  await givePasskey(house, sub)
  const { html, url } = await pageOf(jar, `${house.issuer}/akun/faktor`)
  const path = /href="(\/akun\/faktor\/[0-9a-f-]+\/nama)"/.exec(html)?.[1] ?? ''
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
  return { jar, url: new URL(path, url).href, token: 'csrf', fields: { csrf, nama: 'Ponsel dinas' } }
}

/** The forms that ask for a passkey, each twice: what is to be signed, and what was. */
export function passkeyForms(house: () => House, authorization: () => Promise<URL>): Record<string, () => Promise<Form>> {
  const pages = { '/masuk/:uid/passkey': first, '/masuk/:uid/faktor/passkey': second,
    '/masuk/:uid/daftar-passkey': enrolment, '/akun/faktor/passkey': added }
  return {
    ...Object.fromEntries(Object.entries(pages).flatMap(([path, open]) => [
      [`POST ${path}/opsi`, async () => open(house(), await authorization(), 'opsi')],
      [`POST ${path}`, async () => open(house(), await authorization(), 'jawaban')],
    ])),
    'POST /masuk/:uid/daftar-passkey/tanpa': async () => enrolment(house(), await authorization(), 'tanpa'),
    'POST /akun/faktor/:id/nama': async () => renamed(house(), await authorization()),
  }
}
