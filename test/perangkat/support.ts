import { issueSecret } from '../../src/domain/clients/index.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import type { House } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post } from '../helpers/journey.ts'
import type { Credentials } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, type RelyingParty } from '../helpers/relying-party.ts'
import { phoneShows } from '../helpers/totp.ts'

export const MFA = 'urn:bantenprov:acr:mfa'
export const SKP = 'skp.bantenprov.go.id'

/** What the page shows after a request, and where it stands. */
export interface Shown {
  readonly url: string
  readonly html: string
}

export async function open(jar: CookieJar, url: string | URL): Promise<Shown> {
  const page = await jar.follow(url)
  return { url: page.url, html: await page.text() }
}

/** Sends the first form of a page, or its fields to another path. */
export const send = (jar: CookieJar, { url, html }: Shown, fields: Record<string, string>, path?: string): Promise<Response> =>
  post(jar, new URL(path ?? actionOf(html), url), { ...hiddenFields(html), ...fields })

/** The same browser without its session. */
export const later = (house: Pick<House, 'issuer'>, jar: CookieJar): Promise<CookieJar> => jar.copy(house.issuer, /perangkat/)

export async function skpOf(house: House): Promise<RelyingParty> {
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, SKP)
  return discoverParty(house.issuer, SKP, secret, `https://${SKP}/sso/callback`)
}

export interface SignIn {
  readonly jar?: CookieJar
  /** Of the person's authenticator. */
  readonly key?: string
  /** Ticks the box that has the device trusted. */
  readonly percaya?: boolean
  /** Says that others use the computer. */
  readonly bersama?: boolean
  readonly extra?: Record<string, string>
}

/** Signs in to an application as on a page: the password, and a code where one is asked for. */
export async function signInAs(
  house: House, party: RelyingParty, person: Credentials,
  { jar = cookieJar(), key, percaya = false, bersama = false, extra }: SignIn = {},
): Promise<{ jar: CookieJar; ditanya: boolean; acr: unknown; amr: unknown }> {
  const { url, finish } = await authorizationRequest(party, extra)
  const form = await open(jar, url)
  let onward = locationOf(await send(jar, form, { nip: person.nip, sandi: person.password, ...(bersama && { bersama: '1' }) }))
  const page = await jar.follow(onward)
  const html = await page.text()
  const ditanya = html.includes('name="kode"')
  if (ditanya) {
    // A step of an authenticator signs in once ever.
    await house.db.owner.knex('faktor_totp').update({ langkah_terakhir: 0 })
    const kode = key === undefined ? '' : phoneShows(key)
    onward = locationOf(await send(jar, { url: page.url, html }, { kode, ...(percaya && { percaya: '1' }) }))
  }
  const { idToken } = await finish(ditanya ? await leaveFrom(jar, onward) : locationOf(page))
  await house.heard()
  return { jar, ditanya, acr: idToken['acr'], amr: idToken['amr'] }
}

export interface DeviceRow {
  readonly id: string
  readonly nama: string | null
  readonly pertama: Date
  readonly terakhir: Date
  readonly tepercaya_sampai: Date | null
  readonly dicabut_at: Date | null
}

export const devicesOf = ({ db }: Pick<House, 'db'>, pegawai_id: string): Promise<DeviceRow[]> =>
  db.owner.knex<DeviceRow & { pegawai_id: string }>('perangkat').where({ pegawai_id }).orderBy('pertama').select()

/** How often somebody was told of a new device: in the audit trail, and by e-mail. */
export async function toldOfNew({ db }: Pick<House, 'db'>, pegawai_id: string): Promise<{ sinyal: number; surat: number }> {
  const sinyal = await db.owner.knex('audit_event').where({ kind: 'sinyal.perangkat-baru', subject: pegawai_id })
  const surat = await db.owner.knex('surat_keluar').where({ pegawai_id, template: 'perangkat-baru', saluran: 'email' })
  return { sinyal: sinyal.length, surat: surat.length }
}
