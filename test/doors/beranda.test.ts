import test from 'ava'
import type { Launcher, LauncherEntry } from '../../src/domain/clients/launcher.service.ts'
import type { PersonToday } from '../../src/domain/pegawai/person.ts'
import { dayInWords, presentLauncher, presentPerson } from '../../src/doors/portal/beranda.rules.ts'

const entry = (host: string, change: Partial<LauncherEntry> = {}): LauncherEntry => ({
  client_id: host, nama: `Aplikasi ${host}`, opd: { id: 'o', nama: 'Dinas A' }, host, state: 'aktif', eksternal: false,
  layanan_mandiri: false, penguji_semua: false, penguji: [], aturan_masuk: { jenis: 'semua' }, pilot: null, alamat: `https://${host}/`, terhubung: false, ...change,
})

const PERSON: PersonToday = {
  id: 'p', nama: 'Contoh', gelar_depan: null, gelar_belakang: 'S.H.', jenis_kelamin: 'P', email: null, no_hp: null,
  kategori: 'asn', nomor: '199001012015032001', nip: '199001012015032001',
  jenis: 'PNS', kedudukan_kode: '01', kedudukan_nama: 'Aktif', keadaan: 'aktif',
  tahan: false, golongan: null, jabatan: null,
  unitChain: [{ id: 'o', kode: null, kodeSumber: null, nama: 'Dinas A', jenis: 'Dinas' }], penugasan: [], roles: [],
  faktor: [], kodePemulihan: 0, jaringan: [], perangkat: [], frozen: false, activated: true,
  updatedAt: new Date(0), dataPer: null,
}

const launcher = (...aplikasi: LauncherEntry[]): Launcher => ({ aplikasi, terdaftar: 99, terhubung: 1 })

test('connected applications are links, the others stand by OPD without one', (t) => {
  const shown = presentLauncher(launcher(
    entry('a.example', { terhubung: true }), entry('b.example'),
    entry('c.example', { opd: { id: 'x', nama: 'Dinas B' } }),
  ), PERSON, '')
  t.deepEqual(shown.terhubung.map(({ url }) => url), ['https://a.example/'])
  t.deepEqual(shown.belum.map(({ opd, aplikasi }) => [opd, aplikasi.map(({ host }) => host)]),
    [['Dinas A', ['b.example']], ['Dinas B', ['c.example']]])
  t.deepEqual(shown.jumlah, { terhubung: 1, terdaftar: 99 })
})

test('what the person may not enter is not shown', (t) => {
  const all = launcher(
    entry('umum.example'), entry('mandiri.example', { layanan_mandiri: true }),
    entry('lain.example', { aturan_masuk: { jenis: 'tertentu', unit: ['x'], jabatan: [], eselon: [], orang: [] } }),
    entry('pilot.example', { pilot: [] }), entry('opd.example', { aturan_masuk: { jenis: 'opd' }, pilot: ['p'] }),
    entry('uji.example', { state: 'uji' }), entry('penguji.example', { state: 'uji', penguji: ['p'] }),
  )
  const hosts = (person: PersonToday) =>
    presentLauncher(all, person, '').belum.flatMap(({ aplikasi }) => aplikasi.map(({ host }) => host))
  t.deepEqual(hosts(PERSON), ['umum.example', 'mandiri.example', 'opd.example', 'penguji.example'])
  t.deepEqual(hosts({ ...PERSON, keadaan: 'terbatas' }), ['mandiri.example'])
})

for (const [cari, found] of [
  ['SKP', ['skp.example']], ['dinas b', ['lain.example']], ['lain.ex', ['lain.example']], ['nihil', []],
] as const) {
  test(`searching for "${cari}" looks at name, OPD and host`, (t) => {
    const all = launcher(entry('skp.example'), entry('lain.example', { opd: { id: 'x', nama: 'Dinas B' } }))
    t.deepEqual(presentLauncher(all, PERSON, cari).belum.flatMap(({ aplikasi }) => aplikasi.map(({ host }) => host)),
      [...found])
  })
}

test('who stands in for a post reads that first, with its last day in words', (t) => {
  const unit = { id: 'u', kode: null, kodeSumber: null, nama: 'U', jenis: 'Dinas' }
  const letter = (jenis: 'TT' | 'PLT', selesai: string | null) =>
    ({ jenis, jabatan: jenis, unit, rantai: [], mulai: '2026-01-01', selesai, sk: null })
  const { penugasan, nomor, nama } = presentPerson(
    { ...PERSON, penugasan: [letter('TT', null), letter('PLT', '2026-11-30')] }, 'id')
  t.deepEqual(penugasan, [
    { jenis: 'Plt', jabatan: 'PLT', selesai: '30 November 2026' },
    { jenis: 'Tugas tambahan', jabatan: 'TT', selesai: undefined },
  ])
  t.is(nomor, 'NIP ····2001')
  t.is(nama, 'Contoh, S.H.')
})

test('a day is said in the language of the page', (t) => {
  t.is(dayInWords('2026-08-17', 'id'), '17 Agustus 2026')
  t.is(dayInWords('2026-08-17', 'en'), '17 August 2026')
})
