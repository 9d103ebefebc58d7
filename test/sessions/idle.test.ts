import test from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, signInTo } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'

async function application({ issuer, db, clock }: House) {
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  return discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
}

/** As if nobody had used any session for so long; the sign-in was before that. */
async function leaveAlone({ db }: House, minutes: number): Promise<void> {
  await db.owner.query({
    text: `UPDATE oidc_session SET last_seen_at = now() - make_interval(mins => $1),
             payload = jsonb_set(payload::jsonb, '{loginTs}',
               to_jsonb(extract(epoch FROM now() - make_interval(mins => $1 + 1))::int))::text
           WHERE destroyed_at IS NULL`,
    values: [minutes],
  })
}

const lastSeen = async ({ db }: House): Promise<number> => {
  const [row] = await db.owner.query<{ age: number }>({
    text: `SELECT extract(epoch FROM now() - last_seen_at)::int AS age FROM oidc_session
           WHERE destroyed_at IS NULL AND account_id IS NOT NULL`,
    values: [],
  })
  return row?.age ?? NaN
}

test('after eight hours without use the password is asked again, and asking again does not help', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const jar = cookieJar()
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const first = await signInTo(party, jar, person)
  await leaveAlone(house, 8 * 60 - 5)
  t.truthy((await enter(party, jar)).idToken.sub, 'five minutes before it is not')
  await leaveAlone(house, 8 * 60 + 1)
  t.is((await jar.fetch(`${house.issuer}/`)).status, 303, 'our own pages')
  const silent = await authorizationRequest(party, { prompt: 'none' })
  t.is((await leaveFrom(jar, silent.url)).searchParams.get('error'), 'login_required')
  for (const time of ['first', 'second']) {
    const { url } = await authorizationRequest(party)
    const page = await jar.follow(url)
    t.regex(await page.text(), /name="sandi"/, `the ${time} time`)
  }
  const again = await signInTo(party, jar, person)
  t.is(again.idToken.sub, first.idToken.sub)
  t.is((await jar.fetch(`${house.issuer}/`)).status, 200)
  t.truthy((await enter(party, jar, { prompt: 'none' })).idToken.sub)
})

test('a computer that others use is told so: its cookie ends with the browser, its session after a quarter of an hour', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const cookieOf = async (fields: Record<string, string>) => {
    const jar = cookieJar()
    const page = await jar.follow((await authorizationRequest(party)).url)
    const html = await page.text()
    const answer = await post(jar, new URL(actionOf(html), page.url),
      { ...hiddenFields(html), nip: person.nip, sandi: person.password, ...fields })
    const resumed = await jar.fetch(locationOf(answer))
    return { jar, cookie: resumed.headers.getSetCookie().find((cookie) => cookie.startsWith('satu_login=')) ?? '' }
  }
  const own = await cookieOf({})
  t.regex(own.cookie, /expires=/i)
  const shared = await cookieOf({ bersama: '1' })
  t.notRegex(shared.cookie, /expires=/i)
  await leaveAlone(house, 16)
  t.is((await shared.jar.fetch(`${house.issuer}/`)).status, 303)
  t.is((await own.jar.fetch(`${house.issuer}/`)).status, 200)
})

test('the box stays ticked when the form comes back', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const jar = cookieJar()
  const page = await jar.follow((await authorizationRequest(party)).url)
  const html = await page.text()
  const action = new URL(actionOf(html), page.url)
  const send = async (fields: Record<string, string>) =>
    (await post(jar, action, { ...hiddenFields(html), nip: '123', sandi: 'x', ...fields })).text()
  const ticked = /id="bersama"[^>]* checked/
  t.regex(await send({ bersama: '1' }), ticked)
  t.regex(await send({ bersama: '1', tampilkan: '1' }), ticked)
  t.notRegex(await send({}), ticked)
})

test('our own pages and the protocol write down that somebody was there, our own every five minutes at most', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const jar = cookieJar()
  await signInTo(party, jar, await demoPerson(house.db.app, 'PNS di sekolah'))
  await leaveAlone(house, 4)
  await jar.fetch(`${house.issuer}/`)
  t.true(await lastSeen(house) >= 240)
  await leaveAlone(house, 6)
  await jar.fetch(`${house.issuer}/`)
  t.true(await lastSeen(house) < 60)
  await leaveAlone(house, 30)
  await enter(party, jar)
  t.true(await lastSeen(house) < 60)
})

test('typing the password for one application is a use for all', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await application(house)
  const jar = cookieJar()
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  await signInTo(party, jar, person)
  await leaveAlone(house, 9 * 60)
  await leaveFrom(jar, locationOf(await typePassword(jar, (await authorizationRequest(party)).url, person)))
  t.truthy((await enter(party, jar, { prompt: 'none' })).idToken.sub)
})
