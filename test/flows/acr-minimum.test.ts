import test from 'ava'
import { addClient } from '../../src/domain/clients/index.ts'
import { type Acr, ACRS, reaches } from '../../src/domain/accounts/acr.rules.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { goBack, leaveFrom, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, signInTo } from '../helpers/relying-party.ts'
import { opdOfTable } from '../helpers/opd.ts'
import type { Scope } from '../helpers/scope.ts'

const REDIRECT = 'http://localhost:4568/callback'

async function withMinimum(t: Scope, minimum_acr: Acr) {
  const house = await openHouse(t, { template: 'penuh' })
  const { client_secret: secret = '' } = await addClient(house.db.app, house.clock, {
    client_id: 'gawat', client_name: 'Gawat', opd: await opdOfTable(house, 'skp.bantenprov.go.id'), testers: 'semua',
    redirect_uris: [REDIRECT], scope: 'openid', minimum_acr,
  }, { demo: true })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  return { house, person, party: await discoverParty(house.issuer, 'gawat', secret, REDIRECT) }
}

test('a registered minimum that the sign-in reaches changes nothing', async (t) => {
  const { person, party } = await withMinimum(t, 'urn:bantenprov:acr:sandi')
  const { idToken } = await signInTo(party, cookieJar(), person, { scope: 'openid' })
  t.is(idToken['acr'], 'urn:bantenprov:acr:sandi')
})

for (const minimum of ACRS.slice(1)) {
  test(`a registered minimum of ${minimum} that this person does not reach is answered after one password`, async (t) => {
    const { house, person, party } = await withMinimum(t, minimum)
    const jar = cookieJar()
    const scope = { scope: 'openid' }
    const answer = await typePassword(jar, (await authorizationRequest(party, scope)).url, person)
    const told = await goBack(jar, locationOf(answer))
    t.is(told.searchParams.get('error'), 'unmet_authentication_requirements')
    const silent = await authorizationRequest(party, { ...scope, prompt: 'none' })
    // Who went back before a second factor, or a passkey, was never signed in.
    t.is((await leaveFrom(jar, silent.url)).searchParams.get('error'), 'login_required')
    const [codes] = await house.db.owner.knex('oidc_authorization_code').count({ n: '*' })
    t.is(Number(codes?.['n']), 0)
  })
}

test('acr_values is a wish: an unknown or unreachable one is passed over, and the ID token says what was done', async (t) => {
  const { person, party } = await withMinimum(t, 'urn:bantenprov:acr:sandi')
  for (const acr_values of ['urn:example:tidak-dikenal', 'urn:bantenprov:acr:mfa urn:bantenprov:acr:sandi']) {
    const { idToken } = await signInTo(party, cookieJar(), person, { scope: 'openid', acr_values })
    t.is(idToken['acr'], 'urn:bantenprov:acr:sandi', acr_values)
  }
})

test('the stronger reaches the weaker, an unknown one nothing', (t) => {
  const outcome = (acr: string | undefined) => ACRS.map((minimum) => reaches(acr, minimum))
  t.deepEqual(ACRS.map(outcome), [[true, false, false], [true, true, false], [true, true, true]])
  t.deepEqual([outcome('urn:example:x'), outcome(undefined)], [[false, false, false], [false, false, false]])
})
