import test, { type ExecutionContext } from 'ava'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { hiddenFields, leaveFrom } from '../helpers/journey.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { authorizationRequest } from '../helpers/relying-party.ts'
import { subOf } from '../sessions/people.ts'
import { later, open, send, signInAs, type SignIn, skpOf } from './support.ts'

// "Lanjut sebagai Siti ····1234 / Bukan saya", on the first page of a known device.

async function stage(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  await house.db.owner.knex('pegawai').where({ id: sub }).update({ nama: 'M. Rizki Rahasiawan' })
  const party = await skpOf(house)
  const signIn = (how: SignIn = {}, who: Credentials = person) => signInAs(house, party, who, how)
  /** The first page, in a browser in which somebody signed in, when his session is over. */
  async function first(from: CookieJar) {
    const jar = await later(house, from)
    const { url, finish } = await authorizationRequest(party)
    return { jar, page: await open(jar, url), finish }
  }
  return { house, person, sub, party, signIn, first }
}

const isPlain = (html: string): boolean => html.includes('name="nip"') && !html.includes('name="lanjut"')

test('a known device suggests who signed in last by first name and four digits, and asks the password alone', async (t) => {
  const { person, sub, signIn, first } = await stage(t)
  const { jar: before } = await signIn()
  const { jar, page, finish } = await first(before)
  t.regex(page.html, new RegExp(`<h1>Lanjut sebagai Rizki ····${person.nip.slice(-4)}</h1>`))
  t.false(page.html.includes('name="nip"'))
  for (const secret of [person.nip, person.nip.slice(0, 8), 'Rahasiawan', sub]) t.false(page.html.includes(secret), secret)
  const wrong = await send(jar, page, { sandi: 'bukan kata sandinya' })
  t.is(wrong.status, 400)
  const html = await wrong.text()
  t.regex(html, /NIP dan kata sandi ini tidak cocok dengan akun yang aktif/)
  t.regex(html, /Lanjut sebagai Rizki/)
  t.is((await send(jar, page, { sandi: '' })).status, 400)
  const shown = await (await send(jar, page, { sandi: 'kuda', tampilkan: '1' })).text()
  t.regex(shown, /name="lanjut"[\s\S]*value="kuda"/)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(await send(jar, page, { sandi: person.password }))))
  t.is(typeof idToken.sub, 'string')
})

test('a wrong password of whoever is suggested costs and counts what any other does', async (t) => {
  const { house, sub, signIn, first } = await stage(t)
  const { jar: before } = await signIn()
  const { jar, page } = await first(before)
  const count = async () => (await house.db.owner.knex('percobaan_masuk').where({ siapa: sub })
    .select<{ percobaan: unknown[] }[]>('percobaan')).reduce((sum, { percobaan }) => sum + percobaan.length, 0)
  t.is(await count(), 0)
  await send(jar, page, { sandi: 'bukan kata sandinya' })
  t.is(await count(), 1)
  const events = await house.db.owner.knex('audit_event').where({ kind: 'masuk.gagal', subject: sub }).pluck<{ alasan: string }[]>('data')
  t.deepEqual(events, [{ alasan: 'sandi-salah' }])
  for (let tries = 0; tries < 9; tries += 1) await send(jar, page, { sandi: 'bukan kata sandinya' })
  t.is((await send(jar, page, { sandi: 'bukan kata sandinya' })).status, 429)
})

test('"Bukan saya" shows the plain form, now and the next time, and takes nobody\'s device away', async (t) => {
  const { house, person, sub, signIn, first } = await stage(t)
  const { jar: before } = await signIn()
  const { jar, page } = await first(before)
  const answer = await send(jar, page, {}, `${new URL(page.url).pathname}/bukan-saya`)
  t.true(isPlain((await open(jar, locationOf(answer))).html))
  t.true(isPlain((await first(jar)).page.html))
  t.is((await house.db.owner.knex('perangkat').where({ pegawai_id: sub, dicabut_at: null })).length, 1)
  await house.db.owner.knex('audit_event').where({ kind: 'sinyal.perangkat-baru' }).first()
  await signIn({ jar: await later(house, jar) }, person)
  t.is((await house.db.owner.knex('perangkat').where({ pegawai_id: sub })).length, 1, 'still the device that it was')
})

test('the last one is suggested, and a password is never taken for somebody else than the page named', async (t) => {
  const { house, person, signIn, first } = await stage(t)
  const other = await demoPerson(house.db.app, 'Plt')
  const { jar: before } = await signIn()
  const { jar, page } = await first(before)
  // Another window signs somebody else in meanwhile.
  await signIn({ jar }, other)
  const answer = await send(jar, page, { sandi: person.password })
  t.is(answer.status, 303)
  const next = await open(jar, locationOf(answer))
  t.regex(next.html, new RegExp(`····${other.nip.slice(-4)}`))
  const events = await house.db.owner.knex('audit_event').where({ kind: 'masuk.gagal' })
  t.deepEqual(events, [], 'it was never looked at')
})

test('a shared computer suggests nobody, whoever used it before', async (t) => {
  const { house, signIn, first } = await stage(t)
  const fresh = await signIn({ bersama: true })
  t.true(isPlain((await first(fresh.jar)).page.html))
  const { jar } = await signIn()
  const { jar: shared } = await signIn({ jar: await later(house, jar), bersama: true }, await demoPerson(house.db.app, 'Plt'))
  t.true(isPlain((await first(shared)).page.html))
})

test('who may not sign in any more is suggested to nobody', async (t) => {
  const { house, person, signIn, first } = await stage(t)
  const { jar: before } = await signIn()
  const { jar, page } = await first(before)
  await freezePerson(house.db.app, house.clock, { nip: person.nip, reason: 'uji' })
  await house.heard()
  t.true(isPlain((await first(before)).page.html))
  const answer = await send(jar, page, { sandi: person.password })
  t.true(isPlain((await open(jar, locationOf(answer))).html), 'from a page that was open')
})

test('a cookie of another browser, or a suggestion that was moved into it, suggests nobody', async (t) => {
  const { house, person, signIn, party } = await stage(t)
  const { jar } = await signIn()
  const name = 'satu_login_perangkat'
  const value = (await jar.cookies(house.issuer))[name] ?? ''
  t.regex(value, /\.~v1~/)
  t.false(Buffer.from(value, 'base64url').includes(person.nip))
  const tampered = cookieJar({ cookie: `${name}=${value.replace('.~v1~', '.~v2~')}` })
  t.true(isPlain((await open(tampered, (await authorizationRequest(party)).url)).html))
})

test('who asks to sign in as somebody else is suggested nobody', async (t) => {
  const { house, signIn, first } = await stage(t)
  const { jar: before } = await signIn()
  const { jar, page } = await first(before)
  t.true(isPlain((await open(jar, `${house.issuer}${new URL(page.url).pathname}?ganti=1`)).html))
  t.truthy(hiddenFields(page.html)['lanjut'])
})
