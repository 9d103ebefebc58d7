import test from 'ava'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { issueRecoveryCodes } from '../../src/domain/mfa/pemulihan/kode.service.ts'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { openPage, send, sendForm } from '../helpers/aktivasi.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import type { House } from '../helpers/house.ts'
import { leaveFrom, signIn, typePassword } from '../helpers/journey.ts'
import { authorizationRequest } from '../helpers/relying-party.ts'
import { askForReset, CLIENT, followLink, forgetful, linkSent, messagesSent, NEW_PASSWORD, resetHouse } from '../helpers/reset.ts'
import { giveTotp, keyOn, phoneShows } from '../helpers/totp.ts'
import { putRule } from '../kebijakan/support.ts'
import { signedInSomewhere, whatIsLeft } from '../sessions/people.ts'

const hashOf = async ({ db }: House, sub: string): Promise<string> => {
  const row = await db.owner.knex('account').where({ pegawai_id: sub }).first<{ password_hash: string }>('password_hash')
  return row.password_hash
}

test('from the letter to the application, in the browser that asked; every session before ends, and he is told everywhere', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house)
  await signedInSomewhere(house.db, who.sub, 'lama')
  const { url, finish } = await authorizationRequest(party)
  const asked = await askForReset(jar, url, who)
  t.regex(asked.html, /Jika NIP dan nomor cocok, tautan sedang dikirim/)
  const link = await linkSent(house)
  t.is(new URL(link).searchParams.get('aplikasi'), CLIENT)
  const secret = new URL(link).pathname.split('/').at(-1) ?? ''
  t.is(Buffer.from(secret, 'base64url').length, 32)
  const chosen = await followLink(jar, link)
  t.is(new URL(chosen.url).pathname, new URL(asked.url).pathname, 'the sign-in that was begun goes on')
  t.regex(chosen.html, /Kata sandi baru untuk akun Anda/)
  t.false(chosen.html.includes(who.nip), 'the number is masked')
  const interactions = JSON.stringify(await house.db.owner.knex('oidc_interaction').select())
  t.false(interactions.includes(secret), 'no secret stands in the interaction')
  const short = await send(chosen, '/reset/sandi', { baru: 'pendek' })
  t.is(short.status, 400)
  t.regex(short.html, /paling sedikit 8 huruf/)
  const shown = await send(chosen, '/reset/sandi', { baru: NEW_PASSWORD, lihat: 'ya' })
  t.regex(shown.html, new RegExp(`type="text" value="${NEW_PASSWORD}"`))
  t.deepEqual(await whatIsLeft(house.db, who.sub), { sessions: 1, artefacts: 4 })

  const done = await sendForm(short, '/reset/sandi', { baru: NEW_PASSWORD })
  const { idToken } = await finish(await leaveFrom(jar, locationOf(done)))
  t.is(idToken['acr'], 'urn:bantenprov:acr:sandi')
  t.is((await house.db.owner.knex('oidc_session').where({ uid: 'lama' }).whereNull('destroyed_at')).length, 0)
  const told = await house.db.owner.knex('audit_event').where({ subject: who.sub }).pluck('kind')
  for (const kind of ['reset.diminta', 'reset.dibuka', 'akun.sandi-diganti', 'masuk.berhasil']) t.true(told.includes(kind), kind)
  const letters = (await messagesSent(house)).filter(({ template }) => template === 'faktor-berubah')
  t.deepEqual(letters.map(({ saluran }) => saluran).toSorted(), ['email', 'sms'])
  t.regex(letters.find(({ saluran }) => saluran === 'email')?.text ?? '', /Lupa kata sandi[\s\S]*\/bukan-saya\//)
  const other = cookieJar()
  t.is((await typePassword(other, (await authorizationRequest(party)).url, who)).status, 400, 'the old one opens nothing')
  t.true((await signIn(cookieJar(), (await authorizationRequest(party)).url, { ...who, password: NEW_PASSWORD })).searchParams.has('code'))
})

test('opened on another device it goes on there, and ends where the application stands', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house)
  await askForReset(jar, (await authorizationRequest(party)).url, who)
  const link = await linkSent(house)
  const phone = cookieJar()
  const chosen = await followLink(phone, link)
  t.regex(chosen.html, /Kata sandi baru untuk akun Anda/)
  t.false(chosen.url.includes(new URL(link).pathname.split('/').at(-1) ?? '-'), 'the secret is out of the address')
  const home = await openPage(phone, locationOf(await sendForm(chosen, '/reset/sandi', { baru: NEW_PASSWORD })))
  t.is(home.status, 200)
  t.is(new URL(home.url).searchParams.get('cari'), CLIENT)
  t.true(home.html.includes(CLIENT))
})

test('looking at the link three times uses nothing; what is used, over, replaced, changed or of another purpose opens nothing', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house)
  const { url } = await authorizationRequest(party)
  await askForReset(jar, url, who)
  const first = await linkSent(house)
  for (let look = 0; look < 3; look += 1) t.regex((await openPage(cookieJar(), first)).html, /Tekan Lanjut/)
  const dead = /Tautan ini tidak berlaku lagi/
  const other = `${house.issuer}/lupa/${Buffer.alloc(32, 7).toString('base64url')}`
  t.regex((await openPage(cookieJar(), other)).html, dead)
  for (const wrong of [`${house.issuer}/lupa/kurang`, `${first.split('?')[0] ?? ''}A`]) t.is((await cookieJar().fetch(wrong)).status, 404)
  // A link for something else that this person was sent is unknown here.
  await house.db.owner.knex('tautan_sekali').update({ tujuan: 'lain' })
  t.regex((await openPage(cookieJar(), first)).html, dead)
  await house.db.owner.knex('tautan_sekali').update({ tujuan: 'reset-email' })
  const page = await openPage(cookieJar(), first)

  await askForReset(cookieJar(), url, who)
  const second = await linkSent(house)
  t.not(second, first)
  t.regex((await openPage(cookieJar(), first)).html, dead, 'replaced')
  t.regex((await send(page, new URL(first).pathname)).html, dead)
  const chosen = await followLink(cookieJar(), second)
  await house.db.owner.knex('tautan_sekali').update({ expires_at: new Date(Date.now() - 1000) })
  t.regex((await openPage(cookieJar(), second)).html, dead, 'over')
  const late = await send(chosen, '/reset/sandi', { baru: NEW_PASSWORD })
  t.regex(late.html, /name="empat"/, 'and the journey begins where it knows nobody')
  await house.db.owner.knex('tautan_sekali').update({ expires_at: new Date(Date.now() + 60_000) })
  const before = await hashOf(house, who.sub)
  const again = await followLink(cookieJar(), second)
  await sendForm(again, '/reset/sandi', { baru: NEW_PASSWORD })
  t.not(await hashOf(house, who.sub), before)
  t.regex((await openPage(cookieJar(), second)).html, dead, 'used')
})

test('a second factor is asked before the new password, and what was shown beside another link counts no more', async (t) => {
  const { house, party } = await resetHouse(t)
  const [who, attacker] = [await forgetful(house), await forgetful(house, 'Kepala Seksi', { email: 'lain@contoh.test' })]
  const [key, own] = [await giveTotp(house, who.sub), await giveTotp(house, attacker.sub)]
  await house.heard()
  const { url } = await authorizationRequest(party)
  await askForReset(cookieJar(), url, who)
  const link = await linkSent(house)
  const jar = cookieJar()
  await askForReset(jar, url, attacker)
  const proven = await send(await followLink(jar, await linkSent(house)), '/faktor', { kode: phoneShows(own) })
  t.regex(proven.html, /Kata sandi baru untuk akun Anda/)
  const changed = await followLink(jar, link)
  t.is(changed.url, proven.url, 'in one sign-in')
  t.regex(changed.html, /\/faktor"/, 'the factor of one person is none of another')
  const before = await hashOf(house, who.sub)
  const jump = await sendForm({ ...changed, html: changed.html.replace('/faktor"', '/reset/sandi"') }, '/reset/sandi', { baru: NEW_PASSWORD })
  t.is(jump.status, 303)
  const forced = await sendForm(proven, '/reset/sandi', { baru: NEW_PASSWORD })
  t.is(locationOf(forced).pathname, new URL(changed.url).pathname, 'a jump ahead leads back')
  t.is(await hashOf(house, who.sub), before, 'nothing of somebody unproven is stored')
  const wrong = await send(changed, '/faktor', { kode: '000000' })
  t.is(wrong.status, 400)

  const { url: fresh, finish } = await authorizationRequest(party)
  const own2 = cookieJar()
  await askForReset(own2, fresh, who)
  const asked = await followLink(own2, await linkSent(house))
  const chosen = await send(asked, '/faktor', { kode: phoneShows(key) })
  const { idToken } = await finish(await leaveFrom(own2, locationOf(await sendForm(chosen, '/reset/sandi', { baru: NEW_PASSWORD }))))
  t.is(idToken['acr'], 'urn:bantenprov:acr:mfa')
})

test('where the policy asks for more a code by the same way is none, and who has nothing is asked for a pass', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house)
  await putRule(house.db, { id: 'uji-reset', siapa: { pegawai: [who.sub] }, kode_pesan: ['email'] })
  await house.heard()
  await askForReset(jar, (await authorizationRequest(party)).url, who)
  const asked = await followLink(jar, await linkSent(house))
  t.regex(asked.html, /\/faktor"/)
  t.notRegex(asked.html, /cara=email/)
  t.regex(asked.html, /cara=izin/)
  t.regex(asked.html, /href="\/bantuan\/pembantu"/)
})

test('without a usable address a code comes by SMS, without a link, and counts with every try at him', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house, 'PNS di sekolah', { email: null })
  const { url, finish } = await authorizationRequest(party)
  const asked = await askForReset(jar, url, who)
  const [sms, ...more] = await messagesSent(house)
  t.like(sms, { saluran: 'sms', template: 'kode' })
  t.deepEqual(more, [])
  const kode = /\b\d{6}\b/.exec(sms?.text ?? '')?.[0] ?? ''
  t.is((await send(asked, '/reset/kode', { kode: kode === '000000' ? '000001' : '000000' })).status, 400)
  const chosen = await send(asked, '/reset/kode', { kode })
  t.regex(chosen.html, /Kata sandi baru untuk akun Anda/)
  t.is((await send(asked, '/reset/kode', { kode })).html.includes('Kata sandi baru'), true, 'this browser stands there already')
  await finish(await leaveFrom(jar, locationOf(await sendForm(chosen, '/reset/sandi', { baru: NEW_PASSWORD }))))
  t.like((await messagesSent(house)).find(({ template }) => template === 'faktor-berubah'), { saluran: 'sms' })
})

test('frozen meanwhile: nothing is stored, and the journey knows nobody any more', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house)
  await askForReset(jar, (await authorizationRequest(party)).url, who)
  const chosen = await followLink(jar, await linkSent(house))
  const before = await hashOf(house, who.sub)
  await freezePerson(house.db.app, house.clock, { nip: who.nip, reason: 'uji' })
  await house.heard()
  t.regex((await send(chosen, '/reset/sandi', { baru: NEW_PASSWORD })).html, /Jika NIP dan nomor cocok/)
  t.is(await hashOf(house, who.sub), before)
})

test('whoever forgot it in a session of his own signs in anew: that session ended as well', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house)
  await signIn(jar, (await authorizationRequest(party)).url, who)
  await askForReset(jar, (await authorizationRequest(party, { prompt: 'login' })).url, who)
  const chosen = await followLink(jar, await linkSent(house))
  const page = await openPage(jar, locationOf(await sendForm(chosen, '/reset/sandi', { baru: NEW_PASSWORD })))
  t.regex(page.html, /name="sandi"/)
  t.is((await house.db.owner.knex('oidc_session').where({ account_id: who.sub }).whereNull('destroyed_at')).length, 0)
  t.is((await sendForm(page, new URL(page.url).pathname, { nip: who.nip, sandi: NEW_PASSWORD })).status, 303)
})

test('who remembers it goes back to the password, and the link in his browser is forgotten', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house)
  await askForReset(jar, (await authorizationRequest(party)).url, who)
  const chosen = await followLink(jar, await linkSent(house))
  const back = await send(chosen, '/ganti')
  t.regex(back.html, /Masukkan NIP dan kata sandi/)
  t.true((await signIn(jar, (await authorizationRequest(party)).url, who)).searchParams.has('code'))
})

test('phone lost as well: a recovery code lets him on, and a new authenticator takes the place of the lost one', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house)
  await giveTotp(house, who.sub)
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 100 }) })
  const [kode = ''] = await issueRecoveryCodes({ database: house.db.app, hasher, clock: house.clock }, who.sub)
  await house.heard()
  await askForReset(jar, (await authorizationRequest(party)).url, who)
  const asked = await followLink(jar, await linkSent(house))
  const card = await openPage(jar, `${asked.url}?cara=pemulihan`)
  const chosen = await send(card, '/faktor/pemulihan', { kode, hilang: '1' })
  t.regex(chosen.html, /Kata sandi baru untuk akun Anda/)
  const enrol = await send(chosen, '/reset/sandi', { baru: NEW_PASSWORD })
  t.regex(enrol.html, /otpauth:/)
  const done = await sendForm(enrol, '/daftar-faktor', { kode: phoneShows(keyOn(enrol.html)) })
  t.true((await leaveFrom(jar, locationOf(done))).searchParams.has('code'))
  t.is((await house.db.owner.knex('faktor_totp').where({ pegawai_id: who.sub }).whereNull('revoked_at')).length, 1)
})
