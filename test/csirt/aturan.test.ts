import test from 'ava'
import { certificateFindings, headerFindings, logoutFinding, plainHttpFinding } from '../../src/domain/permohonan/csirt/jawaban.rules.ts'
import { pendaftaranFindings } from '../../src/domain/permohonan/csirt/pendaftaran.rules.ts'
import type { Hasil, Periksa, Sasaran } from '../../src/domain/permohonan/csirt/temuan.ts'

// What the automatic check makes of what it sees, as tables.

const NOW = new Date('2026-11-28T03:00:00Z')
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 86_400_000)

const HEADERS: readonly (readonly [name: string, headers: Record<string, string>, point: Periksa, hasil: Hasil])[] = [
  ['no HSTS', {}, 'hsts', 'gagal'],
  ['HSTS of a day', { 'strict-transport-security': 'max-age=86400' }, 'hsts', 'gagal'],
  ['HSTS switched off', { 'strict-transport-security': 'max-age=0' }, 'hsts', 'gagal'],
  ['HSTS of a year, with subdomains', { 'strict-transport-security': 'includeSubDomains; max-age="31536000"' }, 'hsts', 'lulus'],
  ['nosniff in capitals', { 'x-content-type-options': 'NoSniff' }, 'nosniff', 'lulus'],
  ['another word', { 'x-content-type-options': 'sniff' }, 'nosniff', 'gagal'],
  ['no frame rule', {}, 'bingkai', 'gagal'],
  ['SAMEORIGIN', { 'x-frame-options': 'SAMEORIGIN' }, 'bingkai', 'lulus'],
  ['an option that browsers ignore', { 'x-frame-options': 'ALLOW-FROM https://a.test' }, 'bingkai', 'gagal'],
  ['frame-ancestors none', { 'content-security-policy': `default-src 'self'; frame-ancestors 'none'` }, 'bingkai', 'lulus'],
  ['frame-ancestors of all', { 'content-security-policy': 'frame-ancestors *', 'x-frame-options': 'DENY' }, 'bingkai', 'gagal'],
  ['frame-ancestors of any https', { 'content-security-policy': 'frame-ancestors https:' }, 'bingkai', 'gagal'],
  ['frame-ancestors of one other', { 'content-security-policy': 'frame-ancestors https://a.test' }, 'bingkai', 'lulus'],
  ['no cookie', {}, 'cookie', 'lulus'],
  ['a cookie without anything', { 'set-cookie': 'a=1' }, 'cookie', 'gagal'],
  ['a cookie that lacks SameSite', { 'set-cookie': 'a=1; secure; httponly' }, 'cookie', 'gagal'],
  ['a cookie whose value says Secure', { 'set-cookie': 'a=Secure HttpOnly SameSite=Lax' }, 'cookie', 'gagal'],
  ['a good cookie', { 'set-cookie': 'a=1;Secure;HttpOnly;SameSite=Strict' }, 'cookie', 'lulus'],
]

for (const [name, headers, point, hasil] of HEADERS) {
  test(`${name}: ${point} ${hasil}`, (t) => {
    t.is(headerFindings(new Headers(headers)).find(({ periksa }) => periksa === point)?.hasil, hasil)
  })
}

for (const [name, answer, hasil] of [
  ['nothing answers', undefined, 'lulus'],
  ['a redirect to https', { status: 301, location: 'https://a.test/' }, 'lulus'],
  ['a redirect to http', { status: 302, location: 'http://a.test/masuk' }, 'gagal'],
  ['a page', { status: 200, location: null }, 'gagal'],
  ['a page that names https', { status: 200, location: 'https://a.test/' }, 'gagal'],
] as const) test(`over http ${name}: ${hasil}`, (t) => t.is(plainHttpFinding(answer).hasil, hasil))

for (const [status, hasil] of [[400, 'lulus'], [200, 'gagal'], [204, 'gagal'], [302, 'gagal'], [404, 'gagal'], [501, 'gagal']] as const) {
  test(`a forged logout token answered with ${status}: ${hasil}`, (t) => t.is(logoutFinding(status).hasil, hasil))
}

for (const [name, from, until, hasil, words] of [
  ['of this year', daysAgo(10), daysAgo(-300), 'lulus', /^Berlaku sampai 24 September 2027\.$/],
  ['that ends soon', daysAgo(300), daysAgo(-3), 'lulus', /3 hari lagi/],
  ['that has ended', daysAgo(300), daysAgo(1), 'gagal', /^Habis pada 27 November 2026/],
  ['of tomorrow', daysAgo(-1), daysAgo(-300), 'gagal', /^Baru berlaku/],
] as const) {
  test(`a certificate ${name}`, (t) => {
    const [first] = certificateFindings({ from, until, coversHost: true, chainFault: undefined }, NOW)
    t.is(first?.hasil, hasil)
    t.regex(first?.rincian ?? '', words)
  })
}

const sasaran = (given: Partial<Sasaran>): Sasaran => ({
  host: 'app.bantenprov.go.id', clientId: 'app', redirect: ['https://app.bantenprov.go.id/cb'], logout: [], backchannel: undefined,
  beranda: undefined, uji: ['http://localhost:3000/cb'], pkceDikecualikan: false, kredensial: 'rahasia',
  rahasia: [{ sejak: daysAgo(1), sampai: null }], ...given,
})

for (const [name, given, point, hasil] of [
  ['exact addresses', {}, 'alamat', 'lulus'],
  ['an address of the trial', { uji: ['https://app.bantenprov.go.id/cb'] }, 'alamat', 'gagal'],
  ['an address on another host', { redirect: ['https://uji.bantenprov.go.id/cb'] }, 'alamat', 'gagal'],
  ['localhost', { redirect: ['http://localhost:3000/cb'] }, 'alamat', 'gagal'],
  ['a wildcard', { redirect: ['https://app.bantenprov.go.id/*'] }, 'alamat', 'gagal'],
  ['a logout address on http', { logout: ['http://app.bantenprov.go.id/'] }, 'alamat', 'gagal'],
  ['PKCE', {}, 'pkce', 'lulus'],
  ['no PKCE', { pkceDikecualikan: true }, 'pkce', 'gagal'],
  ['a young secret', {}, 'rahasia', 'lulus'],
  ['a secret of two years beside a young one', { rahasia: [{ sejak: daysAgo(1), sampai: null }, { sejak: daysAgo(730), sampai: null }] }, 'rahasia', 'gagal'],
  ['no secret yet', { rahasia: [] }, 'rahasia', 'tidak-dapat'],
  ['public keys', { kredensial: 'jwks', rahasia: [] }, 'rahasia', 'lulus'],
  ['a public client', { kredensial: 'tanpa', rahasia: [] }, 'rahasia', 'lulus'],
] as const satisfies readonly (readonly [string, Partial<Sasaran>, Periksa, Hasil])[]) {
  test(`${name}: ${point} ${hasil}`, (t) => {
    t.is(pendaftaranFindings(sasaran(given), NOW).find(({ periksa }) => periksa === point)?.hasil, hasil)
  })
}
