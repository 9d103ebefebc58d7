import test from 'ava'
import { PROSEDUR, prosedurOf } from '../../src/domain/permohonan/alur/definisi.ts'
import { type Diputus, gatesBefore, isPassed, type Keadaannya, openDesks } from '../../src/domain/permohonan/alur/langkah.rules.ts'
import { langkahOf } from '../../src/domain/permohonan/alur/definisi.ts'
import { nomorOf } from '../../src/domain/permohonan/alur/nomor.rules.ts'
import type { KunciLangkah, Putusan } from '../../src/domain/permohonan/permohonan.ts'

const HASH = Buffer.alloc(32, 1)
const EDITED = Buffer.alloc(32, 2)
const sop = prosedurOf({ prosedur: 'sop-555-787', versi: 1 })
const perubahan = prosedurOf({ prosedur: 'perubahan', versi: 1 })

const app = (change: Partial<Keadaannya> = {}): Keadaannya => (
  { unit_id: 'opd', hash_setara: [HASH], gerbang: ['elemen', 'csirt'], pemilik_data: ['bkd'], ...change })

const UNIT: Partial<Record<KunciLangkah, string>> = { 'pengajuan': 'opd', 'persetujuan-opd': 'opd', 'elemen': 'bkd' }
const said = (langkah: KunciLangkah, putusan: Putusan, isi_hash = HASH, unit_id = UNIT[langkah] ?? null): Diputus =>
  ({ langkah, putusan, isi_hash, unit_id })

const open = (keputusan: readonly Diputus[], permohonan = app(), prosedur = sop): string[] =>
  openDesks({ prosedur, permohonan, keputusan }).map(({ langkah, unitId }) => `${langkah.kunci}${unitId === null ? '' : ` ${unitId}`}`)

/** Everything in the order of the SOP, with the gates where they fall. */
const WAY: readonly Diputus[] = [
  said('pengajuan', 'diajukan'), said('persetujuan-opd', 'setuju'), said('disposisi-dinas', 'terima'), said('disposisi-bidang', 'teruskan'),
  said('elemen', 'setuju'), said('analisis', 'setuju'), said('anggaran', 'tidak-perlu'), said('csirt', 'lulus'), said('integrasi', 'selesai'),
]

test('the line of the SOP, one desk after the other, with the gates beside it', (t) => {
  t.deepEqual(WAY.map((_, done) => open(WAY.slice(0, done + 1))), [
    ['persetujuan-opd opd', 'elemen bkd'], ['disposisi-dinas', 'elemen bkd'], ['disposisi-bidang', 'elemen bkd'], ['analisis', 'elemen bkd'],
    ['analisis'], ['anggaran', 'csirt'], ['integrasi', 'csirt'], ['integrasi'], [],
  ])
})

test('each data owner has a desk of his own, and the gate is passed when all of them agreed', (t) => {
  const both = app({ pemilik_data: ['bkd', 'dinkes'] })
  t.deepEqual(open([WAY[0] as Diputus], both), ['persetujuan-opd opd', 'elemen bkd', 'elemen dinkes'])
  const one = [...WAY.slice(0, 5)]
  t.deepEqual(open(one, both), ['analisis', 'elemen dinkes'])
  const analisis = langkahOf(sop, 'analisis')
  t.deepEqual(gatesBefore(analisis, { prosedur: sop, permohonan: both, keputusan: one }), ['elemen'])
  t.deepEqual(gatesBefore(analisis, { prosedur: sop, permohonan: both, keputusan: [...one, said('elemen', 'setuju', HASH, 'dinkes')] }), [])
})

test('a gate that it does not need is passed and has no desk', (t) => {
  const none = app({ gerbang: [], pemilik_data: [] })
  t.deepEqual(open([WAY[0] as Diputus], none), ['persetujuan-opd opd'])
  t.true(isPassed('elemen', { prosedur: sop, permohonan: none, keputusan: [] }))
  t.deepEqual(open(WAY.filter(({ langkah }) => !['elemen', 'csirt'].includes(langkah)), none), [])
})

for (const [done, sender, word] of [
  [1, 'persetujuan-opd', 'kembalikan'], [3, 'disposisi-bidang', 'kembalikan'], [5, 'analisis', 'kembalikan'], [6, 'anggaran', 'kembalikan'],
  [7, 'csirt', 'temuan'], [8, 'integrasi', 'kembalikan'],
] as const) {
  test(`what ${sender} sent back and was filed again unchanged goes back to it`, (t) => {
    const before = open(WAY.slice(0, done))
    const after = [...WAY.slice(0, done), said(sender, word), said('pengajuan', 'diajukan')]
    t.deepEqual(open(after), before)
    t.true(before.some((desk) => desk.startsWith(sender)))
  })

  test(`what ${sender} sent back and only harmless fields differ goes back to it`, (t) => {
    const after = [...WAY.slice(0, done), said(sender, word), said('pengajuan', 'diajukan', EDITED)]
    t.deepEqual(open(after, app({ hash_setara: [HASH, EDITED] })), open(WAY.slice(0, done)))
  })

  test(`what ${sender} sent back and is another thing now begins with the Kepala OPD, and every agreement is asked for anew`, (t) => {
    const edited = app({ hash_setara: [EDITED] })
    const way = [...WAY.slice(0, done), said(sender, word), said('pengajuan', 'diajukan', EDITED)]
    t.deepEqual(open(way, edited), ['persetujuan-opd opd', 'elemen bkd'])
    const agreed = [...way, said('persetujuan-opd', 'setuju', EDITED), said('elemen', 'setuju', EDITED)]
    // Who only passed it on need not do so again.
    const next = ['persetujuan-opd'].includes(sender) ? ['disposisi-dinas'] : sender === 'disposisi-bidang' ? ['disposisi-bidang'] : ['analisis']
    t.deepEqual(open(agreed, edited), next)
  })
}

test('a change: Kepala OPD, analysis, and the gates that it needs; then it is done', (t) => {
  const way = [said('pengajuan', 'diajukan'), said('persetujuan-opd', 'setuju'), said('analisis', 'setuju')]
  const opened = (gerbang: readonly KunciLangkah[]) => way.map((_, done) =>
    open(way.slice(0, done + 1), app({ gerbang, pemilik_data: gerbang.includes('elemen') ? ['bkd'] : [] }), perubahan))
  t.deepEqual(opened([]), [['persetujuan-opd opd'], ['analisis'], []])
  t.deepEqual(opened(['csirt']), [['persetujuan-opd opd'], ['analisis'], ['csirt']])
  t.deepEqual(opened(['elemen']), [['persetujuan-opd opd', 'elemen bkd'], ['analisis', 'elemen bkd'], ['elemen bkd']])
})

test('every procedure is whole: keys once, gates after steps that it has, waiting for gates that it has, clocks of one limit', (t) => {
  for (const versions of Object.values(PROSEDUR)) for (const { langkah } of Object.values(versions)) {
    const keys = langkah.map(({ kunci }) => kunci)
    t.is(new Set(keys).size, keys.length)
    t.is(keys[0], 'pengajuan')
    for (const { kunci, jenis, setelah, menunggu, jam, batasHari } of langkah) {
      t.is(jenis === 'gerbang', setelah !== undefined, kunci)
      if (setelah !== undefined) t.true(keys.includes(setelah), kunci)
      for (const gate of menunggu) t.is(langkah.find((one) => one.kunci === gate)?.jenis, 'gerbang', `${kunci} waits for ${gate}`)
      t.is(langkah.find((one) => one.kunci === jam)?.batasHari, batasHari, kunci)
    }
  }
})

test('limits are those of the SOP, and of Bogor for the gates', (t) => {
  t.deepEqual(Object.fromEntries(sop.langkah.map(({ kunci, batasHari }) => [kunci, batasHari])), {
    'pengajuan': null, 'persetujuan-opd': 3, 'disposisi-dinas': 1, 'disposisi-bidang': 1, 'analisis': 2, 'anggaran': 22, 'integrasi': 22,
    'elemen': 2, 'csirt': 3,
  })
})

test('a number as the office writes it', (t) => {
  t.is(nomorOf(1, '2026-11-28'), '0001/SSO/XI/2026')
  t.is(nomorOf(123, '2027-01-01'), '0123/SSO/I/2027')
  t.is(nomorOf(12_345, '2027-12-31'), '12345/SSO/XII/2027')
})
