import test from 'ava'
import { sha256 } from '../../src/kernel/lib/ids.ts'
import { addClient, findClient, listClients, loadAplikasi } from '../../src/domain/clients/index.ts'
import { testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { clock, eventsOf, insertPerson, redeems, rows, silenceAudit } from './support.ts'

const KOMINFO = '920600000000000'
const NIP = '199001012015031001'
const file = { opd: KOMINFO, client_name: 'Uji', redirect_uris: ['https://baru.bantenprov.go.id/cb'] }
const ID = 'baru.bantenprov.go.id'

async function loaded(scope: Scope) {
  const database = await testDatabase(scope, 'kosong')
  await loadAplikasi(database.app, clock)
  return database
}

test('a client is registered, claimed, and gets one secret', async (t) => {
  const { app } = await loaded(t)
  const { client_id, client_secret } = await addClient(app, clock, file, { demo: false })
  t.is(client_id, ID)
  t.regex(client_secret ?? '', /^[A-Za-z0-9_-]{43}$/)
  t.like(await findClient(app, ID, clock.today()), {
    state: 'uji', host: ID, eksternal: false, pkce_exempt: false, penguji_semua: false, layanan_mandiri: false,
    aplikasi: { nama: 'Uji' }, penguji: [],
  })
  t.deepEqual(await rows(app, 'SELECT client_id, diklaim_at FROM client WHERE diklaim_at IS NOT NULL'),
    [{ client_id: ID, diklaim_at: clock.now() }])
  t.deepEqual(await rows(app, 'SELECT client_id, hash, created_at, expires_at, revoked_at FROM client_secret'), [
    { client_id: ID, hash: sha256(client_secret ?? ''), created_at: clock.now(), expires_at: null, revoked_at: null },
  ])
  t.true(await redeems(app, ID, client_secret ?? ''))
})

test('registration and secret are told, the secret is not', async (t) => {
  const { app } = await loaded(t)
  const { client_secret } = await addClient(app, clock, { ...file, pkce_exempt: true }, { demo: false })
  const [{ id } = { id: '' }] = await rows<{ id: string }>(app, 'SELECT id FROM client_secret')
  const told = (await eventsOf(app)).slice(1)
  t.deepEqual(told, [
    {
      kind: 'klien.didaftarkan', actor: 'operator', client_id: ID,
      data: { state: 'uji', pkce_exempt: true, redirect_uris: file.redirect_uris },
    },
    { kind: 'klien.rahasia-diterbitkan', actor: 'operator', client_id: ID, data: { rahasia: id, dicabut: [] } },
  ])
  const everything = JSON.stringify(await rows(app, `SELECT (SELECT json_agg(c) FROM client c) AS client,
    (SELECT json_agg(s) FROM client_secret s) AS secret, (SELECT json_agg(e) FROM audit_event e) AS event`))
  t.false(everything.includes(client_secret ?? 'none'))
})

test('testers are people by their NIP of today', async (t) => {
  const { app } = await loaded(t)
  const [one, two] = [await insertPerson(app, NIP), await insertPerson(app, '199002022015032002')]
  const testers = ['19900101 201503 1 001', '199002022015032002', NIP]
  await addClient(app, clock, { ...file, testers }, { demo: false })
  t.deepEqual((await findClient(app, ID, clock.today()))?.penguji.toSorted(), [one, two].sort())
})

test('everybody is a tester on a demo instance', async (t) => {
  const { app } = await loaded(t)
  const demo = { ...file, client_id: 'demo', testers: 'semua', redirect_uris: ['http://localhost:3001/cb'] }
  await addClient(app, clock, demo, { demo: true })
  t.like(await findClient(app, 'demo', clock.today()), { penguji_semua: true, penguji: [], host: 'localhost:3001' })
})

for (const [name, change] of [
  ['a public client', { token_endpoint_auth_method: 'none' }],
  ['a waiting client', { state: 'menunggu' }],
] as const) {
  test(`${name} gets no secret`, async (t) => {
    const { app } = await loaded(t)
    t.deepEqual(await addClient(app, clock, { ...file, ...change }, { demo: false }), { client_id: ID })
    t.deepEqual(await rows(app, 'SELECT id FROM client_secret'), [])
    t.deepEqual((await eventsOf(app)).slice(1).map(({ kind }) => kind), ['klien.didaftarkan'])
  })
}

test('a trial is for the people of the OPD and of the units below it', async (t) => {
  const { app } = await loaded(t)
  await insertPerson(app, NIP, '920500000000000')
  await t.throwsAsync(addClient(app, clock, { ...file, testers: [NIP] }, { demo: false }), {
    message: 'The client cannot be registered:\n  - testers[0]: ····1001 does not work in this OPD today',
  })
  await app.query({
    text: `WITH office AS (
             INSERT INTO unit_kerja (jenis, induk_id, valid_from)
             SELECT 'Bidang', unit_id, '2015-01-01' FROM unit_kode WHERE kode = $1 RETURNING id
           ) UPDATE pegawai_jabatan SET unit_id = (SELECT id FROM office)`,
    values: [KOMINFO],
  })
  t.is((await addClient(app, clock, { ...file, testers: [NIP] }, { demo: false })).client_id, ID)
})

test('every mistake at once: those of the file and those that the database knows', async (t) => {
  const { app } = await loaded(t)
  await insertPerson(app, NIP)
  const wrong = {
    ...file, opd: '900000000000000', testers: [NIP, '199002022015032002', '\u0000'], warna: 'biru',
    redirect_uris: ['https://evil.example/cb'], host: ID,
  }
  await t.throwsAsync(addClient(app, clock, wrong, { demo: false }), {
    name: 'OperatorError',
    message: [
      'The client cannot be registered:',
      '  - warna: is not a field of a client file',
      '  - redirect_uris[0]: must be on the registered host',
      '  - opd: is Pemerintah Provinsi Banten, which is no OPD',
      '  - testers[1]: nobody has the NIP ····2002 today',
      '  - testers[2]: nobody has the NIP ···· today',
    ].join('\n'),
  })
  t.is((await eventsOf(app)).length, 1)
})

test('an OPD that is nobody\'s code', async (t) => {
  const { app } = await loaded(t)
  await t.throwsAsync(addClient(app, clock, { ...file, opd: '999999999999999' }, { demo: false }),
    { message: /\n {2}- opd: is the code of no unit$/ })
})

test('a resource server that is nobody\'s, a scope that it has not, and the API of another instance', async (t) => {
  const { app } = await loaded(t)
  const issuer = 'https://login.bantenprov.go.id'
  const resources = {
    'https://api.bantenprov.go.id': ['kepegawaian:baca', 'unit:tulis'], 'https://lain.example': ['a'],
    [`${issuer}/api/v1`]: ['unit:baca'], 'https://lain.example/api/v1': ['unit:baca'],
  }
  await t.throwsAsync(addClient(app, clock, { ...file, resources }, { demo: false, issuer }), {
    message: [
      'The client cannot be registered:',
      '  - resources["https://api.bantenprov.go.id"]: has no scope unit:tulis',
      '  - resources["https://lain.example"]: is no registered resource server',
      '  - resources["https://lain.example/api/v1"]: is no registered resource server',
    ].join('\n'),
  })
})

test('a client_id that is taken is refused and leaves nothing behind', async (t) => {
  const { app } = await loaded(t)
  const taken = { ...file, redirect_uris: ['https://skp.bantenprov.go.id/cb'] }
  const before = await rows(app, 'SELECT metadata FROM client ORDER BY client_id')
  await t.throwsAsync(addClient(app, clock, taken, { demo: false }),
    { name: 'OperatorError', message: 'There is already a client skp.bantenprov.go.id.' })
  t.deepEqual(await rows(app, 'SELECT metadata FROM client ORDER BY client_id'), before)
  t.deepEqual(await rows(app, 'SELECT id FROM aplikasi WHERE nomor IS NULL'), [])
  t.is((await eventsOf(app)).length, 1)
})

test('of five at once one is registered', async (t) => {
  const { app } = await loaded(t)
  const add = () => addClient(app, clock, file, { demo: false })
  const results = await Promise.allSettled([add(), add(), add(), add(), add()])
  t.is(results.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const result of results) {
    if (result.status === 'rejected') t.is((result.reason as Error).message, `There is already a client ${ID}.`)
  }
  t.deepEqual(await rows(app, `SELECT (SELECT count(*) FROM aplikasi WHERE nomor IS NULL) AS app,
    (SELECT count(*) FROM client_secret) AS secret`), [{ app: 1, secret: 1 }])
})

test('without its audit event nothing is registered', async (t) => {
  const { app, owner } = await loaded(t)
  await silenceAudit(owner)
  await t.throwsAsync(addClient(app, clock, file, { demo: false }), { message: /permission denied/ })
  t.is(await findClient(app, ID, clock.today()), undefined)
  t.deepEqual(await rows(app, 'SELECT id FROM client_secret UNION ALL SELECT id FROM aplikasi WHERE nomor IS NULL'), [])
})

test('the list has every client, Table 1 first, and nothing but what is promised', async (t) => {
  const { app } = await loaded(t)
  const redirect_uris = ['https://penanya.bantenprov.go.id/cb']
  await addClient(app, clock, { opd: KOMINFO, redirect_uris, response_types: ['none'] }, { demo: false })
  const list = await listClients(app, clock)
  t.is(list.length, 100)
  t.deepEqual(list[0], {
    client_id: 'api.bantenprov.go.id', nama: 'Dokumentasi API Kepegawaian',
    opd: { kode: '910100000000000', nama: 'Badan Kepegawaian Daerah' }, host: 'api.bantenprov.go.id', state: 'aktif',
    layanan_mandiri: false, berisiko: false, kelompok: null,
    redirect_uris: ['https://api.bantenprov.go.id/sso/callback'],
    post_logout_redirect_uris: ['https://api.bantenprov.go.id/'],
    scope: 'openid profile opd jabatan peran pegawai email',
  })
  t.like(list.at(-1), {
    client_id: 'penanya.bantenprov.go.id', redirect_uris, post_logout_redirect_uris: [],
  })
})
