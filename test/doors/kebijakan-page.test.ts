import test from 'ava'
import { ruleFacts, ruleRow } from '../../src/doors/keamanan/kebijakan.rules.ts'
import { simulate } from '../../src/domain/mfa/kebijakan/simulasi/simulasi.service.ts'
import { openDesk } from '../helpers/desk.ts'
import { openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { inDays, putRule, ruleOf } from '../kebijakan/support.ts'

const TODAY = '2026-11-28'
const facts = (given: Parameters<typeof ruleOf>[0]) => Object.fromEntries(ruleFacts(ruleOf(given), () => 'Dinas Contoh', TODAY))

for (const [title, given, says] of [
  ['nothing named', {}, { 'Dari siapa': 'Semua orang', 'Di mana': 'Semua aplikasi', 'Dari jaringan': 'Dari mana pun', 'Tenggang': 'tanpa tenggang' }],
  ['a unit and levels', { siapa: { opd: ['x'], eselon: ['I', 'II'] } }, { 'Dari siapa': 'orang Dinas Contoh, eselon I atau II' }],
  ['any role', { siapa: { peran: ['*'] } }, { 'Dari siapa': 'pemegang peran apa pun' }],
  ['single people', { siapa: { pegawai: ['a', 'b'] } }, { 'Dari siapa': '2 orang yang disebut' }],
  ['where and whence', { ke: { berisiko: true }, dari: { luar_jaringan: ['10.0.0.0/8'] } },
    { 'Di mana': 'aplikasi berisiko tinggi', 'Dari jaringan': 'luar jaringan 10.0.0.0/8' }],
  ['a grace', { pendaftaran_sampai: '2026-12-31' }, { Tenggang: 'tenggang sampai 31 Desember 2026' }],
  ['a grace that is over', { pendaftaran_sampai: '2026-11-01' }, { Tenggang: 'tenggang berakhir 1 November 2026' }],
  ['messages', { kode_pesan: ['email', 'sms'], tuntutan: 'tahan-phishing' }, { 'Kode lewat pesan': 'surel dan SMS', 'Diminta': 'Passkey' }],
] as const) {
  test(`a rule with ${title} in words`, (t) => t.like(facts(given), says))
}

test('a rule to come says so', (t) => {
  t.like(ruleRow(ruleOf({ sejak: '2027-01-01' }), String, TODAY).at(-1), { teks: 'Belum mulai' })
})

test('the page shows what the simulation counts, to security and to nobody else', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const aturan = await putRule(house.db, { id: 'semua', nama: 'Semua pegawai', pendaftaran_sampai: inDays(60) })
  await house.heard()
  const desk = await openDesk(house, { path: '/keamanan/kebijakan', person: await demoPerson(house.db.app, 'Petugas keamanan') })
  t.regex(desk.html, /1 aturan menentukan[\s\S]*Semua pegawai[\s\S]*kebijakan simulate/)
  const html = await (await desk.jar.fetch(`${house.issuer}/keamanan/kebijakan/semua`)).text()
  const { total, opd } = await simulate(house.db.app, aturan, house.clock.today())
  t.true(html.includes(`${new Intl.NumberFormat('id-ID').format(total.tenggang)} orang bila`))
  t.is((html.match(/data-label="OPD"/g) ?? []).length, opd.length)
  t.notRegex(html, /\b\d{18}\b/, 'nobody is named')
  t.is((await desk.jar.fetch(`${house.issuer}/keamanan/kebijakan/tidak-ada`)).status, 404)
  const other = await openDesk(house, { path: '/keamanan/kebijakan', person: await demoPerson(house.db.app, 'Pembantu faktor kedua') })
  t.is((await other.jar.fetch(`${house.issuer}/keamanan/kebijakan`)).status, 403)
})
