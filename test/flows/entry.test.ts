import test from 'ava'
import * as client from 'openid-client'
import { addClient, issueSecret, setSelfService, suspendClient } from '../../src/domain/clients/index.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { opdOfTable } from '../helpers/opd.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, signInTo } from '../helpers/relying-party.ts'

/** Registers nothing: an application of Table 1 with a secret of its own. */
async function application({ issuer, db, clock }: House, clientId: string) {
  const { client_secret: secret } = await issueSecret(db.app, clock, clientId)
  return discoverParty(issuer, clientId, secret, `https://${clientId}/sso/callback`)
}

/** Signs in at one application and then opens another. @returns the page or redirect it answers with */
async function visit(house: House, credentials: Credentials, clientId: string, extra: Record<string, string> = {}) {
  const jar = cookieJar()
  await signInTo(await application(house, 'skp.bantenprov.go.id'), jar, credentials)
  const { url } = await authorizationRequest(await application(house, clientId), extra)
  return { jar, answer: await jar.follow(url) }
}

test('terbatas people enter self-service applications and our own pages, and read in words why not the others', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'Tugas belajar')
  for (const open of ['skp.bantenprov.go.id', 'sipo.bantenprov.go.id', 'simpeg.bantenprov.go.id']) {
    const { userinfo } = await signInTo(await application(house, open), cookieJar(), person)
    t.truthy(userinfo['opd'], open)
    t.false('jabatan' in userinfo, open)
  }
  const { jar, answer } = await visit(house, person, 'bkd.bantenprov.go.id')
  t.is(answer.status, 403)
  const html = await answer.text()
  t.regex(html, /status kepegawaian Anda sedang terbatas/)

  const back = await post(jar, new URL(actionOf(html), house.issuer), hiddenFields(html))
  const told = await leaveFrom(jar, locationOf(back))
  t.is(told.origin, 'https://bkd.bantenprov.go.id')
  t.is(told.searchParams.get('error'), 'access_denied')

  const launcher = await jar.follow(`${house.issuer}/`)
  t.is(launcher.status, 200)
  const page = await launcher.text()
  t.regex(page, /skp\.<wbr>bantenprov|skp\.bantenprov/)
  t.notRegex(page, />bkd\.(<wbr>)?bantenprov/)
})

test('the mark of self-service holds from the next request: entry, userinfo and refresh, on and off', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db, clock, heard } = house
  const person = await demoPerson(db.app, 'Tugas belajar')
  const id = 'bkd.bantenprov.go.id'
  const party = await application(house, id)
  const { jar, answer } = await visit(house, person, id)
  t.is(answer.status, 403)
  await setSelfService(db.app, clock, id, { on: true, reason: 'uji' })
  await heard()
  const { tokens } = await enter(party, jar)
  const refreshed = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '')
  t.is((await client.tokenIntrospection(party.config, refreshed.access_token)).active, true)
  await setSelfService(db.app, clock, id, { on: false, reason: 'uji' })
  await heard()
  t.is((await client.tokenIntrospection(party.config, refreshed.access_token)).active, false)
  await t.throwsAsync(client.refreshTokenGrant(party.config, refreshed.refresh_token ?? ''), { code: 'OAUTH_RESPONSE_BODY_ERROR' })
  t.is((await jar.follow((await authorizationRequest(party)).url)).status, 403)
})

test('without a page to read, the refusal is an error of the protocol', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'Tugas belajar')
  const { answer } = await visit(house, person, 'bkd.bantenprov.go.id', { prompt: 'none' })
  t.is(locationOf(answer).searchParams.get('error'), 'access_denied')
})

test('a refused person can sign in as somebody else from the page', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const refused = await demoPerson(house.db.app, 'Tugas belajar')
  const { answer } = await visit(house, refused, 'bkd.bantenprov.go.id')
  const html = await answer.text()
  t.regex(html, /action="\/masuk\/[^"]+\/ganti"/)
})

test('an application on trial lets its named testers in and nobody else', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { issuer, db, clock } = house
  const tester = await demoPerson(db.app, 'pengembang')
  const opd = await opdOfTable(house, 'dindikbud.bantenprov.go.id')
  const redirect = 'http://localhost:4567/callback'
  const { client_secret: secret = '' } = await addClient(db.app, clock, {
    client_id: 'uji-coba', client_name: 'Uji coba', opd, testers: [tester.nip], redirect_uris: [redirect],
  }, { demo: false })
  const party = await discoverParty(issuer, 'uji-coba', secret, redirect)
  const scope = { scope: 'openid' }
  t.truthy((await signInTo(party, cookieJar(), tester, scope)).idToken.sub)

  const stranger = await demoPerson(db.app, 'PNS di sekolah')
  const { url } = await authorizationRequest(party, scope)
  const jar = cookieJar()
  const answer = await jar.follow(locationOf(await typePassword(jar, url, stranger)))
  t.is(answer.status, 403)
  t.regex(await answer.text(), /hanya penguji yang didaftarkan/)
})

test('a tester who moves to another OPD is none any more from that day on', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { issuer, db, clock } = house
  const tester = await demoPerson(db.app, 'pengembang')
  const redirect = 'http://localhost:4567/callback'
  const { client_secret: secret = '' } = await addClient(db.app, clock, {
    client_id: 'uji-coba', client_name: 'Uji coba', opd: await opdOfTable(house, 'dindikbud.bantenprov.go.id'),
    testers: [tester.nip], redirect_uris: [redirect],
  }, { demo: false })
  const party = await discoverParty(issuer, 'uji-coba', secret, redirect)
  const jar = cookieJar()
  await signInTo(party, jar, tester, { scope: 'openid' })
  await db.owner.query({
    text: `UPDATE pegawai_jabatan SET unit_id = (SELECT id FROM unit_kerja WHERE slug = 'bappeda')
           WHERE valid_to IS NULL AND pegawai_id = (SELECT pegawai_id FROM pegawai_nip WHERE nip = $1)`,
    values: [tester.nip],
  })
  await house.heard()
  const { url } = await authorizationRequest(party, { scope: 'openid' })
  t.is((await jar.follow(url)).status, 403)
})

test('suspending a client closes every endpoint to it at the next request', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db, clock, issuer } = house
  const party = await application(house, 'skp.bantenprov.go.id')
  const jar = cookieJar()
  const { tokens } = await signInTo(party, jar, await demoPerson(db.app, 'PNS di sekolah'))
  t.truthy((await enter(party, jar)).idToken)
  await suspendClient(db.app, clock, 'skp.bantenprov.go.id', 'uji')
  await house.heard()

  const userinfo = await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  t.is(userinfo.status, 401)
  const { url } = await authorizationRequest(party)
  const page = await jar.follow(url)
  t.is(page.status, 400)
  t.regex(await page.text(), /sedang ditangguhkan/)
})
