import test, { type ExecutionContext } from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { newSecret } from '../../src/kernel/lib/ids.ts'
import {
  codesSent, FIRST_PASSWORD, letterFor, newcomer, openPage, provenByLetter, send, sendForm,
} from '../helpers/aktivasi.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { leaveFrom, signIn } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'

const CLIENT = 'skp.bantenprov.go.id'

async function setUp(t: ExecutionContext) {
  const cookieKeys = [newSecret()]
  const house = await openHouse(t, { template: 'penuh', overrides: { cookieKeys } })
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, CLIENT)
  const party = await discoverParty(house.issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  return { house, cookieKeys, party, jar: cookieJar() }
}

test('from the message to the application, on one phone, without signing in twice', async (t) => {
  const { house, cookieKeys, party, jar } = await setUp(t)
  const who = await newcomer(house.db)
  const { url, finish } = await authorizationRequest(party)
  const begun = await send(await openPage(jar, url), '/aktivasi')
  t.regex(begun.html, /Empat angka terakhir/)
  const asked = await send(begun, '/aktivasi/nomor', { nip: who.nip, empat: '6789' })
  t.regex(asked.html, /Jika NIP dan nomor cocok, kode sedang dikirim/)
  const [kode = ''] = await codesSent(house, cookieKeys)
  const named = await send(asked, '/aktivasi/kode', { kode })
  t.true(named.html.includes(`Anda `) && named.html.includes(who.nama))
  t.false(named.html.includes(who.nip), 'the number is masked')
  const notice = await send(named, '/aktivasi/benar')
  for (const part of [/Badan Kepegawaian Daerah/, /Nomor 27 Tahun 2022/, /versi 1/]) t.regex(notice.html, part)
  const chosen = await send(notice, '/aktivasi/pemberitahuan')
  t.is((await house.db.app.knex('account').where({ pegawai_id: who.id })).length, 0, 'nothing is active yet')
  const shown = await send(chosen, '/aktivasi/sandi', { baru: FIRST_PASSWORD, lihat: 'ya' })
  t.regex(shown.html, new RegExp(`type="text" value="${FIRST_PASSWORD}"`))
  const short = await send(chosen, '/aktivasi/sandi', { baru: 'pendek' })
  t.is(short.status, 400)
  t.regex(short.html, /paling sedikit 8 huruf/)
  const done = await sendForm(short, '/aktivasi/sandi', { baru: FIRST_PASSWORD })
  let next = locationOf(done)
  if (next.pathname.startsWith('/masuk/')) {
    const reminder = await openPage(jar, next)
    next = locationOf(await sendForm(reminder, '/ingatkan', { pasang: 'nanti' }))
  }
  const { idToken } = await finish(await leaveFrom(jar, next))
  t.is(idToken['acr'], 'urn:bantenprov:acr:sandi')
  t.like(await house.db.app.knex('pemberitahuan_dibaca').where({ pegawai_id: who.id }).first(), { versi: 1 })
  const told = await house.db.owner.knex('audit_event').where({ subject: who.id }).orderBy('at').pluck('kind')
  for (const kind of ['aktivasi.diminta', 'aktivasi.dibuka', 'akun.diaktifkan', 'pemberitahuan.dibaca', 'masuk.berhasil']) {
    t.true(told.includes(kind), kind)
  }
})

test('the same answer and the same work for everybody who is sent nothing, and for who is sent a code', async (t) => {
  const { house, cookieKeys, party } = await setUp(t)
  const [fits, fresh, without] = [await newcomer(house.db), await newcomer(house.db, 6), await newcomer(house.db, 'tanpa')]
  // What came with the first import is believed at once: it was long ago.
  await house.db.owner.knex('kepegawaian_run').update({ finished_at: new Date(Date.now() - 60 * 86_400_000) })
  const active = await demoPerson(house.db.app, 'PNS di sekolah')
  const asks: [string, { nip: string; empat: string }][] = [
    ['unknown', { nip: '199001012015031999', empat: '6789' }], ['wrong digits', { nip: fits.nip, empat: '0000' }],
    ['six days on file', { nip: fresh.nip, empat: '6789' }], ['no number', { nip: without.nip, empat: '6789' }],
    ['active', { nip: active.nip, empat: '6789' }], ['right', { nip: fits.nip, empat: '6789' }],
  ]
  const answers: string[] = []
  for (const [name, fields] of asks) {
    const jar = cookieJar()
    const { url } = await authorizationRequest(party)
    const begun = await send(await openPage(jar, url), '/aktivasi')
    const before = house.db.app.statements
    const answer = await sendForm(begun, '/aktivasi/nomor', fields)
    const statements = house.db.app.statements - before
    const page = await openPage(jar, locationOf(answer))
    answers.push(`${answer.status} ${statements} ${page.html.replaceAll(/[\w-]{20,}/g, '').replaceAll(/\d+ detik|class="code">\w+/g, '')}`)
    t.is(answers.at(-1), answers[0], name)
  }
  t.is((await codesSent(house, cookieKeys)).length, 1, 'one code, for the right one')
})

test('a wrong number of the message, or of the letter, is counted; the eleventh try is held back', async (t) => {
  const { house, party, jar } = await setUp(t)
  const who = await newcomer(house.db)
  const { url } = await authorizationRequest(party)
  const begun = await send(await openPage(jar, url), '/aktivasi')
  let page = await send(begun, '/aktivasi/nomor', { nip: who.nip, empat: '6789' })
  for (let n = 2; n <= 10; n += 1) {
    page = await send(page, '/aktivasi/kode', { kode: '000000' })
    t.is(page.status, 400, `try ${n}`)
  }
  t.is((await send(page, '/aktivasi/kode', { kode: '000000' })).status, 429)
})

test('a code is sent again after a minute, not before, and then the page says whom to see', async (t) => {
  const { house, party, jar } = await setUp(t)
  const { url } = await authorizationRequest(party)
  const begun = await send(await openPage(jar, url), '/aktivasi')
  const asked = await send(begun, '/aktivasi/nomor', { nip: (await newcomer(house.db)).nip, empat: '6789' })
  const early = await send(asked, '/aktivasi/ulang')
  t.is(early.status, 429)
  t.regex(early.html, /href="\/bantuan\/pembantu"/)
})

test('a letter is not used by its address; its code opens once, and a second print voids the first', async (t) => {
  const { house } = await setUp(t)
  const who = await newcomer(house.db)
  const [old, kode] = [await letterFor(house, who.id), await letterFor(house, who.id)]
  for (const [code, opens] of [[old, false], [kode, true], [kode, false]] as const) {
    const jar = cookieJar()
    const page = await openPage(jar, `${house.issuer}/aktivasi?surat=${code}`)
    t.is((await house.db.app.knex('kode_aktivasi').whereNotNull('used_at')).length, code === kode && !opens ? 1 : 0)
    const begun = await send(page, '/aktivasi')
    t.true(begun.html.includes(`value="${code}"`))
    t.false(begun.url.includes(code))
    const answer = await send(begun, '/aktivasi/surat', { nip: who.nip, kode: code.toLowerCase().replaceAll('-', ' ') })
    t.is(answer.html.includes(who.nama), opens)
  }
})

test('somebody goes on at another device with a code that was shown, and tells BKD what is wrong', async (t) => {
  const { house, party, jar } = await setUp(t)
  const who = await newcomer(house.db)
  const named = await provenByLetter(house, jar, (await authorizationRequest(party)).url, who)
  const shown = await send(named, '/aktivasi/pindah')
  const [kode = ''] = /\b[A-Z2-9]{4}(-[A-Z2-9]{4}){4}\b/.exec(shown.html) ?? []
  const other = cookieJar()
  const begun = await send(await openPage(other, (await authorizationRequest(party)).url), '/aktivasi')
  const again = await send(await openPage(other, `${begun.url}?cara=surat`), '/aktivasi/surat', { nip: who.nip, kode })
  const empty = await send(again, '/aktivasi/salah', { bidang: 'jabatan', uraian: '' })
  t.is(empty.status, 400)
  const notice = await send(again, '/aktivasi/salah', { bidang: 'jabatan', uraian: 'Saya sudah Kepala Seksi sejak Mei.' })
  t.regex(notice.html, /Undang-Undang Nomor 27 Tahun 2022/, 'it stops nobody')
  t.is((await house.db.app.knex('laporan_koreksi').where({ pegawai_id: who.id })).length, 1)
})

test('a jump ahead leads back, and whoever has a password may return to it', async (t) => {
  const { house, party, jar } = await setUp(t)
  const begun = await send(await openPage(jar, (await authorizationRequest(party)).url), '/aktivasi')
  const ahead = await sendForm({ ...begun, html: begun.html.replace('/aktivasi/nomor', '/aktivasi/sandi') }, '/aktivasi/sandi', { baru: FIRST_PASSWORD })
  t.is(locationOf(ahead).pathname, new URL(begun.url).pathname)
  const back = await send(begun, '/ganti')
  t.regex(back.html, /Masukkan NIP dan kata sandi/)
  t.is((await house.db.app.knex('oidc_session').whereNotNull('account_id')).length, 0)
})

test('who read an older version of the notice reads the new one in his sign-in, once', async (t) => {
  const { house, party, jar } = await setUp(t)
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  await house.db.owner.knex.raw(`INSERT INTO pemberitahuan_dibaca
    SELECT pegawai_id, 0, now() FROM pegawai_nip WHERE nip = ?`, [person.nip])
  await house.heard()
  const { url } = await authorizationRequest(party)
  const page = await openPage(jar, url)
  const notice = await send(page, page.url.split('/').at(-1) ?? '', { nip: person.nip, sandi: person.password })
  t.regex(notice.html, /Pemberitahuan privasi/)
  const onward = await sendForm(notice, '/aktivasi/pemberitahuan')
  t.true((await leaveFrom(jar, locationOf(onward))).searchParams.has('code'))
  const again = await signIn(cookieJar(), (await authorizationRequest(party)).url, person)
  t.true(again.searchParams.has('code'))
})
