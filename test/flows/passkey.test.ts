import test, { type ExecutionContext } from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { askedOn, givePasskey, passkeyPage, phoneAt, sendPasskey, withoutPasskey } from '../helpers/passkey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'

const CLIENT = 'skp.bantenprov.go.id'
const STRONG = 'urn:bantenprov:acr:tahan-phishing'

async function open(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, CLIENT)
  const party = await discoverParty(house.issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const sub = await subOf(house.db, person.nip)
  const signedIn = () => house.db.owner.knex('oidc_session').whereNotNull('account_id').whereNull('destroyed_at')
  const demandPasskey = async () => {
    await putRule(house.db, { id: 'uji-passkey', siapa: { pegawai: [sub] }, tuntutan: 'tahan-phishing' })
    await house.heard()
  }
  return { house, person, party, sub, jar: cookieJar(), signedIn, demandPasskey }
}

async function pageAt(jar: CookieJar, onward: URL) {
  const page = await jar.follow(onward)
  return { url: page.url, html: await page.text() }
}

test('a passkey after the password is worth more than any code', async (t) => {
  const { house, person, party, sub, jar } = await open(t)
  const phone = await givePasskey(house, sub)
  const { url, finish } = await authorizationRequest(party)
  const step = passkeyPage(await pageAt(jar, locationOf(await typePassword(jar, url, person))))
  const answer = await sendPasskey(jar, step, phone.get(await askedOn(jar, step)))
  const { idToken } = await finish(await leaveFrom(jar, locationOf(answer)))
  t.is(idToken['acr'], STRONG)
  t.deepEqual(idToken['amr'], ['pwd', 'swk', 'user', 'mfa'])
})

test('a passkey alone says who is here and proves it, and the computer may be shared', async (t) => {
  const { house, party, sub, jar } = await open(t)
  const phone = await givePasskey(house, sub)
  const { url, finish } = await authorizationRequest(party)
  const step = passkeyPage(await pageAt(jar, url))
  const answer = await sendPasskey(jar, step, phone.get(await askedOn(jar, step)), { bersama: '1' })
  const before = Math.floor(Date.now() / 1000)
  const { idToken } = await finish(await leaveFrom(jar, locationOf(answer)))
  t.is(idToken.sub, sub)
  t.is(idToken['acr'], STRONG)
  t.deepEqual(idToken['amr'], ['swk', 'user', 'mfa'])
  t.true(Math.abs(Number(idToken.auth_time) - before) < 60)
  const row = await house.db.owner.knex('oidc_session').where({ account_id: sub }).first<{ payload: string }>()
  t.regex(row.payload, /"transient": ?true/)
})

test('a passkey of somebody else, a challenge from elsewhere or a used one is refused in words', async (t) => {
  const { house, person, party, sub, jar, signedIn } = await open(t)
  const phone = await givePasskey(house, sub)
  const other = await givePasskey(house, await subOf(house.db, (await demoPerson(house.db.app, 'Kepala Seksi')).nip))
  const { url } = await authorizationRequest(party)
  const first = passkeyPage(await pageAt(jar, url))
  const early = await askedOn(jar, first)
  const elsewhere = cookieJar()
  const foreign = await askedOn(elsewhere, passkeyPage(await pageAt(elsewhere, (await authorizationRequest(party)).url)))
  const page = await pageAt(jar, locationOf(await post(jar, new URL(first.url.replace(/\/passkey$/, '')), {
    csrf: first.fields['csrf'] ?? '', nip: person.nip, sandi: person.password,
  })))
  const step = passkeyPage(page)
  const refused = async (response: unknown, words: RegExp, name: string) => {
    const answer = await sendPasskey(jar, step, response)
    t.is(answer.status, 400, name)
    t.regex(await answer.text(), words, name)
    t.is((await signedIn()).length, 0, name)
  }
  await refused(other.get(await askedOn(jar, step)), /Passkey ini tidak dikenal/, 'somebody else')
  await refused(phone.get(early), /terlambat, atau sudah dipakai/, 'asked for on the first page')
  await refused(phone.get(foreign), /terlambat, atau sudah dipakai/, 'asked for in another browser')
  await refused(phone.get(await askedOn(jar, step), { origin: 'https://login.palsu.test' }), /tidak dikenal/, 'a fake site')
  await refused(phone.get(await askedOn(jar, step), { verified: false }), /tidak memastikan bahwa ini Anda/, 'nobody verified')
  await refused('{', /tidak dikenal/, 'no answer at all')
  const asked = await askedOn(jar, step)
  await refused(other.get(asked), /tidak dikenal/, 'used up by a wrong one')
  await refused(phone.get(asked), /terlambat, atau sudah dipakai/, 'used before')
  t.is((await sendPasskey(jar, step, phone.get(await askedOn(jar, step)))).status, 303)
})

test('who may not be signed in learns no more from his passkey than a stranger', async (t) => {
  const { house, party, sub, jar, signedIn } = await open(t)
  const phone = await givePasskey(house, sub)
  await house.db.owner.query({ text: 'UPDATE account SET frozen_at = now() WHERE pegawai_id = $1', values: [sub] })
  await house.heard()
  const step = passkeyPage(await pageAt(jar, (await authorizationRequest(party)).url))
  const answer = await sendPasskey(jar, step, phone.get(await askedOn(jar, step)))
  t.is(answer.status, 400)
  t.regex(await answer.text(), /Passkey ini tidak dikenal/)
  t.is((await signedIn()).length, 0)
})

test('a first passkey is made where one is demanded, and an authenticator is not good enough', async (t) => {
  const { house, person, party, sub, jar, signedIn, demandPasskey } = await open(t)
  const key = await giveTotp(house, sub)
  await demandPasskey()
  const { url, finish } = await authorizationRequest(party)
  const code = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  const phone = phoneAt(house)
  const base = new URL(code.url).pathname
  for (const path of ['/daftar-passkey/opsi', '/daftar-passkey', '/daftar-passkey/tanpa']) {
    const ahead = await post(jar, new URL(base + path, code.url), { ...hiddenFields(code.html), jawaban: '{}' })
    t.is(locationOf(ahead).pathname, base, `${path}: not with a password alone`)
  }
  const step = passkeyPage(await pageAt(jar, locationOf(await post(jar, new URL(actionOf(code.html), code.url), {
    ...hiddenFields(code.html), kode: phoneShows(key),
  }))))
  t.is((await signedIn()).length, 0)
  const made = await sendPasskey(jar, step, phone.create(await askedOn(jar, step)), { nama: 'HP' })
  const card = await pageAt(jar, locationOf(made))
  const done = await post(jar, new URL(`${base}/kartu/selesai`, card.url), hiddenFields(card.html))
  const { idToken } = await finish(await leaveFrom(jar, locationOf(done)))
  t.is(idToken['acr'], STRONG)
  t.deepEqual(await house.db.owner.knex('faktor_passkey').where({ pegawai_id: sub }).pluck('nama'), ['HP'])

  await house.heard()
  const again = await authorizationRequest(party, { prompt: 'login' })
  const asked = await pageAt(jar, locationOf(await typePassword(jar, again.url, person)))
  t.notRegex(asked.html, /cara=totp|name="kode"/)
  t.notRegex((await pageAt(jar, new URL('?cara=totp', asked.url))).html, /name="kode"/)
})

test('who cannot prove what the policy demands is told why and whom to ask, and is not signed in', async (t) => {
  const { person, party, jar, signedIn, demandPasskey } = await open(t)
  await demandPasskey()
  const { url } = await authorizationRequest(party)
  const offered = await pageAt(jar, locationOf(await typePassword(jar, url, person)))
  t.regex(offered.html, /Buat passkey Anda/)
  const page = await jar.follow(locationOf(await withoutPasskey(jar, offered)))
  const html = await page.text()
  t.is(page.status, 403)
  t.regex(html, /kunci sandi \(passkey\)/)
  t.regex(html, /pembantu langkah kedua/)
  const step = new URL(page.url)
  const back = await post(jar, new URL(`${step.pathname}/kembali`, step), hiddenFields(html))
  t.is((await leaveFrom(jar, locationOf(back))).searchParams.get('error'), 'unmet_authentication_requirements')
  t.is((await signedIn()).length, 0)
})

test('under /akun a passkey is added by whoever has proven what he has, with a name, and taken away again', async (t) => {
  const { house, person, sub, jar } = await open(t)
  await jar.follow(locationOf(await typePassword(jar, `${house.issuer}/akun/faktor/passkey`, person)))
  const at = () => pageAt(jar, new URL('/akun/faktor/passkey', house.issuer))
  const phone = phoneAt(house)
  const form = passkeyPage(await at())
  const made = await sendPasskey(jar, form, phone.create(await askedOn(jar, form)), { nama: '  Ponsel <b>saya</b> ' })
  t.regex(locationOf(made).href, /pesan=faktor-perlu-kartu/)
  const list = await pageAt(jar, locationOf(made))
  t.true(list.html.includes('Ponsel &lt;b&gt;saya&lt;/b&gt;'))
  const same = passkeyPage(await at())
  const twice = await sendPasskey(jar, same, phone.create(await askedOn(jar, same)))
  t.is(twice.status, 400)
  t.regex(await twice.text(), /sudah mempunyai passkey/)
  // As if it had been added before this sign-in, which knew a password alone.
  await house.db.owner.query({ text: `UPDATE faktor_passkey SET dibuat_at = now() - interval '1 day' WHERE pegawai_id = $1`, values: [sub] })
  await house.heard()
  const asked = await jar.fetch(`${house.issuer}/akun/faktor/passkey`)
  t.regex(locationOf(asked).href, /\/oidc\/auth\?.*acr_values=/, 'a password alone adds no other')
  t.is((await post(jar, same.opsi, same.fields)).status, 303)
})
