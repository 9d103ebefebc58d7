import test from 'ava'
import { applicationOf, clientOf, hostOf } from '../../src/domain/clients/tabel-1/tabel.rules.ts'
import { readTable } from '../../src/domain/clients/tabel-1/tabel.schema.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { checkRedirectUri } from '../../src/domain/clients/redirect-uri.rules.ts'

/** Table 1 and its traps (domain.md section 7): what each row becomes. */

const table = readTable()
const row = (no: number) => table.find((candidate) => candidate.no === no) ?? table[0]!
const clients = table.map(clientOf).filter((client) => client !== undefined)
const numbers = (is: (no: number) => boolean) => table.map(({ no }) => no).filter(is)
const client = (no: number) => clientOf(row(no))
const application = (no: number) => applicationOf(row(no))

test('100 rows are 100 applications, 62 Website and 38 Aplikasi', (t) => {
  const kinds = table.map((each) => applicationOf(each).jenis)
  t.is(kinds.length, 100)
  t.is(kinds.filter((kind) => kind === 'Website').length, 62)
  t.is(kinds.filter((kind) => kind === 'Aplikasi').length, 38)
})

test('99 clients, named by the whole host in lower case', (t) => {
  t.is(clients.length, 99)
  t.is(new Set(clients.map(({ client_id }) => client_id)).size, 99)
  for (const { client_id, host } of clients) {
    t.is(client_id, host)
    t.regex(client_id, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
  }
})

test('row 88 has no URL: an application without a client', (t) => {
  t.is(hostOf(row(88)), undefined)
  t.is(client(88), undefined)
  t.like(application(88), { nomor: 88, url_tercetak: null, opd_tercetak: 'Dinas Perpustakaan dan Kearsipan' })
})

test('row 100: the place of the server is unknown, not empty', (t) => {
  t.deepEqual(numbers((no) => application(no).posisi_server === null), [100])
})

test('row 14 ends in a slash: its client does not', (t) => {
  t.is(client(14)?.client_id, 'litbang.bantenprov.go.id')
  t.is(application(14).url_tercetak, 'litbang.bantenprov.go.id/')
})

test('rows 6, 8, 18, 36, 37, 41, 48, 79, 90 start with a capital: their clients do not', (t) => {
  const capitals = [6, 8, 18, 36, 37, 41, 48, 79, 90]
  t.deepEqual(numbers((no) => hostOf(row(no)) !== undefined && client(no)?.host !== row(no).url.replace(/\/$/, '')),
    capitals)
  t.is(client(6)?.client_id, 'simunras.kesbangpol.bantenprov.go.id')
  t.is(application(6).url_tercetak, 'Simunras.kesbangpol.bantenprov.go.id')
})

test('rows 6, 8, 18, 37, 41, 47, 48, 74, 79, 88, 96 have no keterangan', (t) => {
  t.deepEqual(numbers((no) => application(no).keterangan === null), [6, 8, 18, 37, 41, 47, 48, 74, 79, 88, 96])
})

test('rows 61 and 62 are foreign: external, waiting, pairwise', (t) => {
  t.deepEqual(numbers((no) => client(no)?.eksternal === true), [61, 62])
  t.deepEqual(numbers((no) => client(no)?.state === 'menunggu'), [61, 62])
  t.deepEqual(numbers((no) => client(no)?.metadata.subject_type === 'pairwise'), [61, 62])
})

test('the other 97 are active and have the public sub', (t) => {
  t.is(clients.filter(({ state, metadata }) => state === 'aktif' && metadata.subject_type === 'public').length, 97)
})

test('first labels repeat (rows 29, 67, 68: sppd; 15, 84: dms; 19, 75: lapbul), client ids do not', (t) => {
  t.deepEqual([29, 67, 68, 15, 84, 19, 75].map((no) => client(no)?.client_id), [
    'sppd.biroadpem.bantenprov.go.id', 'sppd.diskominfo.bantenprov.go.id', 'sppd.bantenprov.go.id',
    'dms.bandiklat.bantenprov.go.id', 'dms.dishubkominfo.bantenprov.go.id',
    'lapbul.bappeda.bantenprov.go.id', 'lapbul.dbmtr.bantenprov.go.id',
  ])
})

test('near-twins stay what they are: rows 10, 11, 23; 13, 89; 36, 38', (t) => {
  t.deepEqual([10, 11, 23, 13, 89, 36, 38].map((no) => client(no)?.client_id.split('.')[0]),
    ['bappenda', 'bapenda', 'bappeda', 'bpkad', 'bpad', 'distamben', 'distambem'])
})

test('rows 12, 25, 42, 72, 89, 90, 92 are only requests', (t) => {
  t.deepEqual(numbers((no) => application(no).permohonan), [12, 25, 42, 72, 89, 90, 92])
})

test('rows 2, 3 and 4 are self-service for everybody', (t) => {
  t.deepEqual(numbers((no) => application(no).layanan_mandiri), [2, 3, 4])
})

test('rows 1-5 are told number and e-mail, all others the least', (t) => {
  const least = 'openid profile opd jabatan peran'
  t.deepEqual(numbers((no) => client(no)?.metadata.scope === `${least} pegawai email`), [1, 2, 3, 4, 5])
  t.is(clients.filter(({ metadata }) => metadata.scope === least).length, 94)
})

test('printed texts stay with their mistakes: rows 3 and 43', (t) => {
  t.is(application(3).keterangan, 'Sistem informasi presisi online')
  t.is(application(43).opd_tercetak, 'Dinas Ketenaga Kerjaan dan Transmigrasi')
})

test('every printed OPD means a unit; row 12 (PPKD) means that of rows 10 and 11', (t) => {
  const unitOf = new Map(readUnitSeeds().flatMap(({ slug, tercetak }) => tercetak.map((name) => [name, slug])))
  for (const { opd } of table) t.truthy(unitOf.get(opd), opd)
  t.deepEqual([10, 11, 12].map((no) => unitOf.get(row(no).opd)), ['bapenda', 'bapenda', 'bapenda'])
})

test('the metadata of a client, whole', (t) => {
  t.deepEqual(client(2)?.metadata, {
    client_id: 'skp.bantenprov.go.id', client_name: 'SKP', application_type: 'web', subject_type: 'public',
    redirect_uris: ['https://skp.bantenprov.go.id/sso/callback'],
    post_logout_redirect_uris: ['https://skp.bantenprov.go.id/'],
    backchannel_logout_uri: 'https://skp.bantenprov.go.id/sso/backchannel-logout',
    backchannel_logout_session_required: true, response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'], token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'RS256', scope: 'openid profile opd jabatan peran pegawai email',
  })
})

test('every URI of every client passes the one rule', (t) => {
  for (const { host, state, metadata } of clients) {
    const { redirect_uris, post_logout_redirect_uris, backchannel_logout_uri = '' } = metadata
    const uris = [...redirect_uris, ...post_logout_redirect_uris, backchannel_logout_uri]
    t.is(uris.length, 3)
    for (const uri of uris) t.deepEqual(checkRedirectUri(uri, { host, state }), { ok: true }, uri)
  }
})

test('a row whose host nobody could register stops the loader', (t) => {
  t.throws(() => clientOf({ ...row(1), url: '10.0.0.5' }), { message: 'row 1 of Table 1: host 10.0.0.5: alamat-ip' })
})
