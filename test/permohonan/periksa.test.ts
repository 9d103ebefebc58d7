import { generateKeyPairSync } from 'node:crypto'
import test from 'ava'
import { registrationOf } from '../../src/domain/permohonan/formulir/pendaftaran.rules.ts'
import { isianMistakes, isianWarnings, trialBlockers } from '../../src/domain/permohonan/formulir/periksa.rules.ts'
import { sensitiveChanges } from '../../src/domain/permohonan/formulir/peka.rules.ts'
import { goodIsian, konteks } from './contoh.ts'

const HOST = 'kinerja-guru.bantenprov.go.id'
const uri = (change: object) => ({ uri: { redirect: [`https://${HOST}/sso/callback`], logout: [], ...change } })
const jwks = { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })] }
const other = { host: 'bapenda.bantenprov.go.id', nama: 'Pajak', opd: 'Bapenda' }
const tertentu = (change: object) => ({ aturanMasuk: { jenis: 'tertentu', unit: [], jabatan: [], eselon: [], orang: [], ...change } })

test('a good form may be filed, without a warning', (t) => {
  t.deepEqual(isianMistakes(goodIsian(), konteks()), [])
  t.deepEqual(isianWarnings(goodIsian(), konteks()), [])
})

for (const [title, change] of [
  ['SPA', { jenisKlien: 'spa', kredensial: 'tanpa' }], ['mobile', { jenisKlien: 'mobile', kredensial: 'tanpa' }],
  ['machine', { jenisKlien: 'mesin', elemen: [], ...uri({ redirect: [] }) }],
  ['keys pasted', { kredensial: 'jwks', jwks }], ['keys by address', { kredensial: 'jwks_uri', jwksUri: `https://${HOST}/jwks.json` }],
  ['foreign host', { subdomain: 'simaya.go.id', uri: { redirect: ['https://simaya.go.id/sso'], logout: [] } }],
  ['a passkey at least', { acrMinimum: 'tahan-phishing' }],
] as const) {
  test(`a good form of another kind: ${title}`, (t) => {
    t.deepEqual(isianMistakes(goodIsian(change), konteks()), [])
    const read = registrationOf(goodIsian(change), { clientId: 'x', state: 'aktif', issuer: konteks().issuer })
    t.true(read.ok)
    if (read.ok) t.is(read.registration.state, 'aktif')
  })
}

/** What is changed of a good form, and the field at which its author is told. */
const MISTAKES: readonly (readonly [string, object, string, Parameters<typeof konteks>[0]?])[] = [
  ['no name', { nama: '' }, 'nama'], ['a long name', { nama: 'x'.repeat(101) }, 'nama'], ['a name of two lines', { nama: 'a\nb' }, 'nama'],
  ['no purpose', { keterangan: '' }, 'keterangan'], ['a long purpose', { keterangan: 'x'.repeat(2001) }, 'keterangan'],
  ...(['nama', 'telepon', 'surel', 'jabatan'] as const).map((field) => [
    `nobody's ${field}`, { penanggungJawab: { ...goodIsian().penanggungJawab, [field]: '' } }, `penanggungJawab.${field}`] as const),
  ['no telephone', { penanggungJawab: { ...goodIsian().penanggungJawab, telepon: 'kantor' } }, 'penanggungJawab.telepon'],
  ['no e-mail', { penanggungJawab: { ...goodIsian().penanggungJawab, surel: 'siti@' } }, 'penanggungJawab.surel'],
  ['no commitment', { komitmen: false }, 'komitmen'],
  ['no number of the letter', { surat: { ...goodIsian().surat, nomor: '' } }, 'surat.nomor'],
  ['no such day', { surat: { ...goodIsian().surat, tanggal: '2026-02-30' } }, 'surat.tanggal'],
  ['a letter of tomorrow', { surat: { ...goodIsian().surat, tanggal: '2026-11-29' } }, 'surat.tanggal'],
  ['no letter', { surat: { ...goodIsian().surat, lampiran: undefined } }, 'surat.lampiran'],
  ['the letter of another application', {}, 'surat.lampiran', { lampiran: new Map() }],
  ['no specification', { spesifikasi: { uraian: '' } }, 'spesifikasi.uraian'],
  ['no host', { subdomain: '' }, 'subdomain'], ['an address for a host', { subdomain: `https://${HOST}` }, 'subdomain'],
  ['localhost', { subdomain: 'localhost:8080' }, 'subdomain'], ['our own host', { subdomain: 'login.bantenprov.go.id' }, 'subdomain'],
  ['a host that is taken', {}, 'subdomain', { terdaftar: [{ ...other, host: HOST }] }],
  ['a host that is asked for', {}, 'subdomain', { diajukan: [{ ...other, host: HOST }] }],
  ['no redirect URI', uri({ redirect: [] }), 'uri.redirect'], ['http', uri({ redirect: [`http://${HOST}/sso`] }), 'uri.redirect'],
  ['another host', uri({ redirect: ['https://skp.bantenprov.go.id/sso'] }), 'uri.redirect'],
  ['localhost in production', uri({ redirect: ['http://localhost:8080/sso'] }), 'uri.redirect'],
  ['a wildcard', uri({ redirect: [`https://${HOST}/*`] }), 'uri.redirect'],
  ['an address twice', uri({ redirect: [`https://${HOST}/a`, `https://${HOST}/a`] }), 'uri.redirect'],
  ['too many addresses', uri({ redirect: Array.from({ length: 21 }, (_, n) => `https://${HOST}/${n}`) }), 'uri.redirect'],
  ['a logout elsewhere', uri({ logout: ['https://x.go.id/'] }), 'uri.logout'],
  ['a back channel elsewhere', uri({ backchannel: 'https://x.go.id/' }), 'uri.backchannel'],
  ['a home page by http', uri({ beranda: `http://${HOST}/` }), 'uri.beranda'],
  ['a trial at a stranger', { uriUji: ['https://uji-lain.bantenprov.go.id/sso'] }, 'uriUji'],
  ['a trial at another application', { uriUji: [`https://uji.${HOST}/sso`] }, 'uriUji', { terdaftar: [{ ...other, host: `uji.${HOST}` }] }],
  ['a server without a proof', { kredensial: 'tanpa' }, 'kredensial'], ['a browser with a secret', { jenisKlien: 'spa' }, 'kredensial'],
  ['no keys', { kredensial: 'jwks', jwks: 'bukan json' }, 'jwks'], ['an empty set of keys', { kredensial: 'jwks', jwks: { keys: [] } }, 'jwks'],
  ['a private key', { kredensial: 'jwks', jwks: { keys: [{ ...jwks.keys[0], d: 'x' }] } }, 'jwks'],
  ['no address of keys', { kredensial: 'jwks_uri' }, 'jwksUri'], ['keys elsewhere', { kredensial: 'jwks_uri', jwksUri: 'https://x.go.id/' }, 'jwksUri'],
  ['an element without a purpose', { elemen: [{ klaim: 'opd', tujuan: 'menu' }] }, 'elemen.opd'],
  ['an element twice', { elemen: [...goodIsian().elemen, ...goodIsian().elemen] }, 'elemen'],
  ['a program that reads people', { jenisKlien: 'mesin' }, 'elemen'],
  ['roles without their claim', { peranAplikasi: [{ kode: 'admin', nama: 'Admin' }] }, 'elemen'],
  ['a role with a bad code', { peranAplikasi: [{ kode: 'Admin Baru', nama: 'Admin' }] }, 'peranAplikasi'],
  ['a role without a name', { peranAplikasi: [{ kode: 'admin', nama: '' }] }, 'peranAplikasi'],
  ['a rule that names nobody', tertentu({}), 'aturanMasuk'], ['a rule with an unknown unit', tertentu({ unit: ['u'] }), 'aturanMasuk.unit'],
  ['a rule with an unknown person', tertentu({ orang: ['o'] }), 'aturanMasuk.orang'],
]

for (const [title, change, bidang, more] of MISTAKES) {
  test(`refused at its field: ${title}`, (t) => {
    const mistakes = isianMistakes(goodIsian(change), konteks(more))
    t.true(mistakes.some((one) => one.bidang === bidang), JSON.stringify(mistakes))
    t.true(mistakes.every(({ pesan }) => pesan.length > 8))
  })
}

for (const [title, change, words, more] of [
  ['a twin', { subdomain: 'bappeda.bantenprov.go.id' }, /mirip.*Pajak, Bapenda/, { terdaftar: [other] }],
  ['a twin that is asked for', { subdomain: 'bappeda.bantenprov.go.id' }, /mirip/, { diajukan: [other] }],
  ['an OPD that is no more', { subdomain: 'arsip.dishubkominfo.bantenprov.go.id' }, /dishubkominfo/, {}],
  ['two levels', { subdomain: 'arsip.dinkes.bantenprov.go.id' }, /sertifikat/, {}],
  ['a foreign host', { subdomain: 'simaya.go.id' }, /pairwise/, {}], ['not proven', {}, /Kepemilikan/, { hostTerbukti: false }],
  ['no PSE', { pse: {} }, /PSE/, {}], ['no back channel', { uri: { redirect: [], logout: [] } }, /back-channel/, {}],
] as const) {
  test(`a warning, no refusal: ${title}`, (t) => {
    const shown = isianWarnings(goodIsian(change), konteks(more)).map(({ pesan }) => pesan)
    t.true(shown.some((pesan) => words.test(pesan)), JSON.stringify(shown))
  })
}

for (const [place, ok] of [
  ['http://localhost:8080/sso', true], ['http://localhost/sso', false], ['https://localhost:8080/sso', false], [`https://${HOST}/uji`, true],
  [`https://uji.${HOST}/sso`, true], ['https://uji-kinerja-guru.bantenprov.go.id/sso', true],
  ['https://kinerja-guru-staging.bantenprov.go.id/sso', true], [`https://x.${HOST}/sso`, false],
  ['https://skp.bantenprov.go.id/sso', false], [`http://uji.${HOST}/sso`, false], ['http://127.0.0.1:8080/sso', false],
] as const) {
  test(`a trial address: ${place} ${ok ? 'good' : 'refused'}`, (t) => {
    const isian = goodIsian({ uriUji: [place] })
    t.is(trialBlockers(isian, konteks()).length === 0, ok)
    const read = registrationOf(isian, { clientId: 'x', state: 'uji', issuer: konteks().issuer })
    t.is(read.ok, ok)
    if (read.ok) t.deepEqual([read.registration.state, read.registration.metadata.redirect_uris], ['uji', [place]])
  })
}

test('no trial at every host of the province for whoever has its bare name', (t) => {
  const isian = goodIsian({ subdomain: 'bantenprov.go.id', uriUji: ['https://skp.bantenprov.go.id/sso', 'https://uji-bantenprov.go.id/sso'] })
  t.regex(trialBlockers(isian, konteks())[0]?.pesan ?? '', /Baris 1.*Baris 2/)
})

for (const [title, change, fields] of [
  ['nothing', {}, []], ['the name', { nama: 'Lain' }, []], ['the contact', { penanggungJawab: {} }, []], ['the home page', { uri: { ...goodIsian().uri, beranda: `https://${HOST}/` } }, []],
  ['names of roles', { peranAplikasi: [{ kode: 'a', nama: 'A' }] }, []], ['trial addresses', { uriUji: [] }, []],
  ['a scope less', { elemen: goodIsian().elemen.slice(1) }, []], ['more assurance', { acrMinimum: 'mfa' }, []], ['addresses in another order', { uri: { ...goodIsian().uri } }, []],
  ['a narrower rule', { aturanMasuk: { jenis: 'opd' } }, []], ['the host', { subdomain: 'x.bantenprov.go.id' }, ['subdomain']],
  ['a redirect', uri({}), ['uri.logout', 'uri.backchannel']], ['the kind', { jenisKlien: 'spa' }, ['jenisKlien']],
  ['the proof', { kredensial: 'jwks', jwks }, ['kredensial']], ['a scope more', { elemen: [...goodIsian().elemen, { klaim: 'email', tujuan: 'Mengirim surat.' }] }, ['elemen']],
  ['another purpose', { elemen: [{ klaim: 'opd', tujuan: 'Menjual datanya.' }] }, ['elemen']],
] as const) {
  test(`sensitive: ${title}`, (t) => t.deepEqual(sensitiveChanges(goodIsian(), goodIsian(change)), [...fields]))
}

test('sensitive: less assurance, and a wider rule', (t) => {
  const before = goodIsian({ acrMinimum: 'mfa', aturanMasuk: { jenis: 'opd' } })
  t.deepEqual(sensitiveChanges(before, goodIsian({ acrMinimum: 'sandi', aturanMasuk: { jenis: 'opd' } })), ['acrMinimum'])
  t.deepEqual(sensitiveChanges(before, goodIsian({ acrMinimum: 'mfa', aturanMasuk: { jenis: 'semua' } })), ['aturanMasuk'])
})
