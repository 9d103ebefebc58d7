import test, { type ExecutionContext } from 'ava'
import { freezePerson, unfreezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { breakGlass } from '../../src/domain/sessions/faktor-reset.service.ts'
import { endEverythingOf } from '../../src/domain/sessions/endings/index.ts'
import { DEVICE_AMR } from '../../src/domain/mfa/assurance.rules.ts'
import { beginTotp, findEnrolment } from '../../src/domain/mfa/totp/enrol.service.ts'
import { replaceTotp } from '../../src/domain/sessions/replace-factor.service.ts'
import { sendFrom } from '../helpers/akun.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { leaveFrom } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, enter } from '../helpers/relying-party.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'
import { devicesOf, later, MFA, open, send, signInAs, type SignIn, skpOf } from './support.ts'

// "Percayai perangkat ini 30 hari", over real HTTP: where it spares the second factor, where it does not, and what ends it.

/** Somebody with an authenticator. */
async function stage(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  const key = await giveTotp(house, sub)
  const party = await skpOf(house)
  const signIn = (how: SignIn = {}) => signInAs(house, party, person, { key, ...how })
  /** The next sign-in from this browser, when its session is over. */
  const next = async (jar: CookieJar, how: SignIn = {}) => signIn({ ...how, jar: await later(house, jar) })
  return { house, person, sub, key, party, signIn, next }
}

test('a device that was trusted spares the second factor the next time, and says so', async (t) => {
  const { house, sub, signIn, next } = await stage(t)
  const { jar, ditanya, acr } = await signIn({ percaya: true })
  t.deepEqual([ditanya, acr], [true, MFA])
  const [device] = await devicesOf(house, sub)
  const days = ((device?.tepercaya_sampai?.getTime() ?? 0) - Date.now()) / 86_400_000
  t.true(days > 29.9 && days <= 30, String(days))
  const again = await next(jar)
  t.false(again.ditanya)
  t.deepEqual([again.acr, again.amr], ['urn:bantenprov:acr:sandi', ['pwd', DEVICE_AMR]])
  t.deepEqual((await devicesOf(house, sub)).map(({ tepercaya_sampai: until }) => until), [device?.tepercaya_sampai], 'using it makes it no longer')
  const kinds = await house.db.owner.knex('audit_event').where({ kind: 'perangkat.dipercaya', subject: sub })
  t.is(kinds.length, 1)
})

test('without the box, with a recovery code or on a shared computer no device is trusted', async (t) => {
  const { house, sub, signIn, next } = await stage(t)
  const { jar } = await signIn()
  t.true((await next(jar)).ditanya)
  t.true((await signIn({ percaya: true, bersama: true })).ditanya)
  t.deepEqual((await devicesOf(house, sub)).map(({ tepercaya_sampai: until }) => until), [null])
  const trusted = await signIn({ percaya: true })
  t.true((await next(trusted.jar, { bersama: true })).ditanya, 'a trusted device that others use now')
})

test('neither another browser, nor another person in it, nor one who planted its cookie has that trust', async (t) => {
  const { house, party, signIn } = await stage(t)
  // The attacker opens the sign-in, and leaves a copy of his own cookie in the browser of the victim.
  const attacker = cookieJar()
  await open(attacker, (await authorizationRequest(party)).url)
  const { jar } = await signIn({ percaya: true, jar: await later(house, attacker) })
  t.true((await signIn({ jar: await later(house, attacker) })).ditanya, 'the cookie as it was before')
  t.true((await signIn()).ditanya)
  const other = await demoPerson(house.db.app, 'Plt')
  const key = await giveTotp(house, await subOf(house.db, other.nip))
  t.true((await signInAs(house, party, other, { key, jar: await later(house, jar) })).ditanya)
})

test('it spares nothing that the application or the policy asks, and is not offered there', async (t) => {
  const { house, sub, party, signIn, next } = await stage(t)
  const { jar } = await signIn({ percaya: true })
  const essential = { claims: JSON.stringify({ id_token: { acr: { essential: true, value: MFA } } }) }
  const high = await next(jar, { extra: essential })
  t.deepEqual([high.ditanya, high.acr], [true, MFA])
  t.true((await next(jar, { extra: { acr_values: MFA } })).ditanya, 'a wish')
  await house.db.owner.knex('client').where({ client_id: 'skp.bantenprov.go.id' }).update({ berisiko: true })
  await house.heard()
  t.true((await next(jar)).ditanya, 'an application of high risk')
  await house.db.owner.knex('client').where({ client_id: 'skp.bantenprov.go.id' }).update({ berisiko: false })
  await putRule(house.db, { id: 'uji-tanpa-perangkat', siapa: { pegawai: [sub] }, perangkat_tepercaya: false })
  await house.heard()
  const browser = await later(house, jar)
  const form = await open(browser, (await authorizationRequest(party)).url)
  const { nip, password } = await demoPerson(house.db.app, 'PNS di sekolah')
  const page = await open(browser, locationOf(await send(browser, form, { nip, sandi: password })))
  t.true(page.html.includes('name="kode"'))
  t.false(page.html.includes('name="percaya"'))
  const answer = await send(browser, page, { kode: '000000', percaya: '1' })
  t.false((await answer.text()).includes('name="percaya"'), 'nor to whoever ticks a box that is not there')
})

test('the box stays ticked after a wrong code', async (t) => {
  const { house, party } = await stage(t)
  const { nip, password } = await demoPerson(house.db.app, 'PNS di sekolah')
  const jar = cookieJar()
  const form = await open(jar, (await authorizationRequest(party)).url)
  const page = await open(jar, locationOf(await send(jar, form, { nip, sandi: password })))
  const box = /<input id="percaya"[^>]*>/
  t.notRegex(box.exec(page.html)?.[0] ?? 'checked', /checked/)
  const wrong = await send(jar, page, { kode: '000000', percaya: '1' })
  t.regex(box.exec(await wrong.text())?.[0] ?? '', /checked/)
})

test('a session in which a device stood in is enough where the policy takes one, until the trust ends', async (t) => {
  const { house, sub, party, signIn, next } = await stage(t)
  await putRule(house.db, { id: 'uji-langkah-kedua', siapa: { pegawai: [sub] }, perangkat_tepercaya: true })
  await house.heard()
  const { jar: first } = await signIn({ percaya: true })
  const { jar, ditanya } = await next(first)
  t.false(ditanya)
  t.deepEqual((await enter(party, jar)).idToken['amr'], ['pwd', DEVICE_AMR])
  const [device] = await devicesOf(house, sub)
  const answer = await sendFrom(house, jar, '/akun/perangkat', { perangkat: device?.id ?? '', aksi: 'cabut' })
  t.is(locationOf(answer).search, '?pesan=perangkat-cabut')
  await house.heard()
  const { url } = await authorizationRequest(party)
  t.regex((await open(jar, url)).html, /name="kode"/, 'at its next request')
  t.true((await next(first)).ditanya)
})

test('a session in which a device stood in is asked for the factor by an application of high risk, once', async (t) => {
  const { house, party, key, signIn, next } = await stage(t)
  const { jar: first } = await signIn({ percaya: true })
  const { jar, ditanya } = await next(first)
  t.false(ditanya)
  await house.db.owner.knex('client').where({ client_id: 'skp.bantenprov.go.id' }).update({ berisiko: true })
  await house.heard()
  await house.db.owner.knex('faktor_totp').update({ langkah_terakhir: 0 })
  const { url, finish } = await authorizationRequest(party)
  const answer = await send(jar, await open(jar, url), { kode: phoneShows(key) })
  const { idToken } = await finish(await leaveFrom(jar, locationOf(answer)))
  t.is(idToken['acr'], MFA)
  t.is((await enter(party, jar)).idToken['acr'], MFA)
})

/** What ends a trust, each by the way in which it happens. */
const ENDS: Readonly<Record<string, (at: Awaited<ReturnType<typeof stage>>, jar: CookieJar) => Promise<unknown>>> = {
  'its 30 days are over': ({ house }) => house.db.owner.knex('perangkat').update({ tepercaya_sampai: new Date() }),
  'it is forgotten under /akun/perangkat': async ({ house, sub }, jar) => {
    const [device] = await devicesOf(house, sub)
    return sendFrom(house, jar, '/akun/perangkat', { perangkat: device?.id ?? '', aksi: 'lupakan' })
  },
  'he takes the trust back': async ({ house, sub }, jar) => {
    const [device] = await devicesOf(house, sub)
    return sendFrom(house, jar, '/akun/perangkat', { perangkat: device?.id ?? '', aksi: 'cabut' })
  },
  'he removes a factor': async ({ house, sub }, jar) => {
    const [row] = await house.db.owner.knex('faktor_totp').where({ pegawai_id: sub, revoked_at: null }).select<{ id: string }[]>('id')
    const answer = await sendFrom(house, jar, `/akun/faktor/${row?.id ?? ''}/hapus`, {})
    await giveTotp(house, sub)
    return answer
  },
  'a new authenticator takes the place of a lost one': async ({ house, sub }) => {
    const dependencies = { database: house.db.app, seal: house.seal, clock: house.clock }
    const id = await beginTotp(dependencies, sub, { pengganti: true }) ?? ''
    const { kunci = [] } = await findEnrolment(dependencies, { pegawaiId: sub, id, nomor: null }) ?? {}
    await replaceTotp(dependencies, { pegawaiId: sub, id, code: phoneShows(kunci.join('')) })
    await house.db.owner.knex('faktor_totp').update({ langkah_terakhir: 0, revoked_at: new Date(), rahasia_sealed: null })
    await giveTotp(house, sub)
  },
  'his factors are reset': async ({ house, person, sub }) => {
    await breakGlass(house.db.app, house.clock, { nip: person.nip, reason: 'uji' })
    await giveTotp(house, sub)
  },
  'the account was frozen': async ({ house, person }) => {
    const order = { nip: person.nip, reason: 'uji' }
    await freezePerson(house.db.app, house.clock, order)
    await unfreezePerson(house.db.app, house.clock, order)
  },
  'another password was given to him': ({ house, sub }) => house.db.app.knex.transaction((trx) =>
    endEverythingOf(trx, { pegawaiIds: [sub], reason: 'sandi-diganti', at: new Date() })),
}

for (const [title, end] of Object.entries(ENDS)) {
  test(`a trust ends when ${title}`, async (t) => {
    const at = await stage(t)
    const { jar } = await at.signIn({ percaya: true })
    t.false((await at.next(jar)).ditanya)
    await end(at, jar)
    await at.house.heard()
    t.true((await at.next(jar)).ditanya)
  })
}

test('a trust ends when he changes his password, in the session that goes on as well', async (t) => {
  const { house, person, sub, party, key, signIn, next } = await stage(t)
  await putRule(house.db, { id: 'uji-langkah-kedua', siapa: { pegawai: [sub] }, perangkat_tepercaya: true })
  await house.heard()
  const { jar: first } = await signIn({ percaya: true })
  const { jar } = await next(first)
  const baru = 'jembatan kayu di atas kali'
  t.is((await sendFrom(house, jar, '/akun/sandi', { lama: person.password, baru })).status, 303)
  await house.heard()
  t.regex((await open(jar, (await authorizationRequest(party)).url)).html, /name="kode"/)
  const again = await signInAs(house, party, { nip: person.nip, password: baru }, { key, jar: await later(house, jar) })
  t.true(again.ditanya)
})

test('of somebody who left for good no device is known any more', async (t) => {
  const { house, sub, signIn } = await stage(t)
  await signIn({ percaya: true })
  await house.db.owner.knex('pegawai').where({ id: sub }).update({ keadaan: 'tutup' })
  await house.db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: [sub], reason: 'berhenti', at: new Date() }))
  t.true((await devicesOf(house, sub)).every((one) => one.dicabut_at !== null && one.tepercaya_sampai === null))
})
