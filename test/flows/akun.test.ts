import test from 'ava'
import * as client from 'openid-client'
import { reportMistake } from '../../src/domain/accounts/koreksi/koreksi.service.ts'
import { MOST_OPEN } from '../../src/domain/accounts/koreksi/koreksi.rules.ts'
import { browserOf as browserAt, isSignedOut, openPage, sendFrom } from '../helpers/akun.ts'
import { cookieJar, type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { signInTo } from '../helpers/relying-party.ts'
import { fileScope } from '../helpers/scope.ts'
import { application } from '../oidc/features/support.ts'
import { subOf } from '../sessions/people.ts'

// One's own account over real HTTP.

const file = fileScope(test)
let house: House

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
})

const browserOf = (person: { nip: string; password: string }) => browserAt(house, person)
const open = (jar: CookieJar, path: string) => openPage(house, jar, path)
const send = (jar: CookieJar, path: string, fields: Record<string, string>, action?: string) =>
  sendFrom(house, jar, path, fields, action)
const tandaOf = (html: string): string => /name="sesi" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? ''

test.serial('the profile is what the directory says, with numbers and addresses masked', async (t) => {
  const person = await demoPerson(house.db.app, 'Plt')
  const html = await open(await browserOf(person), '/akun')
  t.notRegex(html, new RegExp(person.nip))
  t.true(html.includes(`NIP ····${person.nip.slice(-4)}`))
  t.regex(html, /<dt>Plt<\/dt>/, 'an assignment that is in force today')
  t.regex(html, /href="\/akun\/koreksi"/)
  t.regex(html, /href="\/">Aplikasi yang dapat Anda masuki</)
})

test.serial('a session is ended from another one, with the tokens that were given in it, access without the person too', async (t) => {
  const person = await demoPerson(house.db.app, 'Pegawai RSUD')
  const app = await application(house, {
    scope: 'openid profile offline_access', grant_types: ['authorization_code', 'refresh_token'],
  })
  const phone = cookieJar({ 'user-agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36' })
  const { tokens } = await signInTo(app, phone, person, { scope: 'openid profile' })
  const desk = await browserOf(person)
  await house.db.owner.knex('jaringan_kantor').insert({ blok: '127.0.0.0/8', nama: 'Kantor Gubernur', dicatat_at: new Date() })
  const html = await open(desk, '/akun/sesi')
  t.regex(html, /Chrome, Android/)
  t.regex(html, /Dari alamat (127\.0\.0\.1 \(Kantor Gubernur\)|::1)/)
  t.true(html.includes('Peramban ini'))
  const answer = await send(desk, '/akun/sesi', { sesi: tandaOf(html) })
  t.is(answer.status, 303)
  t.regex(locationOf(answer).href, /pesan=sesi-diakhiri/)
  await isSignedOut(t, house, phone)
  t.is((await desk.fetch(`${house.issuer}/akun`)).status, 200, 'the other one goes on')
  await t.throwsAsync(client.refreshTokenGrant(app.config, tokens.refresh_token ?? ''), { message: /./ })
  const [event] = await house.db.owner.query<{ data: object }>({
    text: `SELECT data FROM audit_event WHERE kind = 'sesi.diakhiri' AND subject = $1`,
    values: [await subOf(house.db, person.nip)],
  })
  t.deepEqual(event?.data, { sesi: 1, oleh: 'pemilik' })
  const again = await send(desk, '/akun/sesi', { sesi: tandaOf(html) })
  t.regex(locationOf(again).href, /pesan=sesi-sudah-berakhir/)
})

test.serial('nobody ends the session of somebody else, and what names no session is refused', async (t) => {
  const other = await browserOf(await demoPerson(house.db.app, 'Pegawai Biro Hukum'))
  const mine = await browserOf(await demoPerson(house.db.app, 'Plt'))
  const [session] = await house.db.owner.query<{ tanda: string }>({
    text: `SELECT encode(sha256(convert_to(uid, 'UTF8')), 'hex') AS tanda FROM oidc_session
           WHERE account_id = $1 AND destroyed_at IS NULL`,
    values: [await subOf(house.db, (await demoPerson(house.db.app, 'Pegawai Biro Hukum')).nip)],
  })
  t.regex(locationOf(await send(mine, '/akun/sesi', { sesi: session?.tanda ?? '' })).href, /sesi-sudah-berakhir/)
  t.is((await other.fetch(`${house.issuer}/akun`)).status, 200)
  t.is((await send(mine, '/akun/sesi', { sesi: 'x' })).status, 400)
  t.is((await send(mine, '/akun/sesi', { sesi: 'lain', csrf: 'x' })).status, 403)
})

test.serial('all others end at once', async (t) => {
  const person = await demoPerson(house.db.app, 'PPPK di Dinas Kesehatan')
  const [here, there, elsewhere] = [await browserOf(person), await browserOf(person), await browserOf(person)]
  t.regex(locationOf(await send(here, '/akun/sesi', { sesi: 'lain' })).href, /pesan=sesi-diakhiri/)
  for (const jar of [there, elsewhere]) await isSignedOut(t, house, jar)
  t.regex(await open(here, '/akun/sesi'), /hanya masuk di peramban ini/)
})

test.serial('the history tells what one did and what others tried, page by page', async (t) => {
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const jar = await browserOf(person)
  await typePassword(cookieJar(), `${house.issuer}/akun`, { ...person, password: 'bukan kata sandinya' })
  const html = await open(jar, '/akun/riwayat')
  t.true(html.includes('Percobaan masuk yang gagal'))
  t.regex(html, /<b>Masuk<\/b>/)
  await house.db.owner.query({
    text: `INSERT INTO audit_event (id, stream, at, kind, actor, subject, outcome)
           SELECT gen_random_uuid(), 'masuk', now() - n * interval '1 minute', 'keluar', 'sistem', $1, 'berhasil'
           FROM generate_series(1, 40) AS n`,
    values: [await subOf(house.db, person.nip)],
  })
  const older = /rel="next" href="([^"]+)"/.exec(await open(jar, '/akun/riwayat'))?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await open(jar, `/akun/riwayat${older}`)
  t.regex(second, /rel="prev"/)
  t.false(second.includes('Percobaan masuk yang gagal'), 'that one was newer')
})

test.serial('what an application received stands there by name, and in the copy of everything', async (t) => {
  const person = await demoPerson(house.db.app, 'Pegawai Biro Hukum')
  const app = await application(house, { scope: 'openid profile opd' })
  const jar = cookieJar()
  await signInTo(app, jar, person, { scope: 'openid profile opd' })
  const html = await open(jar, '/akun/data')
  t.regex(html, /OPD, /)
  t.regex(html, /unit kerja/)
  const answer = await jar.fetch(`${house.issuer}/akun/data/unduh`)
  t.regex(answer.headers.get('content-disposition') ?? '', /^attachment; filename="data-saya-\d{4}-\d\d-\d\d\.json"$/)
  t.regex(answer.headers.get('cache-control') ?? '', /no-store/)
  const copy = await answer.json() as { data: { nip: string }; penerima: { klaim: string[] }[]; sesi: object[] }
  t.is(copy.data.nip, person.nip)
  t.true(copy.penerima.some(({ klaim }) => klaim.includes('opd')))
  t.true(copy.sesi.length > 0)
  t.notRegex(JSON.stringify(copy), /"(uid|tanda|password_hash)"/)
  const [{ jumlah } = { jumlah: 0 }] = await house.db.owner.query<{ jumlah: number }>({
    text: `SELECT count(*)::int AS jumlah FROM audit_event WHERE kind = 'data.diunduh' AND subject = $1`,
    values: [await subOf(house.db, person.nip)],
  })
  t.is(jumlah, 1)
})

test.serial('a report of wrong data keeps what was typed when it is refused, and reaches BKD once when it is not', async (t) => {
  const person = await demoPerson(house.db.app, 'Tugas belajar')
  const jar = await browserOf(person)
  const refused = await send(jar, '/akun/koreksi', { bidang: 'mana-mana', uraian: '<b>x</b>' })
  t.is(refused.status, 400)
  const html = await refused.text()
  t.true(html.includes('&lt;b&gt;x&lt;/b&gt;'))
  t.regex(html, /id="bidang-galat"/)
  t.regex(html, /id="uraian-galat"/)
  const sent = await send(jar, '/akun/koreksi', { bidang: 'nama', uraian: 'Gelar saya kini M.Si., ijazah 2026.' })
  t.regex(locationOf(sent).href, /pesan=dilaporkan/)
  t.true((await open(jar, '/akun/koreksi')).includes('Menunggu jawaban BKD'))
})

test.serial('reports of one person at once are no more than one desk can read', async (t) => {
  const pegawaiId = await subOf(house.db, (await demoPerson(house.db.app, 'Auditor')).nip)
  const taken = await Promise.all(Array.from({ length: 2 * MOST_OPEN }, (_, n) => reportMistake(
    { database: house.db.app, clock: house.clock }, { pegawaiId, bidang: 'lain', uraian: `Laporan ke-${n} contoh.` })))
  t.is(taken.filter(Boolean).length, MOST_OPEN)
})
