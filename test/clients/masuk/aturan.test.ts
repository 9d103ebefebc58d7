import test from 'ava'
import { type AturanMasuk, type AturanTertentu, letsIn, type RuledPerson, widensRule } from '../../../src/domain/clients/masuk/aturan.rules.ts'
import { aturanMasukSchema } from '../../../src/domain/clients/masuk/aturan.schema.ts'
import { ruleInWords } from '../../../src/domain/clients/masuk/kata.rules.ts'

const chain = (...ids: string[]) => ids.map((id) => ({ id }))
const named = (change: Partial<AturanTertentu>): AturanTertentu =>
  ({ jenis: 'tertentu', unit: [], jabatan: [], eselon: [], orang: [], ...change })

const BASE: RuledPerson = {
  id: 'siti', kategori: 'asn', kedudukan_kode: '01', jabatan: { nama: 'Kepala Bidang Layanan', eselon: 'III.a' },
  unitChain: chain('bidang', 'dinas', 'provinsi'), penugasan: [],
}

/** Everybody whom a rule may ask about, with what is special about him. */
const PEOPLE: Readonly<Record<string, RuledPerson>> = {
  bidang: BASE,
  kepala: { ...BASE, id: 'kepala', unitChain: chain('dinas', 'provinsi'), jabatan: { nama: 'Kepala Dinas', eselon: 'II.b' } },
  lain: { ...BASE, id: 'lain', unitChain: chain('badan', 'provinsi'), jabatan: { nama: 'Bendahara', eselon: null } },
  // Of the Badan, and standing in for the head of a part of the Dinas.
  plt: {
    ...BASE, id: 'plt', unitChain: chain('badan', 'provinsi'), jabatan: { nama: 'Sekretaris', eselon: 'III.a' },
    penugasan: [{ jabatan: 'Plt. Kepala Bidang  Layanan', rantai: ['bidang', 'dinas', 'provinsi'] }],
  },
  // The same on study leave: he acts in no post and in no assignment, and belongs to his own unit all the same.
  belajar: {
    ...BASE, id: 'belajar', kedudukan_kode: '03',
    penugasan: [{ jabatan: 'Plt. Kepala Badan', rantai: ['badan', 'provinsi'] }],
  },
  // A vendor's developer works for an OPD and stands in no post of it.
  vendor: { ...BASE, id: 'vendor', kategori: 'pengembang-vendor', kedudukan_kode: null },
  tanpaUnit: { ...BASE, id: 'tanpaUnit', unitChain: [], jabatan: null },
}

const rules: [title: string, aturan: AturanMasuk, inside: string[]][] = [
  ['semua', { jenis: 'semua' }, Object.keys(PEOPLE)],
  ['opd: its people, those below, and who acts there', { jenis: 'opd' }, ['bidang', 'kepala', 'plt', 'belajar', 'vendor']],
  ['a unit with those below', named({ unit: ['dinas'] }), ['bidang', 'kepala', 'plt', 'belajar', 'vendor']],
  ['a part alone', named({ unit: ['bidang'] }), ['bidang', 'plt', 'belajar', 'vendor']],
  ['another OPD: who was sent there on leave does not act in it', named({ unit: ['badan'] }), ['lain', 'plt']],
  ['a unit that nobody is in', named({ unit: ['entah'] }), []],
  ['a jabatan however it is written, and its Plt', named({ jabatan: ['KEPALA bidang layanan '] }), ['bidang', 'plt']],
  ['a part of the name of a jabatan', named({ jabatan: ['Kepala'] }), []],
  ['an eselon: the definitive post alone', named({ eselon: ['III.a'] }), ['bidang', 'plt']],
  ['several eselon', named({ eselon: ['II.b', 'III.a'] }), ['bidang', 'kepala', 'plt']],
  ['a person', named({ orang: ['tanpaUnit'] }), ['tanpaUnit']],
  ['any one of them is enough', named({ unit: ['entah'], jabatan: ['Bendahara'], orang: ['belajar'] }), ['lain', 'belajar']],
  ['nobody', named({}), []],
]

for (const [title, aturan, inside] of rules) {
  test(`rule x person: ${title}`, (t) => {
    t.deepEqual(Object.keys(PEOPLE).filter((name) => letsIn(aturan, PEOPLE[name] ?? BASE, 'dinas')), inside)
  })
}

test('of an application without an OPD the rule "opd" lets nobody in', (t) => {
  t.false(letsIn({ jenis: 'opd' }, BASE, undefined))
})

const above = (unit: string): string[] => ({ bidang: ['bidang', 'dinas'], dinas: ['dinas'], badan: ['badan'] })[unit] ?? [unit]
const all: AturanMasuk = { jenis: 'semua' }
const opd: AturanMasuk = { jenis: 'opd' }

const changes: [before: AturanMasuk, after: AturanMasuk, widens: boolean][] = [
  [all, all, false], [all, opd, false], [all, named({ orang: ['a'] }), false],
  [opd, opd, false], [opd, all, true],
  [opd, named({ unit: ['bidang'] }), false], [opd, named({ unit: ['dinas'] }), false], [opd, named({ unit: ['badan'] }), true],
  [opd, named({ jabatan: ['Bendahara'] }), true], [opd, named({ eselon: ['II.a'] }), true], [opd, named({ orang: ['a'] }), true],
  [named({ unit: ['dinas'] }), opd, false], [named({ unit: ['bidang'] }), opd, true],
  [named({ orang: ['a', 'b'] }), named({ orang: ['b'] }), false], [named({ orang: ['b'] }), named({ orang: ['a', 'b'] }), true],
  [named({ jabatan: ['Kepala Dinas'] }), named({ jabatan: ['Plt. kepala  dinas'] }), false],
  [named({ unit: ['dinas'], eselon: ['II.a'] }), named({ unit: ['bidang'] }), false],
  [named({ unit: ['dinas'] }), named({ unit: ['dinas'], eselon: ['II.a'] }), true],
  [named({ orang: ['a'] }), all, true],
]

for (const [before, after, widens] of changes) {
  test(`from ${JSON.stringify(before)} to ${JSON.stringify(after)} ${widens ? 'widens' : 'does not widen'}`, (t) => {
    t.is(widensRule(before, after, { opd: 'dinas', above }), widens)
  })
}

test('where nothing is known of units a part counts as another one', (t) => {
  t.true(widensRule(opd, named({ unit: ['bidang'] }), { opd: 'dinas' }))
})

test('a rule is read without what it does not know, once each, and names somebody', (t) => {
  const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
  t.deepEqual(aturanMasukSchema.parse({ jenis: 'semua', unit: [id] }), { jenis: 'semua' })
  t.deepEqual(aturanMasukSchema.parse(named({ unit: [id, id.toUpperCase()], jabatan: [' Bendahara '], eselon: ['II.a'] })),
    named({ unit: [id], jabatan: ['Bendahara'], eselon: ['II.a'] }))
  for (const bad of [
    {}, { jenis: 'tiada' }, named({}), named({ unit: ['dinas'] }), named({ eselon: ['II'] }), named({ jabatan: [''] }),
    named({ jabatan: ['a\nb'] }), named({ orang: Array.from({ length: 501 }, () => id) }), { jenis: 'tertentu', unit: [id] },
  ]) t.false(aturanMasukSchema.safeParse(bad).success, JSON.stringify(bad))
})

test('a rule in words names units and posts, and counts people', (t) => {
  const names = { opd: 'Dinas Contoh', unit: { b: 'Bidang Layanan', d: 'Badan Contoh' } }
  t.is(ruleInWords(all, names), 'Semua pegawai boleh masuk.')
  t.is(ruleInWords(opd, names), 'Hanya pegawai Dinas Contoh dan unit di bawahnya.')
  t.is(ruleInWords(named({ unit: ['b', 'd', 'x'], jabatan: ['Bendahara'], eselon: ['II.a', 'II.b'], orang: ['1', '2'] }), names),
    'Hanya pegawai Bidang Layanan, Badan Contoh, atau unit lain, termasuk unit di bawahnya; pemegang jabatan Bendahara; '
    + 'pejabat eselon II.a atau II.b; 2 orang yang disebut namanya.')
})
