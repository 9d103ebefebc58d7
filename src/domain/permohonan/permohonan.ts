/** An application of an OPD on its way through the procedure: what everybody who works on one shares. */

/** A new client, or a change of sensitive fields of one that runs on meanwhile. */
export type JenisPermohonan = 'baru' | 'perubahan'

/** `draf` and `dikembalikan`: the ball is with the OPD, which may edit; the last three are ends. */
export type Keadaan = 'draf' | 'berjalan' | 'dikembalikan' | 'ditolak' | 'ditarik' | 'selesai'

/** Seats of the procedure, bound to posts (decision 27). */
export type JenisKursi = 'kepala-opd' | 'kepala-dinas' | 'kepala-bidang' | 'kepala-seksi'

/** Who acts at a step: a seat, or a product role. */
export type Peran = JenisKursi | 'pengembang' | 'pemilik-data' | 'csirt'

/** Steps of the procedures, and the two gates beside them. */
export type KunciLangkah =
  | 'pengajuan' | 'persetujuan-opd' | 'disposisi-dinas' | 'disposisi-bidang' | 'analisis' | 'anggaran' | 'integrasi'
  | 'elemen' | 'csirt'

/** What may be said at a step. `surat`: a signed letter of the Kepala OPD was recorded in place of his own decision. */
export type Putusan =
  | 'diajukan' | 'setuju' | 'surat' | 'terima' | 'tolak' | 'teruskan' | 'kembalikan' | 'dianggarkan' | 'tidak-perlu'
  | 'selesai' | 'lulus' | 'temuan'

/** By what right somebody sits in a seat; `peran`: by a product role. */
export type Cara = 'definitif' | 'plt' | 'plh' | 'pj' | 'delegasi' | 'pengganti' | 'peran'

/** In what seat or role somebody decided, as it was on that day. */
export interface Sebagai {
  readonly peran: Peran
  readonly cara: Cara
  /** id of the seat; without one it is a product role */
  readonly kursi?: string
  /** his post in words */
  readonly jabatan?: string
  /** number of the letter by which he sits there */
  readonly sk?: string
  /** unit that the seat or role speaks for */
  readonly unitId?: string
}

/** A row of `permohonan`. */
export interface Permohonan {
  readonly id: string
  /** '0001/SSO/XI/2026', from the first filing on */
  readonly nomor: string | null
  readonly jenis: JenisPermohonan
  readonly prosedur: string
  readonly versi: number
  /** the OPD that applies */
  readonly unit_id: string
  readonly aplikasi_id: string | null
  readonly client_id: string | null
  readonly pemohon: string
  /** what the form says now (`Isian`); of a draft as far as it goes */
  readonly isi: Readonly<Record<string, unknown>>
  /** SHA-256 of what was filed last */
  readonly isi_hash: Buffer | null
  /** this hash and earlier ones from which only harmless fields differ: decisions on them count */
  readonly hash_setara: readonly Buffer[]
  /** gates that what was filed has to pass */
  readonly gerbang: readonly KunciLangkah[]
  /** units that own the claims it asks for */
  readonly pemilik_data: readonly string[]
  readonly revisi: number
  readonly keadaan: Keadaan
  readonly created_at: Date
  readonly updated_at: Date
  readonly diajukan_at: Date | null
  readonly selesai_at: Date | null
}

/** A visit of a step: a row of `permohonan_langkah`. */
export interface Kunjungan {
  readonly id: string
  readonly permohonan_id: string
  readonly langkah: KunciLangkah
  readonly ke: number
  /** whose desk, where a step is one of an OPD */
  readonly unit_id: string | null
  readonly mulai_at: Date
  readonly selesai_at: Date | null
  /** null while it is open, and of a visit that ended because another one sent everything back */
  readonly putusan: Putusan | null
  /** working days; null: no limit */
  readonly batas_hari: number | null
  readonly kuning_at: Date | null
  readonly merah_at: Date | null
  readonly eskalasi_at: Date | null
}

/** A row of `permohonan_keputusan`, which nobody changes. */
export interface Keputusan {
  readonly id: string
  readonly langkah_id: string
  readonly permohonan_id: string
  readonly oleh: string
  readonly sebagai: Sebagai
  readonly putusan: Putusan
  readonly alasan: string | null
  readonly catatan: Readonly<Record<string, unknown>>
  readonly isi_hash: Buffer
  readonly at: Date
}

/** What is wrong with a form, field by field, in words for its author. */
export interface Kesalahan {
  readonly bidang: string
  readonly pesan: string
}
