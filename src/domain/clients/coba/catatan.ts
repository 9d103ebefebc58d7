/** What a try-out saw, step by step, as its page shows it. No bearer value stands in it whole. */

/** One value of a request or an answer, and what it means. */
export interface Nilai {
  readonly nama: string
  readonly nilai: string
  readonly arti: string
}

/** Steps in the order of the protocol. */
export const LANGKAH = ['temukan', 'minta', 'kembali', 'tukar', 'id-token', 'pengguna', 'segar', 'cabut', 'keluar'] as const

export type LangkahKunci = typeof LANGKAH[number]

export interface Langkah {
  readonly kunci: LangkahKunci
  /** `lewat`: not asked, and why not. */
  readonly hasil: 'ok' | 'gagal' | 'lewat'
  /** What was done and what it came to. */
  readonly kata: readonly string[]
  /** `POST https://...`, where something was asked. */
  readonly alamat?: string
  readonly dikirim?: readonly Nilai[]
  /** HTTP status. */
  readonly status?: number
  readonly diterima?: readonly Nilai[]
}

export interface Catatan {
  readonly berhasil: boolean
  readonly langkah: readonly Langkah[]
}
