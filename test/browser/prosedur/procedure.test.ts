import test from 'ava'
import type { Page } from 'playwright-core'
import { browserTest } from '../../helpers/browser.ts'
import { kindOfBrowser } from '../../helpers/chromium.ts'
import { cookieJar } from '../../helpers/cookie-jar.ts'
import { discoverParty, type RelyingParty, signInTo } from '../../helpers/relying-party.ts'
import { fileScope } from '../../helpers/scope.ts'
import { at, press } from '../phone.ts'
import { as, confirmHolder, confirmRoles, decide, fillForm, fillSeat, passCsirt, proposeRole, uploadThere } from './acts.ts'
import { openProvince, PASSWORD, type Province } from './province.ts'

// From an empty database and one administrator to a working client, each person at his own phone: no command, no SQL.

const DISKOMINFO = 'Dinas Komunikasi, Informatika, Statistik dan Persandian'
const OPD = 'Dinas Pariwisata'
const HOST = 'wisata.bantenprov.go.id'
const CALLBACK = `https://${HOST}/sso/callback`
const FORM = {
  'nama': 'Kalender Wisata', 'keterangan': 'Mencatat acara wisata seluruh provinsi.', 'subdomain': HOST,
  'penanggungJawab.nama': 'Siti Contoh', 'penanggungJawab.telepon': '0254 000000', 'penanggungJawab.surel': 'siti@contoh.test',
  'penanggungJawab.jabatan': 'Pranata Komputer', 'surat.nomor': '555/12/Dispar', 'surat.tanggal': '2026-11-20',
  'spesifikasi.uraian': 'PHP 8 dan MariaDB; tabel acara dan lokasi.', 'jenisKlien': 'server', 'kredensial': 'rahasia',
  'uri.redirect': CALLBACK, 'uriUji': 'http://localhost:8080/sso/callback',
  'elemen.profile': 'Menampilkan nama di layar.', 'elemen.opd': 'Memilah acara per OPD.', 'pse.nomor': 'PSE-0001', 'komitmen': '1',
}

const file = fileScope(test)
let province: Province
/** Path of the application's page, and id of it. */
let draft = ''
let id = ''
let clientId = ''
let secret = ''

test.before(async () => {
  if (kindOfBrowser() === undefined) return
  province = await openProvince(file)
})

const step = browserTest

/** The application as its developers would write it. */
const partyAt = (redirectUri: string): Promise<RelyingParty> => discoverParty(province.issuer, clientId, secret, redirectUri)

const enters = async (actor: 'pegawai' | 'pengembang', redirectUri: string): Promise<string> => {
  const { idToken } = await signInTo(await partyAt(redirectUri), cookieJar(),
    { nip: province.numberOf(actor), password: PASSWORD }, { scope: 'openid profile opd' })
  return idToken.sub
}

/** Whose desk the OPD is told that its application is at. */
const journeyOf = (): Promise<string> => as(province, 'pengembang', draft, (page) => page.locator('main').innerText())

step('an administrator who is alone gives one role, and everything else is agreed to by a second person', async (t) => {
  t.false(await proposeRole(province, 'keamanan', { role: 'keamanan' }), 'whoever is alone begins so')
  t.true(await proposeRole(province, 'pengembang', { role: 'pengembang', opd: OPD }))
  t.true(await proposeRole(province, 'csirt', { role: 'csirt' }))
  t.true(await proposeRole(province, 'pemilik-data', { role: 'pemilik-data', opd: 'Badan Kepegawaian Daerah' }))
  t.is(await confirmRoles(province), 3)
})

step('seats are bound to posts, and whoever the directory has there is confirmed, a deputy too', async (t) => {
  for (const seat of [
    { opd: OPD, jenis: 'kepala-opd', unit: OPD, jabatan: 'Kepala Dinas Pariwisata' },
    { opd: DISKOMINFO, jenis: 'kepala-dinas', unit: DISKOMINFO, jabatan: `Kepala ${DISKOMINFO}` },
    { opd: DISKOMINFO, jenis: 'kepala-bidang', unit: 'Bidang Aplikasi Informatika', jabatan: 'Kepala Bidang Aplikasi Informatika' },
    { opd: DISKOMINFO, jenis: 'kepala-seksi', unit: 'Seksi Layanan Aplikasi Informatika', jabatan: 'Kepala Seksi Layanan Aplikasi Informatika' },
  ]) await fillSeat(province, seat)
  const page = await province.at('admin', '/admin/kursi')
  t.is(await page.locator('h1').innerText(), 'Semua kursi terisi')
  t.regex(await page.locator('tr', { hasText: 'Kepala Dinas Pariwisata' }).innerText(), /Plt/)
  await page.context().close()
})

step('a developer fills in the form, tries it at once on his own machine, and files it', async (t) => {
  await as(province, 'pengembang', '/pengembang', async (page) => {
    await page.getByRole('link', { name: 'Mulai permohonan' }).click()
    await press(page, 'Buat draf')
    await page.waitForURL(/\/pengembang\/permohonan\/[0-9a-f-]{36}/)
    draft = new URL(page.url()).pathname
    id = draft.split('/').at(-1) ?? ''
    const base = province.issuer + draft
    await press(page, 'Ajukan')
    t.regex(await page.locator('main').innerText(), /perlu dilengkapi/, 'an empty form cannot be filed')
    await fillForm(page, base, FORM)
    await uploadThere(page, base, 'surat', 'surat-permohonan')
    await page.goto(`${base}/uji`)
    await press(page, 'Buka uji coba')
    await page.waitForURL((url) => !url.pathname.endsWith('/uji'))
    clientId = /\/pengembang\/klien\/([^/?]+)/.exec(page.url())?.[1] ?? ''
    t.is(clientId, HOST)
    await page.goto(`${province.issuer}/pengembang/klien/${clientId}/rahasia`)
    await press(page, 'Terbitkan rahasia baru')
    secret = await page.locator('dd code').nth(1).innerText()
    await page.goto(base)
    await press(page, 'Ajukan')
    await page.getByText('Permohonan diajukan.').waitFor()
  })
  t.truthy(await enters('pengembang', 'http://localhost:8080/sso/callback'), 'the trial works')
  await t.throwsAsync(enters('pegawai', 'http://localhost:8080/sso/callback'), undefined, 'for its testers alone')
})

step('the deputy of a vacant post decides until his last day, and not on the day after', async (t) => {
  t.regex(await journeyOf(), /Persetujuan Kepala OPD/)
  await as(province, 'kepala-opd', '/disposisi', async (page) => {
    t.regex(await page.locator('main').innerText(), /Kalender Wisata/)
  })
  province.wait(2)
  const gone = await province.at('kepala-opd', '/')
  await gone.goto(`${province.issuer}/disposisi`)
  t.notRegex(await gone.locator('main').innerText(), /Kalender Wisata/)
  await gone.context().close()
  await as(province, 'admin', '/admin/kursi', async (page) => {
    t.regex(await page.locator('h1').innerText(), /^1 kursi kosong$/)
  })
  t.regex(await journeyOf(), /kosong/, 'the OPD is told that the post is vacant')
  await province.replacePlt()
  await confirmHolder(province, 'Kepala Dinas Pariwisata')
  await decide(province, 'kepala-opd-baru', id, 'setuju')
})

step('each official decides at his own desk, in the order of the procedure, and the client opens', async (t) => {
  await decide(province, 'pemilik-data', id, 'setuju')
  await decide(province, 'kepala-dinas', id, 'terima')
  await decide(province, 'kepala-bidang', id, 'teruskan')
  await decide(province, 'kepala-seksi', id, 'setuju', { laporan: 'Struktur data cukup; tidak ada aplikasi lain yang menyediakannya.' })
  await decide(province, 'kepala-seksi', id, 'tidak-perlu')
  await t.throwsAsync(enters('pegawai', CALLBACK), undefined, 'not before the last word')
  await passCsirt(province, id)
  await decide(province, 'kepala-seksi', id, 'selesai')
  t.regex(await journeyOf(), /selesai/i)
  await province.heard()
  t.truthy(await enters('pegawai', CALLBACK), 'everybody enters what was approved')
  await t.throwsAsync(enters('pengembang', 'http://localhost:8080/sso/callback'), undefined, 'the trial is over')
})

/** Begins a draft that claims a row of Table 1, or changes a client; fills in what is given. */
async function beginAt(page: Page, begin: () => Promise<void>, valuesFor: (host: string) => Readonly<Record<string, string>>): Promise<string> {
  await begin()
  await page.waitForURL(/\/pengembang\/permohonan\/[0-9a-f-]{36}/)
  const path = new URL(page.url()).pathname
  await page.goto(`${province.issuer}${path}/isian/aplikasi`)
  await fillForm(page, province.issuer + path, valuesFor(await page.locator('#subdomain').inputValue()))
  return path
}

step('Kepala Dinas refuses, with a reason that the OPD reads', async (t) => {
  const path = await as(province, 'pengembang', '/pengembang/permohonan/baru', async (page) => {
    const { subdomain: _, ...rest } = FORM
    const claimed = await beginAt(page, () => page.getByRole('button', { name: /^Klaim / }).first().click(),
      (host) => ({ ...rest, 'nama': 'Situs lama', 'uriUji': '', 'uri.redirect': `https://${host}/sso/callback` }))
    await uploadThere(page, province.issuer + claimed, 'surat', 'surat-permohonan')
    await page.goto(province.issuer + claimed)
    await press(page, 'Ajukan')
    await page.getByText('Permohonan diajukan.').waitFor()
    return claimed
  })
  const second = path.split('/').at(-1) ?? ''
  await decide(province, 'kepala-opd-baru', second, 'setuju')
  await decide(province, 'kepala-dinas', second, 'tolak', { alasan: 'Situs ini akan digabung dengan portal.' })
  const page = await province.at('pengembang', path)
  t.regex(await page.locator('main').innerText(), /Ditolak[\s\S]*Situs ini akan digabung dengan portal\./i)
  await page.context().close()
})

step('a sensitive change goes through the short procedure while the approved version runs on', async (t) => {
  const changed = `https://${HOST}/baru/callback`
  const path = await as(province, 'pengembang', `/pengembang/klien/${clientId}`, async (page) => {
    const begun = await beginAt(page, () => page.getByRole('button', { name: 'Ajukan perubahan' }).first().click(),
      () => ({ 'uri.redirect': changed, 'surat.nomor': '555/40/Dispar', 'surat.tanggal': '2026-11-27', 'komitmen': '1' }))
    await uploadThere(page, province.issuer + begun, 'surat', 'surat-permohonan')
    await page.goto(province.issuer + begun)
    await press(page, 'Ajukan')
    t.regex(await page.locator('main').innerText(), /Permohonan diajukan\./)
    return begun
  })
  const change = path.split('/').at(-1) ?? ''
  await decide(province, 'kepala-opd-baru', change, 'setuju')
  t.truthy(await enters('pegawai', CALLBACK), 'what was approved runs on')
  await t.throwsAsync(enters('pegawai', changed))
  await decide(province, 'kepala-seksi', change, 'setuju', { laporan: 'Hanya alamat yang berubah.' })
  await passCsirt(province, change)
  await province.heard()
  t.truthy(await enters('pegawai', changed))
  await t.throwsAsync(enters('pegawai', CALLBACK))
})

step('the register counts the new application', async (t) => {
  await as(province, 'kepala-dinas', '/inventaris/ringkasan', async (page) => {
    await at(page, /Aplikasi terhubung per/)
    t.regex(await page.locator('.numbers').innerText(), /1\s*aplikasi terhubung/)
  })
})
