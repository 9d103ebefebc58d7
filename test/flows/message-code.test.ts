import test, { type ExecutionContext } from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { lastCode } from '../helpers/messages.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'
import { giveTotp, keyOn, phoneShows } from '../helpers/totp.ts'
import { putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'

const [SKP, SIPO] = ['skp.bantenprov.go.id', 'sipo.bantenprov.go.id'] as const

async function open(t: ExecutionContext, kode_pesan: readonly ('email' | 'sms')[], wanted = 'PNS di sekolah') {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, wanted)
  await putRule(house.db, { kode_pesan })
  await house.heard()
  const partyOf = async (client: string) => discoverParty(
    house.issuer, client, (await issueSecret(house.db.app, house.clock, client)).client_secret, `https://${client}/sso/callback`)
  return { house, person, partyOf, jar: cookieJar(), sub: await subOf(house.db, person.nip) }
}

interface Page { readonly url: URL; readonly html: string }

async function pageAt(jar: CookieJar, url: URL): Promise<Page> {
  const page = await jar.follow(url)
  return { url: new URL(page.url), html: await page.text() }
}

const send = (jar: CookieJar, { url, html }: Page, fields: Record<string, string> = {}) =>
  post(jar, new URL(actionOf(html), url), { ...hiddenFields(html), ...fields })

test('where the policy allows it, a code by e-mail takes the place of a factor, once it was asked for', async (t) => {
  const { house, person, partyOf, jar } = await open(t, ['email'])
  const { url, finish } = await authorizationRequest(await partyOf(SKP))
  const asking = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  t.regex(asking.html, /alamat surel Anda/)
  t.is((await house.db.app.knex('surat_keluar')).length, 0, 'a password alone sends nobody anything')
  const typing = await pageAt(jar, locationOf(await send(jar, asking)))
  t.regex(typing.html, /Kode dikirim ke .\*\*\*@/)
  const early = await post(jar, `${house.issuer}${new URL(typing.url).pathname}/faktor/kirim?cara=email`, hiddenFields(typing.html))
  t.is(early.status, 429)
  t.regex(await early.text(), /Kode baru dapat diminta \d+ detik lagi/)
  const code = await lastCode(house)
  const wrong = await send(jar, typing, { kode: code === '000000' ? '000001' : '000000' })
  t.is(wrong.status, 400)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(jar, typing, { kode: code }))))
  t.is(idToken['acr'], 'urn:bantenprov:acr:mfa')
  t.deepEqual(idToken['amr'], ['pwd', 'urn:bantenprov:amr:surel', 'mfa'])
})

test('an application for which no message will do asks for more in the same session, and is content then', async (t) => {
  const { house, person, partyOf, jar } = await open(t, ['email'])
  await putRule(house.db, { id: 'tanpa-pesan', ke: { klien: [SIPO] }, kode_pesan: [] })
  await house.heard()
  const first = await authorizationRequest(await partyOf(SKP))
  const asking = await pageAt(jar, locationOf(await typePassword(jar, first.url, person)))
  const typing = await pageAt(jar, locationOf(await send(jar, asking)))
  await first.finish(await leaveFrom(jar, locationOf(await send(jar, typing, { kode: await lastCode(house) }))))
  const second = await authorizationRequest(await partyOf(SIPO))
  const enrolling = await pageAt(jar, second.url)
  const confirmed = await send(jar, enrolling, { kode: phoneShows(keyOn(enrolling.html)) })
  const card = await pageAt(jar, locationOf(confirmed))
  const drawn = await send(jar, card)
  const kept = await send(jar, { url: card.url, html: await drawn.text() })
  const { idToken } = await second.finish(await leaveFrom(jar, locationOf(kept)))
  t.is(idToken['acr'], 'urn:bantenprov:acr:mfa')
  t.true((idToken['amr'] as string[]).includes('otp'))
})

test('somebody with a product role is never offered an SMS, nor sent one who asks for it by hand', async (t) => {
  const { house, person, partyOf, jar, sub } = await open(t, ['email', 'sms'], 'auditor')
  await giveTotp(house, sub)
  const { url } = await authorizationRequest(await partyOf(SKP))
  const { html, url: at } = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  t.regex(html, /cara=email/)
  t.notRegex(html, /cara=sms/)
  const answer = await post(jar, `${house.issuer}${at.pathname}/faktor/kirim?cara=sms`, hiddenFields(html))
  t.is(locationOf(answer).pathname, at.pathname)
  t.is((await house.db.app.knex('surat_keluar').where({ saluran: 'sms' })).length, 0)
})

test('without leave of the policy there is no such way', async (t) => {
  const { house, person, partyOf, jar, sub } = await open(t, [])
  await giveTotp(house, sub)
  const { url } = await authorizationRequest(await partyOf(SKP))
  const { html, url: at } = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  t.notRegex(html, /cara=(email|sms)/)
  const answer = await post(jar, `${house.issuer}${at.pathname}/faktor/kirim?cara=email`, hiddenFields(html))
  t.is(locationOf(answer).pathname, at.pathname)
  t.is((await house.db.app.knex('surat_keluar')).length, 0)
})
