import test, { type ExecutionContext } from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { AMR_OF_FAKTOR } from '../../src/domain/mfa/assurance.rules.ts'
import { lowerSessions } from '../../src/domain/sessions/lower.queries.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter } from '../helpers/relying-party.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'

const CLIENT = 'skp.bantenprov.go.id'
const MFA = 'urn:bantenprov:acr:mfa'
const SANDI = 'urn:bantenprov:acr:sandi'

/** Somebody who signed in with password and authenticator. */
async function open(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  const key = await giveTotp(house, sub)
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, CLIENT)
  const party = await discoverParty(house.issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const jar = cookieJar()
  const prove = async (onward: URL): Promise<URL> => {
    const page = await jar.follow(onward)
    const html = await page.text()
    await house.db.owner.knex('faktor_totp').update({ langkah_terakhir: 0 })
    const answer = await post(jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), kode: phoneShows(key) })
    return leaveFrom(jar, locationOf(answer))
  }
  const { url, finish } = await authorizationRequest(party)
  const callback = await prove(locationOf(await typePassword(jar, url, person)))
  const { idToken } = await finish(callback)
  t.is(idToken['acr'], MFA)
  return { house, person, sub, party, jar, prove }
}

const lower = ({ db }: House, pegawaiId: string, amr: readonly string[]) =>
  db.app.knex.transaction((trx) => lowerSessions(trx, { pegawaiId, amr }))

test('a session loses what a removed factor gave it, keeps the rest, and gets it back when it is proven anew', async (t) => {
  const { house, sub, party, jar, prove } = await open(t)
  await lower(house, sub, AMR_OF_FAKTOR.passkey)
  t.is((await enter(party, jar)).idToken['acr'], MFA, 'another factor was removed')
  await lower(house, sub, AMR_OF_FAKTOR.totp)
  const { idToken } = await enter(party, jar)
  t.is(idToken['acr'], SANDI)
  t.deepEqual(idToken['amr'], ['pwd'])
  t.is((await enter(party, jar)).idToken['acr'], SANDI, 'after the session was written again, too')
  const { url, finish } = await authorizationRequest(party, { acr_values: MFA })
  t.is((await finish(await prove(url))).idToken['acr'], MFA)
  t.is((await enter(party, jar)).idToken['acr'], MFA)
})

test('a session that has nothing left asks for the password, in our own pages as well', async (t) => {
  const { house, sub, party, jar } = await open(t)
  await lower(house, sub, ['pwd', ...AMR_OF_FAKTOR.totp])
  const silent = await authorizationRequest(party, { prompt: 'none' })
  t.is((await leaveFrom(jar, silent.url)).searchParams.get('error'), 'login_required')
  const page = await jar.follow(`${house.issuer}/`)
  t.regex(await page.text(), /name="sandi"/)
})

test('a sign-in that is under way when a factor is removed begins anew', async (t) => {
  const { house, sub, party, jar } = await open(t)
  const { url } = await authorizationRequest(party, { acr_values: 'urn:bantenprov:acr:tahan-phishing', prompt: 'login' })
  const page = await jar.follow(url)
  await lower(house, sub, AMR_OF_FAKTOR.totp)
  const again = await jar.follow(page.url)
  t.not(new URL(again.url).pathname, new URL(page.url).pathname)
  t.regex(await again.text(), /name="sandi"/)
})
