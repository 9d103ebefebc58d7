import test, { type ExecutionContext } from 'ava'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { addClient, issueSecret } from '../../src/domain/clients/index.ts'
import { issueRecoveryCodes } from '../../src/domain/mfa/pemulihan/kode.service.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, signIn, typePassword } from '../helpers/journey.ts'
import { opdOfTable } from '../helpers/opd.ts'
import { withoutPasskey } from '../helpers/passkey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, signInTo } from '../helpers/relying-party.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { inDays, putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'

const CLIENT = 'skp.bantenprov.go.id'
const MFA = 'urn:bantenprov:acr:mfa'
const SANDI = 'urn:bantenprov:acr:sandi'
const PASSKEY = 'urn:bantenprov:acr:tahan-phishing'
const essential = (value: string) => ({ claims: JSON.stringify({ id_token: { acr: { essential: true, value } } }) })

async function open(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, CLIENT)
  const party = await discoverParty(house.issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  return { house, person, party, sub: await subOf(house.db, person.nip), jar: cookieJar() }
}

/** Opens the step that a sign-in led to. */
async function pageAt(jar: CookieJar, onward: URL) {
  const page = await jar.follow(onward)
  return { url: new URL(page.url), html: await page.text() }
}

/** Sends the first form of a page as it stands, with what somebody typed. */
const send = (jar: CookieJar, { url, html }: { url: URL; html: string }, fields: Record<string, string>) =>
  post(jar, new URL(actionOf(html), url), { ...hiddenFields(html), ...fields })

const eventsOf = ({ house }: Awaited<ReturnType<typeof open>>) => house.db.owner.knex('audit_event')
  .where('stream', 'masuk').whereLike('kind', 'masuk.%').orderBy('at').pluck<string[]>('kind')

const signedIn = ({ house }: Awaited<ReturnType<typeof open>>) =>
  house.db.owner.knex('oidc_session').whereNotNull('account_id').whereNull('destroyed_at')

test('who has an authenticator is asked for its code after the password, and signed in by both', async (t) => {
  const stage = await open(t)
  const { house, person, party, sub, jar } = stage
  const key = await giveTotp(house, sub)
  const { url, finish } = await authorizationRequest(party)
  const step = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  t.regex(step.html, /Buka aplikasi autentikator/)
  t.false(step.html.includes(person.nip), 'the number is masked')
  t.is((await signedIn(stage)).length, 0, 'nobody is signed in by the password')
  const wrong = await send(jar, step, { kode: '000000' })
  t.is(wrong.status, 400)
  const refused = await wrong.text()
  t.regex(refused, /Kode ini tidak cocok/)
  const [, english = ''] = /href="([^"]*bahasa=en[^"]*)"/.exec(refused) ?? []
  const other = await pageAt(jar, new URL(english.replaceAll('&amp;', '&'), wrong.url))
  t.regex(other.html, />Back to the application</, 'the page of a form that failed is read in the other language')
  await pageAt(jar, new URL('?bahasa=id', step.url))
  t.is((await signedIn(stage)).length, 0)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(jar, step, { kode: phoneShows(key) }))))
  t.is(idToken['acr'], MFA)
  t.deepEqual(idToken['amr'], ['pwd', 'otp', 'mfa'])
  t.deepEqual(await eventsOf(stage), ['masuk.sandi-cocok', 'masuk.berhasil'])
})

test('the way back to the application, opened before the second factor, signs nobody in', async (t) => {
  const stage = await open(t)
  const { house, person, party, sub, jar } = stage
  await giveTotp(house, sub)
  const { url } = await authorizationRequest(party)
  const step = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  const resume = new URL(step.url.pathname.replace('/masuk/', '/oidc/auth/'), step.url)
  const again = await pageAt(jar, resume)
  t.regex(again.html, /name="sandi"/)
  t.not(again.url.pathname, step.url.pathname)
  t.is((await signedIn(stage)).length, 0)
})

test('a step out of turn leads to the one that is open, and changes nothing', async (t) => {
  const stage = await open(t)
  const { house, person, party, sub, jar } = stage
  const key = await giveTotp(house, sub)
  const { url, finish } = await authorizationRequest(party)
  const first = await pageAt(jar, url)
  for (const path of ['/faktor', '/faktor/pemulihan', '/faktor/izin', '/daftar-faktor', '/daftar-passkey', '/daftar-passkey/tanpa', '/faktor/passkey', '/kartu', '/kartu/selesai', '/ganti-sandi', '/ingatkan']) {
    const ahead = await post(jar, new URL(`${first.url.pathname}${path}`, first.url), {
      ...hiddenFields(first.html), kode: phoneShows(key),
    })
    t.is(ahead.status, 303, path)
    t.is(locationOf(ahead).pathname, first.url.pathname, path)
  }
  const step = await pageAt(jar, locationOf(await send(jar, first, { nip: person.nip, sandi: person.password })))
  const back = await send(jar, first, { nip: person.nip, sandi: person.password })
  t.is(locationOf(back).pathname, first.url.pathname, 'the password of another tab')
  t.is((await signedIn(stage)).length, 0)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(jar, step, { kode: phoneShows(key) }))))
  t.is(idToken['acr'], MFA)
})

test('somebody else begins anew, and takes nothing over', async (t) => {
  const stage = await open(t)
  const { house, person, party, sub, jar } = stage
  await giveTotp(house, sub)
  const { url, finish } = await authorizationRequest(party)
  const step = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  const anew = await pageAt(jar, locationOf(await post(jar, new URL(`${step.url.pathname}/ganti`, step.url), hiddenFields(step.html))))
  const other = await demoPerson(house.db.app, 'PPPK di Dinas Kesehatan')
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(jar, anew, { nip: other.nip, sandi: other.password }))))
  t.is(idToken.sub, await subOf(house.db, other.nip))
  t.deepEqual(idToken['amr'], ['pwd'])
})

test('another browser does not get into the middle of a sign-in', async (t) => {
  const { house, person, party, sub, jar } = await open(t)
  const key = await giveTotp(house, sub)
  const { url } = await authorizationRequest(party)
  const step = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  const stranger = cookieJar()
  t.is((await stranger.fetch(step.url)).status, 400)
  const sent = await send(stranger, step, { kode: phoneShows(key) })
  t.is(sent.status, 400)
})

test('an application that wants more is given it in the same session, by the factor alone', async (t) => {
  const stage = await open(t)
  const { house, person, party, sub, jar } = stage
  const before = await signInTo(party, jar, person)
  t.is(before.idToken['acr'], SANDI)
  const key = await giveTotp(house, sub)
  const wishes: Record<string, string>[] = [{ acr_values: MFA, prompt: 'none' }, { acr_values: `urn:example:x ${SANDI}` }, {}]
  for (const extra of wishes) {
    t.is((await enter(party, jar, extra)).idToken['acr'], SANDI, 'a wish is no condition, and no rule asks for more')
  }
  const silent = await authorizationRequest(party, { ...essential(MFA), prompt: 'none' })
  t.is((await leaveFrom(jar, silent.url)).searchParams.get('error'), 'interaction_required')
  const { url, finish } = await authorizationRequest(party, { acr_values: `urn:example:x ${MFA}` })
  const step = await pageAt(jar, url)
  t.notRegex(step.html, /name="sandi"/)
  const after = await finish(await leaveFrom(jar, locationOf(await send(jar, step, { kode: phoneShows(key) }))))
  t.is(after.idToken['acr'], MFA)
  t.is(after.idToken.auth_time, before.idToken.auth_time, 'the absolute end stays where it was')
  t.is(after.idToken['sid'], before.idToken['sid'])
  t.is((await signedIn(stage)).length, 1)
  t.is((await enter(party, jar, essential(MFA))).idToken['acr'], MFA, 'and holds from then on')
  t.is((await eventsOf(stage)).at(-1), 'masuk.ditingkatkan')
})

test('an essential acr that nobody reaches is answered after one prompt, one that means nothing here too', async (t) => {
  const { house, person, party, sub, jar } = await open(t)
  const key = await giveTotp(house, sub)
  for (const value of [PASSKEY, 'urn:example:x']) {
    await house.db.owner.knex('faktor_totp').update({ langkah_terakhir: 0 })
    const { url } = await authorizationRequest(party, essential(value))
    const step = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
    let onward = locationOf(await send(jar, step, { kode: phoneShows(key) }))
    if (value === PASSKEY) onward = locationOf(await withoutPasskey(jar, await pageAt(jar, onward)))
    const told = await leaveFrom(jar, onward)
    t.is(told.searchParams.get('error'), 'unmet_authentication_requirements', value)
    const silent = await authorizationRequest(party, { ...essential(value), prompt: 'none' })
    t.is((await leaveFrom(jar, silent.url)).searchParams.get('error'), 'interaction_required', value)
  }
})

test('max_age and prompt=login ask for the password and the factor, and auth_time is new', async (t) => {
  const { house, person, party, sub, jar } = await open(t)
  const { idToken: before } = await signInTo(party, jar, person)
  const key = await giveTotp(house, sub)
  await house.db.owner.knex('oidc_session').update({
    payload: house.db.owner.knex.raw(`jsonb_set(payload::jsonb, '{loginTs}', to_jsonb((payload::jsonb->>'loginTs')::int - 1000))::text`),
  })
  const { url, finish } = await authorizationRequest(party, { max_age: '900' })
  const step = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(jar, step, { kode: phoneShows(key) }))))
  t.is(idToken['acr'], MFA)
  t.true(Number(idToken.auth_time) >= Number(before.auth_time))
  t.is(idToken['sid'], before['sid'])
})

test('what the policy asks for holds at the next request of a session that is there', async (t) => {
  const { house, person, party, sub, jar } = await open(t)
  await signInTo(party, jar, person)
  const key = await giveTotp(house, sub)
  t.is((await enter(party, jar)).idToken['acr'], SANDI)
  await putRule(house.db)
  await house.heard()
  const silent = await authorizationRequest(party, { prompt: 'none' })
  t.is((await leaveFrom(jar, silent.url)).searchParams.get('error'), 'interaction_required')
  const { url, finish } = await authorizationRequest(party)
  const step = await pageAt(jar, url)
  t.regex(step.html, /Buka aplikasi autentikator/)
  t.is((await finish(await leaveFrom(jar, locationOf(await send(jar, step, { kode: phoneShows(key) }))))).idToken['acr'], MFA)
})

test('in a grace somebody is reminded, may say later once a week, and is signed in', async (t) => {
  const { house, person, party, jar } = await open(t)
  const until = inDays(20)
  await putRule(house.db, { pendaftaran_sampai: until })
  await house.heard()
  const { url, finish } = await authorizationRequest(party)
  const step = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  const words = new Intl.DateTimeFormat('id', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(until))
  t.true(step.html.includes(`Nanti, paling lambat ${words}`))
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(jar, step, { pasang: 'nanti' }))))
  t.is(idToken['acr'], SANDI)
  t.is((await enter(party, jar)).idToken['acr'], SANDI, 'and his session is good')
  const again = await authorizationRequest(party, { prompt: 'login' })
  t.true((await signIn(jar, again.url, person)).searchParams.has('code'), 'not every day anew')
  const elsewhere = cookieJar()
  const third = await pageAt(elsewhere, locationOf(await typePassword(elsewhere, (await authorizationRequest(party)).url, person)))
  const now = await pageAt(elsewhere, locationOf(await send(elsewhere, third, { pasang: 'sekarang' })))
  t.regex(now.html, /otpauth:/)
})

test('a client that registered a minimum gets it, and a recovery code is as good as the authenticator', async (t) => {
  const stage = await open(t)
  const { house, person, sub, jar } = stage
  const redirect = 'http://localhost:4569/callback'
  const { client_secret: secret = '' } = await addClient(house.db.app, house.clock, {
    client_id: 'gawat', client_name: 'Gawat', opd: await opdOfTable(house, CLIENT), testers: 'semua',
    redirect_uris: [redirect], scope: 'openid', minimum_acr: MFA,
  }, { demo: true })
  const party = await discoverParty(house.issuer, 'gawat', secret, redirect)
  await giveTotp(house, sub)
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 100 }) })
  const codes = await issueRecoveryCodes({ database: house.db.app, hasher, clock: house.clock }, sub)
  await house.heard()
  const { url, finish } = await authorizationRequest(party, { scope: 'openid' })
  const step = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  const other = await pageAt(jar, new URL(`${step.url.pathname}?cara=pemulihan`, step.url))
  t.regex(other.html, /Masih ada 10 kode/)
  const wrong = await send(jar, other, { kode: 'AAAA-BBBB-CCCC' })
  t.is(wrong.status, 400)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(jar, other, { kode: codes[0] ?? '' }))))
  t.is(idToken['acr'], MFA)
})
