import { parseSurel } from '../../pegawai/surel.rules.ts'
import { parseTelepon } from '../../pegawai/telepon.rules.ts'
import type { Kesalahan } from '../permohonan.ts'
import type { Isian } from './isian.schema.ts'
import type { KonteksIsian } from './konteks.ts'

/** Longest texts, in characters: what a person writes in a form, not a document. */
export const TERPANJANG = { nama: 100, baris: 200, uraian: 2000 } as const

type Bidang = string
const when = (wrong: boolean, bidang: Bidang, pesan: string): Kesalahan[] => wrong ? [{ bidang, pesan }] : []

/** @returns the mistake of one line of text: empty, too long, or more than one line */
export function lineMistake(bidang: Bidang, text: string, apa: string, most: number = TERPANJANG.baris): Kesalahan[] {
  if (text === '') return when(true, bidang, `Isi ${apa}.`)
  if (text.length > most) return when(true, bidang, `Paling panjang ${most} karakter.`)
  return when(/\n/.test(text), bidang, 'Tulis dalam satu baris.')
}

function paragraphMistake(bidang: Bidang, text: string, apa: string): Kesalahan[] {
  if (text === '') return when(true, bidang, `Isi ${apa}.`)
  return when(text.length > TERPANJANG.uraian, bidang, `Paling panjang ${TERPANJANG.uraian} karakter.`)
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)
  && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

function personMistakes({ nama, telepon, surel, jabatan }: Isian['penanggungJawab']): Kesalahan[] {
  return [
    ...lineMistake('penanggungJawab.nama', nama, 'nama penanggung jawab'),
    ...lineMistake('penanggungJawab.jabatan', jabatan, 'jabatan penanggung jawab'),
    ...telepon === '' ? when(true, 'penanggungJawab.telepon', 'Isi nomor telepon kantor atau ponsel.')
      : when(parseTelepon(telepon) === undefined, 'penanggungJawab.telepon', 'Tulis nomor telepon dengan kode daerah, misalnya 0254 123456.'),
    ...surel === '' ? when(true, 'penanggungJawab.surel', 'Isi alamat surel.')
      : when(parseSurel(surel) === undefined, 'penanggungJawab.surel', 'Tulis alamat surel yang lengkap, misalnya nama@bantenprov.go.id.'),
  ]
}

function letterMistakes({ nomor, tanggal, lampiran }: Isian['surat'], { today, lampiran: files }: KonteksIsian): Kesalahan[] {
  return [
    ...lineMistake('surat.nomor', nomor, 'nomor surat permohonan', TERPANJANG.nama),
    ...tanggal === '' ? when(true, 'surat.tanggal', 'Isi tanggal surat permohonan.')
      : when(!isDay(tanggal), 'surat.tanggal', 'Tulis tanggal yang ada di kalender.'),
    ...when(isDay(tanggal) && tanggal > today, 'surat.tanggal', 'Tanggal surat tidak boleh setelah hari ini.'),
    ...when(lampiran === undefined || !files.has(lampiran), 'surat.lampiran', 'Unggah surat permohonan.'),
  ]
}

function specMistakes({ uraian, lampiran }: Isian['spesifikasi'], { lampiran: files }: KonteksIsian): Kesalahan[] {
  const hasFile = lampiran !== undefined && files.has(lampiran)
  return [
    ...when(lampiran !== undefined && !hasFile, 'spesifikasi.lampiran', 'Berkas ini tidak ada lagi. Unggah kembali.'),
    ...when(uraian === '' && !hasFile, 'spesifikasi.uraian', 'Uraikan spesifikasi teknis dan struktur data, atau unggah dokumennya.'),
    ...uraian === '' ? [] : paragraphMistake('spesifikasi.uraian', uraian, 'spesifikasi'),
  ]
}

/** @returns what is missing or wrong in the form of SOP 555/787 itself, but for the host */
export function officialMistakes(isian: Isian, konteks: KonteksIsian): Kesalahan[] {
  return [
    ...lineMistake('nama', isian.nama, 'nama aplikasi', TERPANJANG.nama),
    ...paragraphMistake('keterangan', isian.keterangan, 'kegunaan aplikasi'),
    ...personMistakes(isian.penanggungJawab),
    ...letterMistakes(isian.surat, konteks),
    ...specMistakes(isian.spesifikasi, konteks),
    ...when(!isian.komitmen, 'komitmen', 'Nyatakan kesanggupan OPD.'),
  ]
}
