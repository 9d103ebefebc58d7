import { akibatOf, type PermohonanFile } from '../../domain/permohonan/alur/index.ts'
import { gatesLeft, type MejaSaya } from '../../domain/permohonan/meja/bagian.rules.ts'
import type { IsianPutusan } from '../../domain/permohonan/meja/putusan.rules.ts'
import type { Putusan } from '../../domain/permohonan/permohonan.ts'
import { filePath, MEJA } from './meja.ts'

/** What each word does, for whoever says it. */
const PILIHAN: Readonly<Record<Putusan, string>> = {
  'diajukan': 'Ajukan',
  'setuju': 'Setuju',
  'surat': 'Catat surat',
  'terima': 'Terima, teruskan ke Kepala Bidang',
  'tolak': 'Tolak permohonan ini',
  'teruskan': 'Teruskan ke Kepala Seksi',
  'kembalikan': 'Kembalikan ke OPD untuk diperbaiki',
  'dianggarkan': 'Sudah dianggarkan',
  'tidak-perlu': 'Tidak perlu anggaran',
  'selesai': 'Integrasi selesai: aplikasi dibuka',
  'lulus': 'Lulus pemeriksaan',
  'temuan': 'Ada temuan: kembalikan ke OPD',
}

const SETUJU: Partial<Record<string, string>> = {
  'persetujuan-opd': 'Setuju: OPD kami mengajukan aplikasi ini',
  'analisis': 'Setuju: dapat diintegrasikan',
  'elemen': 'Setuju: elemen data ini boleh diberikan',
}

/** @returns what the page of a decision shows beside the values and mistakes of its form */
export function decisionPage({ file, desk }: { file: PermohonanFile; desk: MejaSaya }, { putusan: chosen }: IsianPutusan) {
  const { langkah, unit } = desk
  const { permohonan: { id, nomor, isi_hash: hash }, isian, opd } = file
  const bySurat = file.langkah.find(({ langkah: one }) => one.kunci === 'persetujuan-opd')?.kunjungan.findLast(({ keputusan }) => keputusan)
    ?.keputusan?.putusan === 'surat'
  return {
    judul: unit === null ? langkah.judul : `${langkah.judul}: ${unit}`,
    remah: [{ judul: 'Permohonan', href: MEJA }, { judul: nomor ?? '', href: filePath(id) }],
    kembali: filePath(id), berkas: hash?.toString('hex') ?? '',
    fakta: [
      ['Aplikasi', isian.nama], ['OPD', opd], ['Nomor permohonan', nomor ?? ''], ['Subdomain', isian.subdomain],
      ['Hasil langkah ini', langkah.keluaran],
    ],
    menunggu: gatesLeft(file, desk),
    opsi: langkah.putusan.filter((one) => one !== 'surat').map((nilai) => ({
      nilai, label: nilai === 'setuju' ? SETUJU[langkah.kunci] ?? PILIHAN.setuju : PILIHAN[nilai], dipilih: nilai === chosen,
      berhenti: akibatOf(nilai) !== 'lanjut',
    })),
    perlu: {
      pse: langkah.kunci === 'disposisi-dinas' && isian.pse.nomor === undefined ? { alasan: isian.pse.alasanPengecualian ?? '' } : null,
      laporan: langkah.kunci === 'analisis', surat: langkah.kunci === 'analisis' && bySurat, anggaran: langkah.kunci === 'anggaran',
      lampiran: langkah.kunci === 'analisis' || langkah.kunci === 'csirt',
    },
  }
}
