import test from 'ava'
import type { Database } from '../../src/kernel/db/database.ts'
import { perform, UnitOfWork } from '../../src/kernel/db/unit-of-work.ts'
import {
  addClient, findClient, issueSecret, launcherOf, loadAplikasi, markSignIn, suspendClient,
} from '../../src/domain/clients/index.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { clock, clockAt, insertPerson, rows } from './support.ts'

const TODAY = clock.today()

async function loaded(scope: Scope): Promise<Database> {
  const { app } = await testDatabase(scope, 'kosong')
  await loadAplikasi(app, clock)
  return app
}

const mark = (database: Database, id: string, day: string) =>
  perform(database, () => Promise.resolve(UnitOfWork.current().append(markSignIn(id, day))))

test('a client of Table 1, in one statement', async (t) => {
  const app = await loaded(t)
  const before = app.statements
  const client = await findClient(app, 'skp.bantenprov.go.id', TODAY)
  t.is(app.statements - before, 1)
  const [{ id } = { id: '' }] = await rows<{ id: string }>(app, `SELECT id FROM unit_kerja WHERE slug = 'bkd'`)
  t.like(client, {
    client_id: 'skp.bantenprov.go.id', host: 'skp.bantenprov.go.id', state: 'aktif', eksternal: false,
    pkce_exempt: false, penguji_semua: false, layanan_mandiri: true, aplikasi: { nama: 'SKP' },
    opd: { id, nama: 'Badan Kepegawaian Daerah' }, penguji: [],
  })
  t.is(client?.metadata.client_id, 'skp.bantenprov.go.id')
})

test('the OPD has its name of the day', async (t) => {
  const app = await loaded(t)
  await rows(app, `UPDATE unit_nama SET valid_to = '2026-12-01' WHERE nama = 'Badan Kepegawaian Daerah'`)
  await rows(app, `INSERT INTO unit_nama SELECT unit_id, 'BKPSDM', '2026-12-01' FROM unit_nama
    WHERE nama = 'Badan Kepegawaian Daerah'`)
  const nameOn = async (day: string) => (await findClient(app, 'skp.bantenprov.go.id', day))?.opd.nama
  t.deepEqual([await nameOn('2026-11-30'), await nameOn('2026-12-01')], ['Badan Kepegawaian Daerah', 'BKPSDM'])
})

test('whatever a request calls a client: no error', async (t) => {
  const app = await loaded(t)
  const before = app.statements
  const odd = ['', '\u0000', 'skp.bantenprov.go.id\u0000', ' skp.bantenprov.go.id', 'SKP.bantenprov.go.id', 'é']
  for (const id of odd) t.is(await findClient(app, id, TODAY), undefined)
  t.is(app.statements, before)
  t.is(await findClient(app, `a${'b'.repeat(252)}`, TODAY), undefined)
  t.is(await findClient(app, 'tidak.ada', TODAY), undefined)
})

test('testers are named only while the client is on trial', async (t) => {
  const app = await loaded(t)
  const sub = await insertPerson(app, '199001012015031001')
  const file = {
    opd: '920600000000000', redirect_uris: ['https://baru.bantenprov.go.id/cb'], testers: ['199001012015031001'],
  }
  const { client_id: id } = await addClient(app, clock, file, { demo: false })
  t.deepEqual((await findClient(app, id, TODAY))?.penguji, [sub])
  await suspendClient(app, clock, id, 'x')
  t.deepEqual((await findClient(app, id, TODAY))?.penguji, [])
})

test('the last day of a sign-in is written once a day and never goes back', async (t) => {
  const app = await loaded(t)
  const id = 'skp.bantenprov.go.id'
  const version = async () => (await rows<{ day: string; xmin: string }>(
    app, 'SELECT masuk_terakhir AS day, xmin::text FROM client WHERE client_id = $1', id))[0]
  await mark(app, id, '2026-11-22')
  const first = await version()
  t.is(first?.day, '2026-11-22')
  await mark(app, id, '2026-11-22')
  await mark(app, id, '2026-11-21')
  t.deepEqual(await version(), first)
  await mark(app, id, '2026-11-23')
  t.is((await version())?.day, '2026-11-23')
  t.is((await rows(app, 'SELECT FROM client WHERE masuk_terakhir IS NOT NULL')).length, 1)
})

test('the launcher of a fresh Table 1: 97 open, 99 registered, none connected, in one statement', async (t) => {
  const app = await loaded(t)
  const before = app.statements
  const { aplikasi, terdaftar, terhubung } = await launcherOf(app, clock)
  t.is(app.statements - before, 1)
  t.deepEqual([aplikasi.length, terdaftar, terhubung], [97, 99, 0])
  t.false(aplikasi.some(({ eksternal }) => eksternal))
  const opds = aplikasi.map(({ opd }) => opd.nama)
  t.deepEqual(opds, opds.toSorted())
  t.is(opds[0], 'Badan Kepegawaian Daerah')
  const [{ id } = { id: '' }] = await rows<{ id: string }>(app, `SELECT id FROM unit_kerja WHERE slug = 'bkd'`)
  t.deepEqual(aplikasi.find(({ client_id }) => client_id === 'skp.bantenprov.go.id'), {
    client_id: 'skp.bantenprov.go.id', nama: 'SKP', opd: { id, nama: 'Badan Kepegawaian Daerah' },
    host: 'skp.bantenprov.go.id', alamat: 'https://skp.bantenprov.go.id/', state: 'aktif', eksternal: false,
    layanan_mandiri: true, penguji_semua: false, penguji: [], aturan_masuk: { jenis: 'semua' }, pilot: null,
    terhubung: false,
  })
})

test('connected is claimed, with a live secret and a sign-in of late', async (t) => {
  const app = await loaded(t)
  const id = 'skp.bantenprov.go.id'
  const connected = async (at = clock) => (await launcherOf(app, at)).terhubung
  await rows(app, 'UPDATE client SET diklaim_at = now() WHERE client_id = $1', id)
  await mark(app, id, '2026-11-22')
  t.is(await connected(), 0)
  await issueSecret(app, clock, id)
  t.is(await connected(), 1)
  t.is(await connected(clockAt('2027-02-20T01:00:00Z')), 1)
  t.is(await connected(clockAt('2027-02-21T01:00:00Z')), 0)
  await rows(app, 'UPDATE client_secret SET expires_at = $1', new Date(clock.now().getTime() + 1))
  t.is(await connected(), 1)
  t.is(await connected(clockAt('2026-11-22T01:00:00.001Z')), 0)
  await rows(app, 'UPDATE client_secret SET expires_at = NULL, revoked_at = now()')
  t.is(await connected(), 0)
})

test('a suspended client stays registered, a closed one does not', async (t) => {
  const app = await loaded(t)
  await suspendClient(app, clock, 'skp.bantenprov.go.id', 'x')
  await rows(app, `UPDATE client SET state = 'tutup' WHERE client_id = 'ppid.bantenprov.go.id'`)
  await rows(app, `UPDATE client SET state = 'draf' WHERE client_id = 'sms.bantenprov.go.id'`)
  const { aplikasi, terdaftar } = await launcherOf(app, clock)
  t.deepEqual([aplikasi.length, terdaftar], [94, 97])
})

test('a public client on localhost has its own address and needs no secret', async (t) => {
  const app = await loaded(t)
  const file = {
    opd: '920600000000000', client_id: 'demo', client_name: 'Demo', redirect_uris: ['http://localhost:3001/cb'],
    token_endpoint_auth_method: 'none', testers: 'semua',
  }
  await addClient(app, clock, file, { demo: true })
  await addClient(app, clock, { ...file, client_id: 'demo2', client_uri: 'http://localhost:3001/awal' }, { demo: true })
  await mark(app, 'demo', TODAY)
  const entries = (await launcherOf(app, clock)).aplikasi.filter(({ state }) => state === 'uji')
  t.deepEqual(entries.map(({ client_id, alamat, terhubung, penguji_semua }) =>
    ({ client_id, alamat, terhubung, penguji_semua })), [
    { client_id: 'demo', alamat: 'http://localhost:3001/', terhubung: true, penguji_semua: true },
    { client_id: 'demo2', alamat: 'http://localhost:3001/awal', terhubung: false, penguji_semua: true },
  ])
})
