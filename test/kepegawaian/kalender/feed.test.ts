import test from 'ava'
import { runCalendar } from '../../../src/domain/kepegawaian/kalender/index.ts'
import { deliver, event } from '../../peristiwa/events.ts'
import { type Directory, openDirectory } from '../directory.ts'
import { clockAt, pegawai, pppk, rows } from '../feeds.ts'

/** What a feed or an event brings is settled in its own transaction: no job has to come by first. */

const EVE = '2026-12-30'

const personOf = async (directory: Directory, serial: number): Promise<string> =>
  (await directory.rows<{ id: string }>(
    'SELECT pegawai_id AS id FROM pegawai_sumber WHERE external_id = $1', [`P${serial}`]))[0]?.id ?? ''

const held = async (directory: Directory): Promise<number> =>
  (await directory.rows('SELECT FROM pegawai_tahan WHERE lepas_at IS NULL')).length

test('an extension that a feed brings releases its person at once, and nobody else', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(1, 60, (serial) => pppk(serial)) })
  await runCalendar({ database: directory.database, clock: clockAt(EVE) })
  t.is(await held(directory), 60)
  await directory.import({ pegawai: [pppk(1, { akhir_kontrak: '31-12-2027' }), pppk(2, { nama: 'Nama Lain' })], day: EVE })
  t.is(await held(directory), 59)
  t.deepEqual((await directory.events('kalender.dilepas')).map(({ subject }) => subject), [await personOf(directory, 1)])

  // After the day: another word on somebody who is held does not end what he has.
  await directory.import({ pegawai: [pppk(3, { nama: 'Nama Lain' })], day: '2027-01-02' })
  t.is(await held(directory), 59)
  const [changed] = await directory.rows<{ data: { keadaan?: object } }>(
    `SELECT data FROM audit_event WHERE kind = 'kepegawaian.pegawai-berubah' AND subject = $1 ORDER BY at DESC LIMIT 1`,
    [await personOf(directory, 3)])
  t.is(changed?.data.keadaan, undefined, 'his state did not change')
})

async function withRole(directory: Directory): Promise<string> {
  await directory.import({ pegawai: [pegawai(1), pegawai(2)] })
  const id = await personOf(directory, 1)
  await directory.owner.query({
    text: `INSERT INTO product_role (pegawai_id, role, unit_id, valid_from, given_by)
           SELECT $1, 'admin-opd', id, '2026-01-01', 'uji' FROM unit_kerja WHERE slug = 'dinkes'`, values: [id],
  })
  return id
}

const liveRoles = (directory: Directory) => directory.rows('SELECT FROM product_role WHERE revoked_at IS NULL')

test('a feed that moves somebody to another OPD ends his role at the old one in the same run', async (t) => {
  const directory = await openDirectory(t)
  const id = await withRole(directory)
  await directory.import({ pegawai: [pegawai(1, { nama: 'Nama Lain' })] })
  t.is((await liveRoles(directory)).length, 1)
  await directory.import({ pegawai: [pegawai(1, { unor_id: 'U2', tmt_jabatan: '23-11-2026' })], day: '2026-11-23' })
  t.is((await liveRoles(directory)).length, 0)
  t.deepEqual((await directory.events('peran.dicabut')).map(({ subject, actor, data }) => [subject, actor, data['sebab']]),
    [[id, 'sistem', 'pindah']])
})

test('an event that moves him on a day to come ends it on that day, by the look at midnight', async (t) => {
  const directory = await openDirectory(t)
  await withRole(directory)
  await directory.owner.query({
    text: `INSERT INTO pegawai_sumber (sumber, external_id, pegawai_id, isi_hash, terakhir_run)
           SELECT 'simpeg', external_id, pegawai_id, isi_hash, terakhir_run FROM pegawai_sumber WHERE sumber = 'siasn'
           ON CONFLICT DO NOTHING`, values: [],
  })
  await directory.owner.query({
    text: `INSERT INTO unit_sumber (sumber, external_id, unit_id, isi_hash) SELECT 'simpeg', external_id, unit_id, isi_hash
           FROM unit_sumber WHERE external_id = 'U2' ON CONFLICT DO NOTHING`, values: [],
  })
  const answers = await deliver(directory.database, clockAt('2026-11-23'), [
    event('mutasi', 1, { unit: 'U2' }, { berlaku: '2026-12-01' }),
  ])
  t.deepEqual(answers.map(({ hasil, alasan }) => alasan ?? hasil), ['diterapkan'])
  await runCalendar({ database: directory.database, clock: clockAt('2026-11-30') })
  t.is((await liveRoles(directory)).length, 1)
  await runCalendar({ database: directory.database, clock: clockAt('2026-12-01') })
  t.is((await liveRoles(directory)).length, 0)
})
