import test from 'ava'
import { grantRole } from '../../src/domain/accounts/role.service.ts'
import { addClient } from '../../src/domain/clients/index.ts'
import { markHeld, releaseHeld } from '../../src/domain/pegawai/tahan.queries.ts'
import { kodeOf } from '../browser/stage.ts'
import { cookieJar, type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { hiddenFields, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, type RelyingParty, signInTo } from '../helpers/relying-party.ts'
import { addReceiver } from '../logout/support.ts'
import { subOf } from '../sessions/people.ts'

/** Whoever is held keeps what he had and gets no new client, role or consent (domain.md section 5). */

const AT = new Date('2026-11-28T03:00:00Z')
const REDIRECT = 'https://luar.example/kembali'

async function outsider({ issuer, db, clock }: House): Promise<RelyingParty> {
  const { client_secret: secret = '' } = await addClient(db.app, clock, {
    client_id: 'luar', client_name: 'Luar', opd: kodeOf('diskominfo'), host: 'luar.example', state: 'uji', testers: 'semua',
    redirect_uris: [REDIRECT], scope: 'openid profile opd pegawai offline_access',
    grant_types: ['authorization_code', 'refresh_token'],
  }, { demo: true })
  return discoverParty(issuer, 'luar', secret, REDIRECT)
}

const hold = ({ db }: House, sub: string) => db.app.knex.transaction((trx) =>
  markHeld(trx, { pegawaiIds: [sub], sebab: 'hilang', at: AT }))

const release = ({ db }: House, sub: string) => db.app.knex.transaction((trx) =>
  releaseHeld(trx, { pegawaiIds: [sub], sebab: 'hilang', at: AT }))

/** What a request of somebody who is signed in comes to: a code, the consent page, or the reason on the page. */
async function ask(party: RelyingParty, jar: CookieJar, extra: Record<string, string> = {}): Promise<string> {
  const answer = await jar.follow((await authorizationRequest(party, extra)).url)
  if (answer.status === 303) return locationOf(answer).searchParams.has('code') ? 'code' : 'no code'
  const text = await answer.text()
  if (/sedang diperiksa oleh BKD/.test(text)) return `tahan ${answer.status}`
  return text.includes('value="ya"') ? 'consent' : `page ${answer.status}`
}

async function agree(party: RelyingParty, jar: CookieJar, extra: Record<string, string>): Promise<string> {
  const page = await jar.follow((await authorizationRequest(party, extra)).url)
  const answer = await post(jar, `${page.url}/persetujuan`, { ...hiddenFields(await page.text()), persetujuan: 'ya' })
  const back = await jar.follow(locationOf(answer))
  return back.status === 303 && locationOf(back).searchParams.has('code') ? 'code' : `page ${back.status}`
}

test('a held person enters what he has entered before and nothing else, and signs in as ever', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const [known, fresh] = [await addReceiver(house, 'lama', 'http://localhost:9/a'), await addReceiver(house, 'baru', 'http://localhost:9/b')]
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  const { tokens } = await signInTo(known, cookieJar(), person)
  await hold(house, sub)
  await house.heard()

  const jar = cookieJar()
  await signInTo(known, jar, person)
  t.is(await ask(fresh, jar), 'tahan 403')
  const silent = await jar.follow((await authorizationRequest(fresh, { prompt: 'none' })).url)
  t.is(locationOf(silent).searchParams.get('error'), 'access_denied')
  t.is(await ask(known, jar), 'code')
  t.is((await jar.fetch(house.issuer)).status, 200)
  const userinfo = await fetch(`${house.issuer}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
  t.is(userinfo.status, 200, 'tokens in use stay good')
  t.deepEqual((await house.db.owner.knex('audit_event').where({ kind: 'masuk.ditolak' }).select<{ data: object }[]>('data'))
    .map(({ data }) => data), [{ alasan: 'tahan' }, { alasan: 'tahan' }])

  await release(house, sub)
  await house.heard()
  t.truthy((await enter(fresh, jar)).idToken.sub)
})

test('a held person agrees to nothing new: neither more data nor access without him', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const [party, own] = [await outsider(house), await addReceiver(house, 'lama', 'http://localhost:9/a')]
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  const first = cookieJar()
  await signInTo(own, first, person)
  t.is(await agree(party, first, { scope: 'openid profile' }), 'code')
  const { url, finish } = await authorizationRequest(party, { scope: 'openid profile' })
  await finish(locationOf(await first.follow(url)))
  await hold(house, sub)
  await house.heard()

  t.is(await ask(party, first, { scope: 'openid profile' }), 'code', 'in the session in which he agreed')
  const jar = cookieJar()
  await signInTo(own, jar, person)
  t.is(await ask(party, jar, { scope: 'openid profile' }), 'consent', 'the same as before, in a new session')
  t.is(await ask(party, jar, { scope: 'openid profile pegawai' }), 'tahan 403', 'more data')
  t.is(await ask(party, jar, { scope: 'openid profile offline_access', prompt: 'consent' }), 'tahan 403', 'without him')
})

test('a consent page that was open when the person was held leads nowhere', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const [party, own] = [await outsider(house), await addReceiver(house, 'lama', 'http://localhost:9/a')]
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const requests: Record<string, string>[] = [
    { scope: 'openid profile' }, { scope: 'openid profile offline_access', prompt: 'consent' },
  ]
  for (const extra of requests) {
    const jar = cookieJar()
    await signInTo(own, jar, person)
    const page = await jar.follow((await authorizationRequest(party, extra)).url)
    const fields = { ...hiddenFields(await page.text()), persetujuan: 'ya' }
    const sub = await subOf(house.db, person.nip)
    await hold(house, sub)
    await house.heard()
    const answer = await post(jar, `${page.url}/persetujuan`, fields)
    t.is((await jar.follow(locationOf(answer))).status, 403)
    await release(house, sub)
    await house.heard()
  }
})

test('a held person is given no role, and keeps those that he has', async (t) => {
  const { db, clock } = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(db.app, 'bkd')
  await db.app.knex.transaction(async (trx) =>
    markHeld(trx, { pegawaiIds: [await subOf(db, person.nip)], sebab: 'hilang', at: AT }))
  await t.throwsAsync(grantRole(db.app, clock, { nip: person.nip, role: 'auditor' }), { message: /is held/ })
  const roles = await db.app.query<{ role: string }>({
    text: `SELECT role FROM product_role r JOIN pegawai_nip n USING (pegawai_id) WHERE n.nip = $1 AND r.revoked_at IS NULL`,
    values: [person.nip],
  })
  t.deepEqual(roles, [{ role: 'bkd' }])
})
