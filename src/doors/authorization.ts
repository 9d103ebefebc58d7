import type { Role } from '../domain/accounts/role.rules.ts'
import { PROTOCOL } from './protokol.rules.ts'

/**
 * Who may come through which route. One table, default deny: a route without a row does not start.
 *
 * `umum`      everybody, nothing personal behind it
 * `interaksi` the browser that began this sign-in
 * `masuk`     a person who is signed in and may be
 * `masuk:segar` the same, and the password was typed in the last quarter of an hour
 * `peran:a,b` a person who is signed in and holds one of these product roles today; others read whom to ask (403)
 * `api:scope` a program with an access token for our API that has this scope; no session counts there
 * `protokol`  the protocol's own checks decide (oidc-provider)
 */
export type Requirement = 'umum' | 'interaksi' | 'masuk' | 'masuk:segar' | StaffRequirement | ApiRequirement | 'protokol'

/** Up to three roles; whoever holds one of them may. */
export type StaffRequirement = `peran:${Role}` | `peran:${Role},${Role}` | `peran:${Role},${Role},${Role}`

export const isStaff = (requirement: Requirement | undefined): requirement is StaffRequirement =>
  requirement?.startsWith('peran:') === true

/** @returns the roles of a row, in the order in which the table names them */
export const rolesOf = (requirement: StaffRequirement): readonly Role[] =>
  requirement.slice('peran:'.length).split(',') as Role[]

export type ApiRequirement = `api:${string}`

export const isApi = (requirement: Requirement | undefined): requirement is ApiRequirement =>
  requirement?.startsWith('api:') === true

/** @returns the scope that a row asks for */
export const scopeOf = (requirement: ApiRequirement): string => requirement.slice('api:'.length)

export const AUTHORIZATION: Readonly<Record<string, Requirement>> = {
  'GET /': 'masuk',
  'POST /keluar': 'masuk',
  'GET /akun': 'masuk',
  'GET /akun/koreksi': 'masuk',
  'POST /akun/koreksi': 'masuk',
  'GET /akun/faktor': 'masuk',
  'GET /akun/faktor/kode': 'masuk',
  'POST /akun/faktor/kode': 'masuk:segar',
  'POST /akun/faktor/totp': 'masuk:segar',
  'GET /akun/faktor/totp/:id': 'masuk:segar',
  'POST /akun/faktor/totp/:id': 'masuk:segar',
  'GET /akun/faktor/passkey': 'masuk:segar',
  'POST /akun/faktor/passkey': 'masuk:segar',
  'POST /akun/faktor/passkey/opsi': 'masuk:segar',
  'GET /akun/faktor/:id/nama': 'masuk',
  'POST /akun/faktor/:id/nama': 'masuk:segar',
  'GET /akun/faktor/:id/hapus': 'masuk',
  'POST /akun/faktor/:id/hapus': 'masuk:segar',
  'GET /akun/perangkat': 'masuk',
  'POST /akun/perangkat': 'masuk:segar',
  'GET /akun/sesi': 'masuk',
  'POST /akun/sesi': 'masuk:segar',
  'GET /akun/sandi': 'masuk',
  'POST /akun/sandi': 'masuk',
  'GET /akun/riwayat': 'masuk',
  'GET /akun/pilihan': 'masuk',
  'POST /akun/pilihan': 'masuk',
  'GET /akun/data': 'masuk',
  'GET /akun/data/unduh': 'masuk:segar',
  'GET /bantuan': 'umum',
  'GET /privasi': 'umum',
  'GET /bantuan/pembantu': 'umum',
  // The address on a letter of activation; the form alone carries the code on.
  'GET /aktivasi': 'umum',
  'POST /aktivasi': 'umum',
  // Of a demo instance alone; elsewhere there is no such page.
  'GET /pesan': 'umum',
  // Stops a reset of second factors, by the link of its letter.
  'GET /setel-ulang/:tautan': 'umum',
  'POST /setel-ulang/:tautan': 'umum',
  // The link of somebody who forgot his password; it is used when the new one is stored.
  'GET /lupa/:tautan': 'umum',
  'POST /lupa/:tautan': 'umum',
  // Freezes an account, by the link of a letter about it.
  'GET /bukan-saya/:tautan': 'umum',
  'POST /bukan-saya/:tautan': 'umum',
  'GET /kontak/:tautan': 'umum',
  'POST /kontak/:tautan': 'umum',

  'GET /masuk/kembali': 'umum',
  'GET /masuk/:uid': 'interaksi',
  'POST /masuk/:uid': 'interaksi',
  'POST /masuk/:uid/bukan-saya': 'interaksi',
  'POST /masuk/:uid/passkey/opsi': 'interaksi',
  'POST /masuk/:uid/passkey': 'interaksi',
  'POST /masuk/:uid/aktivasi': 'interaksi',
  'POST /masuk/:uid/aktivasi/nomor': 'interaksi',
  'POST /masuk/:uid/aktivasi/surat': 'interaksi',
  'POST /masuk/:uid/aktivasi/kode': 'interaksi',
  'POST /masuk/:uid/aktivasi/ulang': 'interaksi',
  'POST /masuk/:uid/aktivasi/benar': 'interaksi',
  'POST /masuk/:uid/aktivasi/salah': 'interaksi',
  'POST /masuk/:uid/aktivasi/pindah': 'interaksi',
  'POST /masuk/:uid/aktivasi/pemberitahuan': 'interaksi',
  'POST /masuk/:uid/aktivasi/sandi': 'interaksi',
  'POST /masuk/:uid/reset': 'interaksi',
  'POST /masuk/:uid/reset/nomor': 'interaksi',
  'POST /masuk/:uid/reset/kode': 'interaksi',
  'POST /masuk/:uid/reset/ulang': 'interaksi',
  'POST /masuk/:uid/reset/sandi': 'interaksi',
  'POST /masuk/:uid/kembali': 'interaksi',
  'POST /masuk/:uid/ganti': 'interaksi',
  'POST /masuk/:uid/faktor': 'interaksi',
  'POST /masuk/:uid/faktor/passkey/opsi': 'interaksi',
  'POST /masuk/:uid/faktor/passkey': 'interaksi',
  'POST /masuk/:uid/faktor/pemulihan': 'interaksi',
  'POST /masuk/:uid/faktor/izin': 'interaksi',
  'POST /masuk/:uid/faktor/kirim': 'interaksi',
  'POST /masuk/:uid/faktor/pesan': 'interaksi',
  'POST /masuk/:uid/ganti-sandi': 'interaksi',
  'POST /masuk/:uid/ingatkan': 'interaksi',
  'POST /masuk/:uid/daftar-faktor': 'interaksi',
  'POST /masuk/:uid/daftar-passkey/opsi': 'interaksi',
  'POST /masuk/:uid/daftar-passkey': 'interaksi',
  'POST /masuk/:uid/daftar-passkey/tanpa': 'interaksi',
  'POST /masuk/:uid/kartu': 'interaksi',
  'POST /masuk/:uid/kartu/selesai': 'interaksi',
  'POST /masuk/:uid/persetujuan': 'interaksi',

  'GET /bkd': 'peran:bkd',
  'GET /bkd/kalender': 'peran:bkd',
  'GET /bkd/kalender/csv': 'peran:bkd',
  'GET /bkd/kalender/:hari': 'peran:bkd',
  'POST /bkd/kalender/:hari': 'peran:bkd',
  'GET /bkd/kontak': 'peran:bkd',
  'GET /bkd/kontak/:id': 'peran:bkd',
  'POST /bkd/kontak/:id': 'peran:bkd',
  'GET /bkd/kontak/catatan/:id': 'peran:bkd',
  'POST /bkd/kontak/catatan/:id': 'peran:bkd',
  'GET /bkd/koreksi': 'peran:bkd',
  'GET /bkd/koreksi/:id': 'peran:bkd',
  'POST /bkd/koreksi/:id': 'peran:bkd',
  'GET /bkd/pegawai': 'peran:bkd',
  'POST /bkd/pegawai': 'peran:bkd',
  'GET /bkd/pegawai/:id': 'peran:bkd',
  'GET /bkd/pegawai/:id/kontak': 'peran:bkd',
  'POST /bkd/pegawai/:id/kontak': 'peran:bkd',
  'GET /bkd/pemetaan': 'peran:bkd',
  'GET /bkd/pemetaan/unit': 'peran:bkd',
  'POST /bkd/pemetaan/unit': 'peran:bkd',
  'GET /bkd/pemetaan/pasti': 'peran:bkd',
  'POST /bkd/pemetaan/pasti': 'peran:bkd',
  'GET /bkd/pemetaan/jabatan': 'peran:bkd',
  'POST /bkd/pemetaan/jabatan': 'peran:bkd',
  'GET /bkd/pemetaan/jabatan/:id': 'peran:bkd',
  'POST /bkd/pemetaan/jabatan/:id': 'peran:bkd',
  'GET /bkd/pemetaan/riwayat': 'peran:bkd',
  'GET /bkd/pemetaan/riwayat/:id': 'peran:bkd',
  'POST /bkd/pemetaan/riwayat/:id': 'peran:bkd',
  'GET /bkd/peristiwa': 'peran:bkd',
  'GET /bkd/peristiwa/:id': 'peran:bkd',
  'GET /bkd/peristiwa/:id/terapkan': 'peran:bkd',
  'POST /bkd/peristiwa/:id/terapkan': 'peran:bkd',
  'GET /bkd/peristiwa/:id/abaikan': 'peran:bkd',
  'POST /bkd/peristiwa/:id/abaikan': 'peran:bkd',
  'GET /bkd/unit': 'peran:bkd',
  'GET /bkd/unit/:id': 'peran:bkd',
  'GET /bkd/unit/:id/ubah': 'peran:bkd',
  'POST /bkd/unit/:id/ubah': 'peran:bkd',
  'GET /bkd/unit/perubahan/:id': 'peran:bkd',
  'POST /bkd/unit/perubahan/:id': 'peran:bkd',
  'GET /bkd/tinjauan': 'peran:bkd',
  'GET /bkd/tinjauan/:id': 'peran:bkd',
  'POST /bkd/tinjauan/:id': 'peran:bkd',
  'GET /bkd/mutu': 'peran:bkd,admin-opd',
  'GET /bkd/mutu/daftar': 'peran:bkd,admin-opd',
  'GET /bkd/run': 'peran:bkd',
  'GET /bkd/run/:id': 'peran:bkd',
  'GET /bkd/run/:id/selisih': 'peran:bkd',
  'GET /bkd/run/:id/karantina': 'peran:bkd',
  'GET /bkd/run/:id/izin': 'peran:bkd',
  'POST /bkd/run/:id/izin': 'peran:bkd',
  'GET /bkd/run/:id/terapkan': 'peran:bkd',
  'POST /bkd/run/:id/terapkan': 'peran:bkd',
  'GET /bkd/run/:id/batal': 'peran:bkd',
  'POST /bkd/run/:id/batal': 'peran:bkd',
  'GET /bkd/unggah': 'peran:bkd',
  'POST /bkd/unggah': 'peran:bkd',

  'GET /pembantu': 'peran:helper-mfa,admin-opd,keamanan',
  'GET /pembantu/gelombang': 'peran:helper-mfa,admin-opd',
  'POST /pembantu/gelombang': 'peran:helper-mfa',
  'GET /pembantu/gelombang/:id': 'peran:helper-mfa,admin-opd',
  'POST /pembantu/gelombang/:id/surat': 'peran:helper-mfa',
  'POST /pembantu/gelombang/:id/ingatkan': 'peran:helper-mfa',
  'GET /pembantu/kartu': 'peran:helper-mfa',
  'POST /pembantu/kartu': 'peran:helper-mfa',
  'GET /pembantu/orang': 'peran:helper-mfa,admin-opd',
  'POST /pembantu/orang': 'peran:helper-mfa,admin-opd',
  'GET /pembantu/orang/:id': 'peran:helper-mfa,admin-opd',
  'POST /pembantu/orang/:id/surat': 'peran:helper-mfa',
  'GET /pembantu/orang/:id/izin': 'peran:helper-mfa',
  'POST /pembantu/orang/:id/izin': 'peran:helper-mfa',
  'GET /pembantu/orang/:id/setel-ulang': 'peran:helper-mfa',
  'POST /pembantu/orang/:id/setel-ulang': 'peran:helper-mfa',
  'GET /pembantu/orang/:id/kontak': 'peran:helper-mfa',
  'POST /pembantu/orang/:id/kontak': 'peran:helper-mfa',
  'GET /pembantu/kontak/:id': 'peran:helper-mfa',
  'POST /pembantu/kontak/:id': 'peran:helper-mfa',
  'GET /pembantu/permintaan': 'peran:helper-mfa,admin-opd,keamanan',
  'GET /pembantu/permintaan/:id': 'peran:helper-mfa,admin-opd,keamanan',
  'POST /pembantu/permintaan/:id': 'peran:helper-mfa,admin-opd,keamanan',
  'POST /pembantu/permintaan/:id/tampilkan': 'peran:helper-mfa',

  'POST /api/v1/kepegawaian/peristiwa': 'api:kepegawaian:tulis',

  'GET /keamanan/kebijakan': 'peran:keamanan,admin,auditor',
  'GET /keamanan/kebijakan/:aturan': 'peran:keamanan,admin,auditor',

  'GET /bkd/penugasan': 'peran:bkd,admin-opd,auditor',
  'GET /bkd/penugasan/:id': 'peran:bkd,admin-opd,auditor',
  'GET /bkd/penugasan/:id/pindaian': 'peran:bkd,admin-opd,auditor',
  'GET /bkd/penugasan/baru': 'peran:bkd,admin-opd',
  'POST /bkd/penugasan/cari': 'peran:bkd,admin-opd',
  'GET /bkd/penugasan/baru/:orang': 'peran:bkd,admin-opd',
  'POST /bkd/penugasan/baru/:orang': 'peran:bkd,admin-opd',
  'GET /bkd/penugasan/:id/konfirmasi': 'peran:bkd',
  'POST /bkd/penugasan/:id/konfirmasi': 'peran:bkd',
  'GET /bkd/penugasan/:id/tolak': 'peran:bkd,admin-opd',
  'POST /bkd/penugasan/:id/tolak': 'peran:bkd,admin-opd',
  'GET /bkd/penugasan/:id/cabut': 'peran:bkd,admin-opd',
  'POST /bkd/penugasan/:id/cabut': 'peran:bkd,admin-opd',
  'GET /bkd/tanpa-nip': 'peran:bkd,admin-opd',
  'GET /bkd/tanpa-nip/baru': 'peran:bkd,admin-opd',
  'POST /bkd/tanpa-nip/baru': 'peran:bkd,admin-opd',
  'GET /bkd/tanpa-nip/:id': 'peran:bkd,admin-opd',
  'GET /bkd/tanpa-nip/orang/:orang': 'peran:bkd,admin-opd',
  'GET /bkd/tanpa-nip/:id/konfirmasi': 'peran:bkd',
  'POST /bkd/tanpa-nip/:id/konfirmasi': 'peran:bkd',
  'GET /bkd/tanpa-nip/:id/tolak': 'peran:bkd,admin-opd',
  'POST /bkd/tanpa-nip/:id/tolak': 'peran:bkd,admin-opd',
  'GET /bkd/tanpa-nip/orang/:orang/akhiri': 'peran:bkd,admin-opd',
  'POST /bkd/tanpa-nip/orang/:orang/akhiri': 'peran:bkd,admin-opd',
  'GET /bkd/tanpa-nip/orang/:orang/perpanjang': 'peran:bkd,admin-opd',
  'POST /bkd/tanpa-nip/orang/:orang/perpanjang': 'peran:bkd,admin-opd',

  ...PROTOCOL,
}
