/** The procedures as data: SOP 555/787-Diskominfo/X/2020, its two gates, and the short one for a sensitive change. */
import type { JenisPermohonan, KunciLangkah, Peran, Permohonan, Putusan } from '../permohonan.ts'

export interface Langkah {
  readonly kunci: KunciLangkah
  readonly judul: string
  /** the seat or role that decides */
  readonly peran: Peran
  /** who, beside it, may write down what was decided on paper */
  readonly pencatat?: Peran
  /** each of these has a desk of its own: the OPD that applies, or every owner of what is asked for */
  readonly perUnit?: 'pemohon' | 'pemilik-data'
  /** `gerbang`: beside the line of the SOP, outside its clock */
  readonly jenis: 'utama' | 'gerbang'
  /** of a gate: the step after which it opens */
  readonly setelah?: KunciLangkah
  /** gates that must be passed before this step may end well */
  readonly menunggu: readonly KunciLangkah[]
  /** what must be there before anybody can decide, as the SOP says it */
  readonly kelengkapan: readonly string[]
  /** what comes out of it */
  readonly keluaran: string
  /** working days; null: no limit */
  readonly batasHari: number | null
  /** steps with the same word share the limit and its clock */
  readonly jam: KunciLangkah
  readonly putusan: readonly Putusan[]
  /** whether it agrees to what the form says: such a decision counts for what it was made on alone */
  readonly mengikat: boolean
  /** who is told when the limit is long over */
  readonly atasan?: Peran
}

export interface Prosedur {
  readonly nama: string
  readonly langkah: readonly Langkah[]
}

type Given = Pick<Langkah, 'kunci' | 'judul' | 'peran' | 'batasHari' | 'putusan' | 'kelengkapan' | 'keluaran'> & Partial<Langkah>

const langkah = (given: Given): Langkah => ({ jenis: 'utama', menunggu: [], jam: given.kunci, mengikat: false, ...given })

const FORMULIR = 'Formulir pengajuan'
const SURAT = 'Surat permohonan'
const DISPOSISI_DINAS = 'Disposisi Kepala Dinas'
const DISPOSISI_BIDANG = 'Disposisi Kepala Bidang'
const LAPORAN = 'Laporan hasil analisis'

const PENGAJUAN = langkah({
  kunci: 'pengajuan', judul: 'Pengajuan oleh OPD', peran: 'pengembang', perUnit: 'pemohon', batasHari: null,
  putusan: ['diajukan'], kelengkapan: [SURAT, FORMULIR], keluaran: 'Surat masuk dan formulir pengajuan',
})

// No limit of the SOP, which begins when the letter arrives; the Kepala OPD is reminded after three days all the same.
const PERSETUJUAN_OPD = langkah({
  kunci: 'persetujuan-opd', judul: 'Persetujuan Kepala OPD', peran: 'kepala-opd', pencatat: 'pengembang', perUnit: 'pemohon',
  batasHari: 3, putusan: ['setuju', 'surat', 'kembalikan'], kelengkapan: [FORMULIR], keluaran: 'Formulir yang disetujui',
  mengikat: true,
})

const ANALISIS = langkah({
  kunci: 'analisis', judul: 'Analisis oleh Kepala Seksi', peran: 'kepala-seksi', batasHari: 2, putusan: ['setuju', 'kembalikan'],
  kelengkapan: [SURAT, DISPOSISI_DINAS, DISPOSISI_BIDANG, FORMULIR, 'Spesifikasi teknis (struktur basis data)'],
  keluaran: LAPORAN, mengikat: true, menunggu: ['elemen'], atasan: 'kepala-bidang',
})

// Days of the two gates after the procedure of Bogor: two for the element list, three for the CSIRT.
const ELEMEN = langkah({
  kunci: 'elemen', judul: 'Persetujuan pemilik data atas daftar elemen', peran: 'pemilik-data', perUnit: 'pemilik-data',
  jenis: 'gerbang', setelah: 'pengajuan', batasHari: 2, putusan: ['setuju', 'kembalikan'],
  kelengkapan: ['Daftar elemen data dan tujuannya'], keluaran: 'Daftar elemen yang disetujui', mengikat: true,
})

const CSIRT = langkah({
  kunci: 'csirt', judul: 'Pemeriksaan CSIRT', peran: 'csirt', jenis: 'gerbang', setelah: 'analisis', batasHari: 3,
  putusan: ['lulus', 'temuan'], kelengkapan: [LAPORAN, 'Aplikasi yang dapat dicoba'],
  keluaran: 'Laporan pemeriksaan keamanan', mengikat: true, atasan: 'kepala-dinas',
})

const SOP_555_787: Prosedur = {
  nama: 'SOP 555/787-Diskominfo/X/2020, Integrasi Sistem Informasi / Aplikasi dan Data',
  langkah: [
    PENGAJUAN,
    PERSETUJUAN_OPD,
    langkah({
      kunci: 'disposisi-dinas', judul: 'Disposisi Kepala Dinas', peran: 'kepala-dinas', batasHari: 1, putusan: ['terima', 'tolak'],
      kelengkapan: [SURAT, FORMULIR], keluaran: DISPOSISI_DINAS,
    }),
    langkah({
      kunci: 'disposisi-bidang', judul: 'Disposisi Kepala Bidang', peran: 'kepala-bidang', batasHari: 1,
      putusan: ['teruskan', 'kembalikan'], kelengkapan: [SURAT, DISPOSISI_DINAS, FORMULIR], keluaran: DISPOSISI_BIDANG,
      atasan: 'kepala-dinas',
    }),
    ANALISIS,
    // One month for both, by the SOP's fifth row: 22 working days.
    langkah({
      kunci: 'anggaran', judul: 'Penganggaran', peran: 'kepala-seksi', batasHari: 22, jam: 'integrasi',
      putusan: ['dianggarkan', 'tidak-perlu', 'kembalikan'], kelengkapan: [LAPORAN], keluaran: 'Anggaran tercatat',
      atasan: 'kepala-bidang',
    }),
    langkah({
      kunci: 'integrasi', judul: 'Integrasi', peran: 'kepala-seksi', batasHari: 22, putusan: ['selesai', 'kembalikan'],
      kelengkapan: ['Spesifikasi teknis', LAPORAN], keluaran: 'Aplikasi terintegrasi', mengikat: true, menunggu: ['csirt'],
      atasan: 'kepala-bidang',
    }),
    ELEMEN,
    CSIRT,
  ],
}

const PERUBAHAN: Prosedur = {
  nama: 'Perubahan klien yang sudah disetujui',
  langkah: [PENGAJUAN, PERSETUJUAN_OPD, ANALISIS, ELEMEN, CSIRT],
}

/** By name and version. A version that an application runs on is never edited: what is ordered anew is the next one. */
export const PROSEDUR: Readonly<Record<string, Readonly<Record<number, Prosedur>>>> = {
  'sop-555-787': { 1: SOP_555_787 },
  'perubahan': { 1: PERUBAHAN },
}

/** What a new application runs on. */
export const PROSEDUR_SEKARANG: Readonly<Record<JenisPermohonan, { readonly prosedur: string; readonly versi: number }>> = {
  baru: { prosedur: 'sop-555-787', versi: 1 },
  perubahan: { prosedur: 'perubahan', versi: 1 },
}

/** @throws Error for a procedure that this program does not know: a newer one wrote it */
export function prosedurOf({ prosedur, versi }: Pick<Permohonan, 'prosedur' | 'versi'>): Prosedur {
  const found = PROSEDUR[prosedur]?.[versi]
  if (found === undefined) throw new Error(`the procedure ${prosedur} ${versi} is not known`)
  return found
}

/** @throws Error for a step that the procedure has not */
export function langkahOf(prosedur: Prosedur, kunci: KunciLangkah): Langkah {
  const found = prosedur.langkah.find((one) => one.kunci === kunci)
  if (found === undefined) throw new Error(`${prosedur.nama} has no step ${kunci}`)
  return found
}

const AKIBAT: Partial<Record<Putusan, 'kembali' | 'tolak'>> = { kembalikan: 'kembali', temuan: 'kembali', tolak: 'tolak' }

/** @returns what a decision does: it goes on, it goes back to the OPD, or it is over */
export const akibatOf = (putusan: Putusan): 'lanjut' | 'kembali' | 'tolak' => AKIBAT[putusan] ?? 'lanjut'
