import { randomInt } from 'node:crypto'
import { makeLongCode } from '../../src/domain/mfa/aktivasi/aktivasi.rules.ts'
import { FIRST_PASSWORD, letterFor, newcomer, openPage, type Page, provenByLetter, send } from '../helpers/aktivasi.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import type { House } from '../helpers/house.ts'
import { hiddenFields } from '../helpers/journey.ts'
import type { Form } from './staff-form.ts'

/** Where the forms of the last steps stand, and what is sent with them. */
const PROVEN: Readonly<Record<string, { fields?: Record<string, string>; after?: readonly string[]; answers?: number }>> = {
  benar: {}, salah: { fields: { bidang: 'jabatan', uraian: 'Jabatan saya sudah berganti.' } }, pindah: { answers: 200 },
  pemberitahuan: { after: ['benar'] }, sandi: { fields: { baru: FIRST_PASSWORD }, after: ['benar', 'pemberitahuan'] },
}

const formOf = ({ jar, url, html }: Page, path: string, fields: Record<string, string> = {}, answers?: number): Form =>
  ({ jar, url: new URL(path, url).href, token: 'csrf', fields: { ...hiddenFields(html), ...fields }, ...(answers !== undefined && { answers }) })

/** The forms of an activation. */
export function activationForms(house: () => House, authorization: () => Promise<URL>): Record<string, () => Promise<Form>> {
  const begun = async (): Promise<Page> => send(await openPage(cookieJar(), await authorization()), '/aktivasi')
  const asked = async (): Promise<Page> =>
    send(await begun(), '/aktivasi/nomor', { nip: (await newcomer(house().db)).nip, empat: '6789' })
  const at = (page: Page, step: string): string => `${new URL(page.url).pathname}/aktivasi${step}`
  return {
    'POST /aktivasi': async () => formOf(await openPage(cookieJar(), `${house().issuer}/aktivasi?surat=${makeLongCode((below) => randomInt(below))}`), '/aktivasi'),
    'POST /masuk/:uid/aktivasi': async () => {
      const page = await openPage(cookieJar(), await authorization())
      return formOf(page, at(page, ''))
    },
    'POST /masuk/:uid/aktivasi/nomor': async () => {
      const page = await begun()
      return formOf(page, at(page, '/nomor'), { nip: (await newcomer(house().db)).nip, empat: '6789' })
    },
    'POST /masuk/:uid/aktivasi/surat': async () => {
      const page = await begun()
      const who = await newcomer(house().db)
      return formOf(page, at(page, '/surat'), { nip: who.nip, kode: await letterFor(house(), who.id) })
    },
    'POST /masuk/:uid/aktivasi/kode': async () => {
      const page = await asked()
      return formOf(page, at(page, '/kode'), { kode: '000000' }, 400)
    },
    'POST /masuk/:uid/aktivasi/ulang': async () => {
      const page = await asked()
      return formOf(page, at(page, '/ulang'), {}, 429)
    },
    ...Object.fromEntries(Object.entries(PROVEN).map(([step, { fields, after = [], answers }]) => [
      `POST /masuk/:uid/aktivasi/${step}`, async () => {
        let page = await provenByLetter(house(), cookieJar(), await authorization(), await newcomer(house().db))
        for (const one of after) page = await send(page, `/aktivasi/${one}`)
        return formOf(page, at(page, `/${step}`), fields, answers)
      },
    ])),
  }
}
