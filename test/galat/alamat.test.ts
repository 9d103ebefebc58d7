import test from 'ava'
import { differences, masked, nearest } from '../../src/domain/clients/galat/alamat.rules.ts'
import { receiverError } from '../../src/domain/clients/galat/penerima.rules.ts'

const REGISTERED = 'https://skp.bantenprov.go.id/sso/callback'

for (const [asked, beda] of [
  [REGISTERED, []],
  ['http://skp.bantenprov.go.id/sso/callback', ['skema']],
  ['https://SKP.bantenprov.go.id/sso/callback', ['huruf']],
  ['https://skp.bantenprov.go.id.lain.example/sso/callback', ['host']],
  ['https://skp.bantenprov.go.id:443/sso/callback', ['port']],
  ['https://skp.bantenprov.go.id/sso/callback/', ['garis-miring']],
  ['https://skp.bantenprov.go.id/SSO/callback/', ['huruf', 'garis-miring']],
  ['https://skp.bantenprov.go.id/lain', ['jalur']],
  ['https://skp.bantenprov.go.id/sso/callback?a=1#b', ['kueri', 'fragmen']],
  ['https://siapa@skp.bantenprov.go.id/sso/callback', []],
  ['javascript:alert(1)', ['skema']],
  ['', ['skema']],
] as const) {
  test(`${asked || 'nothing'} differs in ${beda.join(', ') || 'nothing'}`, (t) => t.deepEqual(differences(asked, REGISTERED), [...beda]))
}

test('the nearest is the one that a slip made, not the first', (t) => {
  const others = ['https://lain.example/a', 'https://skp.bantenprov.go.id/lain', REGISTERED]
  t.is(nearest(`${REGISTERED}/`, others)?.terdaftar, REGISTERED)
  t.is(nearest(REGISTERED, []), undefined)
})

for (const [uri, kept] of [
  ['https://a.example/x?nip=199001012015031001', 'https://a.example/x?…'],
  ['https://a.example/199001012015031001/x', 'https://a.example/…/x'],
  [`https://a.example/${'a'.repeat(43)}`, 'https://a.example/…'],
  ['https://kata:sandi@a.example/x#token', 'https://a.example/x#…'],
  ['<script>', '(bukan alamat)'],
  [`https://a.example/${'ab/'.repeat(200)}`, `https://a.example/${'ab/'.repeat(200)}`.slice(0, 200) + '…'],
  ['https://a.example/\u202e', 'https://a.example/\ufffd'],
] as const) {
  test(`of ${uri.slice(0, 50)} this is kept: ${kept.slice(0, 50)}`, (t) => t.is(masked(uri), kept))
}

for (const [result, receipt, alasan] of [
  ['delivered', 'accepted', undefined], ['refused', 'the application is not open', undefined],
  ['refused', 'it answered 500', 'penerima-menolak'], ['refused', 'no answer in time', 'penerima-tak-terjangkau'],
  ['hopeless', 'outside', 'penerima-di-luar-jaringan'],
] as const) {
  test(`a receiver: ${result}, ${receipt}`, (t) => t.is(receiverError({ result, receipt })?.alasan, alasan))
}
