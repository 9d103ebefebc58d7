import type { StepName } from './journey.rules.ts'

/** A way on for whoever cannot do what a step asks. */
export type WayOut =
  /** The step itself, done. */
  | 'maju'
  /** Another proof that he has; there is none where nothing but a passkey is good enough. */
  | 'cara-lain'
  /** A named person with room and telephone. */
  | 'bantuan'
  /** Back to the application, which is told. */
  | 'kembali'
  /** Somebody else signs in. */
  | 'ganti'

/**
 * The ways out of each step, all on its page: nobody is left at one. From each of them it is three pages at most until
 * somebody is signed in or reads who helps him, which a test counts.
 */
export const WAYS_OUT: Readonly<Record<Exclude<StepName, 'selesai'>, readonly WayOut[]>> = {
  'kata-sandi': ['maju', 'bantuan'],
  'faktor': ['maju', 'cara-lain', 'bantuan', 'kembali', 'ganti'],
  'daftar-faktor': ['maju', 'bantuan', 'kembali', 'ganti'],
  'daftar-passkey': ['maju', 'bantuan', 'kembali', 'ganti'],
  'tertahan': ['bantuan', 'kembali', 'ganti'],
  'ganti-sandi': ['maju', 'bantuan', 'kembali', 'ganti'],
  'kartu': ['maju'],
  'reset-nomor': ['maju', 'bantuan', 'ganti'],
  'reset-kode': ['maju', 'bantuan', 'ganti'],
  'reset-sandi': ['maju', 'bantuan', 'ganti'],
  'ingatkan': ['maju'],
  'aktivasi-nomor': ['maju', 'cara-lain', 'bantuan', 'ganti'],
  'aktivasi-kode': ['maju', 'bantuan', 'ganti'],
  'aktivasi-benar': ['maju', 'ganti'],
  'aktivasi-pemberitahuan': ['maju'],
  'aktivasi-sandi': ['maju', 'bantuan', 'ganti'],
}
