/** What a form of decision has to say, field by field, before the procedure itself is asked. */
import type { Alasan, Langkah } from '../alur/index.ts'
import { akibatOf } from '../alur/index.ts'
import { cleanText } from '../formulir/bersih.rules.ts'
import type { Putusan } from '../permohonan.ts'

/** A form as it was sent; what is not there is empty. */
export interface IsianPutusan {
  readonly putusan: string
  readonly alasan: string
  readonly pengecualianPse: string
  readonly laporan: string
  readonly suratDiperiksa: boolean
  readonly nomor: string
  readonly jumlah: string
  readonly tahun: string
}

export type BidangPutusan = keyof IsianPutusan | 'lampiran'
export type Galat = Partial<Record<BidangPutusan, string>>

export const LONGEST = 4_000
const SHORTEST_REPORT = 20
const TEXTS = ['alasan', 'pengecualianPse', 'laporan', 'nomor', 'jumlah', 'tahun'] as const

/** @returns the form without what nobody can see */
export const cleanForm = (form: IsianPutusan): IsianPutusan => ({
  ...form, ...Object.fromEntries(TEXTS.map((name) => [name, cleanText(form[name])])),
})

export const isPutusan = (langkah: Langkah, value: string): value is Putusan => langkah.putusan.some((one) => one === value && one !== 'surat')

const AMOUNT = /^[1-9]\d{0,2}(\.\d{3})*(,\d\d)?$|^[1-9]\d*$/
const YEAR = /^20\d\d$/

/** Only a step that goes on has to bring what the SOP wants of it. */
function stepMistakes({ kunci }: Langkah, { laporan, nomor, jumlah, tahun }: IsianPutusan, putusan: Putusan): Galat {
  if (kunci === 'analisis') {
    return laporan.length < SHORTEST_REPORT ? { laporan: 'Tuliskan laporan hasil analisis: apa yang diperiksa dan apa hasilnya.' } : {}
  }
  if (putusan !== 'dianggarkan') return {}
  return {
    ...nomor === '' && { nomor: 'Tuliskan nomor anggarannya (DPA atau yang lain).' },
    ...!AMOUNT.test(jumlah) && { jumlah: 'Tuliskan jumlahnya dalam rupiah, misalnya 25.000.000.' },
    ...!YEAR.test(tahun) && { tahun: 'Tuliskan tahun anggarannya, misalnya 2027.' },
  }
}

/** @returns what is wrong with a form that was cleaned; empty: the procedure may be asked */
export function formMistakes(langkah: Langkah, form: IsianPutusan): Galat {
  const long = Object.fromEntries(TEXTS.filter((name) => form[name].length > LONGEST).map((name) => [name, `Paling banyak ${LONGEST} huruf.`]))
  if (!isPutusan(langkah, form.putusan)) return { ...long, putusan: 'Pilih putusan Anda.' }
  const goesOn = akibatOf(form.putusan) === 'lanjut'
  return {
    ...long, ...goesOn && stepMistakes(langkah, form, form.putusan),
    ...!goesOn && form.alasan === '' && { alasan: 'Tuliskan alasannya: pemohon membacanya.' },
  }
}

/** Where a refusal of the procedure belongs in the form; the others are about the file. */
export const BIDANG_ALASAN: Partial<Record<Alasan, BidangPutusan>> = {
  'putusan-lain': 'putusan', 'tanpa-alasan': 'alasan', 'tanpa-nomor-pse': 'pengecualianPse', 'surat-belum-diperiksa': 'suratDiperiksa',
  'anggaran-belum-lengkap': 'nomor', 'gerbang-belum': 'putusan',
}

/** @returns what belongs to the decision beside its word, as the procedure keeps it */
export function catatanOf({ kunci }: Langkah, form: IsianPutusan, more: Readonly<Record<string, string>>): Record<string, unknown> {
  const { putusan, pengecualianPse, laporan, suratDiperiksa, nomor, jumlah, tahun } = form
  return {
    ...kunci === 'disposisi-dinas' && putusan === 'terima' && pengecualianPse !== '' && { pengecualianPse },
    ...kunci === 'analisis' && laporan !== '' && { laporan },
    ...kunci === 'analisis' && suratDiperiksa && { suratDiperiksa },
    ...putusan === 'dianggarkan' && { nomor, jumlah, tahun },
    ...more,
  }
}
