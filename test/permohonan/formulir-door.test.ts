import test from 'ava'
import { BAGIAN } from '../../src/doors/pengembang/permohonan/bagian.ts'
import { inputOf } from '../../src/doors/pengembang/permohonan/kolom.ts'
import { readIsian } from '../../src/domain/permohonan/formulir/isian.schema.ts'
import { locationOf } from '../helpers/cookie-jar.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { attach, completeDraft, draftOf, forgetApplications, ISI, PDF } from '../helpers/draf.ts'
import { demoPerson } from '../helpers/people.ts'
import { XSS, xssIsi } from '../helpers/xss.ts'

const ROOT = '/pengembang/permohonan'

interface Row { nomor: string | null; keadaan: string; revisi: number; isi: Record<string, unknown>; client_id: string | null; unit_id: string; aplikasi_id: string | null }

async function rowOf({ db }: House, id: string): Promise<Row> {
  const [row] = await db.owner.query<Row>({ text: 'SELECT * FROM permohonan WHERE id = $1', values: [id] })
  if (!row) throw new Error(`no application ${id}`)
  return row
}

const send = (house: House, { jar, csrf }: Desk, path: string, fields: Record<string, string> = {}): Promise<Response> =>
  post(jar, `${house.issuer}${path}`, { csrf, ...fields })

const open = async (house: House, { jar }: Desk, path: string): Promise<{ status: number; html: string }> => {
  const answer = await jar.fetch(`${house.issuer}${path}`, { headers: { accept: 'text/html' } })
  return { status: answer.status, html: await answer.text() }
}

async function upload(house: House, { jar, csrf }: Desk, id: string, file: { name: string; bytes: Buffer }, jenis = 'surat-permohonan'): Promise<Response> {
  const body = new FormData()
  body.set('csrf', csrf)
  body.set('jenis', jenis)
  body.set('berkas', new Blob([new Uint8Array(file.bytes)]), file.name)
  return jar.fetch(`${house.issuer}${ROOT}/${id}/lampiran`, { method: 'POST', body, headers: { origin: house.issuer } })
}

const idFrom = (answer: Response): string => locationOf(answer).pathname.split('/').at(-1) ?? ''

test('from nothing to a filed application, part by part, and back', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  t.regex((await open(house, desk, '/pengembang')).html, /Belum ada permohonan/)
  const [unit] = await house.db.owner.query<{ id: string }>({ text: `SELECT id FROM unit_kerja WHERE slug = 'dindikbud'`, values: [] })
  const id = idFrom(await send(house, desk, `${ROOT}/baru`, { unit: unit?.id ?? '' }))
  const first = readIsian((await rowOf(house, id)).isi)
  t.true(first.penanggungJawab.nama !== '' && first.penanggungJawab.pegawaiId !== undefined, 'filled in from the person')
  t.is((await send(house, desk, `${ROOT}/${id}/ajukan`)).status, 400, 'an empty form cannot be filed')
  const wanted = readIsian({ ...ISI, penanggungJawab: { ...ISI.penanggungJawab, pegawaiId: first.penanggungJawab.pegawaiId } })
  for (const bagian of BAGIAN.filter(({ kolom }) => kolom.length > 0)) {
    const { revisi } = await rowOf(house, id)
    const fields = Object.fromEntries(bagian.kolom.map((one) => [inputOf(one.id), one.read(wanted)]))
    t.is((await send(house, desk, `${ROOT}/${id}/isian/${bagian.kunci}`, { ...fields, revisi: String(revisi), lanjut: '1' })).status, 303, bagian.kunci)
  }
  t.is((await upload(house, desk, id, { name: 'surat.pdf', bytes: PDF })).status, 303)
  const { surat: { lampiran }, ...now } = readIsian((await rowOf(house, id)).isi)
  t.deepEqual({ ...now, surat: wanted.surat }, { ...wanted, elemen: wanted.elemen })
  t.truthy(lampiran)
  const filed = await send(house, desk, `${ROOT}/${id}/ajukan`)
  t.is(filed.status, 303)
  const row = await rowOf(house, id)
  t.regex(row.nomor ?? '', /^\d{4}\/SSO\//)
  t.is(row.keadaan, 'berjalan')
  t.is((await send(house, desk, `${ROOT}/${id}/isian/aplikasi`, { nama: 'Lain', revisi: String(row.revisi) })).status, 409, 'a filed form stays')
  t.is((await upload(house, desk, id, { name: 'tambahan.pdf', bytes: PDF }, 'lain')).status, 409)
  t.is((await upload(house, desk, id, { name: 'bertanda-tangan.pdf', bytes: PDF }, 'surat-bertanda-tangan')).status, 303, 'the signed letter may come')
  const page = await open(house, desk, `${ROOT}/${id}`)
  t.regex(page.html, /Perjalanan/)
  t.regex(page.html, /bertanda-tangan\.pdf/)
  t.regex((await open(house, desk, '/pengembang')).html, new RegExp(row.nomor ?? '?'))
  t.is((await send(house, desk, `${ROOT}/${id}/tarik`, { alasan: '' })).status, 400)
  t.is((await send(house, desk, `${ROOT}/${id}/tarik`, { alasan: 'Tahun depan.' })).status, 303)
  t.is((await rowOf(house, id)).keadaan, 'ditarik')
  t.is((await send(house, desk, `${ROOT}/${id}/tarik`, { alasan: 'Lagi.' })).status, 409)
})

test('a page that somebody overtook overwrites nothing, and loses nothing that was typed', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const id = await draftOf(house)
  const path = `${ROOT}/${id}/isian/aplikasi`
  const typed = (nama: string, revisi: string) => ({ nama, keterangan: 'x', subdomain: 'a.bantenprov.go.id', revisi })
  t.is((await send(house, desk, path, typed('Pertama', '1'))).status, 303)
  const stale = await send(house, desk, path, typed('Kedua <b>', '1'))
  t.is(stale.status, 409)
  const html = await stale.text()
  t.regex(html, /Kedua &lt;b&gt;/)
  t.regex(html, /name="revisi" value="2"/)
  t.is((await rowOf(house, id)).isi['nama'], 'Pertama')
  t.is((await send(house, desk, path, typed('Kedua', '2'))).status, 303, 'once more is meant')
  const both = await Promise.all(['Satu', 'Dua'].map((nama) => send(house, desk, path, typed(nama, '3'))))
  t.deepEqual(both.map(({ status }) => status).toSorted(), [303, 409], 'of two at once one is too late')
})

test('warnings and mistakes stand beside their fields after a save, and not on an untouched page', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const id = await draftOf(house, { isi: {} })
  const path = `${ROOT}/${id}/isian/aplikasi`
  t.notRegex((await open(house, desk, path)).html, /Isi nama aplikasi/)
  const saved = locationOf(await send(house, desk, path, { subdomain: 'bappenda.dishubkominfo.bantenprov.go.id', revisi: '1' }))
  const { html } = await open(house, desk, saved.pathname + saved.search)
  t.regex(html, /Isi nama aplikasi/)
  t.regex(html, /dishubkominfo&quot; nama OPD lama/)
  t.regex(html, /sertifikat/)
  await send(house, desk, path, { nama: 'X', subdomain: 'bapennda.bantenprov.go.id', revisi: '2' })
  t.regex((await open(house, desk, `${path}?periksa=1`)).html, /mirip dengan/)
  await send(house, desk, path, { nama: 'X', subdomain: 'bapenda.bantenprov.go.id', revisi: '3' })
  t.regex((await open(house, desk, `${path}?periksa=1`)).html, /sudah terdaftar/)
})

test('another OPD sees nothing of it, whatever is asked', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const id = await completeDraft(house)
  const [file] = await house.db.owner.query<{ id: string }>({ text: 'SELECT id FROM permohonan_lampiran WHERE permohonan_id = $1', values: [id] })
  t.is((await open(house, desk, `${ROOT}/${id}`)).status, 200)
  await house.db.owner.query({ text: `UPDATE permohonan SET unit_id = (SELECT id FROM unit_kerja WHERE slug = 'bkd') WHERE id = $1`, values: [id] })
  t.notRegex((await open(house, desk, '/pengembang')).html, /Kinerja Guru/)
  for (const path of ['', '/isian/aplikasi', `/lampiran/${file?.id}`, '/kepemilikan', '/uji', '/tarik']) {
    t.is((await open(house, desk, `${ROOT}/${id}${path}`)).status, 404, path)
  }
  for (const [path, fields] of [['/isian/aplikasi', { revisi: '1' }], [`/lampiran/${file?.id}`, {}], ['/kepemilikan', {}], ['/uji', {}], ['/ajukan', {}], ['/tarik', { alasan: 'x' }]] as const) {
    t.is((await send(house, desk, `${ROOT}/${id}${path}`, fields)).status, 404, path)
  }
  t.is((await upload(house, desk, id, { name: 'a.pdf', bytes: PDF })).status, 404)
  const [bkd] = await house.db.owner.query<{ id: string }>({ text: `SELECT id FROM unit_kerja WHERE slug = 'bkd'`, values: [] })
  t.is((await send(house, desk, `${ROOT}/baru`, { unit: bkd?.id ?? '' })).status, 404)
  t.deepEqual((await rowOf(house, id)).revisi, 1)
})

test('files: judged by content, given out as attachments under a name of ours, to their OPD alone', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const id = await draftOf(house)
  const bad = await upload(house, desk, id, { name: 'surat.pdf', bytes: Buffer.from('<script>alert(1)</script>') })
  t.is(bad.status, 400)
  t.regex(await bad.text(), /PDF, PNG, JPEG, atau DOCX/)
  const big = await upload(house, desk, id, { name: 'surat.pdf', bytes: Buffer.concat([PDF, Buffer.alloc(11 * 1024 * 1024)]) })
  t.is(big.status, 400)
  const pages = Buffer.concat([PDF.subarray(0, 9), Buffer.alloc(1_200_000, 'x'), Buffer.from('\n%%EOF')])
  t.is((await upload(house, desk, id, { name: '../<b>surat".pdf', bytes: pages })).status, 303)
  const [row] = await house.db.owner.query<{ id: string; nama: string; n: number }>({
    text: 'SELECT l.id, l.nama, (SELECT count(*)::int FROM permohonan_potongan p WHERE p.lampiran_id = l.id) AS n FROM permohonan_lampiran l', values: [] })
  t.deepEqual([row?.nama, row?.n], ['<b>surat".pdf', 3], 'in pieces')
  const answer = await desk.jar.fetch(`${house.issuer}${ROOT}/${id}/lampiran/${row?.id}`)
  t.true(Buffer.from(await answer.arrayBuffer()).equals(pages))
  t.deepEqual(['content-type', 'x-content-type-options'].map((name) => answer.headers.get(name)), ['application/pdf', 'nosniff'])
  t.is(answer.headers.get('content-disposition'), `attachment; filename="surat-permohonan-${row?.id.slice(0, 8)}.pdf"`)
  t.is((await house.db.owner.query({ text: `SELECT FROM audit_event WHERE kind = 'permohonan.lampiran-dibuka'`, values: [] })).length, 1)
  t.is((await send(house, desk, `${ROOT}/${id}/lampiran/${row?.id}`)).status, 303, 'taken out of a draft')
  t.is((await open(house, desk, `${ROOT}/${id}/lampiran/${row?.id}`)).status, 404)
})

test('a claim: the row of Table 1 fills the form in, once, and its trial gives it back where it is withdrawn', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const [row] = await house.db.owner.query<{ id: string; client_id: string; host: string; metadata: object }>({
    text: `SELECT a.id, c.client_id, c.host, c.metadata FROM aplikasi a JOIN client c ON c.aplikasi_id = a.id JOIN unit_kerja u ON u.id = a.unit_id
      WHERE u.slug = 'dindikbud' AND c.state = 'aktif' ORDER BY a.nomor LIMIT 1`, values: [] })
  if (!row) throw new Error('Dinas Pendidikan has no application')
  const clientNow = async () => (await house.db.owner.query<{ state: string; metadata: { redirect_uris: string[] }; diklaim_at: Date | null }>({
    text: 'SELECT state, metadata, diklaim_at FROM client WHERE client_id = $1', values: [row.client_id] }))[0]
  t.regex((await open(house, desk, `${ROOT}/baru`)).html, new RegExp(row.host))
  const id = idFrom(await send(house, desk, `${ROOT}/baru`, { aplikasi: row.id }))
  t.is((await rowOf(house, id)).isi['subdomain'], row.host)
  t.is((await send(house, desk, `${ROOT}/baru`, { aplikasi: row.id })).status, 404, 'it is being claimed')
  t.is((await send(house, desk, `${ROOT}/${id}/uji`)).status, 400, 'no trial address')
  await send(house, desk, `${ROOT}/${id}/isian/alamat`, { revisi: '1', uriUji: 'http://localhost:8080/cb' })
  const opened = await send(house, desk, `${ROOT}/${id}/uji`)
  t.is(decodeURIComponent(locationOf(opened).pathname), `/pengembang/klien/${row.client_id}`)
  t.like(await clientNow(), { state: 'uji', metadata: { redirect_uris: ['http://localhost:8080/cb'] }, diklaim_at: null })
  await house.db.owner.query({ text: `INSERT INTO client_secret (client_id, hash) VALUES ($1, sha256('x'))`, values: [row.client_id] })
  t.is((await send(house, desk, `${ROOT}/${id}/tarik`, { alasan: 'Batal.' })).status, 303)
  t.deepEqual(await clientNow(), { state: 'aktif', metadata: row.metadata as never, diklaim_at: null })
  t.is((await house.db.owner.query({ text: 'SELECT FROM client_secret WHERE client_id = $1 AND revoked_at IS NULL', values: [row.client_id] })).length, 0)
  t.is((await send(house, desk, `${ROOT}/baru`, { aplikasi: row.id })).status, 303, 'and may be claimed again')
})

test('a trial at once: testers of the OPD alone, and closed for good when it is withdrawn', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const id = await draftOf(house)
  const stranger = await demoPerson(house.db.app, 'Pegawai Biro Hukum')
  const refused = await send(house, desk, `${ROOT}/${id}/uji`, { penguji: stranger.nip })
  t.is(refused.status, 400)
  t.regex(await refused.text(), /Baris 1/)
  const colleague = await demoPerson(house.db.app, 'PNS di sekolah')
  t.is((await send(house, desk, `${ROOT}/${id}/uji`, { penguji: colleague.nip })).status, 303)
  const { client_id: clientId } = await rowOf(house, id)
  t.is(clientId, ISI.subdomain)
  const testers = await house.db.owner.query({ text: 'SELECT FROM client_tester WHERE client_id = $1', values: [clientId] })
  t.is(testers.length, 2)
  t.is((await send(house, desk, `${ROOT}/${id}/uji`)).status, 303, 'once more is the same trial')
  await send(house, desk, `${ROOT}/${id}/tarik`, { alasan: 'Batal.' })
  const [client] = await house.db.owner.query<{ state: string }>({ text: 'SELECT state FROM client WHERE client_id = $1', values: [clientId] })
  t.is(client?.state, 'tutup')
  const again = await draftOf(house)
  t.is((await send(house, desk, `${ROOT}/${again}/uji`)).status, 303, 'the same OPD takes it up again')
})

test('every field of the form stays text, on every page', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  await forgetApplications(house)
  const id = await draftOf(house, { isi: xssIsi() })
  await attach(house, id, { jenis: 'lain', name: '<img src=x class=pwned>.pdf' })
  for (const path of ['/pengembang', ...['', '/kepemilikan', '/uji', '/tarik', ...BAGIAN.map(({ kunci }) => `/isian/${kunci}?periksa=1`)].map((one) => `${ROOT}/${id}${one}`)]) {
    const { status, html } = await open(house, desk, path)
    t.is(status, 200, path)
    for (const one of XSS.filter((text) => text.includes('<'))) t.false(html.includes(one), `${path}: ${one}`)
  }
})
