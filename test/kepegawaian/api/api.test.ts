import test, { type ExecutionContext } from 'ava'
import { importFrom } from '../../../src/domain/kepegawaian/import.service.ts'
import { createApi } from '../../../src/domain/kepegawaian/source/api/index.ts'
import type { OpenedSource, Source } from '../../../src/domain/kepegawaian/source/source.ts'
import { startPersonnelApi, TOKEN } from '../../helpers/personnel-api.ts'
import { type Directory, openDirectory } from '../directory.ts'
import { clockAt, nipOf, pegawai, TODAY } from '../feeds.ts'
import { apiPeople, apiPerson } from './people.ts'

const never = new AbortController().signal
const clock = clockAt(TODAY)

async function open(t: ExecutionContext) {
  const api = await startPersonnelApi(t)
  return { api, source: createApi({ url: api.url, token: TOKEN, cidrs: ['127.0.0.0/8'] }, clock) }
}

/** A directory that knows the API's unit U1, as after somebody mapped it. */
async function mappedDirectory(t: ExecutionContext): Promise<Directory> {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: [pegawai(900)] })
  await directory.owner.knex.raw(`
    INSERT INTO unit_sumber (sumber, external_id, unit_id) SELECT 'simpeg-api', external_id, unit_id FROM unit_sumber
    WHERE sumber = 'siasn' AND external_id = 'U1'`)
  return directory
}

const bring = (directory: Directory, source: OpenedSource, options: { full?: boolean } = {}) =>
  importFrom(source, { database: directory.database, clock, actor: 'operator', startedAt: clock.now(), today: TODAY }, options)

async function changes(source: Source, cursor: string | undefined): Promise<{ source: OpenedSource; cursor: string }> {
  const changed = await source.changedSince?.(cursor, never)
  if (!changed) throw new Error('the API can tell what changed')
  return changed
}

test('everybody, then whoever changed, then nobody', async (t) => {
  const { api, source } = await open(t)
  const directory = await mappedDirectory(t)
  api.put(...apiPeople(1, 25))
  const first = await changes(source, undefined)
  t.like(await bring(directory, first.source), { read: 25, created: 25, quarantined: [] })
  api.put(apiPerson(3, { nama: 'Nama Baru', gelarDepan: 'Dr.' }))
  const second = await changes(source, first.cursor)
  t.like(await bring(directory, second.source), { read: 1, created: 0, changed: 1 })
  t.deepEqual(await directory.rows(
    "SELECT nama, gelar_depan FROM pegawai JOIN pegawai_sumber ON pegawai_id = id WHERE sumber = 'simpeg-api' AND external_id = 'P3'"),
  [{ nama: 'Nama Baru', gelar_depan: 'Dr.' }])
  const third = await changes(source, second.cursor)
  t.like(await bring(directory, third.source), { read: 0, created: 0, changed: 0, unchanged: 0 })
  t.is(third.cursor, second.cursor)
  t.like(await bring(directory, await source.everything(never), { full: true }), { read: 25, unchanged: 25, changed: 0 })
})

test('a cursor that the API forgot is everybody', async (t) => {
  const { api, source } = await open(t)
  api.put(...apiPeople(1, 12))
  api.order(({ json }) => { json({}, 410) })
  const { source: opened } = await changes(source, 'v1')
  t.is((await opened.read(() => undefined)).pegawai.lines.length, 12)
  t.deepEqual(api.requests.map(({ query }) => query.get('sejak')), ['v1', null, null])
})

test('one person by his id; nobody by an unknown one, whatever is in it', async (t) => {
  const { api, source } = await open(t)
  api.put(apiPerson(1), apiPerson(2, { id: 'a/b ?c' }))
  const nipFrom = async (id: string): Promise<string | undefined> =>
    (await (await source.person(id, never))?.read(() => undefined))?.pegawai.lines[0]?.cells.nip_baru
  t.is(await nipFrom('P1'), nipOf(1))
  t.is(await nipFrom('a/b ?c'), nipOf(2))
  t.is(await source.person('P3', never), undefined)
})

test('what is not said stays; what is empty goes', async (t) => {
  const { api, source } = await open(t)
  const directory = await mappedDirectory(t)
  api.put(apiPerson(1, { noHp: '081200000001', gelarDepan: 'Dr.' }))
  await bring(directory, await source.everything(never))
  const { noHp: _phone, emailGov: _email, golRuangAkhir: _rank, kedudukanPnsId: _code, kedudukanPnsNama: _name, ...silent } =
    apiPerson(1, { gelarDepan: '', gelarBelakang: null })
  api.put(silent)
  const feed = await source.everything(never)
  t.true((await feed.read(() => undefined)).missing.includes('nomor_hp'))
  await bring(directory, feed)
  t.deepEqual(await directory.rows(`
    SELECT p.gelar_depan, p.gelar_belakang, p.no_hp, p.email, p.golongan, p.kedudukan_kode, p.tahan
    FROM pegawai p JOIN pegawai_sumber s ON s.pegawai_id = p.id WHERE s.sumber = 'simpeg-api'`), [{
    gelar_depan: null, gelar_belakang: null, no_hp: '+6281200000001', email: 'contoh1@bantenprov.test', golongan: 'III/c',
    kedudukan_kode: '01', tahan: false,
  }])
})

test('whoever is new without a kedudukan waits for a source that says one', async (t) => {
  const { api, source } = await open(t)
  const directory = await mappedDirectory(t)
  const { kedudukanPnsId: _code, kedudukanPnsNama: _name, ...silent } = apiPerson(30)
  api.put(...apiPeople(1, 25), silent)
  const { created, quarantined } = await bring(directory, await source.everything(never))
  t.is(created, 25)
  t.like(quarantined, [{ file: 'pegawai', field: 'kedudukan_hukum_id', reason: 'standing-unsaid' }])
})

test('assignments come with people and go with them', async (t) => {
  const { api, source } = await open(t)
  const directory = await mappedDirectory(t)
  const plt = {
    jenisPenugasanId: 'PLT', namaJabatan: 'Kepala Bidang Contoh', unorId: 'U1', tmtJabatan: '01-11-2026',
    tanggalSelesai: '31-01-2027', nomorSk: '800/1',
  }
  api.put(apiPerson(1, { penugasan: [plt] }), apiPerson(2, { penugasan: [] }))
  await bring(directory, await source.everything(never))
  const stored = () => directory.rows("SELECT jenis, jabatan, valid_to FROM penugasan WHERE ended_at IS NULL AND sumber = 'simpeg-api'")
  t.deepEqual(await stored(), [{ jenis: 'PLT', jabatan: 'Kepala Bidang Contoh', valid_to: '2027-02-01' }])
  api.put(apiPerson(1, { penugasan: [] }))
  await bring(directory, await source.everything(never))
  t.deepEqual(await stored(), [])
})
