import test, { type ExecutionContext } from 'ava'
import { freezePerson, unfreezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { tellOwner } from '../../src/domain/mfa/kabar.ts'
import { purgeExpired } from '../../src/domain/sessions/purge.service.ts'
import { createLetters, createMessageWindow } from '../../src/kernel/notifications/index.ts'
import { openPage, send } from '../helpers/aktivasi.ts'
import { bukanSayaUrl } from '../helpers/bukan-saya.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { signedInSomewhere, subOf, whatIsLeft } from '../sessions/people.ts'

const AT_ONCE = 20

async function setUp(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  return { house, person, sub: await subOf(house.db, person.nip) }
}

const frozen = async ({ db }: House, sub: string): Promise<boolean> => {
  const row = await db.owner.knex('account').where({ pegawai_id: sub }).first<{ frozen_at: Date | null }>('frozen_at')
  return row.frozen_at !== null
}
const told = ({ db }: House) => db.owner.knex('audit_event').where({ kind: 'pegawai.dibekukan' })
  .select<{ actor: string; subject: string; data: Record<string, string> }[]>('actor', 'subject', 'data')
const alarms = ({ db }: House) => db.owner.knex('surat_keluar').where({ template: 'bukan-saya' })
  .select<{ kepada: string; data: object }[]>('kepada', 'data')

test('looking changes nothing, however often; the button freezes, ends everything, tells keamanan, and says whom to call', async (t) => {
  const { house, sub } = await setUp(t)
  await house.db.owner.knex('product_role').where({ role: 'helper-mfa' }).update({ ruang: 'Gedung B, ruang 204', telepon: '0254 000000' })
  await signedInSomewhere(house.db, sub, 'a')
  const url = await bukanSayaUrl(house, sub)
  const jar = cookieJar()
  for (let look = 0; look < 3; look += 1) t.regex((await openPage(jar, url)).html, /Bekukan akun saya/)
  t.false(await frozen(house, sub))
  t.deepEqual(await whatIsLeft(house.db, sub), { sessions: 1, artefacts: 4 })

  const done = await send(await openPage(jar, url), new URL(url).pathname)
  t.is(done.status, 200)
  t.regex(done.html, /Akun Anda dibekukan[\s\S]*Gedung B, ruang 204[\s\S]*0254 000000/)
  t.true(await frozen(house, sub))
  t.deepEqual(await whatIsLeft(house.db, sub), { sessions: 0, artefacts: 0 })
  const [event, ...more] = await told(house)
  t.like(event, { actor: `pegawai:${sub}`, subject: sub, data: { alasan: 'bukan saya: sandi-diganti' } })
  t.true(url.includes(event?.data['tautan'] ?? '-'), 'the trail names the letter')
  t.deepEqual(more, [])
  const letters = await alarms(house)
  t.true(letters.length > 0)
  t.true(letters.every(({ data }) => (data as { sesi: number }).sesi === 1))
})

test('a link is good once: opened again by the operators the account stays open', async (t) => {
  const { house, person, sub } = await setUp(t)
  const [first, second] = [await bukanSayaUrl(house, sub), await bukanSayaUrl(house, sub)]
  const pages = await Promise.all([first, second].map((url) => openPage(cookieJar(), url)))
  const [page, other] = pages
  if (!page || !other) throw new Error('two pages')
  await send(page, new URL(first).pathname)
  await unfreezePerson(house.db.app, house.clock, { nip: person.nip, reason: 'diperiksa' })
  for (const [old, url] of [[page, first], [other, second]] as const) {
    const again = await send(old, new URL(url).pathname)
    t.regex(again.html, /sudah dipakai atau sudah lewat/, 'of the letters from before none freezes any more')
  }
  t.false(await frozen(house, sub))
  t.is((await told(house)).length, 1)
})

test('what is over, was changed, is signed for something else or was never sent freezes nobody', async (t) => {
  const { house, sub } = await setUp(t)
  const url = await bukanSayaUrl(house, sub)
  const page = await openPage(cookieJar(), url)
  await house.db.owner.knex('bukan_saya').update({ expires_at: new Date(Date.now() - 1000) })
  t.regex((await send(page, new URL(url).pathname)).html, /sudah lewat waktunya/)
  const [id = ''] = (url.split('/').at(-1) ?? '').split('.')
  const tampered = url.replace(/.(?=.$)/, (c) => c === 'A' ? 'B' : 'A')
  for (const wrong of [
    tampered, `${house.issuer}/bukan-saya/${house.links.sign('kontak', id)}`, `${house.issuer}/bukan-saya/${id}`,
    `${house.issuer}/bukan-saya/${house.links.sign('bukan-saya', '00000000-0000-4000-8000-000000000000')}`,
  ]) t.is((await cookieJar().fetch(wrong)).status, 404, wrong)
  t.false(await frozen(house, sub))
})

test('whoever is frozen already is told so, and nobody else is', async (t) => {
  const { house, person, sub } = await setUp(t)
  const url = await bukanSayaUrl(house, sub)
  const page = await openPage(cookieJar(), url)
  await freezePerson(house.db.app, house.clock, { nip: person.nip, reason: 'uji' })
  t.regex((await send(page, new URL(url).pathname)).html, /Akun Anda dibekukan/)
  t.is((await told(house)).length, 1)
  t.deepEqual(await alarms(house), [])
})

test('when keamanan cannot be told, or the trail, nobody is frozen and the link stays good', async (t) => {
  const { house, sub } = await setUp(t)
  const url = await bukanSayaUrl(house, sub)
  for (const table of ['surat_keluar', 'audit_event']) {
    await house.db.owner.knex.raw(`REVOKE INSERT ON ${table} FROM satu_login_app`)
    const page = await openPage(cookieJar(), url)
    t.is((await send(page, new URL(url).pathname)).status, 500, table)
    t.false(await frozen(house, sub))
    await house.db.owner.knex.raw(`GRANT INSERT ON ${table} TO satu_login_app`)
  }
  t.regex((await openPage(cookieJar(), url)).html, /Bekukan akun saya/)
})

test('every letter about the ways into an account carries a link of its own; an SMS carries none', async (t) => {
  const { house, sub } = await setUp(t)
  await house.db.owner.knex('pegawai').where({ id: sub }).update({ email: 'siti@contoh.test', no_hp: '+628123456789' })
  await house.db.owner.knex('pegawai').where({ id: sub }).update({ email_sejak: new Date(0), no_hp_sejak: new Date(0) })
  for (const kejadian of ['sandi-diganti', 'kode-dibuat', 'diaktifkan'] as const) {
    await house.db.app.knex.transaction((trx) => tellOwner(trx, sub, { kejadian }, house.clock.now()))
  }
  const { db: { app: database }, seal, issuer, links } = house
  const shown = await createMessageWindow({ database, seal, letters: createLetters(issuer, links) })()
  const textsOf = (saluran: 'email' | 'sms') => shown.filter((one) => one.saluran === saluran).map(({ isi }) => JSON.stringify(isi))
  const found = textsOf('email').map((text) => /\/bukan-saya\/[^"\\]+/.exec(text)?.[0])
  t.is(new Set(found).size, 3)
  t.is(textsOf('sms').length, 3)
  for (const text of textsOf('sms')) t.regex(text, /Bukan Anda\?/)
  t.regex((await openPage(cookieJar(), issuer + (found[0] ?? ''))).html, /Bekukan akun saya/)
})

test('links that are over are purged', async (t) => {
  const { house, sub } = await setUp(t)
  await bukanSayaUrl(house, sub)
  await house.db.owner.knex('bukan_saya').update({ expires_at: new Date(0) })
  t.like(await purgeExpired(house.db.app, house.clock, { pause: () => Promise.resolve() }), { bukan_saya: 1 })
})

test(`one link, used ${AT_ONCE} times at once on two nodes: frozen once, told once`, async (t) => {
  const house = await openNodes(t, 'penuh')
  const sub = await subOf(house.db, (await demoPerson(house.db.app, 'PNS di sekolah')).nip)
  const url = await bukanSayaUrl(house, sub)
  const { html } = await openPage(cookieJar(), url)
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () =>
    post(cookieJar(), new URL(actionOf(html), url), hiddenFields(html))))
  t.deepEqual([...new Set(answers.map(({ status }) => status))], [303])
  t.true(house.balancer.overlapped())
  t.is((await told(house)).length, 1)
  t.is(new Set((await alarms(house)).map(({ kepada }) => kepada)).size, (await alarms(house)).length)
})

test(`${AT_ONCE} links of one person, used at once on two nodes: frozen once, and none waits for another for ever`, async (t) => {
  const house = await openNodes(t, 'penuh')
  const sub = await subOf(house.db, (await demoPerson(house.db.app, 'PNS di sekolah')).nip)
  const pages = await Promise.all(Array.from({ length: AT_ONCE }, async () => openPage(cookieJar(), await bukanSayaUrl(house, sub))))
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(pages.map(({ jar, url, html }) => post(jar, new URL(actionOf(html), url), hiddenFields(html))))
  t.deepEqual([...new Set(answers.map(({ status }) => status))], [303])
  t.true(house.balancer.overlapped())
  t.is((await told(house)).length, 1)
})
