import test, { type ExecutionContext } from 'ava'
import { tendResets } from '../../src/domain/sessions/setel-ulang.service.ts'
import { permintaanId, withoutAccount } from '../helpers/bantuan.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { addPasskeyRow, reachable } from '../mfa/support.ts'
import { subOf, whatIsLeft } from '../sessions/people.ts'

// The helper of an OPD, from his page to the colleague who is signed in.

const open = async (t: ExecutionContext) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { app } = house.db
  const owner = await demoPerson(app, 'PNS di sekolah')
  const sub = await subOf(house.db, owner.nip)
  const key = await giveTotp(house, sub)
  const at = async (person: Credentials): Promise<Desk> => openDesk(house, { path: '/pembantu', person })
  return {
    house, owner, sub, key, at,
    helper: await demoPerson(app, 'Pembantu faktor kedua'), admin: await demoPerson(app, 'Admin OPD'),
    stranger: await demoPerson(app, 'Pembantu faktor kedua (kedua)'), guard: await demoPerson(app, 'Petugas keamanan'),
  }
}

const send = (house: House, { jar, csrf }: Desk, path: string, fields: Record<string, string> = {}) =>
  post(jar, house.issuer + path, { csrf, ...fields })

const WHY = { alasan: 'Ponsel tertinggal; saya menemuinya di ruang guru.', tiket: 'T-2026-11' }
const kinds = (house: House) => house.db.owner.knex('audit_event').whereLike('kind', 'bantuan.%').orderBy('at').pluck<string[]>('kind')
const mails = (house: House) => house.db.owner.knex('surat_keluar').where({ template: 'bantuan-kabar' }).pluck<string[]>('kepada')

/** The page that a sign-in of somebody stands at, and where its form goes. */
async function atFactor(house: House, person: Credentials) {
  const jar = cookieJar()
  const page = await jar.follow(locationOf(await typePassword(jar, `${house.issuer}/akun`, person)))
  return { jar, url: page.url, html: await page.text() }
}

test('a pass, from the question to the sign-in: two people, shown once, used once, and the owner knows', async (t) => {
  const stage = await open(t)
  const { house, owner, sub, at } = stage
  await reachable(house.db, 'siti@contoh.test')
  const helper = await at(stage.helper)
  const asked = await send(house, helper, `/pembantu/orang/${sub}/izin`, WHY)
  t.is(asked.status, 303)
  const path = locationOf(asked).pathname
  t.is((await send(house, helper, `${path}/tampilkan`)).status, 303, 'nobody has agreed')
  t.regex(locationOf(await send(house, helper, path, { jawaban: 'setuju' })).search, /orang-yang-sama/)
  const second = await at(stage.admin)
  t.regex(locationOf(await send(house, second, path, { jawaban: 'setuju' })).search, /disetujui/)
  t.true((await mails(house)).includes('siti@contoh.test'))
  t.is((await send(house, second, `${path}/tampilkan`)).status, 403, 'an admin is no helper')
  const shown = await send(house, helper, `${path}/tampilkan`)
  t.is(shown.headers.get('cache-control'), 'no-store')
  const kode = /letter-code">([\d ]+)</.exec(await shown.text())?.[1] ?? ''
  t.regex(kode, /^\d{4} \d{4}$/)
  t.is((await send(house, helper, `${path}/tampilkan`)).status, 303, 'it is not shown again')
  const stored = await house.db.owner.knex('kode_sekali').where({ pegawai_id: sub })
  t.false(JSON.stringify(stored).includes(kode.replace(' ', '')))

  const step = await atFactor(house, owner)
  t.regex(step.html, /cara=izin/)
  const page = await step.jar.follow(`${step.url.split('?')[0] ?? ''}?cara=izin`)
  const html = await page.text()
  const type = (code: string) => post(step.jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), kode: code })
  t.is((await type('00000000')).status, 400)
  const answer = await type(kode)
  t.is(answer.status, 303)
  t.is((await step.jar.follow(locationOf(answer))).status, 200)
  t.is((await whatIsLeft(house.db, sub)).sessions, 1)

  const again = await atFactor(house, owner)
  const spent = await post(again.jar, new URL(actionOf(html), page.url).href.replace(/masuk\/[^/]+/, `masuk/${again.url.split('/')[4] ?? ''}`),
    { ...hiddenFields(again.html), kode })
  t.is(spent.status, 400, 'good once')
  t.deepEqual(await kinds(house), ['bantuan.diminta', 'bantuan.disetujui', 'bantuan.izin-dibuka', 'bantuan.izin-dipakai'])
})

test('people of others are nobody, to the helper and to the second person', async (t) => {
  const stage = await open(t)
  const { house, sub, at } = stage
  const id = await permintaanId(house, 'izin')
  const stranger = await at(stage.stranger)
  for (const path of [`/pembantu/orang/${sub}`, `/pembantu/orang/${sub}/izin`, `/pembantu/permintaan/${id}`]) {
    t.is((await stranger.jar.fetch(house.issuer + path)).status, 404, path)
  }
  t.is((await send(house, stranger, `/pembantu/permintaan/${id}`, { jawaban: 'setuju' })).status, 404)
  t.is((await send(house, stranger, `/pembantu/orang/${sub}/setel-ulang`, WHY)).status, 404)
  const found = await send(house, stranger, '/pembantu/orang', { cari: stage.owner.nip })
  t.regex(await found.text(), /Tidak ada orang OPD Anda/)
  t.is((await stranger.jar.fetch(`${house.issuer}/pembantu/gelombang`)).status, 200)
  const own = await at(stage.helper)
  const mine = await own.jar.fetch(`${house.issuer}/pembantu/orang/${sub}`)
  t.is(mine.status, 200)
  t.false((await mine.text()).includes(stage.owner.nip), 'the number is masked')
})

test('to somebody with a product role only keamanan agrees, and nobody for himself', async (t) => {
  const stage = await open(t)
  const { house, at } = stage
  const powerful = await subOf(house.db, stage.admin.nip)
  const helper = await at(stage.helper)
  const path = locationOf(await send(house, helper, `/pembantu/orang/${powerful}/izin`, WHY)).pathname
  const himself = await at(stage.admin)
  t.regex(locationOf(await send(house, himself, path, { jawaban: 'setuju' })).search, /sendiri/)
  const guard = await at(stage.guard)
  t.regex(locationOf(await send(house, guard, path, { jawaban: 'setuju' })).search, /disetujui/)
  const own = await send(house, helper, `/pembantu/orang/${await subOf(house.db, stage.helper.nip)}/izin`, WHY)
  t.is(own.status, 400)
  t.regex(await own.text(), /mintalah pembantu yang lain/)
})

for (const [title, end] of [['a day passes', 'waits'], ['the owner follows the link', 'link'], ['he shows his factor', 'factor'],
  ['he uses a passkey', 'passkey']] as const) {
  test(`a reset that two agreed to: ${title}`, async (t) => {
    const stage = await open(t)
    const { house, owner, sub, key } = stage
    await reachable(house.db, 'siti@contoh.test')
    const id = await permintaanId(house, 'setel-ulang', { agreed: true })
    t.is(await tendResets(house.db.app, house.clock), 0, 'it waits')
    const factors = async () => (await house.db.owner.knex('faktor_totp').where({ pegawai_id: sub, revoked_at: null })).length
    const state = async () => house.db.owner.knex('permintaan_bantuan').where({ id }).first<{ keadaan: string; sebab_batal: string }>('keadaan', 'sebab_batal')
    if (end === 'link') {
      const link = `${house.issuer}/setel-ulang/${house.links.sign('setel-ulang', id)}`
      const jar = cookieJar()
      const html = await (await jar.fetch(link)).text()
      t.is((await state()).keadaan, 'disetujui', 'GET changes nothing')
      t.is((await post(jar, link, hiddenFields(html))).status, 303)
      t.is((await jar.fetch(`${house.issuer}/setel-ulang/${id}.x`)).status, 404)
    }
    if (end === 'factor') {
      const step = await atFactor(house, owner)
      const answer = await post(step.jar, new URL(actionOf(step.html), step.url), { ...hiddenFields(step.html), kode: phoneShows(key) })
      await leaveFrom(step.jar, locationOf(answer)).catch(() => undefined)
      await tendResets(house.db.app, house.clock)
    }
    if (end === 'passkey') {
      await addPasskeyRow(house.db, sub, { dipakai_at: new Date() })
      await tendResets(house.db.app, house.clock)
    }
    await house.db.owner.query({ text: `UPDATE permintaan_bantuan SET laksana_at = now() - interval '1 second' WHERE laksana_at IS NOT NULL`, values: [] })
    await Promise.all([tendResets(house.db.app, house.clock), tendResets(house.db.app, house.clock)])
    t.is(await factors(), end === 'waits' ? 0 : 1)
    t.deepEqual(await state(), end === 'waits' ? { keadaan: 'dilaksanakan', sebab_batal: null }
      : { keadaan: 'dibatalkan', sebab_batal: end === 'link' ? 'pemilik' : 'dibuktikan' })
    const told = await house.db.owner.knex('audit_event').where({ kind: 'faktor.disetel-ulang' })
    t.is(told.length, end === 'waits' ? 1 : 0, 'once, whichever of two looks')
  })
}

test('letters of a wave: printed once each, the second print voids the first, and reminders go once', async (t) => {
  const stage = await open(t)
  const { house, at } = stage
  await reachable(house.db, 'semua@contoh.test')
  const [unit] = await house.db.owner.query<{ id: string }>({ text: `SELECT id FROM unit_kerja WHERE slug = 'dindikbud'`, values: [] })
  const helper = await at(stage.helper)
  const path = locationOf(await send(house, helper, '/pembantu/gelombang', { unit: unit?.id ?? '' })).pathname
  const printed = await send(house, helper, `${path}/surat`)
  t.is(printed.headers.get('cache-control'), 'no-store')
  const codesOf = (html: string): string[] => [...html.matchAll(/letter-code">([^<]+)</g)].map(([, code = '']) => code)
  const html = await printed.text()
  t.is(codesOf(html).length, 50)
  t.is(html.match(/<article class="letter"/g)?.length, 50)
  const stored = JSON.stringify(await house.db.owner.knex('kode_aktivasi'))
  for (const code of codesOf(html)) t.false(stored.includes(code))
  const events = await house.db.owner.knex('audit_event').where({ kind: 'aktivasi.surat-dicetak' })
  t.is(events.length, 50)
  t.is(codesOf(await (await send(house, helper, `${path}/surat`)).text()).length, 50, 'the next ones')

  const one = await withoutAccount(house)
  await send(house, helper, `/pembantu/orang/${one}/surat`)
  await send(house, helper, `/pembantu/orang/${one}/surat`)
  const living = await house.db.owner.knex('kode_aktivasi').where({ pegawai_id: one, jenis: 'surat', dicabut_at: null })
  t.is(living.length, 1)

  await Promise.all([send(house, helper, `${path}/ingatkan`), send(house, helper, `${path}/ingatkan`)])
  const owed = await house.db.owner.knex('surat_keluar').where({ template: 'aktivasi-ajakan' }).pluck<string[]>('pegawai_id')
  t.is(owed.length, 200)
  t.is(new Set(owed).size, 200, 'nobody twice')
  const stranger = await at(stage.stranger)
  t.is((await stranger.jar.fetch(house.issuer + path)).status, 404)
  t.is((await send(house, stranger, `${path}/surat`)).status, 404)
  const page = await (await helper.jar.fetch(`${house.issuer}/pembantu`)).text()
  t.regex(page, /orang sudah aktif/)
})

test('the list of requests is read on by its pages, and counts what waits on all of them', async (t) => {
  const { house, helper, at } = await open(t)
  const by = await subOf(house.db, helper.nip)
  await house.db.owner.query({
    text: `INSERT INTO permintaan_bantuan (jenis, pegawai_id, alasan, tiket, diminta_oleh, diminta_at, batas, keadaan, selesai_at, sebab_batal)
           SELECT 'izin', j.pegawai_id, 'Contoh.', 'T-' || n, $1, now() - n * interval '1 minute', now() + interval '1 hour',
             'dibatalkan', now(), 'petugas'
           FROM generate_series(1, 70) AS n, (SELECT pj.pegawai_id FROM pegawai_jabatan pj JOIN unit_kerja u ON u.id = pj.unit_id
             WHERE u.slug = 'dindikbud' AND pj.valid_to IS NULL AND pj.pegawai_id <> $1 LIMIT 1) AS j`,
    values: [by],
  })
  await permintaanId(house, 'setel-ulang', { keep: true })
  const desk = await at(helper)
  const list = async (query: string) => (await desk.jar.fetch(`${house.issuer}/pembantu/permintaan${query}`)).text()
  const rows = (html: string) => html.match(/href="\/pembantu\/permintaan\/[0-9a-f-]+"/g) ?? []
  const first = await list('')
  t.regex(first, /1 permintaan menunggu/)
  const older = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await list(older)
  t.regex(second, /1 permintaan menunggu/, 'though it stands on the first')
  t.is(new Set([...rows(first), ...rows(second)]).size, 71)
  t.is((await desk.jar.fetch(`${house.issuer}/pembantu/permintaan?lama=x`)).status, 400)
})
