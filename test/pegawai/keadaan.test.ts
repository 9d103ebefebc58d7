import test from 'ava'
import { type DatedState, dayAfter, keadaanPada, type ScheduledStanding, standingOn } from '../../src/domain/pegawai/keadaan.rules.ts'
import { readKedudukan } from '../../src/domain/pegawai/kedudukan.rules.ts'

/** The state of a person on a day (domain.md section 5), on both sides of midnight WIB. */

const DAY = { before: '2026-11-21', on: '2026-11-22', after: '2026-11-23' }
const TEXT = '2026-11-22'

function said(kode: string, berlaku: string): ScheduledStanding {
  const read = readKedudukan(kode)
  return { kode, nama: null, keadaan: read.tahan ? null : read.kedudukan.keadaan, berlaku }
}

const table: [title: string, person: Partial<DatedState>, before: string, on: string, after: string][] = [
  ['no dates', {}, 'aktif', 'aktif', 'aktif'],
  ['dead: closed from the day', { tgl_meninggal: TEXT }, 'aktif', 'tutup', 'tutup'],
  ['retirement while the register says active: frozen from the day', { tmt_pensiun: TEXT }, 'aktif', 'beku', 'beku'],
  ['end of contract: frozen from the next day', { akhir_kontrak: TEXT }, 'aktif', 'aktif', 'beku'],
  ['last day of a person without a NIP: frozen from the next day', { berlaku_sampai: TEXT }, 'aktif', 'aktif', 'beku'],
  ['dead and retired', { tgl_meninggal: TEXT, tmt_pensiun: '2026-11-01' }, 'beku', 'tutup', 'tutup'],
  ['frozen, and dead', { keadaan: 'beku', tgl_meninggal: TEXT }, 'beku', 'tutup', 'tutup'],
  ['closed stays closed', { keadaan: 'tutup', tmt_pensiun: TEXT }, 'tutup', 'tutup', 'tutup'],
  ['frozen stays frozen', { keadaan: 'beku', akhir_kontrak: TEXT }, 'beku', 'beku', 'beku'],
  ['terbatas without a date', { keadaan: 'terbatas' }, 'terbatas', 'terbatas', 'terbatas'],
  ['a candidate without a date', { keadaan: 'calon' }, 'calon', 'calon', 'calon'],
  ['the calendar holds retirement of its day', { tmt_pensiun: TEXT, kalender_hari: TEXT }, 'aktif', 'aktif', 'aktif'],
  ['the calendar holds the end of a contract', { akhir_kontrak: TEXT, kalender_hari: DAY.after },
    'aktif', 'aktif', 'aktif'],
  ['it holds no later end than its day', { akhir_kontrak: TEXT, kalender_hari: TEXT }, 'aktif', 'aktif', 'beku'],
  ['it does not hold death', { tgl_meninggal: TEXT, kalender_hari: DAY.after }, 'aktif', 'tutup', 'tutup'],
  ['it does not open who was frozen', { keadaan: 'beku', kalender_hari: DAY.after }, 'beku', 'beku', 'beku'],
  ['an announced kedudukan from its day', { jadwal: [said('99', TEXT)] }, 'aktif', 'tutup', 'tutup'],
  ['one that gives', { keadaan: 'beku', jadwal: [said('01', TEXT)] }, 'beku', 'aktif', 'aktif'],
  ['the later of two days', { jadwal: [said('03', TEXT), said('02', DAY.after)] }, 'aktif', 'terbatas', 'beku'],
  ['a kode that nobody knows changes nothing', { jadwal: [said('03', DAY.before), said('73', TEXT)] },
    'terbatas', 'terbatas', 'terbatas'],
  ['the calendar holds an announced ending', { jadwal: [said('88', TEXT)], kalender_hari: TEXT },
    'aktif', 'aktif', 'aktif'],
  ['and what was announced before it goes on', { jadwal: [said('03', DAY.before), said('88', TEXT)], kalender_hari: TEXT },
    'terbatas', 'terbatas', 'terbatas'],
  ['it does not hold what ends nothing', { jadwal: [said('20', TEXT)], kalender_hari: TEXT },
    'aktif', 'terbatas', 'terbatas'],
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

test('the last known kedudukan names the person, an unknown one after it marks him', (t) => {
  const state: DatedState = {
    keadaan: 'aktif', tmt_pensiun: null, akhir_kontrak: null, tgl_meninggal: null,
    jadwal: [said('03', DAY.before), said('73', DAY.on), said('16', DAY.after)],
  }
  const on = (day: string) => {
    const { known, isUnknown } = standingOn(state, day)
    return [known?.kode, isUnknown]
  }
  t.deepEqual(on('2026-11-20'), [undefined, false])
  t.deepEqual(on(DAY.before), ['03', false])
  t.deepEqual(on(DAY.on), ['03', true])
  t.deepEqual(on(DAY.after), ['16', false])
})

test('the day after a day', (t) => {
  t.deepEqual(['2026-12-31', '2028-02-28', '2028-02-29'].map(dayAfter), ['2027-01-01', '2028-02-29', '2028-03-01'])
})
