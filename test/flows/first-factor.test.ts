import test, { type ExecutionContext } from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'
import { codesOn, keyOn, phoneShows } from '../helpers/totp.ts'
import { putRule } from '../kebijakan/support.ts'

const CLIENT = 'skp.bantenprov.go.id'

/** Somebody of whom a second factor is asked at once, and who has none: his browser stands where the password led. */
async function setUp(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const { db, issuer, clock } = house
  const person = await demoPerson(db.app, 'PNS di sekolah')
  await putRule(db)
  await house.heard()
  const { client_secret: secret } = await issueSecret(db.app, clock, CLIENT)
  const party = await discoverParty(issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const jar = cookieJar()
  const { url, finish } = await authorizationRequest(party)
  const onward = locationOf(await typePassword(jar, url, person))
  const page = await jar.follow(onward)
  return { house, jar, url: new URL(page.url), html: await page.text(), finish, party, person }
}

/** Sends the first form of a page as it stands, with what somebody typed. */
async function send(jar: CookieJar, base: URL, html: string, fields: Record<string, string> = {}) {
  const answer = await post(jar, new URL(actionOf(html), base), { ...hiddenFields(html), ...fields })
  return { answer, html: await answer.clone().text() }
}

test('who has no second factor sets one up on one page, keeps a card, and is signed in with it', async (t) => {
  const { house, jar, url, html, finish } = await setUp(t)
  t.regex(html, /href="otpauth:\/\/totp\/Banten/)
  t.regex(html, /<svg class="qr"/)
  for (const app of ['Google Authenticator', 'Microsoft Authenticator', '2FAS Auth']) t.true(html.includes(app))
  const confirmed = await send(jar, url, html, { kode: phoneShows(keyOn(html)) })
  const before = await (await jar.follow(locationOf(confirmed.answer))).text()
  t.regex(before, /Tampilkan sepuluh kode/)
  t.deepEqual(codesOn(before), [])
  const card = await send(jar, url, before)
  t.is(card.answer.status, 200)
  t.is(card.answer.headers.get('cache-control'), 'no-store')
  t.is(codesOn(card.html).length, 10)
  t.is((await house.db.app.knex('oidc_session').whereNotNull('account_id')).length, 0, 'nothing is signed in yet')
  const kept = await send(jar, url, card.html)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(kept.answer)))
  t.is(idToken['acr'], 'urn:bantenprov:acr:mfa')
  t.deepEqual(idToken['amr'], ['pwd', 'otp', 'mfa'])
})

test('the same key stands on the page until it is used, in this browser; another sign-in has another', async (t) => {
  const { jar, url, html, party, person } = await setUp(t)
  t.is(keyOn(await (await jar.follow(url)).text()), keyOn(html))
  const other = cookieJar()
  const request = await authorizationRequest(party)
  const page = await other.follow(locationOf(await typePassword(other, request.url, person)))
  t.not(keyOn(await page.text()), keyOn(html))
})

test('a wrong code, none, and a clock that is four minutes off are told apart, and the key stays', async (t) => {
  const { jar, url, html } = await setUp(t)
  for (const [kode, sentence] of [
    ['', /Ketik enam angka yang tampil/], ['12ab', /Ketik enam angka yang tampil/], ['000000', /Kode ini tidak cocok/],
    [phoneShows(keyOn(html), { minutesOff: -4 }), /jam ponsel Anda terlambat/],
    [phoneShows(keyOn(html), { minutesOff: 4 }), /jam ponsel Anda terlalu cepat/],
  ] as const) {
    const { answer, html: again } = await send(jar, url, html, { kode })
    t.is(answer.status, 400)
    t.regex(again, sentence)
    t.is(keyOn(again), keyOn(html))
  }
})

test('a page that stood open for more than an hour gets another key and says so', async (t) => {
  const { house, jar, url, html } = await setUp(t)
  await house.db.owner.knex('faktor_totp').update({ dibuat_at: new Date(Date.now() - 3_601_000) })
  const { answer, html: again } = await send(jar, url, html, { kode: phoneShows(keyOn(html)) })
  t.is(answer.status, 400)
  t.regex(again, /terlalu lama terbuka/)
  t.not(keyOn(again), keyOn(html))
  const confirmed = await send(jar, url, again, { kode: phoneShows(keyOn(again)) })
  t.is(confirmed.answer.status, 303)
})

test('the way on without a factor leads back to its page, and a step of later is not open yet', async (t) => {
  const { jar, url, html } = await setUp(t)
  for (const path of ['/kartu', '/kartu/selesai']) {
    const answer = await post(jar, new URL(`${url.pathname}${path}`, url), hiddenFields(html))
    t.is(locationOf(answer).pathname, url.pathname)
  }
  const html2 = await (await jar.follow(url)).text()
  t.is(keyOn(html2), keyOn(html))
})

test('a card that is drawn again voids the one before', async (t) => {
  const { house, jar, url, html } = await setUp(t)
  const confirmed = await send(jar, url, html, { kode: phoneShows(keyOn(html)) })
  const before = await (await jar.follow(locationOf(confirmed.answer))).text()
  const first = codesOn((await send(jar, url, before)).html)
  const second = codesOn((await send(jar, url, before)).html)
  t.is(new Set([...first, ...second]).size, 20)
  t.is((await house.db.app.knex('kode_pemulihan').where({ revoked_at: null })).length, 10)
})
