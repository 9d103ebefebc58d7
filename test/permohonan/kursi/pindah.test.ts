import test from 'ava'
import { moveSeats, type Closing } from '../../../src/domain/kepegawaian/reorganisasi/apply.queries.ts'
import { openStage, TODAY } from './stage.ts'

const KEPALA = 'Kepala Bidang Uji'

test('a seat of a unit that closes speaks for its successor, with whoever holds its post there', async (t) => {
  const stage = await openStage(t)
  const { bidang, lain } = stage.unit
  const ani = await stage.person('Ani', { jabatan: KEPALA, unit: bidang })
  const kursi = await stage.seat('kepala-bidang', { jabatan: KEPALA, unit: bidang })
  await stage.sits(kursi, ani)
  await stage.moves(ani, { jabatan: KEPALA, unit: lain, from: TODAY })
  const closing = { unit_id: bidang, penerus_id: lain } as Closing
  await stage.db.app.knex.transaction((trx) => moveSeats(trx, closing, new Date()))
  t.deepEqual(await stage.holders('kepala-bidang', TODAY, lain), ['Ani definitif'])
})

test('where the successor has such a seat, that of the closed unit ends with everything in it', async (t) => {
  const stage = await openStage(t)
  const { bidang, lain } = stage.unit
  const ani = await stage.person('Ani', { jabatan: KEPALA, unit: bidang })
  const kursi = await stage.seat('kepala-bidang', { jabatan: KEPALA, unit: bidang })
  const other = await stage.seat('kepala-bidang', { jabatan: 'Kepala Bidang Lain', unit: lain })
  await stage.sits(kursi, ani)
  await stage.db.app.knex.transaction((trx) => moveSeats(trx, { unit_id: bidang, penerus_id: lain } as Closing, new Date()))
  t.deepEqual(await stage.holders('kepala-bidang', TODAY), [])
  t.deepEqual(await stage.db.app.knex('kursi').where({ ended_at: null }).pluck('id'), [other])
  t.deepEqual(await stage.db.app.knex('kursi_pemegang').pluck('sebab'), ['reorganisasi'])
})
