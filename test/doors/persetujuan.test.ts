import test from 'ava'
import { presentRelease, type Words } from '../../src/doors/masuk/persetujuan.rules.ts'
import type { PersonToday, UnitToday } from '../../src/domain/pegawai/person.ts'
import { findText, type Language } from '../../src/kernel/http/locale.ts'
import { CLAIMS_BY_SCOPE } from '../../src/oidc/scopes.ts'

const unit = (id: string, jenis: string, nama: string): UnitToday => ({ id, jenis, nama, kode: `0${id}`, kodeSumber: 'siasn' })

const PERSON: PersonToday = {
  id: 'p', nama: 'Siti Contoh', gelar_depan: null, gelar_belakang: 'S.Kom.', jenis_kelamin: 'P', email: null,
  no_hp: '+6281200000000', kategori: 'asn', nomor: '199001012015032001', nip: '199001012015032001',
  jenis: 'PNS', kedudukan_kode: '01', kedudukan_nama: 'Aktif',
  keadaan: 'aktif', tahan: false, golongan: 'III/d',
  jabatan: { id: 'j', nama: 'Kepala Bidang', jenis: 'struktural', eselon: 'III.a', tmt: '2025-01-01' },
  unitChain: [unit('5', 'RSUD', 'RSUD Banten'), unit('4', 'Dinas', 'Dinas Kesehatan')],
  penugasan: [
    { jenis: 'PLT', jabatan: 'Direktur', unit: unit('5', 'RSUD', 'RSUD Banten'), rantai: ['5'], mulai: '2026-10-01', selesai: null, sk: null },
  ],
  roles: [],
  faktor: [], kodePemulihan: 0, jaringan: [], perangkat: [], frozen: false, activated: true, updatedAt: new Date('2026-11-22T00:00:00Z'), dataPer: null,
}

const words = (lang: Language): Words => (key, params) => findText(lang, key, params) ?? `? ${key}`
const present = (scopes: string, change: Partial<PersonToday> = {}, agreed = '') =>
  presentRelease({ ...PERSON, ...change }, { scopes, sumber: [], agreed }, words('id'))
const lines = (scopes: string, change: Partial<PersonToday> = {}) =>
  present(scopes, change).flatMap(({ butir }) => butir.map(({ nama, nilai }) => `${nama}: ${nilai}`))

const told: [scopes: string, change: Partial<PersonToday>, lines: string[]][] = [
  ['openid', {}, []],
  ['profile', {}, ['Nama: Siti Contoh, S.Kom.', 'Jenis kelamin: Perempuan']],
  ['profile', { jenis_kelamin: null }, ['Nama: Siti Contoh, S.Kom.', 'Jenis kelamin: belum tercatat']],
  ['email phone', {}, ['Surel: belum tercatat', 'Telepon: +6281200000000']],
  ['pegawai', {}, ['NIP (di sini disamarkan): ····2001', 'Status: PNS, Aktif, III/d, Penata Tingkat I']],
  ['pegawai', { nip: null }, ['NIP (di sini disamarkan): belum tercatat', 'Status: PNS, Aktif, III/d, Penata Tingkat I']],
  ['opd', {}, ['OPD: RSUD Banten, Dinas Kesehatan', 'Unit kerja: RSUD Banten']],
  ['jabatan', {}, ['Jabatan: Kepala Bidang', 'Penugasan: Plt Direktur']],
  ['jabatan', { penugasan: [], jabatan: null }, ['Jabatan: belum tercatat']],
  ['peran offline_access', {}, []],
]
for (const [scopes, change, expected] of told) {
  test(`${scopes} of ${JSON.stringify(change)}`, (t) => t.deepEqual(lines(scopes, change), expected))
}

test('every scope has its words in both languages, and no number of a person is whole', (t) => {
  const scopes = [...Object.keys(CLAIMS_BY_SCOPE), 'offline_access'].join(' ')
  for (const lang of ['id', 'en'] as const) {
    const groups = presentRelease(PERSON, { scopes, sumber: [], agreed: '' }, words(lang))
    t.is(groups.length, scopes.split(' ').length)
    t.notRegex(JSON.stringify(groups), /\?|199001012015032001/)
  }
})

test('what is asked for beside what was agreed to is marked; at the first time nothing is', (t) => {
  t.deepEqual(present('openid profile pegawai', {}, 'openid profile').map(({ baru }) => baru), [false, false, true])
  t.deepEqual(present('openid profile pegawai').map(({ baru }) => baru), [false, false, false])
})

test('an API is named with its permissions, and words that are no scope are not shown', (t) => {
  const sumber = [{ identifier: 'https://api.example', nama: 'API Cuti', scopes: ['cuti:baca', 'cuti:ajukan'] }]
  const groups = presentRelease(PERSON, { scopes: 'cuti:baca nik', sumber, agreed: '' }, words('id'))
  t.deepEqual(groups.map(({ judul, isi }) => [judul, isi]), [
    ['Akses ke API Cuti', 'Atas nama Anda, dengan izin: cuti:baca, cuti:ajukan.'],
  ])
})

test('of somebody who may no longer be signed in nothing is told', (t) => {
  const groups = presentRelease(undefined, { scopes: 'openid pegawai', sumber: [], agreed: '' }, words('id'))
  t.deepEqual(groups.map(({ butir }) => butir), [[], []])
})
