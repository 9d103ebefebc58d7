import test from 'ava'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, signInTo } from '../helpers/relying-party.ts'

const CLIENT = 'skp.bantenprov.go.id'
const REDIRECT = `https://${CLIENT}/sso/callback`

test('one password, then every further sign-in without a page', async (t) => {
  const { issuer, db } = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const { client_secret: secret } = await issueSecret(db.app, systemClock(), CLIENT)
  const party = await discoverParty(issuer, CLIENT, secret, REDIRECT)
  const jar = cookieJar()

  const first = await signInTo(party, jar, person)
  t.is(first.idToken.iss, issuer)
  t.is(first.idToken.aud, CLIENT)
  t.is(first.idToken['acr'], 'urn:bantenprov:acr:sandi')
  t.deepEqual(first.idToken['amr'], ['pwd'])
  t.truthy(first.idToken['sid'])
  t.like(first.userinfo, { sub: first.idToken.sub })
  t.log(JSON.stringify(first.userinfo, null, 1), JSON.stringify(first.idToken))

  const second = await enter(party, jar)
  t.is(second.idToken.sub, first.idToken.sub)
  t.is(second.idToken['sid'], first.idToken['sid'])
})

test('every failure says the same words', async (t) => {
  const { issuer, db } = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const { client_secret: secret } = await issueSecret(db.app, systemClock(), CLIENT)
  const party = await discoverParty(issuer, CLIENT, secret, REDIRECT)
  const { url } = await authorizationRequest(party)
  const wrong = await typePassword(cookieJar(), url, { ...person, password: 'salah-sekali' })
  t.is(wrong.status, 400)
  t.log((await wrong.text()).slice(0, 3000))
})
