import test from 'ava'
import {
  isAskedFor, isTemuan, type RegisterEntry, registerEntry, twinsOf,
} from '../../src/domain/permohonan/inventaris/register.rules.ts'
import type { RegisterRow } from '../../src/domain/permohonan/inventaris/register.queries.ts'

const TODAY = '2026-11-28'

const RESPONSIBLE: RegisterRow['penanggung'] = {
  id: 'p', nama: 'Contoh', gelar_depan: null, gelar_belakang: null, frozen: false, di_opd: true, keadaan: 'aktif',
  tmt_pensiun: null, akhir_kontrak: null, tgl_meninggal: null,
}

const rowOf = (given: Partial<RegisterRow>): RegisterRow => ({
  id: 'a', nomor: 2, nama: 'Contoh', jenis: 'Aplikasi', posisi_server: 'Kominfo', nomor_pse: '00001.01/DJAI.PSE/01/2026', pse_pengecualian: null,
  opd: { id: 'o', nama: 'Dinas Contoh', berakhir: false }, client_id: 'contoh.bantenprov.go.id', host: 'contoh.bantenprov.go.id',
  state: 'aktif', eksternal: false, diklaim: true, berkredensial: true, masuk_terakhir: TODAY,
  penanggung: RESPONSIBLE, ...given,
})

const NO_CLIENT = { client_id: null, host: null, state: null, diklaim: false, berkredensial: false, masuk_terakhir: null } as const

const ROWS: [title: string, given: Partial<RegisterRow>, connected: boolean, temuan: string[]][] = [
  ['that is used', {}, true, []],
  ['on trial that is used', { state: 'uji' }, true, []],
  ['of an OPD that ended', { opd: { id: 'o', nama: 'Dinas Lama', berakhir: true } }, true, ['opd-berakhir']],
  ['without a client', NO_CLIENT, false, ['tanpa-klien']],
  ['that nobody claimed', { diklaim: false, berkredensial: false, masuk_terakhir: null }, false, ['belum-diklaim']],
  ['for which nobody answers', { penanggung: null }, true, ['kontak-yatim']],
  ['whose responsible person moved', { penanggung: { ...RESPONSIBLE, di_opd: false } }, true, ['kontak-yatim']],
  ['without a credential', { berkredensial: false }, false, ['tanpa-kredensial']],
  ['that nobody ever entered', { masuk_terakhir: null }, false, ['tidak-dipakai']],
  ['entered 90 days ago', { masuk_terakhir: '2026-08-30' }, true, []],
  ['entered 91 days ago', { masuk_terakhir: '2026-08-29' }, false, ['tidak-dipakai']],
  ['that is suspended', { state: 'tangguh' }, false, ['tidak-dipakai']],
  ['without a PSE number', { nomor_pse: null }, true, ['tanpa-pse']],
  ['that was let go without one', { nomor_pse: null, pse_pengecualian: 'Belum diwajibkan.' }, true, []],
  ['that reads like another', { host: 'bapenda.bantenprov.go.id' }, true, ['kembaran']],
  ['under an old name', { host: 'dppkd.bantenprov.go.id' }, true, ['nama-lama']],
  ['two levels deep', { host: 'peta.bpbd.bantenprov.go.id' }, true, ['di-luar-wildcard']],
  ['with everything wrong', { ...NO_CLIENT, nomor_pse: null, opd: { id: 'o', nama: null, berakhir: true } }, false,
    ['opd-berakhir', 'tanpa-klien', 'tanpa-pse']],
]

const twins = twinsOf(['bapenda.bantenprov.go.id', 'bappeda.bantenprov.go.id', 'contoh.bantenprov.go.id'])

for (const [title, given, connected, temuan] of ROWS) {
  test(`an application ${title}`, (t) => t.like(registerEntry(rowOf(given), TODAY, twins), { terhubung: connected, temuan }))
}

const entry: RegisterEntry = registerEntry(rowOf({ nomor_pse: null }), TODAY, new Map())

for (const [filter, asked] of [
  [{}, true], [{ opd: 'o' }, true], [{ opd: 'x' }, false], [{ state: 'aktif' }, true], [{ state: 'uji' }, false],
  [{ temuan: 'tanpa-pse' }, true], [{ temuan: 'tanpa-klien' }, false], [{ terhubung: true }, true], [{ terhubung: false }, false],
  [{ opd: 'o', temuan: 'tanpa-pse', terhubung: false }, false],
] as const) {
  test(`it is ${asked ? '' : 'not '}asked for by ${JSON.stringify(filter)}`, (t) => t.is(isAskedFor(entry, filter), asked))
}

test('a name of no finding is none', (t) => {
  t.true(isTemuan('tanpa-pse'))
  t.false(isTemuan('toString'))
})
