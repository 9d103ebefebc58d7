/** What an application is told in plain words of its errors: where, by which code, and why in our finer words. */

/** Where the protocol answered with an error, or an application did at its logout. */
export const TITIK = ['auth', 'token', 'userinfo', 'introspeksi', 'revocation', 'end_session', 'logout'] as const

export type Titik = typeof TITIK[number]

/** Every finer reason; each has its sentence and its remedy in kata.ts. */
export const ALASAN = [
  // The authorization request.
  'alamat-kembali', 'parameter-kurang', 'parameter-ganda', 'pkce-tidak-ada', 'pkce-bentuk', 'cakupan-tidak-terdaftar',
  'openid-tidak-diminta', 'jenis-jawaban', 'cara-jawaban', 'prompt-salah', 'acr-tak-terpenuhi', 'objek-permintaan', 'par',
  'klien-tertutup', 'masuk-ditolak', 'tanpa-state', 'tanpa-nonce',
  // How the application proves itself.
  'rahasia-salah', 'rahasia-kedaluwarsa', 'rahasia-dicabut', 'rahasia-belum-ada', 'cara-bukti-diri', 'bukti-diri-ganda',
  'header-basic', 'jam-aplikasi', 'assertion-aud', 'assertion-terpakai', 'assertion-kunci', 'assertion-lain',
  // Codes and tokens.
  'kode-kedaluwarsa', 'kode-terpakai', 'kode-tidak-dikenal', 'klien-lain', 'alamat-kembali-beda', 'pkce-verifier-tidak-ada',
  'pkce-verifier-salah', 'penyegar-kedaluwarsa', 'penyegar-terpakai', 'penyegar-tidak-dikenal', 'sesi-berakhir',
  'orang-tidak-boleh', 'hibah-tidak-dikenal', 'hibah-tidak-terdaftar', 'dpop', 'token-kedaluwarsa', 'token-tanpa-openid',
  'token-sasaran',
  // Logout.
  'alamat-keluar', 'petunjuk-keluar', 'penerima-menolak', 'penerima-tak-terjangkau', 'penerima-di-luar-jaringan',
  // Ours, and whatever has no sentence of its own.
  'gangguan-kami', 'lain',
] as const

export type Alasan = typeof ALASAN[number]

/** Short facts of an error: words of closed lists, numbers, masked addresses; no person, no bearer value. */
export type Rincian = Readonly<Record<string, string | number | readonly string[]>>

/** One error of one client. */
export interface Galat {
  readonly clientId: string
  readonly titik: Titik
  /** OAuth error code, or `keluar` for a logout token that was not taken. */
  readonly kode: string
  readonly alasan: Alasan
  readonly rincian: Rincian
}

/** Equal errors as the table keeps them. */
export interface GalatBaris extends Galat {
  readonly at: Date
  readonly terakhirAt: Date
  readonly jumlah: number
}
