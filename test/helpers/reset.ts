import { sendRequestedCodes } from '../../src/domain/mfa/aktivasi/permintaan.service.ts'
import { createLetters, type OwedMail } from '../../src/kernel/notifications/index.ts'
import { contentOf } from '../../src/kernel/notifications/render.ts'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { openPage, type Page, send } from './aktivasi.ts'
import { type CookieJar, cookieJar } from './cookie-jar.ts'
import { type House, openHouse } from './house.ts'
import { type Credentials, demoPerson } from './people.ts'
import { discoverParty } from './relying-party.ts'
import type { Scope } from './scope.ts'
import { subOf } from '../sessions/people.ts'

export const NEW_PASSWORD = 'layang-layang di tepi sawah'

/** Somebody with an account; e-mail and mobile have long been on file, unless told otherwise. */
export interface Forgetful extends Credentials { readonly sub: string }

/** @param who label of a demo person @param contacts what is on file; the mobile ends in 6789 */
export async function forgetful(
  { db }: Pick<House, 'db'>, who = 'PNS di sekolah', contacts: { email?: string | null; no_hp?: string | null } = {},
): Promise<Forgetful> {
  const person = await demoPerson(db.app, who)
  const sub = await subOf(db, person.nip)
  await db.owner.knex('pegawai').where({ id: sub }).update({ email: 'pelupa@contoh.test', no_hp: '+628123456789', ...contacts })
  await db.owner.knex('pegawai').where({ id: sub }).update({ email_sejak: new Date(0), no_hp_sejak: new Date(0) })
  await db.owner.knex('pesan_per_orang').where({ pegawai_id: sub }).delete()
  return { ...person, sub }
}

/** A message that was sent, with its secret words. */
export interface Sent { readonly saluran: string; readonly kepada: string; readonly template: string; readonly text: string }

/** What the service sends beside its requests, sent now. @returns every message that waits, the newest first */
export async function messagesSent({ db, clock, seal, codes, issuer, links }: House): Promise<Sent[]> {
  await sendRequestedCodes({ database: db.app, clock, seal, codes })
  const letters = createLetters(issuer, links)
  const rows = await db.owner.knex('surat_keluar').whereNull('sent_at').whereNotNull('kepada').orderBy('created_at', 'desc')
    .select<OwedMail[]>()
  return rows.map((row) => ({
    saluran: row.saluran, kepada: row.kepada, template: row.template,
    text: letters(row.saluran, row.template, contentOf(row, seal), row.bahasa)?.text ?? '',
  }))
}

/** The link in the newest letter to whoever forgot his password. */
export async function linkSent(house: House): Promise<string> {
  const letter = (await messagesSent(house)).find(({ template }) => template === 'lupa-sandi')
  const link = /https?:\S*\/lupa\/\S+/.exec(letter?.text ?? '')?.[0]
  if (link === undefined) throw new Error('no link was sent')
  return link
}

/** From the sign-in page to the page that says that something is on its way. */
export async function askForReset(jar: CookieJar, url: string | URL, { nip }: { nip: string }, empat = '6789'): Promise<Page> {
  return send(await send(await openPage(jar, url), '/reset'), '/reset/nomor', { nip, empat })
}

/** Opens a link and goes on: in the sign-in in which it was asked for, or in a new one. */
export async function followLink(jar: CookieJar, link: string): Promise<Page> {
  return send(await openPage(jar, link), new URL(link).pathname)
}

/** The application from which people come who forgot their password. */
export const CLIENT = 'skp.bantenprov.go.id'

/** A house with that application, and a browser that nobody signed in from. */
export async function resetHouse(scope: Scope) {
  const house = await openHouse(scope, { template: 'penuh' })
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, CLIENT)
  const party = await discoverParty(house.issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  return { house, party, jar: cookieJar() }
}
