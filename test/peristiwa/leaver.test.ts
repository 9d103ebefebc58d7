import test from 'ava'
import * as client from 'openid-client'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, enter, signInTo } from '../helpers/relying-party.ts'
import { fileScope } from '../helpers/scope.ts'
import { application } from '../oidc/features/support.ts'
import { event } from './events.ts'
import { push, service, tokenOf } from './program.ts'

// From the event to the last door, over HTTP: suspended there, nowhere signed in here.

const file = fileScope(test)
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

/** How SIMPEG names somebody of the demo population: by number and birth date. */
async function nameOf(nip: string) {
  const [row] = await house.db.app.query<{ tanggal_lahir: string }>({
    text: 'SELECT p.tanggal_lahir FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id WHERE n.nip = $1', values: [nip] })
  return { nip, tanggal_lahir: row?.tanggal_lahir }
}

test.serial('a suspension refuses the sign-in, kills the refresh token and makes the token inactive; its end opens again', async (t) => {
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const app = await application(house, { grant_types: ['authorization_code', 'refresh_token'] })
  const party = { config: app.config, redirectUri: app.redirectUri }
  const scope = { scope: 'openid profile' }
  const jar = cookieJar()
  const { tokens } = await signInTo(party, jar, person, scope)
  t.true((await client.tokenIntrospection(app.config, tokens.access_token)).active)

  const simpeg = await service(house)
  const orang = await nameOf(person.nip)
  const suspended = event('kedudukan', 0, { kedudukan: '04' }, { orang, berlaku: house.clock.today() })
  const answer = await push(house, await tokenOf(simpeg), suspended)
  t.is(answer.status, 200)
  t.like(answer.body, { hasil: 'diterapkan' })
  await house.heard()

  t.false((await client.tokenIntrospection(app.config, tokens.access_token)).active)
  await t.throwsAsync(client.refreshTokenGrant(app.config, tokens.refresh_token ?? ''), { code: 'OAUTH_RESPONSE_BODY_ERROR' })
  await t.throwsAsync(client.fetchUserInfo(app.config, tokens.access_token, tokens.claims()?.sub ?? ''))
  const { url } = await authorizationRequest(party, scope)
  const page = await jar.follow(url)
  t.is(page.status, 200, 'he is asked who he is')
  t.is((await typePassword(cookieJar(), url, person)).status, 400, 'and the password does not help')
  const [session] = await house.db.app.query<{ alive: number }>({
    text: `SELECT count(*)::int AS alive FROM oidc_session s JOIN pegawai_nip n ON n.pegawai_id = s.account_id
      WHERE n.nip = $1 AND s.destroyed_at IS NULL`, values: [person.nip] })
  t.is(session?.alive, 0)

  const back = event('kedudukan', 0, { kedudukan: '01' }, { orang, berlaku: house.clock.today(), versi: 2 })
  t.is((await push(house, await tokenOf(simpeg), back)).status, 200)
  await house.heard()
  const again = cookieJar()
  const { userinfo } = await signInTo(party, again, person, scope)
  t.is(userinfo.sub, tokens.claims()?.sub ?? '')
  // The suspension, delivered once more and later than its end, suspends nobody.
  await push(house, await tokenOf(simpeg), suspended)
  await house.heard()
  t.is((await enter(party, again, scope)).userinfo.sub, String(userinfo.sub))
})

test.serial('an event whose ending cannot be written is not kept either', async (t) => {
  const orang = await nameOf((await demoPerson(house.db.app, 'Plt')).nip)
  const token = await tokenOf(await service(house))
  const given = event('kedudukan', 0, { kedudukan: '04' }, { orang, berlaku: house.clock.today() })
  await house.db.owner.query({ text: 'REVOKE INSERT ON audit_event FROM satu_login_app', values: [] })
  const { status, body } = await push(house, token, given)
  await house.db.owner.query({ text: 'GRANT INSERT ON audit_event TO satu_login_app', values: [] })
  t.is(status, 500)
  t.is(body['type'], 'urn:bantenprov:masalah:galat-server')
  t.like((await push(house, token, given)).body, { ulangan: false, hasil: 'diterapkan' })
})
