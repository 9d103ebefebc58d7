import { askRegistration } from '../../src/domain/mfa/passkey/challenge.service.ts'
import { registerPasskey } from '../../src/domain/mfa/passkey/register.service.ts'
import { createPasskeys } from '../../src/domain/sessions/passkeys.ts'
import { type SoftAuthenticator, softAuthenticator } from './authenticator.ts'
import type { CookieJar } from './cookie-jar.ts'
import type { House } from './house.ts'
import { actionOf, hiddenFields, post } from './journey.ts'

type Asked = Parameters<SoftAuthenticator['create']>[0]

/** A phone without a passkey, at this service. */
export const phoneAt = ({ issuer }: Pick<House, 'issuer'>): SoftAuthenticator =>
  softAuthenticator({ origin: issuer, rpID: new URL(issuer).hostname })

/** Gives somebody a passkey, and the services time to hear of it. @returns the phone that has it */
export async function givePasskey(
  { db, clock, issuer, heard }: Pick<House, 'db' | 'clock' | 'issuer' | 'heard'>, pegawaiId: string, nama = 'Ponsel',
): Promise<SoftAuthenticator> {
  const passkeys = createPasskeys(db.app, clock, issuer)
  const phone = phoneAt({ issuer })
  const asked = await askRegistration(passkeys, { pegawaiId, label: 'uji', ikatan: 'uji' })
  const outcome = await registerPasskey(passkeys, { pegawaiId, ikatan: 'uji', nama, response: phone.create(asked) })
  if (!outcome.ok) throw new Error(`the passkey was refused: ${outcome.alasan}`)
  await heard()
  return phone
}

/** The form of a page that asks the browser for a passkey. */
export interface PasskeyPage {
  readonly url: string
  readonly fields: Record<string, string>
  /** Where it asks what is to be signed. */
  readonly opsi: string
}

/** @param page that stands at this address, with its HTML */
export function passkeyPage({ url, html }: { url: string; html: string }): PasskeyPage {
  const form = /<form[^>]*data-passkey[\s\S]*?<\/form>/.exec(html)?.[0]
  if (form === undefined) throw new Error(`no form for passkeys stands on the page:\n${html.slice(0, 2000)}`)
  const { jawaban: _jawaban, ...fields } = hiddenFields(form)
  return { url: new URL(actionOf(form), url).href, fields, opsi: new URL(/data-opsi="([^"]*)"/.exec(form)?.[1] ?? '', url).href }
}

/** What the script of the page does first. */
export async function askedOn(jar: CookieJar, { opsi, fields }: PasskeyPage): Promise<Asked> {
  const answer = await post(jar, opsi, { csrf: fields['csrf'] ?? '' })
  if (answer.status !== 200) throw new Error(`${opsi} answered ${answer.status}`)
  return await answer.json() as Asked
}

/** Says, on the page where a first passkey is made, that this device has none. */
export const withoutPasskey = (jar: CookieJar, { url, html }: { url: string | URL; html: string }): Promise<Response> =>
  post(jar, new URL(`${new URL(url).pathname}/daftar-passkey/tanpa`, url), hiddenFields(html))

/** What it does at last. */
export const sendPasskey = (
  jar: CookieJar, { url, fields }: PasskeyPage, response: unknown, more: Record<string, string> = {},
): Promise<Response> => post(jar, url, { ...fields, ...more, jawaban: JSON.stringify(response) })
