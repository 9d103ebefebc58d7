import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import { daysBetween } from '../../domain/kepegawaian/days.rules.ts'
import type { DayQuestion, EndCount, ListedEnd } from '../../domain/kepegawaian/kalender/pages.queries.ts'
import { barsOf, dayInWords, instantInWords, numberInWords } from '../kerja.rules.ts'

const SEBAB: Record<ListedEnd['sebab'], string> = {
  pensiun: 'Pensiun', kontrak: 'Akhir kontrak', kedudukan: 'Kedudukan hukum baru',
}

const WITHOUT_OPD = 'Tanpa OPD'

/** How far a day is, in words. */
export function leftInWords(today: string, day: string): string {
  const left = daysBetween(today, day)
  if (left < 0) return `${-left} hari yang lalu`
  return left === 0 ? 'hari ini' : left === 1 ? 'besok' : `${left} hari lagi`
}

/** Rows of the list for the macro `tabel`. */
export const endRows = (ends: readonly ListedEnd[], today: string) => ends.map((end) => [
  { teks: end.nama, kecil: end.nip === null ? '' : maskNomor(end.nip) },
  end.opd ?? WITHOUT_OPD,
  { teks: dayInWords(end.hari), kecil: leftInWords(today, end.hari) },
  SEBAB[end.sebab],
  stateOf(end),
])

function stateOf({ ditahan, disetujui }: ListedEnd) {
  if (ditahan) return { teks: 'Ditahan', lencana: 'warn' }
  return disetujui ? { teks: 'Disetujui', lencana: 'ok' } : { teks: 'Akan berakhir', lencana: '' }
}

/** Rows of the file; the first one names the columns. */
export const endCsv = (ends: readonly ListedEnd[]) => [
  ['nama', 'nip', 'opd', 'hari_pertama_tanpa_akses', 'sebab', 'keadaan'],
  ...ends.map((end) => [end.nama, end.nip, end.opd, end.hari, SEBAB[end.sebab], stateOf(end).teks]),
]

const total = (counts: readonly EndCount[], of: (one: EndCount) => number): number =>
  counts.reduce((sum, one) => sum + of(one), 0)

/** What the page of the calendar says: a heading that names the state, numbers, and the days and OPD as bars. */
export function presentCalendar(counts: readonly EndCount[], crowded: ReadonlySet<string>, today: string) {
  const byDay = [...Map.groupBy(counts, ({ hari }) => hari)]
  const byOpd = [...Map.groupBy(counts, ({ opd }) => opd ?? '')]
  const all = total(counts, ({ jumlah }) => jumlah)
  const waiting = byDay.filter(([hari]) => crowded.has(hari)).length
  return {
    judul: waiting > 0 ? `${numberInWords(waiting)} hari menunggu persetujuan`
      : all > 0 ? `${numberInWords(all)} orang berakhir dalam 30 hari` : 'Tidak ada yang berakhir dalam 30 hari',
    hitungan: {
      orang: numberInWords(all), ditahan: numberInWords(total(counts, ({ ditahan }) => ditahan)),
      menunggu: { nilai: numberInWords(waiting), jenis: waiting > 0 ? 'bad' : 'ok' },
    },
    hari: barsOf(byDay.map(([hari, those]) => ({
      label: `${dayInWords(hari)} (${leftInWords(today, hari)})`, nilai: total(those, ({ jumlah }) => jumlah),
      href: `/bkd/kalender/${hari}`, ...(crowded.has(hari) && { jenis: 'bad' as const }),
    }))),
    opd: barsOf(byOpd.map(([opd, those]) => ({
      label: those[0]?.nama ?? WITHOUT_OPD, nilai: total(those, ({ jumlah }) => jumlah),
      ...(opd !== '' && { href: `/bkd/kalender?opd=${opd}` }),
    })).toSorted((one, other) => other.nilai - one.nilai)),
    daftarOpd: byOpd.filter(([opd]) => opd !== '').map(([opd, those]) => ({ nilai: opd, teks: those[0]?.nama ?? opd })),
  }
}

/** Why a day waits, a sentence for each limit. */
const limitWords = (one: DayQuestion['sebab'][number]): string =>
  `${one.lingkup === 'semua' ? 'Dari seluruh provinsi' : one.nama ?? WITHOUT_OPD}: ${numberInWords(one.lost)} dari `
  + `${numberInWords(one.serving)} orang, batasnya ${numberInWords(one.batas)}`

/**
 * What a day asks of the visitor.
 * @param digest of the list as it is now
 * @param visitor `sub` of who looks
 */
export function presentQuestion(question: DayQuestion | undefined, digest: string, open: number, visitor: string) {
  if (!question) return {}
  const { pertama, pertama_nama, pertama_at, kedua_nama, kedua_at } = question
  const isHalf = pertama !== null && kedua_at === null && question.digest === digest
  return {
    sebab: question.sebab.map(limitWords),
    ...(isHalf && pertama_at && { pertama: `${pertama_nama ?? ''}, ${instantInWords(pertama_at)}` }),
    ...(kedua_at && pertama_at && {
      sudah: `${pertama_nama ?? ''} (${instantInWords(pertama_at)}) dan ${kedua_nama ?? ''} (${instantInWords(kedua_at)})`,
    }),
    ...(open > 0 && { tanya: { digest, jumlah: numberInWords(open), olehSaya: isHalf && pertama === visitor } }),
  }
}
