import test, { type ExecutionContext } from 'ava'
import { cookieJar, type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, signInTo } from '../helpers/relying-party.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { application } from '../oidc/features/support.ts'
import { subOf } from '../sessions/people.ts'

// Where BSSN 4/2021 is followed a password grows too old; nowhere else does it.

const NEW = 'Jembatan kayu 9!'

/** Somebody whose password is as old as this, on an instance with these terms. */
async function open(t: ExecutionContext, days: number | undefined, since: string) {
  const house = await openHouse(t, { template: 'penuh', overrides: { passwords: { composed: days !== undefined, days } } })
  const person = await demoPerson(house.db.app, 'Pegawai Biro Hukum')
  const sub = await subOf(house.db, person.nip)
  await house.db.owner.knex('account').where({ pegawai_id: sub }).update({ password_changed_at: since })
  return { house, person, sub, app: await application(house, {}) }
}

const pageAt = async (jar: CookieJar, onward: URL) => {
  const page = await jar.follow(onward)
  return { url: new URL(page.url), html: await page.text() }
}

test('no password is too old where the switch is off', async (t) => {
  const { person, app } = await open(t, undefined, '2001-01-01')
  await t.notThrowsAsync(() => signInTo(app, cookieJar(), person, { scope: 'openid' }))
})

test('a password that is young enough is asked nothing more', async (t) => {
  const { person, app } = await open(t, 180, new Date().toISOString())
  await t.notThrowsAsync(() => signInTo(app, cookieJar(), person, { scope: 'openid' }))
})

test('whoever types one that is too old gives himself another after his second step, and lands where he was going', async (t) => {
  const { house, person, sub, app } = await open(t, 180, '2026-01-05T05:00:00Z')
  const key = await giveTotp(house, sub)
  await house.heard()
  const jar = cookieJar()
  const { url, finish } = await authorizationRequest(app, { scope: 'openid' })
  const send = (html: string, at: URL, fields: Record<string, string>) =>
    post(jar, new URL(actionOf(html), at), { ...hiddenFields(html), ...fields })
  const factor = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  t.regex(factor.html, /name="kode"/, 'the factor comes first')
  const change = await pageAt(jar, locationOf(await send(factor.html, factor.url, { kode: phoneShows(key) })))
  t.regex(change.html, /berlaku 180 hari/)
  for (const [fields, said] of [
    [{ lama: '', baru: NEW }, 'id="lama-galat"'], [{ lama: 'bukan ini', baru: NEW }, 'id="lama-galat"'],
    [{ lama: person.password, baru: person.password }, 'sama dengan yang sekarang'],
    [{ lama: person.password, baru: 'jembatan kayu' }, 'id="baru-galat"'],
  ] as const) {
    const refused = await send(change.html, change.url, fields)
    t.is(refused.status, 400)
    t.true((await refused.text()).includes(said), said)
  }
  t.is((await house.db.owner.knex('oidc_session').whereNotNull('account_id')).length, 0, 'nobody is signed in before')
  const done = await send(change.html, change.url, { lama: person.password, baru: NEW })
  const { idToken } = await finish(await leaveFrom(jar, locationOf(done)))
  t.is(idToken['acr'], 'urn:bantenprov:acr:mfa', 'what was proven before counts on')
  t.is((await typePassword(cookieJar(), `${house.issuer}/akun`, person)).status, 400, 'the old one opens nothing')
  const events = await house.db.owner.knex('audit_event').where({ subject: sub }).whereIn('kind', ['akun.sandi-diganti', 'masuk.berhasil'])
    .orderBy('at').pluck<string[]>('kind')
  t.deepEqual(events, ['akun.sandi-diganti', 'masuk.berhasil'])
})

test('whoever stops there is not signed in, and the old password is asked about again', async (t) => {
  const { house, person } = await open(t, 180, '2026-01-05T05:00:00Z')
  for (let n = 0; n < 2; n += 1) {
    const jar = cookieJar()
    const { html } = await pageAt(jar, locationOf(await typePassword(jar, `${house.issuer}/akun`, person)))
    t.regex(html, /berlaku 180 hari/)
    t.regex(locationOf(await jar.fetch(`${house.issuer}/akun`)).href, /\/oidc\/auth\?/)
  }
})
