import test from 'ava'
import { heldSeats, holdersOf } from '../../../src/domain/permohonan/kursi/pemegang.queries.ts'
import { findPersonToday } from '../../../src/domain/pegawai/person.queries.ts'
import { keadaanPada } from '../../../src/domain/pegawai/keadaan.rules.ts'
import { datedState } from '../../../src/domain/pegawai/keadaan.queries.ts'
import { openStage, type Stage, TODAY } from './stage.ts'

const KEPALA = 'Kepala Bidang Uji'

/** Ani holds the post and sits in its seat; Budi is her deputy by assignment, Cici works in the seksi below, Dedi elsewhere. */
async function cast(stage: Stage) {
  const { unit } = stage
  const ani = await stage.person('Ani', { jabatan: KEPALA, unit: unit.bidang })
  const budi = await stage.person('Budi', { jabatan: 'Kepala Seksi Uji', unit: unit.seksi })
  const cici = await stage.person('Cici', { jabatan: 'Pranata Komputer', unit: unit.seksi })
  const dedi = await stage.person('Dedi', { jabatan: 'Kepala Dinas Uji', unit: unit.dinas })
  const kursi = await stage.seat('kepala-bidang', { jabatan: KEPALA, unit: unit.bidang })
  return { ani, budi, cici, dedi, kursi }
}

type Cast = Awaited<ReturnType<typeof cast>>
type Days = Readonly<Record<string, readonly string[]>>

const PLT = { jenis: 'PLT', jabatan: KEPALA, from: '2026-10-01', last: '2026-11-28', sk: 'SK/7' } as const

/** What happens, and who may act in the seat on which day. */
const CASES: readonly (readonly [title: string, work: (stage: Stage, who: Cast) => Promise<unknown>, days: Days])[] = [
  ['a definitive holder that was confirmed', (s, w) => s.sits(w.kursi, w.ani), { [TODAY]: ['Ani definitif'], '2025-12-31': [] }],
  ['a holder in the directory that nobody confirmed', () => Promise.resolve(), { [TODAY]: [] }],
  ['somebody confirmed who is not in the post', (s, w) => s.sits(w.kursi, w.cici), { [TODAY]: [] }],
  ['a post that is written with other capitals and blanks', async (s, w) => {
    await s.run(`UPDATE kursi SET jabatan = ' KEPALA  bidang uji '`)
    await s.sits(w.kursi, w.ani)
  }, { [TODAY]: ['Ani definitif'] }],
  ['a holder moved to another post', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.moves(w.ani, { jabatan: 'Kepala Dinas Lain', unit: s.unit.lain, from: TODAY })
  }, { '2026-11-27': ['Ani definitif'], [TODAY]: [] }],
  ['a holder who keeps the words of the post in another unit', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.moves(w.ani, { jabatan: KEPALA, unit: s.unit.lain, from: TODAY })
  }, { [TODAY]: [] }],
  ['a Plt whose assignment ends today', async (s, w) => {
    await s.assigned(w.budi, { ...PLT, unit: s.unit.bidang })
    await s.sits(w.kursi, w.budi, { cara: 'plt', sk: 'sk 7', from: '2026-10-01', last: '2026-12-31' })
  }, { '2026-09-30': [], '2026-10-01': ['Budi plt 2026-11-28'], [TODAY]: ['Budi plt 2026-11-28'], '2026-11-29': [] }],
  ['a Plt that nobody confirmed', (s, w) => s.assigned(w.budi, { ...PLT, unit: s.unit.bidang }), { [TODAY]: [] }],
  ['a Plt confirmed with another letter', async (s, w) => {
    await s.assigned(w.budi, { ...PLT, unit: s.unit.bidang })
    await s.sits(w.kursi, w.budi, { cara: 'plt', sk: 'SK/8', last: '2026-12-31' })
  }, { [TODAY]: [] }],
  ['a Plt whose letter the source took back', async (s, w) => {
    const id = await s.assigned(w.budi, { ...PLT, unit: s.unit.bidang })
    await s.sits(w.kursi, w.budi, { cara: 'plt', sk: 'SK/7', last: '2026-12-31' })
    await s.run('UPDATE penugasan SET ended_at = now() WHERE id = $1', [id])
  }, { [TODAY]: [] }],
  ['a Plt confirmed for less than his letter', async (s, w) => {
    await s.assigned(w.budi, { ...PLT, unit: s.unit.bidang, last: null })
    await s.sits(w.kursi, w.budi, { cara: 'plt', sk: 'SK/7', last: TODAY })
  }, { [TODAY]: ['Budi plt 2026-11-28'], '2026-11-29': [] }],
  ['a Plh is no Plt', async (s, w) => {
    await s.assigned(w.budi, { ...PLT, unit: s.unit.bidang })
    await s.sits(w.kursi, w.budi, { cara: 'plh', sk: 'SK/7', last: '2026-12-31' })
  }, { [TODAY]: [] }],
  ['a Plh beside the holder', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.assigned(w.budi, { ...PLT, jenis: 'PLH', unit: s.unit.bidang })
    await s.sits(w.kursi, w.budi, { cara: 'plh', sk: 'SK/7', last: '2026-11-30' })
  }, { [TODAY]: ['Ani definitif', 'Budi plh 2026-11-28'], '2026-11-29': ['Ani definitif'] }],
  ['a frozen holder', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.run('UPDATE account SET frozen_at = now() WHERE pegawai_id = $1', [w.ani])
  }, { [TODAY]: [] }],
  ['a holder who is away', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.run(`UPDATE pegawai SET keadaan = 'terbatas' WHERE id = $1`, [w.ani])
  }, { [TODAY]: [] }],
  ['a holder who retires', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.run(`UPDATE pegawai SET tmt_pensiun = '2026-12-01' WHERE id = $1`, [w.ani])
  }, { '2026-11-30': ['Ani definitif'], '2026-12-01': [] }],
  ['a holder whom an admin took out', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.run(`UPDATE kursi_pemegang SET ended_at = now(), sebab = 'uji'`)
  }, { [TODAY]: [] }],
  ['a seat that was closed', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.run(`UPDATE kursi SET ended_at = now(), ended_oleh = 'operator'`)
  }, { [TODAY]: [] }],
  ['a delegate, for his days', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.delegates(w.kursi, w.ani, w.cici, { from: '2026-11-28', last: '2026-11-29' })
  }, {
    '2026-11-27': ['Ani definitif'], [TODAY]: ['Ani definitif', 'Cici delegasi 2026-11-29'],
    '2026-11-29': ['Ani definitif', 'Cici delegasi 2026-11-29'], '2026-11-30': ['Ani definitif'],
  }],
  ['a delegate who leaves the OPD', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.delegates(w.kursi, w.ani, w.cici, { from: '2026-11-20', last: '2026-12-10' })
    await s.moves(w.cici, { jabatan: 'Pranata Komputer', unit: s.unit.lain, from: TODAY })
  }, { '2026-11-27': ['Ani definitif', 'Cici delegasi 2026-12-10'], [TODAY]: ['Ani definitif'] }],
  ['a delegate who is frozen', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.delegates(w.kursi, w.ani, w.cici, { from: '2026-11-20', last: '2026-12-10' })
    await s.run('UPDATE account SET frozen_at = now() WHERE pegawai_id = $1', [w.cici])
  }, { [TODAY]: ['Ani definitif'] }],
  ['a delegate of somebody who lost the post', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.delegates(w.kursi, w.ani, w.cici, { from: '2026-11-20', last: '2026-12-10' })
    await s.moves(w.ani, { jabatan: 'Kepala Dinas Lain', unit: s.unit.lain, from: TODAY })
  }, { '2026-11-27': ['Ani definitif', 'Cici delegasi 2026-12-10'], [TODAY]: [] }],
  ['a delegate of a Plt whose letter is over', async (s, w) => {
    await s.assigned(w.budi, { ...PLT, unit: s.unit.bidang })
    await s.sits(w.kursi, w.budi, { cara: 'plt', sk: 'SK/7', last: '2026-12-31' })
    await s.delegates(w.kursi, w.budi, w.cici, { from: '2026-11-20', last: '2026-12-10' })
  }, { [TODAY]: ['Budi plt 2026-11-28', 'Cici delegasi 2026-11-28'], '2026-11-29': [] }],
  ['a vacant seat with a substitute, and the day on which it is filled', async (s, w) => {
    const deputy = await s.seat('kepala-dinas', { jabatan: 'Kepala Dinas Uji', unit: s.unit.dinas })
    await s.sits(deputy, w.dedi)
    await s.run('UPDATE kursi SET pengganti_id = $1 WHERE id = $2', [deputy, w.kursi])
    await s.sits(w.kursi, w.ani, { from: '2026-11-29' })
  }, { [TODAY]: ['Dedi pengganti'], '2026-11-29': ['Ani definitif'] }],
  ['a substitute whose own seat is vacant', async (s, w) => {
    const deputy = await s.seat('kepala-dinas', { jabatan: 'Kepala Dinas Uji', unit: s.unit.dinas })
    await s.run('UPDATE kursi SET pengganti_id = $1 WHERE id = $2', [deputy, w.kursi])
  }, { [TODAY]: [] }],
  ['a unit that closed: the post goes on in its successor', async (s, w) => {
    await s.sits(w.kursi, w.ani)
    await s.run('UPDATE unit_kerja SET valid_to = $1, successor_id = $2 WHERE id = $3', [TODAY, s.unit.lain, s.unit.bidang])
    await s.moves(w.ani, { jabatan: KEPALA, unit: s.unit.lain, from: TODAY })
  }, { '2026-11-27': ['Ani definitif'], [TODAY]: ['Ani definitif'] }],
]

for (const [title, work, days] of CASES) {
  test(title, async (t) => {
    const stage = await openStage(t)
    await work(stage, await cast(stage))
    for (const [day, expected] of Object.entries(days)) {
      t.deepEqual(await stage.holders('kepala-bidang', day), expected, day)
      t.deepEqual(await stage.holders('kepala-bidang', day, stage.unit.bidang), expected, `${day}, by the unit`)
    }
    t.deepEqual(await stage.holders('kepala-opd', TODAY), [])
  })
}

test('a person of today has his seats among his roles, in the one statement that finds him', async (t) => {
  const stage = await openStage(t)
  const { ani, cici, dedi, kursi } = await cast(stage)
  await stage.sits(kursi, ani)
  await stage.delegates(kursi, ani, cici, { from: TODAY, last: TODAY })
  await stage.db.app.knex('product_role').insert({ pegawai_id: ani, role: 'bkd', valid_from: '2026-01-01', given_by: 'operator' })
  const rolesOf = async (sub: string, day = TODAY) => (await findPersonToday(stage.db.app, sub, day))?.roles
    .map(({ role, unitId, kursi: seat, cara, opd }) => ({ role, unitId, kursi: seat, cara, opd: opd?.nama }))
  const before = stage.db.app.statements
  const seat = { role: 'kepala-bidang', unitId: stage.unit.bidang, kursi, opd: 'Bidang Uji' }
  t.deepEqual(await rolesOf(ani), [
    { role: 'bkd', unitId: null, kursi: undefined, cara: undefined, opd: undefined }, { ...seat, cara: 'definitif' },
  ])
  t.is(stage.db.app.statements - before, 1)
  t.deepEqual(await rolesOf(cici), [{ ...seat, cara: 'delegasi' }])
  t.deepEqual(await rolesOf(cici, '2026-11-29'), [])
  t.deepEqual(await rolesOf(dedi), [])
})

test('holders and held seats tell the same', async (t) => {
  const stage = await openStage(t)
  const { ani, dedi, kursi } = await cast(stage)
  const deputy = await stage.seat('kepala-dinas', { jabatan: 'Kepala Dinas Uji', unit: stage.unit.dinas, pengganti: kursi })
  await stage.sits(kursi, ani, { sk: '821/1' })
  const [holder] = await holdersOf(stage.db.app, { jenis: 'kepala-dinas', today: TODAY })
  t.like(holder, { kursiId: deputy, pegawaiId: ani, cara: 'pengganti', jabatan: KEPALA, sk: '821/1', sampai: null })
  t.deepEqual((await heldSeats(stage.db.app, { pegawaiId: ani, today: TODAY })).map(({ jenis, cara }) => [jenis, cara]),
    [['kepala-bidang', 'definitif'], ['kepala-dinas', 'pengganti']])
  t.deepEqual(await heldSeats(stage.db.app, { pegawaiId: dedi, today: TODAY }), [])
})

/** Everything that a state depends on; the database's word and the rule's have to be the same on each of these days. */
const STATES: readonly (readonly [title: string, pegawai: object, terjadwal?: object, kalender?: string])[] = [
  ['aktif', {}], ['terbatas', { keadaan: 'terbatas' }], ['beku', { keadaan: 'beku' }], ['tutup', { keadaan: 'tutup' }],
  ['dead', { tgl_meninggal: '2026-11-28' }], ['retired', { tmt_pensiun: '2026-11-28' }],
  ['retired, and the calendar holds it', { tmt_pensiun: '2026-11-28' }, undefined, '2026-11-28'],
  ['retired after the day that the calendar holds', { tmt_pensiun: '2026-11-28' }, undefined, '2026-11-27'],
  ['a contract', { akhir_kontrak: '2026-11-27' }], ['a contract that is held', { akhir_kontrak: '2026-11-27' }, undefined, '2026-11-28'],
  ['announced away', {}, { keadaan: 'terbatas', berlaku: '2026-11-28' }],
  ['announced suspended, held', {}, { keadaan: 'beku', berlaku: '2026-11-28' }, '2026-11-28'],
  ['announced back', { keadaan: 'terbatas' }, { keadaan: 'aktif', berlaku: '2026-11-28' }],
  ['announced unknown', {}, { keadaan: null, berlaku: '2026-11-28' }],
]

for (const [title, pegawai, terjadwal, kalender] of STATES) {
  test(`the database and the rule agree about somebody ${title}`, async (t) => {
    const stage = await openStage(t)
    const id = await stage.person('Uji')
    const { knex } = stage.db.owner
    if (Object.keys(pegawai).length > 0) await knex('pegawai').where({ id }).update(pegawai)
    if (terjadwal) await knex('kedudukan_terjadwal').insert({
      pegawai_id: id, sumber: 'uji', kode: '99', recorded_at: new Date(), ...terjadwal,
    })
    if (kalender !== undefined) await knex('pegawai_tahan').insert({ pegawai_id: id, sebab: 'kalender', sejak: new Date(), hari: kalender })
    for (const day of ['2026-11-27', '2026-11-28', '2026-11-29']) {
      const [row] = await stage.db.app.query<Parameters<typeof keadaanPada>[0] & { bertugas: boolean }>({
        text: `SELECT ${datedState('p')}, bertugas_pada(p.id, $2) AS bertugas FROM pegawai p WHERE p.id = $1`, values: [id, day],
      })
      t.is(row?.bertugas, row && keadaanPada(row, day) === 'aktif', day)
    }
  })
}
