/** What the staff of a demo instance has recorded by hand: invented, and the same on every instance but for its days. */
import { makeNomor } from '../domain/pegawai/nomor.rules.ts'
import type { TanpaNip } from '../domain/pegawai/kategori.rules.ts'

interface DemoOutsider {
  readonly nama: string
  readonly kategori: TanpaNip
  /** Slug of the OPD that answers for the person. */
  readonly opd: string
  readonly jabatan: string | null
  readonly dasar: string
  /** Days from the day of the seed to the last one. */
  readonly hari: number
  readonly keadaan: 'menunggu' | 'dikonfirmasi' | 'ditolak'
  /** The number of who is confirmed. */
  readonly nomor: string
  /** Whether the person can sign in, with the demo's one password. */
  readonly activated?: true
}

/** Not drawn, so that everybody's demo has the same ones. */
const nomor = (serial: number): string => makeNomor(20_260_000 + serial)

export const DEMO_OUTSIDERS: readonly DemoOutsider[] = [
  { nama: 'Satria Contoh Wibawa', kategori: 'pejabat-negara', opd: 'setda', jabatan: 'Gubernur',
    dasar: 'Keputusan contoh 1/2025', hari: 1_200, keadaan: 'dikonfirmasi', nomor: nomor(1) },
  { nama: 'Kartika Contoh Rahayu', kategori: 'pejabat-negara', opd: 'setda', jabatan: 'Wakil Gubernur',
    dasar: 'Keputusan contoh 2/2025', hari: 1_200, keadaan: 'dikonfirmasi', nomor: nomor(2) },
  { nama: 'Bima Contoh Prakoso', kategori: 'tenaga-ahli', opd: 'diskominfo', jabatan: null,
    dasar: 'Kontrak contoh 14/2026', hari: 180, keadaan: 'dikonfirmasi', nomor: nomor(3), activated: true },
  { nama: 'Tirta Contoh Mahesa', kategori: 'pengembang-vendor', opd: 'dindikbud', jabatan: null,
    dasar: 'SPK contoh 27/2026', hari: 90, keadaan: 'menunggu', nomor: nomor(4) },
  { nama: 'Galih Contoh Santika', kategori: 'pengembang-vendor', opd: 'dindikbud', jabatan: null,
    dasar: 'SPK contoh 28/2026', hari: 300, keadaan: 'ditolak', nomor: nomor(5) },
]

interface DemoLetter {
  /** Part of what the demo table says of the person. */
  readonly orang: string
  readonly opd: string
  readonly jenis: 'PLT' | 'PLH' | 'PJ' | 'TT'
  readonly jabatan: string
  readonly sk: string
  /** Days from the day of the seed to the first and to the last one. */
  readonly dari: number
  readonly sampai: number
  readonly keadaan: 'menunggu' | 'dikonfirmasi' | 'ditolak'
}

export const DEMO_LETTERS: readonly DemoLetter[] = [
  { orang: 'Pegawai Biro Hukum', opd: 'biro-hukum', jenis: 'TT', jabatan: 'Sekretaris Tim Penyusun Peraturan',
    sk: '800/101-CONTOH/2026', dari: -10, sampai: 170, keadaan: 'dikonfirmasi' },
  { orang: 'PNS di sekolah', opd: 'dindikbud', jenis: 'PLH', jabatan: 'Kepala Seksi Kurikulum Contoh',
    sk: '800/102-CONTOH/2026', dari: 1, sampai: 3, keadaan: 'menunggu' },
  { orang: 'Pegawai RSUD Banten', opd: 'rsud-banten', jenis: 'PLT', jabatan: 'Kepala Subbagian Umum Contoh',
    sk: '800/103-CONTOH/2026', dari: 0, sampai: 60, keadaan: 'ditolak' },
]
