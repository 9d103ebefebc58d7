import test from 'ava'
import type { Filed } from '../../src/domain/permohonan/inventaris/sop.queries.ts'
import { stepTimes } from '../../src/domain/permohonan/inventaris/sop.rules.ts'

const at = (text: string): Date => new Date(`${text}:00+07:00`)
const visit = (langkah: Filed['kunjungan'][number]['langkah'], from: string, to: string | null, batas: number | null) => (
  { langkah, unit_id: null, mulai_at: at(from), selesai_at: to === null ? null : at(to), batas_hari: batas })
const filed = (kunjungan: Filed['kunjungan'], keadaan: Filed['keadaan'] = 'berjalan'): Filed => ({ prosedur: 'sop-555-787', versi: 1, keadaan, kunjungan })

const NOW = at('2026-11-27T12:00')

test('each step with how often it kept its limit, and what waits there', (t) => {
  const times = stepTimes([
    filed([
      visit('pengajuan', '2026-11-23T08:00', '2026-11-23T09:00', null),
      visit('disposisi-dinas', '2026-11-23T09:00', '2026-11-23T21:00', 1),
      visit('disposisi-bidang', '2026-11-23T21:00', '2026-11-25T21:00', 1),
      visit('analisis', '2026-11-25T21:00', null, 2),
    ]),
    filed([visit('disposisi-dinas', '2026-11-26T00:00', null, 1)]),
    filed([visit('disposisi-dinas', '2026-11-27T00:00', null, 1)]),
  ], new Set(), NOW)
  t.deepEqual(times.map(({ judul: _, ...one }) => one), [
    { kunci: 'disposisi-dinas', batasHari: 1, selesai: 1, tepat: 1, rataHari: 0.5, menunggu: 2, lewat: 1 },
    { kunci: 'disposisi-bidang', batasHari: 1, selesai: 1, tepat: 0, rataHari: 2, menunggu: 0, lewat: 0 },
    { kunci: 'analisis', batasHari: 2, selesai: 0, tepat: 0, rataHari: null, menunggu: 1, lewat: 0 },
  ])
  t.is(times[0]?.judul, 'Disposisi Kepala Dinas')
})

test('a holiday is no working day', (t) => {
  const one = [filed([visit('disposisi-dinas', '2026-11-26T00:00', '2026-11-27T12:00', 1)])]
  t.is(stepTimes(one, new Set(), NOW)[0]?.tepat, 0)
  t.is(stepTimes(one, new Set(['2026-11-26']), NOW)[0]?.tepat, 1)
})

for (const keadaan of ['dikembalikan', 'ditolak', 'ditarik', 'selesai'] as const) {
  test(`nothing waits of an application that is ${keadaan}`, (t) => {
    t.deepEqual(stepTimes([filed([visit('disposisi-dinas', '2026-11-26T00:00', null, 1)], keadaan)], new Set(), NOW), [])
  })
}

test('of no application there is nothing to say', (t) => t.deepEqual(stepTimes([], new Set(), NOW), []))
