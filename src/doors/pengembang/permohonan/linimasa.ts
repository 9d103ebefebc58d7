import type { LangkahBerkas, MejaSekarang } from '../../../domain/permohonan/alur/index.ts'
import type { Permohonan } from '../../../domain/permohonan/permohonan.ts'
import { instantInWords } from '../../kerja.rules.ts'
import { desksInWords, jamInWords } from '../../permohonan.kata.ts'
import { PUTUSAN_KATA } from '../../../domain/permohonan/kata.ts'

/** @returns whose desk it is now, in words */
export function deskWords({ keadaan }: Pick<Permohonan, 'keadaan'>, meja: readonly MejaSekarang[]): string {
  if (keadaan === 'draf' || keadaan === 'dikembalikan') return 'OPD Anda'
  return desksInWords(meja).join('; ') || 'tidak ada'
}

const STEP = { 'lewat': 'Selesai', 'sekarang': 'Sekarang', 'belum': 'Belum', 'tidak-perlu': 'Tidak perlu' } as const
const CLASS = { 'lewat': 'done', 'sekarang': 'now', 'belum': 'later', 'tidak-perlu': 'later' } as const

/** @returns the steps of the procedure, each with its visits: since when, the clock, who decided what and why */
export const stepRows = (langkah: readonly LangkahBerkas[]) => langkah.map(({ langkah: { judul }, keadaan, kunjungan }) => ({
  judul, keadaan: STEP[keadaan], jenis: CLASS[keadaan],
  kunjungan: kunjungan.map(({ mulai_at: since, unit, jam, keputusan }) => ({
    sejak: instantInWords(since), unit, jam: jamInWords(jam),
    ...keputusan && {
      putusan: PUTUSAN_KATA[keputusan.putusan], oleh: keputusan.nama, sebagai: keputusan.sebagai.jabatan ?? keputusan.sebagai.peran,
      pada: instantInWords(keputusan.at), alasan: keputusan.alasan,
    },
  })),
}))
