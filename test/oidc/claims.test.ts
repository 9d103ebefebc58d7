import test from 'ava'
import type { PersonToday, UnitToday } from '../../src/domain/pegawai/person.ts'
import { claimsOf } from '../../src/oidc/claims.rules.ts'

const unit = (id: string, jenis: string, nama: string, kodeSumber = 'siasn'): UnitToday =>
  ({ id, jenis, nama, kode: `0${id}`, kodeSumber })

const PROVINCE = unit('1', 'Provinsi', 'Pemerintah Provinsi Banten')
const SETDA = unit('2', 'Sekretariat Daerah', 'Sekretariat Daerah')
const BIRO = unit('3', 'Biro', 'Biro Hukum')
const DINKES = unit('4', 'Dinas', 'Dinas Kesehatan')
const RSUD = unit('5', 'RSUD', 'RSUD Banten')
const BIDANG = unit('6', 'Bidang', 'Bidang Pelayanan')

const BASE: PersonToday = {
  id: 'p', nama: 'Siti Contoh Aminah', gelar_depan: 'Dr.', gelar_belakang: 'S.Kom., M.Si.', jenis_kelamin: 'P',
  email: 'siti@surel.example', no_hp: null, kategori: 'asn', nomor: '199001012015032001', nip: '199001012015032001',
  jenis: 'PNS', kedudukan_kode: '01',
  kedudukan_nama: 'Aktif', keadaan: 'aktif', tahan: false, golongan: 'III/d',
  jabatan: { id: 'j', nama: 'Kepala Bidang', jenis: 'struktural', eselon: 'III.a', tmt: '2025-01-01' },
  unitChain: [BIDANG, DINKES, PROVINCE], penugasan: [], roles: [],
  faktor: [], kodePemulihan: 0, jaringan: [], perangkat: [], frozen: false, activated: true,
  updatedAt: new Date('2026-11-22T00:00:00Z'), dataPer: new Date('2026-11-22T01:00:00Z'),
}

const letter = (jenis: 'PLT' | 'PLH', jabatan: string) =>
  ({ jenis, jabatan, unit: BIRO, rantai: ['3'], mulai: '2026-10-01', selesai: '2026-12-31', sk: '800/1' })

const claims = (change: Partial<PersonToday> = {}, syntheticCodes = true) =>
  claimsOf({ ...BASE, ...change }, { syntheticCodes })

test('a PNS with everything', (t) => {
  t.deepEqual(claims(), {
    name: 'Dr. Siti Contoh Aminah, S.Kom., M.Si.',
    gelar_depan: 'Dr.', gelar_belakang: 'S.Kom., M.Si.', gender: 'female', locale: 'id-ID', zoneinfo: 'Asia/Jakarta',
    updated_at: 1795305600, email: 'siti@surel.example', email_verified: false,
    nip: '199001012015032001',
    asn: { jenis: 'PNS', kedudukan: 'Aktif', golongan: 'III/d', pangkat: 'Penata Tingkat I' },
    unit_kerja: { id: '6', kode: '06', nama: 'Bidang Pelayanan' },
    opd: { id: '4', kode: '04', nama: 'Dinas Kesehatan' },
    jabatan: {
      id: 'j', nama: 'Kepala Bidang', jenis: 'struktural', eselon: 'III.a',
      unit: { id: '6', kode: '06', nama: 'Bidang Pelayanan' }, tmt: '2025-01-01',
    },
    data_per: '2026-11-22T01:00:00.000Z',
  })
})

test('a PPPK has a golongan and no pangkat, even where a PNS has one of that name', (t) => {
  t.deepEqual(claims({ jenis: 'PPPK', golongan: 'IX' })['asn'], { jenis: 'PPPK', kedudukan: 'Aktif', golongan: 'IX' })
  t.deepEqual(claims({ jenis: 'PPPK', golongan: 'III' })['asn'], { jenis: 'PPPK', kedudukan: 'Aktif', golongan: 'III' })
})

for (const [title, chain, opd] of [
  ['a Biro has the Sekretariat Daerah as induk', [BIRO, SETDA, PROVINCE],
    { id: '3', kode: '03', nama: 'Biro Hukum', induk: { id: '2', kode: '02', nama: 'Sekretariat Daerah' } }],
  ['an RSUD has its Dinas as induk', [RSUD, DINKES, PROVINCE],
    { id: '5', kode: '05', nama: 'RSUD Banten', induk: { id: '4', kode: '04', nama: 'Dinas Kesehatan' } }],
  ['a part of a Dinas belongs to it, without induk', [BIDANG, DINKES, PROVINCE],
    { id: '4', kode: '04', nama: 'Dinas Kesehatan' }],
  ['a unit outside every OPD has no opd', [BIDANG, PROVINCE], undefined],
] as const) {
  test(title, (t) => {
    t.deepEqual(claims({ unitChain: chain })['opd'], opd)
  })
}

test('a person with an unmapped unit has neither opd nor unit_kerja, nothing is guessed', (t) => {
  const found = claims({ unitChain: [] })
  t.false('opd' in found)
  t.false('unit_kerja' in found)
  t.deepEqual(found['jabatan'], {
    id: 'j', nama: 'Kepala Bidang', jenis: 'struktural', eselon: 'III.a', tmt: '2025-01-01',
  })
})

test('two assignments stand beside the definitive jabatan', (t) => {
  const found = claims({ penugasan: [letter('PLT', 'Kepala Biro'), letter('PLH', 'Kepala Bagian')] })
  t.deepEqual(found['penugasan'], [
    { jenis: 'PLT', jabatan: 'Kepala Biro', unit: { id: '3', kode: '03', nama: 'Biro Hukum' }, mulai: '2026-10-01',
      selesai: '2026-12-31', sk: '800/1' },
    { jenis: 'PLH', jabatan: 'Kepala Bagian', unit: { id: '3', kode: '03', nama: 'Biro Hukum' }, mulai: '2026-10-01',
      selesai: '2026-12-31', sk: '800/1' },
  ])
  t.like(found['jabatan'], { nama: 'Kepala Bidang' })
})

for (const [kode, nama, shown] of [
  ['03', 'Tugas Belajar', false], ['20', 'Masa Persiapan Pensiun', false], ['05', 'Penerima Uang Tunggu', true],
] as const) {
  test(`terbatas by kedudukan ${kode}: jabatan claims ${shown ? 'stay' : 'are absent'}`, (t) => {
    const found = claims({
      kedudukan_kode: kode, kedudukan_nama: nama, keadaan: 'terbatas', penugasan: [letter('PLT', 'Kepala Biro')],
    })
    t.is('jabatan' in found, shown)
    t.is('penugasan' in found, shown)
    t.like(found['asn'], { kedudukan: nama })
  })
}

test('an invented unit code leaves a demo instance alone', (t) => {
  const chain = [unit('9', 'Dinas', 'Dinas Contoh', 'sintetis')]
  t.deepEqual(claims({ unitChain: chain }, true)['opd'], { id: '9', kode: '09', nama: 'Dinas Contoh' })
  t.deepEqual(claims({ unitChain: chain }, false)['opd'], { id: '9', nama: 'Dinas Contoh' })
})

test('a person of one name has a given name, others are not split by guessing', (t) => {
  t.like(claims({ nama: 'Sukarman', gelar_depan: null, gelar_belakang: null }), {
    name: 'Sukarman', given_name: 'Sukarman',
  })
  t.false('family_name' in claims())
  t.false('given_name' in claims())
})

test('what the directory does not know is left out', (t) => {
  const empty = claims({
    gelar_depan: null, gelar_belakang: null, jenis_kelamin: null, email: null, nip: null, golongan: null,
    jabatan: null, unitChain: [], dataPer: null,
  })
  t.deepEqual(Object.keys(empty).sort(), ['asn', 'locale', 'name', 'updated_at', 'zoneinfo'])
})

/** Somebody without a NIP, as the directory has him: an OPD answers for him, and nobody's kedudukan is known. */
const outside = (kategori: PersonToday['kategori'], jabatan: PersonToday['jabatan'] = null): Partial<PersonToday> => ({
  kategori, jabatan, nomor: 'BTN4821773098', nip: null, jenis: null, golongan: null, kedudukan_kode: null,
  kedudukan_nama: null, unitChain: [SETDA, PROVINCE],
})
const NO_POST = { id: null, nama: null, jenis: null, eselon: null, tmt: null }

for (const kategori of ['tenaga-ahli', 'pengembang-vendor'] as const) {
  test(`${kategori}: the OPD that answers for him, and neither number nor employment, post nor assignment`, (t) => {
    const found = claims({ ...outside(kategori, NO_POST), penugasan: [letter('PLT', 'Kepala Biro')] })
    t.deepEqual(Object.keys(found).filter((name) => ['nip', 'asn', 'jabatan', 'penugasan'].includes(name)), [])
    t.deepEqual(found['opd'], { id: '2', kode: '02', nama: 'Sekretariat Daerah' })
    t.false(JSON.stringify(found).includes('BTN'))
  })
}

test('pejabat-negara: an office of the province, whichever OPD answers for him', (t) => {
  const found = claims({
    ...outside('pejabat-negara', { ...NO_POST, id: 'g', nama: 'Wakil Gubernur', jenis: 'struktural' }),
    penugasan: [letter('PLT', 'Gubernur')],
  })
  t.deepEqual(found['jabatan'], {
    id: 'g', nama: 'Wakil Gubernur', jenis: 'struktural',
    unit: { id: '1', kode: '01', nama: 'Pemerintah Provinsi Banten' },
  })
  t.deepEqual(found['opd'], { id: '2', kode: '02', nama: 'Sekretariat Daerah' })
  t.is((found['penugasan'] as unknown[]).length, 1)
  t.deepEqual(Object.keys(found).filter((name) => ['nip', 'asn'].includes(name)), [])
})
