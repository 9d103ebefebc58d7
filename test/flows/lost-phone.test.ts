import test, { type ExecutionContext } from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter } from '../helpers/relying-party.ts'
import { giveCard, giveTotp, keyOn, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'

// A code of the recovery card, and another authenticator in the place of the lost one; test/browser/lost-phone.test.ts
// shows the pages.

const CLIENT = 'skp.bantenprov.go.id'
const MFA = 'urn:bantenprov:acr:mfa'
const SANDI = 'urn:bantenprov:acr:sandi'

async function setUp(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  const key = await giveTotp(house, sub)
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, CLIENT)
  const party = await discoverParty(house.issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const living = () => house.db.app.knex('faktor_totp').where({ pegawai_id: sub, revoked_at: null }).whereNotNull('konfirmasi_at')
  return { house, person, sub, key, party, card: await giveCard(house, sub), living }
}

interface Shown { readonly jar: CookieJar; readonly url: URL; readonly html: string }

async function shown(jar: CookieJar, at: URL): Promise<Shown> {
  const page = await jar.follow(at)
  return { jar, url: new URL(page.url), html: await page.text() }
}

const send = ({ jar, url, html }: Shown, fields: Record<string, string>) =>
  post(jar, new URL(actionOf(html), url), { ...hiddenFields(html), ...fields })

const cardForm = async ({ jar, url }: Shown): Promise<Shown> => shown(jar, new URL(`${url.pathname}?cara=pemulihan`, url))

test('the new one takes the place of all, however many; what leaned on them loses it, and other sign-ins begin anew', async (t) => {
  const { house, person, sub, key, party, card, living } = await setUp(t)
  for (let n = 2; n <= 5; n += 1) await giveTotp(house, sub)
  const elsewhere = cookieJar()
  const before = await authorizationRequest(party)
  const step = await shown(elsewhere, locationOf(await typePassword(elsewhere, before.url, person)))
  const { idToken: old } = await before.finish(await leaveFrom(elsewhere, locationOf(await send(step, { kode: phoneShows(key) }))))
  t.is(old['acr'], MFA)
  const thief = cookieJar()
  const half = await shown(thief, locationOf(await typePassword(thief, (await authorizationRequest(party)).url, person)))

  const jar = cookieJar()
  const { url, finish } = await authorizationRequest(party)
  const second = await cardForm(await shown(jar, locationOf(await typePassword(jar, url, person))))
  const onward = locationOf(await send(second, { kode: card[0] ?? '', hilang: '1' }))
  const page = await shown(jar, onward)
  t.is((await living()).length, 5, 'the old ones count until the new one does')
  t.is((await send(page, { kode: '000000' })).status, 400)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(page, { kode: phoneShows(keyOn(page.html)) }))))
  t.is(idToken['acr'], MFA)
  t.is((await living()).length, 1)
  t.is((await house.db.app.knex('faktor_totp').where({ pegawai_id: sub }).whereNotNull('rahasia_sealed')).length, 1, 'seeds are gone')
  t.is((await enter(party, elsewhere)).idToken['acr'], SANDI)
  t.not((await shown(thief, half.url)).url.pathname, half.url.pathname)
  const kinds = await house.db.owner.knex('audit_event').where({ subject: sub }).pluck<string[]>('kind')
  t.is(kinds.filter((kind) => kind === 'faktor.dicabut').length, 5)
  t.is(kinds.filter((kind) => kind === 'faktor.ditambahkan').length, 1)
})

test('to say that it is lost opens nothing: not with a wrong code, nor with the old authenticator', async (t) => {
  const { person, key, party, living } = await setUp(t)
  const jar = cookieJar()
  const { url, finish } = await authorizationRequest(party)
  const second = await shown(jar, locationOf(await typePassword(jar, url, person)))
  t.is((await send(await cardForm(second), { kode: 'AAAA-BBBB-CCCC', hilang: '1' })).status, 400)
  t.regex((await shown(jar, second.url)).html, /Buka aplikasi autentikator di ponsel Anda/)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(second, { kode: phoneShows(key), hilang: '1' }))))
  t.is(idToken['acr'], MFA)
  t.is((await living()).length, 1)
})

test('in a session that is made surer the same sign-in goes on, and keeps what it proved', async (t) => {
  const { house, person, sub, key, party, card } = await setUp(t)
  await house.db.owner.knex('faktor_totp').where({ pegawai_id: sub }).update({ revoked_at: new Date(), rahasia_sealed: null })
  await house.heard()
  const jar = cookieJar()
  const first = await authorizationRequest(party)
  t.is((await first.finish(await leaveFrom(jar, locationOf(await typePassword(jar, first.url, person))))).idToken['acr'], SANDI)
  t.is(await giveTotp(house, sub), key)
  const { url, finish } = await authorizationRequest(party, { acr_values: MFA })
  const second = await cardForm(await shown(jar, url))
  const page = await shown(jar, locationOf(await send(second, { kode: card[0] ?? '', hilang: '1' })))
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(page, { kode: phoneShows(keyOn(page.html)) }))))
  t.is(idToken['acr'], MFA)
  t.is((await enter(party, jar)).idToken['acr'], MFA)
})
