import test from 'ava'
import { prosedurOf } from '../../src/domain/permohonan/alur/definisi.ts'
import { clockOfVisit, type Waktu } from '../../src/domain/permohonan/alur/jam-langkah.rules.ts'
import { afterWorkingMs, clockOf, workingMs } from '../../src/domain/permohonan/alur/jam.rules.ts'
import type { KunciLangkah } from '../../src/domain/permohonan/permohonan.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** An instant in WIB. */
const wib = (text: string): Date => new Date(`${text}:00+07:00`)
const LIBUR = new Set(['2026-12-25'])

// 2026-11-27 is a Friday, 2026-12-25 a Friday and a holiday.
for (const [dari, sampai, hours] of [
  ['2026-11-25T10:00', '2026-11-25T12:00', 2],
  ['2026-11-27T15:00', '2026-11-30T15:00', 24],
  ['2026-11-28T01:00', '2026-11-29T23:00', 0],
  ['2026-11-27T23:59', '2026-11-30T00:01', 2 / 60],
  ['2026-12-24T12:00', '2026-12-28T12:00', 24],
  ['2026-12-25T00:00', '2026-12-26T00:00', 0],
  ['2026-11-25T12:00', '2026-11-25T10:00', 0],
  ['2026-11-01T00:00', '2026-12-01T00:00', 21 * 24],
] as const) {
  test(`working time from ${dari} to ${sampai} WIB`, (t) => {
    t.is(workingMs({ dari: wib(dari), sampai: wib(sampai) }, LIBUR), Math.round(hours * HOUR))
  })
}

for (const [dari, days, due] of [
  ['2026-11-25T10:00', 1, '2026-11-26T10:00'],
  ['2026-11-27T15:00', 1, '2026-11-30T15:00'],
  ['2026-11-28T15:00', 1, '2026-12-01T00:00'],
  ['2026-12-24T12:00', 2, '2026-12-29T12:00'],
  ['2026-11-25T10:00', 0, '2026-11-25T10:00'],
] as const) {
  test(`${days} working days after ${dari} WIB`, (t) => {
    t.deepEqual(afterWorkingMs(wib(dari), days * DAY, LIBUR), wib(due))
  })
}

test('what is due is due when so much working time has passed: at every hour of two weeks', (t) => {
  for (let hour = 0; hour < 14 * 24; hour += 1) {
    const dari = new Date(wib('2026-12-18T00:00').getTime() + hour * HOUR)
    const due = afterWorkingMs(dari, 2 * DAY, LIBUR)
    t.is(workingMs({ dari, sampai: due }, LIBUR), 2 * DAY, dari.toISOString())
  }
})

const at = (now: string, batasHari: number | null = 1, jeda: readonly (readonly [string, string])[] = []) => clockOf({
  kunjungan: [{ dari: wib('2026-11-25T10:00'), sampai: wib(now) }], jeda: jeda.map(([from, to]) => ({ dari: wib(from), sampai: wib(to) })),
  batasHari, libur: LIBUR, now: wib(now),
})

test('green, from three quarters of the limit on yellow, after it red, a working day later the seat above', (t) => {
  const colors = (['2026-11-25T10:00', '2026-11-26T03:59', '2026-11-26T04:00', '2026-11-26T10:00', '2026-11-26T10:01', '2026-11-27T10:00',
    '2026-11-27T10:01'] as const).map((now) => { const { warna, lewat } = at(now); return `${warna}${lewat ? ' lewat' : ''}` })
  t.deepEqual(colors, ['hijau', 'hijau', 'kuning', 'kuning', 'merah', 'merah', 'merah lewat'])
})

test('the due moment is the same before and after it', (t) => {
  for (const now of ['2026-11-25T11:00', '2026-11-26T09:00', '2026-11-26T12:00', '2026-12-03T12:00']) {
    t.deepEqual(at(now).jatuhTempo, wib('2026-11-26T10:00'), now)
  }
})

test('without a limit it is green and nothing is due', (t) => {
  t.like(at('2027-11-25T10:00', null), { warna: 'hijau', jatuhTempo: null, lewat: false, batasHari: null })
})

test('what falls into a pause does not count, and pauses that overlap count once', (t) => {
  const paused = at('2026-11-26T10:00', 1, [['2026-11-25T12:00', '2026-11-25T18:00'], ['2026-11-25T17:00', '2026-11-26T00:00']])
  t.is(paused.terpakaiHari, 0.5)
  t.is(paused.warna, 'hijau')
  t.deepEqual(paused.jatuhTempo, wib('2026-11-26T22:00'))
  t.false(paused.berhenti)
  t.true(at('2026-11-25T13:00', 1, [['2026-11-25T12:00', '2026-11-25T13:00']]).berhenti)
})

const sop = prosedurOf({ prosedur: 'sop-555-787', versi: 1 })
const visit = (langkah: KunciLangkah, from: string, to: string | null, batas: number | null, unit: string | null = null): Waktu =>
  ({ langkah, unit_id: unit, mulai_at: wib(from), selesai_at: to === null ? null : wib(to), batas_hari: batas })

function clock(semua: readonly Waktu[], now: string) {
  const last = semua.at(-1)
  if (last === undefined) throw new Error('no visit')
  return clockOfVisit(last, { prosedur: sop, semua, libur: LIBUR, now: wib(now) })
}

test('a step that sent back goes on with its clock where it stopped', (t) => {
  const semua = [
    visit('disposisi-bidang', '2026-11-23T10:00', '2026-11-23T16:00', 1), visit('pengajuan', '2026-11-23T16:00', '2026-11-25T10:00', null, 'opd'),
    visit('disposisi-bidang', '2026-11-25T10:00', null, 1),
  ]
  t.is(clock(semua, '2026-11-25T22:00').terpakaiHari, 0.75)
  t.is(clock(semua, '2026-11-25T22:00').warna, 'kuning')
})

test('a data owner\'s clock stands while the Kepala OPD has it, and another owner\'s is another clock', (t) => {
  const semua = [
    visit('persetujuan-opd', '2026-11-23T10:00', '2026-11-24T10:00', 3, 'opd'), visit('elemen', '2026-11-23T10:00', '2026-11-26T10:00', 2, 'dinkes'),
    visit('elemen', '2026-11-23T10:00', null, 2, 'bkd'),
  ]
  t.is(clock(semua, '2026-11-25T10:00').terpakaiHari, 1)
  t.true(clock(semua.with(0, visit('persetujuan-opd', '2026-11-23T10:00', null, 3, 'opd')), '2026-11-25T10:00').berhenti)
})

test('the Kepala OPD\'s own clock runs while he has it', (t) => {
  t.is(clock([visit('persetujuan-opd', '2026-11-23T10:00', null, 3, 'opd')], '2026-11-25T10:00').terpakaiHari, 2)
})

test('a gate is outside the clock of the step that waits for it, and not of others', (t) => {
  const gate = visit('elemen', '2026-11-23T10:00', '2026-11-25T10:00', 2, 'bkd')
  t.is(clock([gate, visit('analisis', '2026-11-24T10:00', null, 2)], '2026-11-26T10:00').terpakaiHari, 1)
  t.is(clock([gate, visit('disposisi-dinas', '2026-11-24T10:00', null, 1)], '2026-11-26T10:00').terpakaiHari, 2)
})

test('budget and integration share the month', (t) => {
  const semua = [visit('anggaran', '2026-11-23T10:00', '2026-11-24T10:00', 22), visit('integrasi', '2026-11-24T10:00', null, 22)]
  t.is(clock(semua, '2026-11-26T10:00').terpakaiHari, 3)
})

test('the clock of a visit that is over stands as it stood then', (t) => {
  const semua = [visit('disposisi-dinas', '2026-11-25T10:00', '2026-11-27T10:00', 1)]
  t.deepEqual(clock(semua, '2027-03-01T10:00'), clock(semua, '2026-11-27T10:00'))
  t.is(clock(semua, '2027-03-01T10:00').terpakaiHari, 2)
})
