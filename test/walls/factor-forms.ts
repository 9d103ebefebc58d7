import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import type { House } from '../helpers/house.ts'
import { actionOf, hiddenFields, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { keyOn, phoneShows } from '../helpers/totp.ts'
import { putRule } from '../kebijakan/support.ts'
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

/** The forms of a first second factor. */
export function factorForms(house: () => House, authorization: () => Promise<URL>): Record<string, () => Promise<Form>> {
  return Object.fromEntries(PAGES.map((page) => [
    `POST /masuk/:uid/${page}`, async () => formAt(house(), await authorization(), page),
  ]))
}
