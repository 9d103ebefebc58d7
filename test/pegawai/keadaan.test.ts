import test from 'ava'
import { keadaanPada, type DatedState } from '../../src/domain/pegawai/keadaan.rules.ts'

/** The state of a person on a day (domain.md section 5), on both sides of midnight WIB. */

const DAY = { before: '2026-11-21', on: '2026-11-22', after: '2026-11-23' }
const TEXT = '2026-11-22'

const table: [title: string, person: Partial<DatedState>, before: string, on: string, after: string][] = [
  ['no dates', {}, 'aktif', 'aktif', 'aktif'],
  ['dead: closed from the day', { tgl_meninggal: TEXT }, 'aktif', 'tutup', 'tutup'],
  ['retirement while the register says active: frozen from the day', { tmt_pensiun: TEXT }, 'aktif', 'beku', 'beku'],
  ['end of contract: frozen from the next day', { akhir_kontrak: TEXT }, 'aktif', 'aktif', 'beku'],
  ['dead and retired', { tgl_meninggal: TEXT, tmt_pensiun: '2026-11-01' }, 'beku', 'tutup', 'tutup'],
  ['frozen, and dead', { keadaan: 'beku', tgl_meninggal: TEXT }, 'beku', 'tutup', 'tutup'],
  ['closed stays closed', { keadaan: 'tutup', tmt_pensiun: TEXT }, 'tutup', 'tutup', 'tutup'],
  ['frozen stays frozen', { keadaan: 'beku', akhir_kontrak: TEXT }, 'beku', 'beku', 'beku'],
  ['terbatas without a date', { keadaan: 'terbatas' }, 'terbatas', 'terbatas', 'terbatas'],
  ['a candidate without a date', { keadaan: 'calon' }, 'calon', 'calon', 'calon'],
]
for (const [title, person, before, on, after] of table) {
  test(title, (t) => {
    const whole: DatedState = { keadaan: 'aktif', tmt_pensiun: null, akhir_kontrak: null, tgl_meninggal: null, ...person }
    t.deepEqual(
      [keadaanPada(whole, DAY.before), keadaanPada(whole, DAY.on), keadaanPada(whole, DAY.after)],
      [before, on, after] as never,
    )
  })
}
