import { randomUUID } from 'node:crypto'
import test from 'ava'
import pg from 'pg'
import { addClient, issueSecret, loadAplikasi, markSignIn, suspendClient } from '../../src/domain/clients/index.ts'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'

const clock = systemClock()

/** @returns runs `work` and says what was told on our channels, in the order of the commits */
async function listening(scope: Scope, { appUrl, owner }: TestDatabase) {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  scope.teardown(() => client.end())
  const heard: string[] = []
  client.on('notification', ({ channel, payload = '' }) => heard.push(`${channel} ${payload}`))
  await client.query('LISTEN satu_login_klien; LISTEN satu_login_pegawai; LISTEN satu_login_data_per; LISTEN selesai')
  /** Notifications come in the order of their commits: when ours is here, all before it are. */
  async function upToNow(): Promise<void> {
    const word = randomUUID()
    await owner.query({ text: `SELECT pg_notify('selesai', $1)`, values: [word] })
    while (!heard.includes(`selesai ${word}`)) await client.query('SELECT 1')
  }
  return async (work: () => Promise<unknown>): Promise<string[]> => {
    await upToNow()
    heard.length = 0
    await work()
    await upToNow()
    return heard.filter((line) => !line.startsWith('selesai')).map((line) => line.replace('satu_login_', ''))
  }
}

const people = async ({ owner }: TestDatabase, count: number): Promise<string[]> => (await owner.query<{ id: string }>({
  text: `INSERT INTO pegawai (nama, tanggal_lahir, kedudukan_kode, keadaan, synthetic)
         SELECT 'Uji', '1990-01-01', '01', 'aktif', true FROM generate_series(1, $1) RETURNING id`,
  values: [count],
})).map(({ id }) => id)

test('whatever decides over a client is told, the day of its last sign-in is not', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const told = await listening(t, db)
  await loadAplikasi(db.app, clock)
  const id = 'skp.bantenprov.go.id'
  t.deepEqual(await told(() => issueSecret(db.app, clock, id)), ['klien *'])
  t.deepEqual(await told(() => suspendClient(db.app, clock, id, 'x')), ['klien *'])
  t.deepEqual(await told(() => addClient(db.app, clock, {
    client_id: 'baru', client_name: 'Baru', opd: '920600000000000', testers: 'semua', redirect_uris: ['http://localhost:1/x'],
  }, { demo: true })), ['klien *'])
  t.deepEqual(await told(() => db.app.query(markSignIn(id, '2026-11-27'))), [])
  t.deepEqual(await told(() => db.app.query({ text: `UPDATE unit_nama SET nama = 'X'`, values: [] })).then((all) => all.sort()),
    ['klien *', 'pegawai *'])
  t.deepEqual(await told(() => db.owner.query({ text: `UPDATE resource_server SET nama = 'X'`, values: [] })), ['klien *'])
})

test('few people are told by name, many as everybody, nobody not at all', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const told = await listening(t, db)
  const [one = '', two = ''] = await people(db, 2)
  const rename = (ids: readonly string[]) => db.owner.query({
    text: `UPDATE pegawai SET nama = 'Lain' WHERE id = ANY($1::uuid[])`, values: [ids],
  })
  t.deepEqual(await told(() => rename([])), [])
  t.deepEqual(await told(() => rename([one])), [`pegawai ${one}`])
  t.deepEqual((await told(() => rename([one, two])))[0]?.split(' ')[1]?.split(',').sort(), [one, two].sort())
  let crowd: string[] = []
  t.deepEqual(await told(async () => { crowd = await people(db, 101) }), ['pegawai *'])
  t.is((await told(() => rename(crowd.slice(0, 100))))[0]?.split(',').length, 100)
  t.deepEqual(await told(() => rename(crowd)), ['pegawai *'])
  t.deepEqual(await told(() => db.owner.query({ text: 'DELETE FROM pegawai WHERE id = $1', values: [one] })), [`pegawai ${one}`])
})

test('every table that a person is made from tells', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const told = await listening(t, db)
  await loadAplikasi(db.app, clock)
  const [one = ''] = await people(db, 1)
  const insert = (text: string) => told(() => db.owner.query({ text, values: [one] }))
  for (const text of [
    `INSERT INTO pegawai_nip (nip, pegawai_id, valid_from) VALUES ('199001012015031001', $1, '2015-03-01')`,
    `INSERT INTO pegawai_jabatan (pegawai_id, valid_from) VALUES ($1, '2015-03-01')`,
    `INSERT INTO penugasan (pegawai_id, sumber, jenis, jabatan, unit_id, valid_from)
     SELECT $1, 'uji', 'PLT', 'X', id, '2026-01-01' FROM unit_kerja LIMIT 1`,
    `INSERT INTO account (pegawai_id, password_hash) VALUES ($1, 'x')`,
    `INSERT INTO pegawai_tahan (pegawai_id, sebab, sejak) VALUES ($1, 'hilang', now())`,
    `INSERT INTO kedudukan_terjadwal (pegawai_id, kode, berlaku, sumber, recorded_at)
     VALUES ($1, '99', '2026-12-01', 'uji', now())`,
  ]) t.deepEqual(await insert(text), [`pegawai ${one}`], text)
  t.deepEqual(await told(() => freezePerson(db.app, clock, { nip: '199001012015031001', reason: 'x' })), [`pegawai ${one}`])
  t.deepEqual(await told(() => db.owner.query({
    text: `INSERT INTO kepegawaian_run (sumber, mode, isi_sha256) VALUES ('uji', 'penuh', '')`, values: [],
  })), [], 'a run makes no node forget anybody')
  t.deepEqual(await told(() => db.owner.query({
    text: `INSERT INTO kepegawaian_sumber (sumber, berhasil_at) VALUES ('uji', now())`, values: [],
  })), ['data_per *'])
  t.deepEqual(await told(() => db.owner.query({
    text: `UPDATE kepegawaian_sumber SET gagal_kali = 1`, values: [],
  })), [], 'a source that does not answer changes no claim')
})

test('whoever acts by the seat of somebody is told of with him, and everybody when a seat is given or ended', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const told = await listening(t, db)
  await loadAplikasi(db.app, clock)
  const [holder = '', delegate = '', substitute = '', other = ''] = await people(db, 4)
  const { knex } = db.owner
  const [unit] = await knex('unit_kerja').limit(1).pluck<string[]>('id')
  const seat = async (jenis: string, pengganti_id: string | null) => {
    const row = { jenis, unit_id: unit, jabatan: 'X', jabatan_unit_id: unit, pengganti_id, dibuat_oleh: 'operator', dibuat_at: new Date() }
    return (await knex('kursi').insert(row).returning<{ id: string }[]>('id'))[0]?.id ?? ''
  }
  const deputy = await seat('kepala-bidang', null)
  const kursi = await seat('kepala-dinas', deputy)
  const sits = (kursi_id: string, pegawai_id: string) => knex('kursi_pemegang').insert({
    kursi_id, pegawai_id, cara: 'definitif', sk: 'X', mulai: '2026-01-01', dikonfirmasi_oleh: 'operator', dikonfirmasi_at: new Date(),
  })
  await sits(deputy, substitute)
  t.deepEqual(await told(() => sits(kursi, holder)), ['pegawai *'])
  await knex('kursi_delegasi').insert({
    kursi_id: kursi, dari: holder, kepada: delegate, unit_id: unit, mulai: '2026-01-01', selesai: '2026-12-31', dasar: 'X', dibuat_at: new Date(),
  })
  const rename = (id: string) => told(() => knex('pegawai').where({ id }).update({ nama: 'Lain' }))
  t.deepEqual((await rename(holder))[0]?.split(' ')[1]?.split(',').sort(), [holder, delegate, substitute].sort())
  t.deepEqual(await rename(other), [`pegawai ${other}`])
  t.deepEqual(await told(() => knex('kursi_pemegang').where({ pegawai_id: holder }).update({ ended_at: new Date(), sebab: 'uji' })), ['pegawai *'])
  t.deepEqual(await told(() => knex('kursi_pemegang').where({ pegawai_id: other }).update({ ended_at: new Date(), sebab: 'uji' })), [])
})

test('what is taken back is not told', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const told = await listening(t, db)
  const [one = ''] = await people(db, 1)
  t.deepEqual(await told(() => db.owner.knex.transaction(async (trx) => {
    await trx('pegawai').where({ id: one }).update({ nama: 'Lain' })
    await trx.rollback()
  }).catch(() => undefined)), [])
})
