import { openPage, type Page, send } from '../helpers/aktivasi.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import type { House } from '../helpers/house.ts'
import { hiddenFields } from '../helpers/journey.ts'
import { askForReset, followLink, forgetful, linkSent, NEW_PASSWORD } from '../helpers/reset.ts'
import type { Form } from './staff-form.ts'

const WHO = 'PNS di sekolah'

const formOf = ({ jar, url, html }: Page, path: string, fields: Record<string, string> = {}, answers?: number): Form =>
  ({ jar, url: new URL(path, url).href, token: 'csrf', fields: { ...hiddenFields(html), ...fields }, ...(answers !== undefined && { answers }) })

/** The forms of a forgotten password. */
export function resetForms(house: () => House, authorization: () => Promise<URL>): Record<string, () => Promise<Form>> {
  const at = (page: Page, step: string): string => `${new URL(page.url).pathname}/reset${step}`
  const asked = async (): Promise<Page> => {
    const who = await forgetful(house(), WHO)
    await house().db.owner.knex('percobaan_masuk').delete()
    return askForReset(cookieJar(), await authorization(), who)
  }
  const link = async (): Promise<string> => {
    await asked()
    return linkSent(house())
  }
  return {
    'POST /lupa/:tautan': async () => {
      const address = await link()
      return formOf(await openPage(cookieJar(), address), address)
    },
    'POST /masuk/:uid/reset': async () => {
      const page = await openPage(cookieJar(), await authorization())
      return formOf(page, at(page, ''))
    },
    'POST /masuk/:uid/reset/nomor': async () => {
      const page = await send(await openPage(cookieJar(), await authorization()), '/reset')
      return formOf(page, at(page, '/nomor'), { nip: (await forgetful(house(), WHO)).nip, empat: '6789' })
    },
    'POST /masuk/:uid/reset/kode': async () => {
      const page = await asked()
      return formOf(page, at(page, '/kode'), { kode: '000000' }, 400)
    },
    'POST /masuk/:uid/reset/ulang': async () => {
      const page = await asked()
      return formOf(page, at(page, '/ulang'), {}, 429)
    },
    'POST /masuk/:uid/reset/sandi': async () => {
      const page = await followLink(cookieJar(), await link())
      return formOf(page, at(page, '/sandi'), { baru: NEW_PASSWORD })
    },
  }
}
