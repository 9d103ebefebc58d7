import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { PASS_PURPOSE } from '../../src/domain/accounts/bantuan/permintaan.service.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { issueRecoveryCodes } from '../../src/domain/mfa/pemulihan/kode.service.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import type { House } from '../helpers/house.ts'
import { actionOf, hiddenFields, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { forgetMessages, lastCode } from '../helpers/messages.ts'
import { giveTotp, keyOn, phoneShows } from '../helpers/totp.ts'
import { inDays, putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'
import { passkeyForms } from './passkey-forms.ts'
import type { Form } from './staff-form.ts'

const WHO = 'PPPK di Dinas Kesehatan'

/** How far the sign-in of somebody goes who has to set up a second factor. */
const PAGES = ['daftar-faktor', 'kartu', 'kartu/selesai'] as const

/** Somebody without a second factor of whom one is asked, at one of the pages that lead to it. */
async function formAt(house: House, authorization: URL, page: (typeof PAGES)[number]): Promise<Form> {
  const person = await demoPerson(house.db.app, WHO)
  const { rows: [sub] } = await house.db.owner.knex.raw<{ rows: { id: string }[] }>(
    'SELECT pegawai_id AS id FROM pegawai_nip WHERE nip = ?', [person.nip])
  for (const table of ['faktor_totp', 'kode_pemulihan']) {
    await house.db.owner.knex(table).where({ pegawai_id: sub?.id }).update({ revoked_at: new Date() })
  }
  await putRule(house.db, { id: 'uji-langkah-kedua', siapa: { pegawai: [sub?.id ?? ''] } })
  await house.heard()
  const jar = cookieJar()
  const first = await jar.follow(locationOf(await typePassword(jar, authorization, person)))
  let html = await first.text()
  for (const one of PAGES) {
    const fields = { ...hiddenFields(html), ...(one === 'daftar-faktor' && { kode: phoneShows(keyOn(html)) }) }
    const url = new URL(actionOf(html), first.url)
    if (one === page) return { jar, url: url.href, token: 'csrf', fields, ...(one === 'kartu' && { answers: 200 }) }
    const answer = await post(jar, url, fields)
    html = await (answer.status === 200 ? answer : await jar.follow(locationOf(answer))).text()
  }
  throw new Error(`there is no page ${page}`)
}

/** A pass that was drawn for somebody a moment ago. */
async function passOf({ db, codes }: House, pegawaiId: string): Promise<string> {
  const issued = await db.app.knex.transaction((trx) => codes.issueCode(trx, {
    pegawaiId, tujuan: PASS_PURPOSE, menit: 15, digits: 8, jedaSeconds: 0,
  }))
  return 'code' in issued ? issued.code : ''
}

/** A factor that somebody has: only its page is different from one who has none. */
async function codeForm(house: House, authorization: URL, path: '' | '/pemulihan' | '/izin'): Promise<Form> {
  const person = await demoPerson(house.db.app, WHO)
  const sub = await subOf(house.db, person.nip)
  for (const table of ['faktor_totp', 'kode_pemulihan']) {
    await house.db.owner.knex(table).where({ pegawai_id: sub }).update({ revoked_at: new Date() })
  }
  const key = await giveTotp(house, sub)
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 100 }) })
  const [code = ''] = await issueRecoveryCodes({ database: house.db.app, hasher, clock: house.clock }, sub)
  await house.heard()
  const jar = cookieJar()
  const first = await jar.follow(locationOf(await typePassword(jar, authorization, person)))
  const html = await first.text()
  const url = new URL(actionOf(html), first.url)
  const kode = path === '' ? phoneShows(key) : path === '/izin' ? await passOf(house, sub) : code
  return { jar, url: `${url.href}${path}`, token: 'csrf', fields: { ...hiddenFields(html), kode } }
}

/** Somebody to whom a code is sent by e-mail, at the form that asks for it and at the one that takes it. */
async function messageForm(house: House, authorization: URL, page: 'kirim' | 'pesan'): Promise<Form> {
  const person = await demoPerson(house.db.app, 'Pegawai RSUD')
  await putRule(house.db, {
    id: 'uji-kode-pesan', siapa: { pegawai: [await subOf(house.db, person.nip)] }, kode_pesan: ['email'],
  })
  await forgetMessages(house)
  await house.heard()
  const jar = cookieJar()
  const first = await jar.follow(locationOf(await typePassword(jar, authorization, person)))
  let html = await first.text()
  const asking = { jar, url: new URL(actionOf(html), first.url).href, token: 'csrf', fields: hiddenFields(html) } as const
  if (page === 'kirim') return asking
  html = await (await jar.follow(locationOf(await post(jar, asking.url, asking.fields)))).text()
  const fields = { ...hiddenFields(html), kode: await lastCode(house) }
  return { jar, url: new URL(actionOf(html), first.url).href, token: 'csrf', fields }
}

/** The reminder of somebody in a grace. */
async function reminderForm(house: House, authorization: URL): Promise<Form> {
  const person = await demoPerson(house.db.app, 'Kepala Bidang')
  const sub = await subOf(house.db, person.nip)
  await putRule(house.db, { id: 'uji-pengingat', siapa: { pegawai: [sub] }, pendaftaran_sampai: inDays(20) })
  await house.heard()
  const jar = cookieJar()
  const page = await jar.follow(locationOf(await typePassword(jar, authorization, person)))
  const html = await page.text()
  return { jar, url: new URL(actionOf(html), page.url).href, token: 'csrf', fields: { ...hiddenFields(html), pasang: 'nanti' } }
}

/** The password of somebody, which is as old as no instance lets it be. */
async function oldPasswordForm(house: House, authorization: URL): Promise<Form> {
  const person = await demoPerson(house.db.app, 'Pegawai Biro Hukum')
  await house.db.owner.knex('account').where({ pegawai_id: await subOf(house.db, person.nip) }).update({ password_changed_at: '2001-01-01' })
  const jar = cookieJar()
  const page = await jar.follow(locationOf(await typePassword(jar, authorization, person)))
  const html = await page.text()
  const fields = { ...hiddenFields(html), lama: person.password, baru: 'jembatan kayu di atas kali' }
  return { jar, url: new URL(actionOf(html), page.url).href, token: 'csrf', fields }
}

/** The first page of a browser that suggests somebody. */
async function suggestedForm(house: House, authorization: URL): Promise<Form> {
  const jar = cookieJar()
  await jar.follow(locationOf(await typePassword(jar, house.issuer, await demoPerson(house.db.app, 'PNS di sekolah'))))
  authorization.searchParams.set('prompt', 'login')
  const page = await jar.follow(authorization)
  const html = await page.text()
  return { jar, url: `${new URL(actionOf(html), page.url).href}/bukan-saya`, token: 'csrf', fields: hiddenFields(html) }
}

/** The devices of somebody who has just signed in. */
async function deviceForm(house: House): Promise<Form> {
  const jar = cookieJar()
  const url = `${house.issuer}/akun/perangkat`
  const page = await jar.follow(locationOf(await typePassword(jar, url, await demoPerson(house.db.app, 'PNS di sekolah'))))
  return { jar, url, token: 'csrf', fields: { ...hiddenFields(await page.text()), aksi: 'lupakan' } }
}

/** The forms of a second factor, the first one and each after it, and those of a person's devices. */
export function factorForms(house: () => House, authorization: () => Promise<URL>): Record<string, () => Promise<Form>> {
  const first = Object.fromEntries(PAGES.map((page) => [
    `POST /masuk/:uid/${page}`, async () => formAt(house(), await authorization(), page),
  ]))
  return {
    ...first, ...passkeyForms(house, authorization),
    'POST /masuk/:uid/faktor': async () => codeForm(house(), await authorization(), ''),
    'POST /masuk/:uid/faktor/pemulihan': async () => codeForm(house(), await authorization(), '/pemulihan'),
    'POST /masuk/:uid/faktor/kirim': async () => messageForm(house(), await authorization(), 'kirim'),
    'POST /masuk/:uid/faktor/pesan': async () => messageForm(house(), await authorization(), 'pesan'),
    'POST /masuk/:uid/faktor/izin': async () => codeForm(house(), await authorization(), '/izin'),
    'POST /masuk/:uid/ganti-sandi': async () => oldPasswordForm(house(), await authorization()),
    'POST /akun/perangkat': async () => deviceForm(house()),
    'POST /masuk/:uid/bukan-saya': async () => suggestedForm(house(), await authorization()),
    'POST /masuk/:uid/ingatkan': async () => reminderForm(house(), await authorization()),
  }
}
