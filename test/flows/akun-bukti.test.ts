import test from 'ava'
import { codeAt, stepAt } from '../../src/domain/mfa/totp/totp.rules.ts'
import { browserOf as browserAt, isSignedOut, openPage, sendFrom } from '../helpers/akun.ts'
import { cookieJar, type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'

// What proves who one is, changed by oneself, over real HTTP.

const file = fileScope(test)
let house: House

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
})

const browserOf = (person: { nip: string; password: string }) => browserAt(house, person)
const open = (jar: CookieJar, path: string) => openPage(house, jar, path)
const send = (jar: CookieJar, path: string, fields: Record<string, string>, action?: string) =>
  sendFrom(house, jar, path, fields, action)

const NEW = 'jembatan kayu di atas kali'

test.serial('another password: the current one is asked, other sessions end, this one goes on, the owner is told', async (t) => {
  const person = await demoPerson(house.db.app, 'Kepala Seksi')
  const [here, there] = [await browserOf(person), await browserOf(person)]
  const wrong = await send(here, '/akun/sandi', { lama: 'bukan itu', baru: NEW })
  t.is(wrong.status, 400)
  t.regex(await wrong.text(), /id="lama-galat"/)
  const common = await send(here, '/akun/sandi', { lama: person.password, baru: 'password123' })
  const html = await common.text()
  t.regex(html, /id="baru-galat"/)
  t.false(html.includes('password123'), 'what was refused is not shown again')
  const shown = await send(here, '/akun/sandi', { lama: 'x', baru: '<y>', lihat: 'ya' })
  t.regex(await shown.text(), /value="&lt;y&gt;"/)
  const before = await lettersTo(person.nip)
  const answer = await send(here, '/akun/sandi', { lama: person.password, baru: NEW })
  t.regex(locationOf(answer).href, /pesan=sandi-diganti-sesi/)
  t.is((await here.fetch(`${house.issuer}/akun`)).status, 200)
  await isSignedOut(t, house, there)
  t.deepEqual(await lettersTo(person.nip), [...before, 'sandi-diganti'])
  t.is((await typePassword(cookieJar(), `${house.issuer}/akun`, person)).status, 400, 'the old one')
  t.is((await typePassword(cookieJar(), `${house.issuer}/akun`, { ...person, password: NEW })).status, 303)
})

async function lettersTo(nip: string): Promise<string[]> {
  const rows = await house.db.owner.query<{ kejadian: string }>({
    text: `SELECT s.data->>'kejadian' AS kejadian FROM surat_keluar s JOIN pegawai p ON p.email = s.kepada
           JOIN pegawai_nip n ON n.pegawai_id = p.id WHERE n.nip = $1 AND s.template = 'faktor-berubah' ORDER BY s.created_at`,
    values: [nip],
  })
  return rows.map(({ kejadian }) => kejadian)
}

test.serial('of several changes at once one happens', async (t) => {
  const person = await demoPerson(house.db.app, 'Kepala Bidang')
  const jars = await Promise.all(Array.from({ length: 6 }, () => browserOf(person)))
  const answers = await Promise.all(jars.map((jar, n) => send(jar, '/akun/sandi', {
    lama: person.password, baru: `${NEW} ke ${n}`,
  }).catch(() => undefined)))
  const [events] = await house.db.owner.query<{ jumlah: number }>({
    text: `SELECT count(*)::int AS jumlah FROM audit_event WHERE kind = 'akun.sandi-diganti' AND subject = $1`,
    values: [await subOf(house.db, person.nip)],
  })
  t.is(events?.jumlah, 1)
  t.is(answers.filter((answer) => /pesan=sandi-diganti/.test(answer?.headers.get('location') ?? '')).length, 1)
})

test.serial('guessing at the current password is guessing at the person', async (t) => {
  const person = await demoPerson(house.db.app, 'Kepala OPD')
  const jar = await browserOf(person)
  for (let n = 0; n < 10; n += 1) t.is((await send(jar, '/akun/sandi', { lama: `tebakan ${n}`, baru: NEW })).status, 400)
  const held = await send(jar, '/akun/sandi', { lama: person.password, baru: NEW })
  t.is(held.status, 429)
  t.regex(held.headers.get('retry-after') ?? '', /^\d+$/)
})

test.serial('a second step is added, its card drawn, and both taken away, each told to the owner', async (t) => {
  const person = await demoPerson(house.db.app, 'Sekretaris Daerah')
  const [jar, elsewhere] = [await browserOf(person), await browserOf(person)]
  const begun = await send(jar, '/akun/faktor', {}, '/akun/faktor/totp')
  const path = locationOf(begun).pathname
  const page = await open(jar, path)
  const seed = /secret=([A-Z2-7]+)/.exec(page)?.[1] ?? ''
  t.is((await (await browserOf(await demoPerson(house.db.app, 'Auditor'))).fetch(house.issuer + path)).status, 303, 'nobody else sees it')
  const wrong = await send(jar, path, { kode: '12345' })
  t.is(wrong.status, 400)
  const right = await send(jar, path, { kode: codeAt(seed, stepAt(new Date())), nama: 'Ponsel kantor' })
  t.regex(locationOf(right).href, /pesan=faktor-perlu-kartu/)
  await house.heard()
  const list = await open(jar, '/akun/faktor')
  t.true(list.includes('Ponsel kantor'))
  const card = await send(jar, '/akun/faktor', {}, '/akun/faktor/kode')
  t.is(card.status, 200)
  t.is((await card.text()).match(/<li class="code">/g)?.length, 10)
  const remove = /href="(\/akun\/faktor\/[0-9a-f-]+\/hapus)"/.exec(list)?.[1] ?? ''
  t.is((await jar.fetch(`${house.issuer}${remove}`)).status, 200)
  t.regex(locationOf(await send(jar, remove, {})).href, /pesan=faktor-dihapus/)
  t.is((await elsewhere.fetch(`${house.issuer}/akun`)).status, 200, 'what did not lean on it goes on')
  t.regex(await open(jar, '/akun/faktor'), /belum memasang/)
  t.is((await jar.fetch(`${house.issuer}${remove}`)).status, 404)
  t.deepEqual(await lettersTo(person.nip), ['ditambahkan', 'kode-dibuat', 'dicabut'])
})

test.serial('who proved less than he has is asked before a second step changes', async (t) => {
  const person = await demoPerson(house.db.app, 'Kepala Dinas Kominfo')
  const jar = await browserOf(person)
  const path = locationOf(await send(jar, '/akun/faktor', {}, '/akun/faktor/totp')).pathname
  const seed = /secret=([A-Z2-7]+)/.exec(await open(jar, path))?.[1] ?? ''
  await send(jar, path, { kode: codeAt(seed, stepAt(new Date())) })
  // As if it had been added before this sign-in.
  await house.db.owner.query({
    text: `UPDATE faktor_totp SET dibuat_at = now() - interval '2 days', konfirmasi_at = now() - interval '1 day'
           WHERE pegawai_id = $1`,
    values: [await subOf(house.db, person.nip)],
  })
  await house.heard()
  const remove = /href="(\/akun\/faktor\/[0-9a-f-]+\/hapus)"/.exec(await open(jar, '/akun/faktor'))?.[1] ?? ''
  for (const [page, action] of [['/akun/faktor', '/akun/faktor/totp'], ['/akun/faktor', '/akun/faktor/kode'], [remove, remove]] as const) {
    const answer = await send(jar, page, {}, action)
    t.regex(locationOf(answer).href, /\/oidc\/auth\?.*acr_values=/, action)
  }
  await house.heard()
  t.regex(await open(jar, '/akun/faktor'), /hapus/)
})
