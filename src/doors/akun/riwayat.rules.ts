import type { AuditKind } from '../../domain/audit/index.ts'
import type { TextKey } from '../../kernel/http/locale.ts'

/**
 * What of the audit trail is told to its person, and in which words: what he did, what was done to him, and what
 * somebody tried in his name. How staff worked at his file is not for this page.
 */
export const TOLD = {
  'masuk.berhasil': 'akun.riwayat.masuk',
  'masuk.gagal': 'akun.riwayat.gagal',
  'masuk.ditahan': 'akun.riwayat.ditahan',
  'masuk.ditolak': 'akun.riwayat.ditolak',
  'aplikasi.dimasuki': 'akun.riwayat.aplikasi',
  'keluar': 'akun.riwayat.keluar',
  'persetujuan.diberikan': 'akun.riwayat.setuju',
  'persetujuan.ditolak': 'akun.riwayat.tidakSetuju',
  'akun.diaktifkan': 'akun.riwayat.aktif',
  'akun.sandi-diganti': 'akun.riwayat.sandi',
  'reset.diminta': 'akun.riwayat.resetDiminta',
  'reset.dibuka': 'akun.riwayat.resetDibuka',
  'akun.pilihan-diganti': 'akun.riwayat.pilihan',
  'faktor.ditambahkan': 'akun.riwayat.faktorTambah',
  'faktor.dicabut': 'akun.riwayat.faktorHapus',
  'faktor.disetel-ulang': 'akun.riwayat.faktorUlang',
  'faktor.terkunci': 'akun.riwayat.faktorTerkunci',
  'faktor.ditandai': 'akun.riwayat.faktorHenti',
  'faktor.gagal': 'akun.riwayat.faktorGagal',
  'faktor.kode-dibuat': 'akun.riwayat.kartu',
  'faktor.kode-dipakai': 'akun.riwayat.kodeDipakai',
  'sinyal.jaringan-baru': 'akun.riwayat.jaringanBaru',
  'sinyal.sandi-tertebak': 'akun.riwayat.sandiTertebak',
  'perangkat.dipercaya': 'akun.riwayat.perangkatPercaya',
  'perangkat.tak-dipercaya': 'akun.riwayat.perangkatCabut',
  'perangkat.dilupakan': 'akun.riwayat.perangkatLupa',
  'sinyal.perangkat-baru': 'akun.riwayat.perangkatBaru',
  'sesi.diakhiri': 'akun.riwayat.sesi',
  'data.diunduh': 'akun.riwayat.unduh',
  'koreksi.dilaporkan': 'akun.riwayat.lapor',
  'koreksi.dijawab': 'akun.riwayat.dijawab',
  'pegawai.dibekukan': 'akun.riwayat.beku',
  'pegawai.dilepas': 'akun.riwayat.lepas',
  'peran.diberikan': 'akun.riwayat.peran',
  'peran.dicabut': 'akun.riwayat.peranDicabut',
  'peran-aplikasi.diberikan': 'akun.riwayat.peranAplikasi',
  'peran-aplikasi.dicabut': 'akun.riwayat.peranAplikasiDicabut',
  'penugasan.dikonfirmasi': 'akun.riwayat.penugasan',
  'kontak.disetujui': 'akun.riwayat.kontak',
} as const satisfies Partial<Record<AuditKind, TextKey>>

export type ToldKind = keyof typeof TOLD

export const TOLD_KINDS = Object.keys(TOLD) as ToldKind[]
