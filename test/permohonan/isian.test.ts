import test from 'ava'
import { canonicalHash } from '../../src/domain/permohonan/formulir/hash.rules.ts'
import { type Isian, readIsian } from '../../src/domain/permohonan/formulir/isian.schema.ts'

/** What PostgreSQL's jsonb makes of it, but for the order of the members. */
const stored = (isian: Isian): unknown => JSON.parse(JSON.stringify(isian))

const hex = (isi: Record<string, unknown>): string => canonicalHash(isi).toString('hex')

for (const [title, isi] of Object.entries({
  'nothing': undefined, 'null': null, 'a text': 'x', 'a list': [1], 'a number': 7,
  'parts of the wrong kind': { nama: 7, penanggungJawab: 'x', surat: [], uri: null, elemen: 'x', aturanMasuk: { jenis: 'lain' }, pse: 1 },
  'lists of the wrong kind': { uri: { redirect: [1, {}, null, '  '] }, elemen: [{ klaim: 'offline_access', tujuan: 'x' }, 'x'] },
})) {
  test(`${title}: an empty form`, (t) => t.deepEqual(readIsian(isi), readIsian({})))
}

test('an empty form has every field that is no wish', (t) => {
  t.deepEqual(readIsian({}), {
    nama: '', keterangan: '', penanggungJawab: { nama: '', telepon: '', surel: '', jabatan: '' }, subdomain: '',
    surat: { nomor: '', tanggal: '' }, spesifikasi: { uraian: '' }, komitmen: false, jenisKlien: 'server',
    uri: { redirect: [], logout: [] }, uriUji: [], elemen: [], aturanMasuk: { jenis: 'semua' }, peranAplikasi: [],
    acrMinimum: 'sandi', pse: {}, kredensial: 'rahasia',
  })
})

test('texts are cleaned of what cannot be stored or read, and kept otherwise', (t) => {
  const { nama, subdomain, keterangan, jwks } = readIsian({
    nama: ' <b>SKP\u0000\u202e</b> \ud800 ', subdomain: ' SKP.Bantenprov.go.id ', keterangan: 'satu\r\ndua', jwks: { 'k\u0000': ['a\u0000'] },
  })
  t.deepEqual({ nama, subdomain, keterangan, jwks }, {
    nama: '<b>SKP</b> \ufffd', subdomain: 'skp.bantenprov.go.id', keterangan: 'satu\ndua', jwks: { k: ['a'] },
  })
})

const FORM = {
  nama: 'SKP', subdomain: 'skp.bantenprov.go.id', uri: { redirect: ['https://skp.bantenprov.go.id/sso'], logout: [], beranda: 'https://x' },
  elemen: [{ klaim: 'opd', tujuan: 'menu' }, { klaim: 'jabatan', tujuan: 'hak' }], jwks: { keys: [{ kty: 'EC', x: 'a', n: 1.50 }] },
  aturanMasuk: { jenis: 'tertentu', unit: ['u'], jabatan: [], eselon: ['II.a'], orang: [] },
}

test('the hash is that of what is stored, whatever order its members come back in', (t) => {
  const turned = { ...FORM, uri: { beranda: 'https://x', logout: [], redirect: FORM.uri.redirect }, nama: FORM.nama }
  t.is(hex(turned), hex(FORM))
  t.is(hex(stored(readIsian(FORM)) as Record<string, unknown>), hex(FORM))
  t.deepEqual(readIsian(stored(readIsian(FORM))), readIsian(FORM), 'reading again changes nothing')
  t.is(canonicalHash(FORM).length, 32)
})

for (const [title, other] of Object.entries({
  'another redirect': { ...FORM, uri: { ...FORM.uri, redirect: ['https://skp.bantenprov.go.id/sso2'] } },
  'one more redirect': { ...FORM, uri: { ...FORM.uri, redirect: [...FORM.uri.redirect, 'https://skp.bantenprov.go.id/b'] } },
  'elements in another order': { ...FORM, elemen: FORM.elemen.toReversed() },
  'another purpose': { ...FORM, elemen: [{ klaim: 'opd', tujuan: 'lain' }, FORM.elemen[1]] },
  'another rule': { ...FORM, aturanMasuk: { ...FORM.aturanMasuk, eselon: [] } },
  'another key': { ...FORM, jwks: { keys: [{ kty: 'EC', x: 'b' }] } },
  'a field moved into the one beside it': { ...FORM, nama: 'SK', keterangan: 'P' },
})) {
  test(`${title}: another hash`, (t) => t.not(hex(other), hex(FORM)))
}
