import test from 'ava'
import {
  bindSeat, chooseSubstitute, closeSeat, confirmHolder, dismissHolder, settleSeats,
} from '../../../src/domain/permohonan/kursi/kursi.service.ts'
import { delegate, withdrawDelegation } from '../../../src/domain/permohonan/kursi/delegasi.service.ts'
import { delegationsOf } from '../../../src/domain/permohonan/kursi/delegasi.queries.ts'
import { clockAt } from '../../kepegawaian/feeds.ts'
import { openStage, type Stage, TODAY } from './stage.ts'

const KEPALA = 'Kepala Bidang Uji'

async function office(stage: Stage) {
  const { unit } = stage
  const admin = await stage.person('Admin', { jabatan: 'Pranata Komputer', unit: unit.dinas })
  const ani = await stage.person('Ani', { jabatan: KEPALA, unit: unit.bidang })
  const desk = (oleh: string, day = TODAY) => ({ database: stage.db.app, clock: clockAt(day), oleh })
  const bound = await bindSeat(desk(admin), { jenis: 'kepala-bidang', unit: unit.bidang, jabatan: KEPALA, jabatanUnit: unit.bidang })
  return { admin, ani, desk, kursi: bound.ok ? bound.id : '' }
}

const kinds = async ({ db }: Stage): Promise<string[]> =>
  db.app.knex('audit_event').where('kind', 'like', 'kursi.%').orderBy('kind').pluck<string[]>('kind')

test('an admin binds a seat, confirms whom the directory has there, and takes him out again', async (t) => {
  const stage = await openStage(t)
  const { admin, ani, desk, kursi } = await office(stage)
  t.deepEqual(await stage.holders('kepala-bidang', TODAY), [], 'binding lets nobody in')
  const done = await confirmHolder(desk(admin), kursi, { pegawaiId: ani, cara: 'definitif', sk: '821/1', selesai: '' })
  t.true(done?.ok)
  t.deepEqual(await stage.holders('kepala-bidang', TODAY), ['Ani definitif'])
  t.true(await dismissHolder(desk(admin), kursi, { id: done?.ok ? done.id : '', alasan: 'salah orang' }))
  t.false(await dismissHolder(desk(admin), kursi, { id: done?.ok ? done.id : '', alasan: 'lagi' }))
  t.deepEqual(await stage.holders('kepala-bidang', TODAY), [])
  t.deepEqual(await kinds(stage), ['kursi.berakhir', 'kursi.diikat', 'kursi.dikonfirmasi'])
})

for (const [title, typed, galat] of [
  ['without a letter', { sk: ' - ', selesai: '2026-12-31' }, { sk: 'kosong' }],
  ['by another letter', { sk: 'SK/8', selesai: '2026-12-31' }, { sk: 'sk-lain' }],
  ['without a last day', { sk: 'sk.7', selesai: '' }, { selesai: 'kosong' }],
  ['until a day that is none', { sk: 'SK/7', selesai: '31-12-2026' }, { selesai: 'bukan-tanggal' }],
  ['until yesterday', { sk: 'SK/7', selesai: '2026-11-27' }, { selesai: 'sudah-lewat' }],
  ['longer than the letter', { sk: 'SK/7', selesai: '2027-01-01' }, { selesai: 'sesudah-surat' }],
  ['as the letter says', { sk: 'sk 7', selesai: '2026-12-31' }, undefined],
] as const) {
  test(`a Plt confirmed ${title}`, async (t) => {
    const stage = await openStage(t)
    const { admin, desk, kursi } = await office(stage)
    const budi = await stage.person('Budi', { jabatan: 'Kepala Seksi Uji', unit: stage.unit.seksi })
    await stage.assigned(budi, { jenis: 'PLT', jabatan: KEPALA, unit: stage.unit.bidang, from: '2026-11-01', last: '2026-12-31', sk: 'SK/7' })
    const done = await confirmHolder(desk(admin), kursi, { pegawaiId: budi, cara: 'plt', ...typed })
    t.deepEqual(done?.ok === false ? done.galat : undefined, galat)
    t.deepEqual(await stage.holders('kepala-bidang', TODAY), galat ? [] : ['Budi plt 2026-12-31'])
  })
}

test('nobody confirms himself, or whom the directory does not have there', async (t) => {
  const stage = await openStage(t)
  const { admin, ani, desk, kursi } = await office(stage)
  const typed = { cara: 'definitif', sk: '821/1', selesai: '' }
  t.deepEqual(await confirmHolder(desk(ani), kursi, { pegawaiId: ani, ...typed }), { ok: false, galat: { calon: 'diri-sendiri' } })
  t.deepEqual(await confirmHolder(desk(admin), kursi, { pegawaiId: admin, ...typed }), { ok: false, galat: { calon: 'bukan-calon' } })
  t.deepEqual(await confirmHolder(desk(admin), kursi, { pegawaiId: ani, ...typed, cara: 'plt' }), { ok: false, galat: { calon: 'bukan-calon' } })
  t.deepEqual(await stage.holders('kepala-bidang', TODAY), [])
})

test('a seat is bound once, to units that there are; that of a kepala-opd to an OPD', async (t) => {
  const stage = await openStage(t)
  const { admin, desk } = await office(stage)
  const { bidang, dinas } = stage.unit
  const bind = (jenis: string, unit: string, jabatan = 'Kepala', jabatanUnit = unit) =>
    bindSeat(desk(admin), { jenis, unit, jabatan, jabatanUnit })
  t.deepEqual(await bind('kepala-bidang', bidang), { ok: false, galat: { unit: 'sudah-ada' } })
  t.deepEqual(await bind('kepala-opd', bidang), { ok: false, galat: { unit: 'bukan-opd' } })
  t.deepEqual(await bind('raja', dinas, ''), { ok: false, galat: { jenis: 'bukan-pilihan', jabatan: 'kosong' } })
  t.deepEqual(await bind('kepala-dinas', admin, 'Kepala', ''), { ok: false, galat: { unit: 'bukan-pilihan', jabatanUnit: 'kosong' } })
  t.true((await bind('kepala-opd', dinas)).ok)
})

test('a closed seat holds nobody and stands in for nobody', async (t) => {
  const stage = await openStage(t)
  const { admin, ani, desk, kursi } = await office(stage)
  await confirmHolder(desk(admin), kursi, { pegawaiId: ani, cara: 'definitif', sk: '821/1', selesai: '' })
  const other = await stage.seat('kepala-dinas', { jabatan: 'Kepala Dinas Uji', unit: stage.unit.dinas })
  t.false(await chooseSubstitute(desk(admin), other, other))
  t.true(await chooseSubstitute(desk(admin), other, kursi))
  t.deepEqual(await stage.holders('kepala-dinas', TODAY), ['Ani pengganti'])
  t.true(await closeSeat(desk(admin), kursi, 'tidak dipakai'))
  t.false(await closeSeat(desk(admin), kursi, 'lagi'))
  t.deepEqual([await stage.holders('kepala-dinas', TODAY), await stage.holders('kepala-bidang', TODAY)], [[], []])
})

test('a post that somebody lost and gets again does not give the seat again', async (t) => {
  const stage = await openStage(t)
  const { ani, desk, kursi } = await office(stage)
  await stage.sits(kursi, ani)
  const cici = await stage.person('Cici', { jabatan: 'Pranata Komputer', unit: stage.unit.seksi })
  await stage.delegates(kursi, ani, cici, { from: '2026-11-01', last: '2026-12-31' })
  t.is(await settleSeats(desk('')), 0)
  await stage.moves(ani, { jabatan: 'Kepala Dinas Lain', unit: stage.unit.lain, from: '2026-11-27' })
  t.is(await settleSeats(desk('')), 2)
  await stage.moves(ani, { jabatan: KEPALA, unit: stage.unit.bidang, from: TODAY })
  t.deepEqual(await stage.holders('kepala-bidang', TODAY), [])
  const events = await stage.db.app.knex('audit_event').where({ kind: 'kursi.berakhir' }).select<{ data: object }[]>('data')
  t.deepEqual(events.map(({ data }) => data).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    ['definitif', 'delegasi'].map((cara) => ({ cara, kursi, sebab: 'jabatan-dilepas' })))
})

/** Cici works in the same OPD, Eko elsewhere. */
async function colleagues(stage: Stage) {
  const stand = await office(stage)
  await stage.sits(stand.kursi, stand.ani)
  const cici = await stage.person('Cici', { jabatan: 'Pranata Komputer', unit: stage.unit.seksi })
  const eko = await stage.person('Eko', { jabatan: 'Pranata Komputer', unit: stage.unit.lain })
  const nips = { ani: '198001012005011001', cici: '198001012005011002', eko: '198001012005011003' }
  for (const [id, nip] of [[stand.ani, nips.ani], [cici, nips.cici], [eko, nips.eko]] as const) {
    await stage.run(`INSERT INTO pegawai_nip (nip, pegawai_id, valid_from) VALUES ($1, $2, '2005-01-01')`, [nip, id])
  }
  const input = { kursi: stand.kursi, nip: nips.cici, mulai: TODAY, selesai: '2026-11-30', dasar: 'ND/1' }
  return { ...stand, cici, eko, nips, input }
}

test('a holder delegates to a colleague for some days, and takes it back', async (t) => {
  const stage = await openStage(t)
  const { ani, cici, desk, input } = await colleagues(stage)
  const done = await delegate(desk(ani), input)
  t.true(done.ok)
  t.deepEqual(await stage.holders('kepala-bidang', TODAY), ['Ani definitif', 'Cici delegasi 2026-11-30'])
  t.deepEqual(await delegate(desk(ani), input), { ok: false, galat: { nip: 'sudah-ada' } })
  t.deepEqual(await delegate(desk(cici), { ...input, nip: '198001012005011001' }),
    { ok: false, galat: { kursi: 'bukan-kursi-anda' } }, 'what was delegated is not passed on')
  t.like((await delegationsOf(stage.db.app, cici))[0], { nama_dari: 'Ani', nama_kepada: 'Cici', selesai: '2026-11-30' })
  t.false(await withdrawDelegation(desk(cici), done.ok ? done.id : ''))
  t.true(await withdrawDelegation(desk(ani), done.ok ? done.id : ''))
  t.deepEqual(await stage.holders('kepala-bidang', TODAY), ['Ani definitif'])
})

for (const [title, change, galat] of [
  ['to nobody', { nip: '' }, { nip: 'kosong' }], ['to himself', { nip: '198001012005011001' }, { nip: 'diri-sendiri' }],
  ['to somebody of another OPD', { nip: '198001012005011003' }, { nip: 'bukan-rekan' }],
  ['to a number that nobody has', { nip: '199001012015011009' }, { nip: 'bukan-rekan' }],
  ['backwards', { mulai: '2026-11-30', selesai: TODAY }, { selesai: 'sebelum-mulai' }],
  ['from yesterday', { mulai: '2026-11-27' }, { mulai: 'sudah-lewat' }],
  ['for 31 days', { selesai: '2026-12-28' }, undefined], ['for 32 days', { selesai: '2026-12-29' }, { selesai: 'terlalu-lama' }],
  ['without a reason', { dasar: '' }, { dasar: 'kosong' }], ['on no day', { mulai: 'besok', selesai: '' }, { mulai: 'bukan-tanggal', selesai: 'kosong' }],
] as const) {
  test(`a delegation ${title}`, async (t) => {
    const stage = await openStage(t)
    const { ani, desk, input } = await colleagues(stage)
    const done = await delegate(desk(ani), { ...input, ...change })
    t.deepEqual(done.ok ? undefined : done.galat as object, galat)
  })
}
