import test from 'ava'
import * as client from 'openid-client'
import { addClient, issueSecret, listClients } from '../../src/domain/clients/index.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { goBack, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, signInTo } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'

async function application({ issuer, db, clock }: House, clientId = SKP) {
  const { client_secret: secret } = await issueSecret(db.app, clock, clientId)
  return discoverParty(issuer, clientId, secret, `https://${clientId}/sso/callback`)
}

const count = async ({ db }: House, table: string, where: Record<string, unknown>): Promise<number> => {
  const [row] = await db.owner.knex(table).where(where).count({ n: '*' })
  return Number(row?.['n'])
}

test('a revoked grant never gets its name back: a token that was in flight then stays dead', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const jar = cookieJar()
  const { tokens } = await signInTo(party, jar, await demoPerson(house.db.app, 'PNS di sekolah'))
  const stolen = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '')
  const inFlight: unknown[] = await house.db.owner.knex('oidc_refresh_token').whereNull('consumed_at')
  await t.throwsAsync(client.refreshTokenGrant(party.config, tokens.refresh_token ?? ''))
  t.is(await count(house, 'oidc_refresh_token', { client_id: SKP }), 0)
  // Its insert came after the delete.
  await house.db.owner.knex('oidc_refresh_token').insert(inFlight)
  t.truthy((await enter(party, jar)).tokens.refresh_token)
  await t.throwsAsync(client.refreshTokenGrant(party.config, stolen.refresh_token ?? ''))
})

test('a sign-in that fails at the last step leaves the session before it as it was', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const jar = cookieJar()
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const first = await signInTo(party, jar, person)
  const { url } = await authorizationRequest(party, { prompt: 'login' })
  const answer = await typePassword(jar, url, person)
  await house.db.owner.knex.raw('ALTER TABLE oidc_authorization_code RENAME TO away')
  t.is((await jar.fetch(locationOf(answer))).status, 500)
  await house.db.owner.knex.raw('ALTER TABLE away RENAME TO oidc_authorization_code')
  t.is((await enter(party, jar, { prompt: 'none' })).idToken['sid'], first.idToken['sid'])
  t.truthy((await client.refreshTokenGrant(party.config, first.tokens.refresh_token ?? '')).access_token)
})

for (const [title, id_token, later] of [
  ['an essential acr of nobody', { acr: { essential: true, value: 'urn:example:tidak-dikenal' } }, 'interaction_required'],
  ['an essential acr', { acr: { essential: true, value: 'urn:bantenprov:acr:tahan-phishing' } }, 'login_required'],
  ['one of some essential acrs', { acr: { essential: true, values: ['urn:bantenprov:acr:tahan-phishing'] } }, 'login_required'],
] as const) {
  test(`${title} that cannot be reached is answered after one password, not asked for ever`, async (t) => {
    const house = await openHouse(t, { template: 'penuh' })
    const party = await application(house)
    const jar = cookieJar()
    const claims = JSON.stringify({ id_token })
    const { url } = await authorizationRequest(party, { claims })
    const answer = await typePassword(jar, url, await demoPerson(house.db.app, 'PNS di sekolah'))
    const told = await goBack(jar, locationOf(answer))
    t.is(told.searchParams.get('error'), 'unmet_authentication_requirements')
    const silent = await authorizationRequest(party, { claims, prompt: 'none' })
    t.is((await leaveFrom(jar, silent.url)).searchParams.get('error'), later)
  })
}

test('whoever is refused is no user of the application, and the refusal is on record once', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const jar = cookieJar()
  const person = await demoPerson(house.db.app, 'Tugas belajar')
  await signInTo(await application(house), jar, person)
  const bkd = await application(house, 'bkd.bantenprov.go.id')
  const { url } = await authorizationRequest(bkd)
  const page = await jar.follow(url)
  t.is(page.status, 403)
  await jar.fetch(page.url)
  await jar.fetch(`${page.url}?bahasa=en`)
  t.is(await count(house, 'oidc_grant', { client_id: 'bkd.bantenprov.go.id' }), 0)
  t.is(await count(house, 'audit_event', { kind: 'masuk.ditolak' }), 1)
  await jar.follow((await authorizationRequest(bkd, { prompt: 'none' })).url)
  t.is(await count(house, 'audit_event', { kind: 'masuk.ditolak' }), 2)
  const [session] = await house.db.owner.knex('oidc_session').whereNull('destroyed_at') as
    { authorizations: Record<string, unknown> }[]
  t.deepEqual(Object.keys(session?.authorizations ?? {}), [SKP])
})

test('a token of somebody who has retired by date alone is not active', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const { tokens } = await signInTo(party, cookieJar(), await demoPerson(house.db.app, 'PNS di sekolah'))
  t.true((await client.tokenIntrospection(party.config, tokens.access_token)).active)
  await house.db.owner.knex('pegawai').update({ tmt_pensiun: house.clock.today() })
  await house.heard()
  t.false((await client.tokenIntrospection(party.config, tokens.access_token)).active)
  await t.throwsAsync(client.refreshTokenGrant(party.config, tokens.refresh_token ?? ''))
})

test('an answer to another question than the open one has no consequence', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const jar = cookieJar()
  const page = await jar.follow((await authorizationRequest(party)).url)
  const fields = hiddenFields(await page.text())
  for (const step of ['persetujuan', 'ganti']) {
    const answer = await post(jar, `${page.url}/${step}`, { ...fields, persetujuan: 'ya' })
    // A step out of turn leads back to the one that is open.
    t.true(answer.status === 400 || (answer.status === 303 && locationOf(answer).href.startsWith(page.url)), step)
  }
  t.is(await count(house, 'oidc_grant', {}), 0)
  t.is(await count(house, 'audit_event', { kind: 'persetujuan.diberikan' }), 0)
})

test('each entry into an application is on record with what it may read', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const jar = cookieJar()
  const { idToken } = await signInTo(await application(house), jar, await demoPerson(house.db.app, 'PNS di sekolah'))
  await enter(await application(house, 'sipo.bantenprov.go.id'), jar, { scope: 'openid opd' })
  const events = await house.db.owner.knex('audit_event').where({ kind: 'aplikasi.dimasuki' }).orderBy('at')
    .select('actor', 'client_id', 'data') as unknown[]
  t.deepEqual(events, [
    { actor: `pegawai:${idToken.sub}`, client_id: SKP, data: { scope: 'openid profile opd jabatan peran' } },
    { actor: `pegawai:${idToken.sub}`, client_id: 'sipo.bantenprov.go.id', data: { scope: 'openid opd' } },
  ])
})

test('an application of the province shows no consent page, unless it wants access without the person', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const jar = cookieJar()
  await signInTo(await application(house), jar, await demoPerson(house.db.app, 'PNS di sekolah'))
  t.truthy((await enter(await application(house), jar, { prompt: 'consent' })).idToken.sub)

  const opd = (await listClients(house.db.app, house.clock)).find(({ client_id: id }) => id === SKP)?.opd.kode
  const redirect = 'http://localhost:4571/callback'
  const { client_secret: secret = '' } = await addClient(house.db.app, house.clock, {
    client_id: 'luring', client_name: 'Luring', opd, testers: 'semua', redirect_uris: [redirect],
    grant_types: ['authorization_code', 'refresh_token'], scope: 'openid offline_access',
  }, { demo: true })
  const party = await discoverParty(house.issuer, 'luring', secret, redirect)
  const { url } = await authorizationRequest(party, { scope: 'openid offline_access', prompt: 'consent' })
  const page = await jar.follow(url)
  t.is(page.status, 200)
  t.regex(await page.text(), /Akses saat Anda tidak masuk/)
})
