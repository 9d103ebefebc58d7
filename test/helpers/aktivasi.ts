import { createCodes } from '../../src/domain/accounts/kode/index.ts'
import { sendRequestedCodes } from '../../src/domain/mfa/aktivasi/permintaan.service.ts'
import { issueActivationLetters } from '../../src/domain/mfa/aktivasi/surat.service.ts'
import { createLetters, createMessageWindow } from '../../src/kernel/notifications/index.ts'
import { type CookieJar, locationOf } from './cookie-jar.ts'
import type { House } from './house.ts'
import { hiddenFields, post } from './journey.ts'
import type { TestDatabase } from './database.ts'

export const FIRST_PASSWORD = 'jembatan kayu di atas kali'

/** Somebody of template `penuh` without an account. */
export interface Newcomer { readonly id: string; readonly nip: string; readonly nama: string }

/** Somebody else each time; his mobile ends in 6789 and has been on file for so many days. */
export async function newcomer({ owner }: TestDatabase, days: number | 'tanpa' = 30): Promise<Newcomer> {
  const { rows: [person] } = await owner.knex.raw<{ rows: Newcomer[] }>(
    `SELECT p.id, n.nip, p.nama FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL
     JOIN pegawai_jabatan j ON j.pegawai_id = p.id AND j.valid_to IS NULL
     WHERE p.keadaan = 'aktif' AND p.kategori = 'asn' AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id)
       AND p.no_hp IS DISTINCT FROM '+628123456789' ORDER BY p.id LIMIT 1`)
  if (!person) throw new Error('everybody has an account')
  await owner.knex('pegawai').where({ id: person.id }).update({ no_hp: '+628123456789' })
  if (days === 'tanpa') await owner.knex('pegawai').where({ id: person.id }).update({ no_hp: null })
  else await owner.knex('pegawai').where({ id: person.id }).update({ no_hp_sejak: new Date(Date.now() - days * 86_400_000) })
  return person
}

/** What the service sends beside its requests, sent now. @returns the codes in the messages, the newest first */
export async function codesSent(house: House, cookieKeys: readonly string[]): Promise<string[]> {
  const { db: { app }, clock, seal, issuer, links } = house
  await sendRequestedCodes({ database: app, clock, seal, codes: createCodes(cookieKeys) })
  const shown = await createMessageWindow({ database: app, seal, letters: createLetters(issuer, links) })()
  return shown.flatMap(({ isi }) => /\b\d{6}\b/.exec(JSON.stringify(isi)) ?? [])
}

/** The code of a letter printed now. */
export async function letterFor({ db: { app }, clock }: House, pegawaiId: string): Promise<string> {
  const [letter] = await app.knex.transaction((trx) =>
    issueActivationLetters(trx, { pegawaiIds: [pegawaiId], by: pegawaiId, at: clock.now() }))
  if (!letter) throw new Error('no letter was printed')
  return letter.kode
}

/** A page of the journey in a browser. */
export interface Page { readonly jar: CookieJar; readonly url: string; readonly html: string; readonly status: number }

const pageOf = async (jar: CookieJar, answer: Response): Promise<Page> =>
  ({ jar, url: answer.url, html: await answer.text(), status: answer.status })

/** Opens an address that leads to a page. */
export const openPage = async (jar: CookieJar, url: string | URL): Promise<Page> => pageOf(jar, await jar.follow(url))

/** Sends the form of a page whose action ends so. @returns the answer itself */
export function sendForm({ jar, url, html }: Page, ends: string, fields: Record<string, string> = {}): Promise<Response> {
  const action = [...html.matchAll(/<form[^>]*action="([^"]*)"/g)].map(([, one = '']) => one).find((one) => one.split('?')[0]?.endsWith(ends))
  if (action === undefined) throw new Error(`no form ${ends} on ${url}`)
  return post(jar, new URL(action, url), { ...hiddenFields(html), ...fields })
}

/** Sends a form and goes to the page that follows, or stays where it is told what is wrong. */
export async function send(page: Page, ends: string, fields: Record<string, string> = {}): Promise<Page> {
  const answer = await sendForm(page, ends, fields)
  if (answer.status !== 303) return pageOf(page.jar, answer)
  return openPage(page.jar, locationOf(answer))
}

/** From the sign-in page to the question who somebody is, answered with a letter. */
export async function provenByLetter(house: House, jar: CookieJar, url: string | URL, { id, nip }: Newcomer): Promise<Page> {
  const first = await send(await openPage(jar, url), '/aktivasi')
  const page = await openPage(jar, `${first.url}?cara=surat`)
  return send(page, '/aktivasi/surat', { nip, kode: await letterFor(house, id) })
}
