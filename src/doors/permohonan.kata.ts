/** What every door calls the states and decisions of the procedure, with the colour of each. */
import { isSeat } from '../domain/accounts/role.rules.ts'
import type { MejaSekarang } from '../domain/permohonan/alur/index.ts'
import type { Jam } from '../domain/permohonan/alur/jam.rules.ts'
import { PERAN_KATA, PUTUSAN_KATA } from '../domain/permohonan/kata.ts'
import type { Cara, Keadaan, Putusan } from '../domain/permohonan/permohonan.ts'

/** A word with the colour of its badge. */
export interface Lencana {
  readonly teks: string
  readonly lencana: '' | 'ok' | 'warn' | 'bad'
}

export const KEADAAN: Readonly<Record<Keadaan, Lencana>> = {
  draf: { teks: 'Draf', lencana: '' },
  berjalan: { teks: 'Berjalan', lencana: '' },
  dikembalikan: { teks: 'Dikembalikan ke OPD', lencana: 'warn' },
  ditolak: { teks: 'Ditolak', lencana: 'bad' },
  ditarik: { teks: 'Ditarik', lencana: '' },
  selesai: { teks: 'Selesai', lencana: 'ok' },
}

const PUTUSAN_LENCANA: Readonly<Record<Putusan, Lencana['lencana']>> = {
  'diajukan': '', 'setuju': 'ok', 'surat': 'ok', 'terima': 'ok', 'tolak': 'bad', 'teruskan': 'ok', 'kembalikan': 'warn',
  'dianggarkan': 'ok', 'tidak-perlu': 'ok', 'selesai': 'ok', 'lulus': 'ok', 'temuan': 'warn',
}

/** @returns what was decided, as a badge */
export const putusanBadge = (putusan: Putusan): Lencana => ({ teks: PUTUSAN_KATA[putusan], lencana: PUTUSAN_LENCANA[putusan] })

const DAYS = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 })

/** @returns how long a desk has left, in working days, and a word for it */
export function jamInWords({ terpakaiHari, batasHari, warna, berhenti }: Jam): Lencana & { readonly sisa: string } {
  if (batasHari === null) return { teks: 'Tanpa batas waktu', lencana: '', sisa: `${DAYS.format(terpakaiHari)} hari kerja` }
  const left = batasHari - terpakaiHari
  const sisa = left >= 0 ? `sisa ${DAYS.format(left)} dari ${batasHari} hari kerja`
    : `lewat ${DAYS.format(-left)} hari kerja dari ${batasHari}`
  if (berhenti) return { teks: 'Jam berhenti', lencana: '', sisa }
  return {
    hijau: { teks: 'Dalam waktu', lencana: 'ok' as const, sisa },
    kuning: { teks: 'Segera', lencana: 'warn' as const, sisa },
    merah: { teks: 'Lewat waktu', lencana: 'bad' as const, sisa },
  }[warna]
}

const WAY: Readonly<Partial<Record<Cara, string>>> = { plt: 'Plt.', plh: 'Plh.', pj: 'Pj.', delegasi: 'atas delegasi' }

/** Who sits at a desk, or that nobody does: whoever waits for it has to know that it waits for an appointment. */
function holdersInWords({ langkah: { peran }, pemegang }: MejaSekarang): string {
  const empty = `${isSeat(peran) ? 'kursi' : 'peran'} ${PERAN_KATA[peran]} kosong`
  if (pemegang.length === 0) return `${empty}, menunggu penunjukan`
  if (pemegang.some(({ cara }) => cara === 'pengganti')) {
    return `${empty}, melalui pengganti ${pemegang.map(({ nama, jabatan }) => jabatan === undefined ? nama : `${nama}, ${jabatan}`).join('; ')}`
  }
  return pemegang.map(({ nama, cara }) => WAY[cara] === undefined ? nama : `${nama} (${WAY[cara]})`).join(', ')
}

/** @returns each desk that has an application now, and who sits there */
export const desksInWords = (meja: readonly MejaSekarang[]): string[] => meja.map((desk) =>
  `${desk.langkah.judul}${desk.unit === null ? '' : ` (${desk.unit})`}: ${holdersInWords(desk)}`)
