import type { AlurKinds } from './kinds/alur.ts'
import type { CobaKinds } from './kinds/coba.ts'
import type { FormulirKinds } from './kinds/formulir.ts'
import type { GerbangKinds } from './kinds/gerbang.ts'
import type { KlienKinds } from './kinds/klien.ts'
import type { KursiKinds } from './kinds/kursi.ts'
import type { MejaKinds } from './kinds/meja.ts'

/**
 * Every audit event, declared before it is emitted (decision 10). `masuk` holds raw sign-ins and lives shorter,
 * `perbuatan` holds acts. `data` carries references, codes and names of claims: no secret, no bearer value, no value
 * of a personal attribute.
 */
export interface AuditCatalogue extends AlurKinds, CobaKinds, FormulirKinds, GerbangKinds, KlienKinds, KursiKinds, MejaKinds {
  'masuk.berhasil': { acr: string; amr: string[] }
  /** The password was right, and more is asked before anybody is signed in: without a sequel, somebody knows it. */
  'masuk.sandi-cocok': { langkah: string }
  /** More was proven in a session that was there. */
  'masuk.ditingkatkan': { acr: string; amr: string[] }
  'masuk.gagal': { alasan: 'nip-tidak-dikenal' | 'belum-aktivasi' | 'sandi-salah' | 'keadaan' | 'dibekukan' }
  /** Once a window, however many tries follow: from one browser known to the person, or from all others. */
  'masuk.ditahan': { peramban: 'dikenal' | 'lain' }
  /** So many failures about so many people came from this address that tries from there wait: once a window. */
  'masuk.alamat-diperlambat': Record<string, never>
  'masuk.ditolak': { alasan: string }
  'aplikasi.dimasuki': { scope: string }
  'keluar': Record<string, never>
  'persetujuan.diberikan': { scope: string; sumber: Record<string, string[]> }
  'persetujuan.ditolak': { scope: string }
  /** Living sessions of a person were ended by himself. */
  'sesi.diakhiri': { sesi: number; oleh: 'pemilik' }
  /** A person took a copy of everything that is kept about him. */
  'data.diunduh': Record<string, never>
  /** A person says that something about him is wrong; what he writes stands in the report alone. */
  'koreksi.dilaporkan': { laporan: string; bidang: string }
  'koreksi.dijawab': { laporan: string }
  /** Somebody asked for a code with a number and four digits; `alasan` says why none was sent. */
  'aktivasi.diminta': { alasan?: string }
  'aktivasi.dibuka': { cara: 'pesan' | 'surat' | 'lanjut' }
  'aktivasi.gagal': { cara: 'pesan' | 'surat' | 'lanjut' }
  /** A letter with a code was printed for somebody without an account; the one before is void. */
  'aktivasi.surat-dicetak': Record<string, never>
  /** The activation goes on at another device, with a code that was shown there. */
  'aktivasi.dipindahkan': Record<string, never>
  /** Somebody asked for a new password with a number and four digits; `alasan` says why nothing was sent. */
  'reset.diminta': { alasan?: string }
  'reset.dibuka': { cara: 'tautan' | 'kode' }
  'reset.gagal': { cara: 'kode' }
  'pemberitahuan.dibaca': { versi: number }
  'aktivasi.gelombang-dibuat': { gelombang: string; unit: string; orang: number }
  'aktivasi.diingatkan': { gelombang: string; terkirim: number; tanpaKontak: number }
  /** Help for somebody who cannot show his second factor; `permintaan` is our id of the request. */
  'bantuan.diminta': Bantuan & { tiket: string; alasan: string }
  'bantuan.disetujui': Bantuan
  'bantuan.ditolak': Bantuan
  'bantuan.dibatalkan': Bantuan & { sebab: 'pemilik' | 'petugas' | 'dibuktikan' }
  /** The pass was shown to the helper who asked for it, once. */
  'bantuan.izin-dibuka': { permintaan: string }
  'bantuan.izin-dipakai': { permintaan: string }
  /** A helper published where he is found, for one of the units that he helps. */
  'pembantu.kartu-ditulis': { unit: string }
  'akun.diaktifkan': Record<string, never>
  /** `lupa`: by whoever had forgotten the one before, after a link and his second factor. */
  'akun.sandi-diganti': { cara?: 'lupa'; sesi?: number }
  /** In which language somebody wants letters and pages, and by which way messages are tried first. */
  'akun.pilihan-diganti': { bahasa: string; saluran: string | null }
  /** `tautan`: our id of the letter's link with which its reader did it, saying that it was not he. */
  'pegawai.dibekukan': { alasan: string; tautan?: string | undefined }
  'pegawai.dilepas': { alasan: string }
  /** Somebody of the staff opened a person's file. */
  'pegawai.dilihat': Record<string, never>
  /** At the command line, or by the second of two people (`usulan`). */
  'peran.diberikan': { peran: string; unit?: string | undefined; sampai?: string | undefined; usulan?: string }
  'peran.dipindahkan': { peran: string; dari: string; ke: string }
  /** By whoever took it, or by the service when the person left for good (`sebab`). */
  'peran.dicabut': { peran: string; unit?: string | undefined; sebab?: string | undefined }
  'klien.didaftarkan': { state: string; pkce_exempt: boolean; redirect_uris: string[] }
  'klien.rahasia-diterbitkan': { rahasia: string; dicabut: string[] }
  'klien.ditangguhkan': { dari: string; alasan: string }
  'klien.dipulihkan': { ke: string; alasan: string }
  'klien.disetujui': { dari: string }
  'klien.dipindahkan': { dari: string; ke: string; redirect_uris: string[] }
  /** Whether people whose state is `terbatas` may enter. */
  'klien.layanan-mandiri': { nyala: boolean; alasan: string }
  /** What a program may do at the province's API. */
  'klien.cakupan-diberikan': { sumber: string; cakupan: string }
  'klien.cakupan-dicabut': { sumber: string; cakupan: string }
  'aplikasi.dimuat': { aplikasi: number; klien: number; unit: number }
  'kepegawaian.diimpor': {
    run: string; sumber: string; mode: string; read: number; created: number; changed: number; unchanged: number
    ended: number; quarantined: number
  }
  'kepegawaian.ditolak': { run: string; sumber: string; alasan: string }
  'kepegawaian.pegawai-berubah': { run: string; kolom: string[]; keadaan?: { dari: string | null; ke: string } }
  'referensi.diimpor': {
    jenis: 'unit' | 'jabatan'; sha256: string; read: number; created: number; changed: number; quarantined: number
  }
  'reorganisasi.diumumkan': {
    reorganisasi: string; jenis: string; unit: string; penerus?: string | undefined; berlaku: string
  }
  'reorganisasi.dibatalkan': { reorganisasi: string; unit: string }
  'reorganisasi.diterapkan': {
    reorganisasi: string; unit: string; bagian: number; pegawai: number; penugasan: number; aplikasi: number
    peran: number
  }
  'mutu.diunduh': { jenis?: string | undefined; opd: number | 'semua'; baris: number }
  'tinjauan.selesai': { tugas: string }
  'pemetaan.ditetapkan': Pemetaan
  'pemetaan.dibatalkan': Pemetaan
  /** A source names another address for somebody with a product role: nobody believes it yet. */
  'kontak.menunggu': { kolom: string; sumber: string }
  'kontak.izin-pertama': { kolom: string }
  'kontak.disetujui': { kolom: string }
  'kontak.ditolak': { kolom: string }
  /** One of the staff recorded where somebody is reached, who cannot be reached where the feed says. */
  'kontak.dicatat': { kolom: string; catatan: string; sebagai: string }
  'kontak.catatan-disetujui': { kolom: string; catatan: string; sebagai: string }
  'kontak.catatan-ditolak': { kolom: string; catatan: string }
  'tanpa-nip.diusulkan': { usulan: string; jenis: string; kategori: string; unit: string; sampai: string }
  'tanpa-nip.dikonfirmasi': { usulan: string; jenis: string; sampai: string }
  'tanpa-nip.ditolak': { usulan: string; alasan: string }
  'tanpa-nip.diakhiri': { usulan: string; alasan: string; sesi: number }
  'tanpa-nip.berakhir': { sesi: number }
  'penugasan.dicatat': { usulan: string; jenis: string; unit: string; mulai: string; selesai: string }
  'penugasan.dikonfirmasi': { usulan: string; penugasan: string }
  'penugasan.ditolak': { usulan: string; alasan: string }
  'penugasan.dicabut': { usulan: string; penugasan: string; alasan: string }
  'penugasan.pindaian-dibuka': { usulan: string }
  /** A service ended by date or death, and with it whatever the person was signed in to. */
  'pegawai.masa-berakhir': { hari: string; sebab: string }
  /** An announced kedudukan has begun. */
  'pegawai.kedudukan-berlaku': { kode: string; hari: string; keadaan: { dari: string; ke: string } }
  /** Too many would end on a day: they are held until BKD has confirmed it. */
  'kalender.ditahan': { hari: string; jumlah: number; ditahan: number; batas: number[] }
  'kalender.dilepas': Record<string, never>
  'kalender.diberitahukan': { hari: string; jumlah: number; batas: number }
  'kalender.diperingatkan': { hari: string; sebab: string; batas: number; jumlah: number }
  'kalender.disetujui': { hari: string; jumlah: number; digest: string; langkah: 'pertama' | 'kedua' }
  /** An event that was pushed and kept; `peristiwa` is our own id of it. */
  'peristiwa.diterima': { peristiwa: string; sumber: string; jenis: string; hasil: string; alasan?: string }
  /** What a human said of an event that contradicted who is who, or waited. */
  'peristiwa.diputus': { peristiwa: string; sumber: string; jenis: string; dari: string; putusan: string; alasan: string }
  'peristiwa.ditolak': { alasan: string; jumlah: number }
  /** A program asked our API for more than its registration says. */
  'api.ditolak': { scope: string }
  /** The brake stopped a run: `sidik` is the digest of who would go from what state to what state. */
  'kepegawaian.rem-menahan': { run: string; sumber: string; sidik: string; alasan: string[]; berakhir: number }
  /** The first or the second of two people allowed that very difference. */
  'kepegawaian.rem-diizinkan': { run: string; sumber: string; sidik: string; ke: 1 | 2 }
  'kepegawaian.rem-dilepas': { run: string; sumber: string; sidik: string; ditanyakan: string }
  'kepegawaian.run-dibatalkan': { run: string; sumber: string; alasan: string }
  'kepegawaian.diunggah': { run: string; mode: string; sha256: string }
  'kepegawaian.unggahan-dikonfirmasi': { run: string; sumber: string }
  /** A confirmed bundle came to another difference than was shown: nothing was applied. */
  'kepegawaian.selisih-berubah': { run: string; sumber: string }
  /** A second factor was right in a sign-in, or a sensitive page; `faktor` is our id of it. */
  'faktor.terbukti': { jenis: string; faktor: string }
  'faktor.gagal': { jenis: string; alasan: 'salah' | 'terpakai' | 'meleset' | 'terkunci' | 'verifikasi' | 'mundur' }
  /** So many wrong codes in a row that no code of it is looked at any more. */
  'faktor.terkunci': { jenis: string; faktor: string }
  /** The counter of a passkey went back: there may be a copy of it, and it opens nothing any more. */
  'faktor.ditandai': { jenis: string; faktor: string }
  'faktor.ditambahkan': { jenis: string; faktor: string }
  'faktor.dinamai': { jenis: string; faktor: string }
  'faktor.dicabut': { jenis: string; faktor: string }
  /** A new set of recovery codes; whatever was left of the old one is void. */
  'faktor.kode-dibuat': { jumlah: number; hangus: number }
  'faktor.kode-dipakai': { sisa: number }
  /** A one-time code in place of a second factor of his own went to a person. */
  'faktor.kode-dikirim': { saluran: string }
  /** Everything beside the password was taken from a person. */
  'faktor.disetel-ulang': { alasan: string; faktor: string[]; kode: number; sesi: number }
  /** A person trusted the device that he signed in from, until then; `perangkat` is our id of one. */
  'perangkat.dipercaya': { sampai: string }
  'perangkat.tak-dipercaya': { perangkat: string }
  'perangkat.dilupakan': { perangkat: string }
  /** A sign-in from a device that was never seen of this person, who had one before. */
  'sinyal.perangkat-baru': { perangkat: string }
  /** A rule of the policy in a new version, or no more; `disetujui` is the second person where that asks less of somebody. */
  'kebijakan.ditetapkan': Kebijakan
  'kebijakan.dicabut': Kebijakan
  /** What the policy may name an application by. */
  'klien.ditandai': { berisiko: boolean; kelompok: string | null; alasan: string; disetujui?: string | undefined }
  /** Signals: what is unusual and may be an attack. Nothing is refused for one; `orang` is how many, or a few more. */
  'sinyal.banyak-orang': { orang: number; kantor: string | null }
  /** One wrong password for many people, in browsers new to them. */
  'sinyal.satu-sandi': { orang: number }
  /** The right password of a person is one that was just guessed at many others. */
  'sinyal.sandi-tertebak': Record<string, never>
  /** He signed in from a network that he never signed in from; `jaringan` is a block of addresses of a provider. */
  'sinyal.jaringan-baru': { jaringan: string }
  /** What networks of offices are called. */
  'jaringan.dinamai': { blok: string; nama: string }
  'jaringan.dilupakan': { blok: string; nama: string }
  'kunci.dibuat': { kid: string; alg: string; state: string }
  'kunci.dipakai': { kid: string; alg: string; menggantikan?: string | undefined } & Dipaksa
  'kunci.dipensiunkan': { kid: string; alg: string } & Dipaksa
  'kunci.disegel-ulang': { tabel: string; kolom: string; kunci: string; baris: number }
}

/** What a source's id means, and which of ours that is. */
interface Pemetaan { jenis: 'unit' | 'jabatan'; sumber: string; external_id: string; sasaran: string }

interface Bantuan { permintaan: string; jenis: string }

interface Kebijakan {
  aturan: string; versi: number; alasan: string; melemahkan: boolean; disetujui?: string | undefined
}

/** An act that was forced carries the moment that it should have waited for. */
interface Dipaksa { dipaksa_sebelum?: string | undefined }

export type AuditKind = keyof AuditCatalogue
export type AuditStream = 'masuk' | 'perbuatan'

const rawSignIns: ReadonlySet<AuditKind> = new Set<AuditKind>([
  'masuk.berhasil', 'masuk.sandi-cocok', 'masuk.ditingkatkan', 'masuk.gagal', 'masuk.ditahan', 'masuk.alamat-diperlambat', 'masuk.ditolak', 'aplikasi.dimasuki',
  'keluar', 'faktor.terbukti', 'faktor.gagal', 'sinyal.jaringan-baru',
])

/** @returns the stream an event belongs to */
export function streamOf(kind: AuditKind): AuditStream {
  return rawSignIns.has(kind) ? 'masuk' : 'perbuatan'
}

/** Who acted: a person by `sub`, an OIDC client, an operator at the command line, or the service by itself. */
export type Actor = `pegawai:${string}` | `klien:${string}` | 'operator' | 'sistem' | 'tak-dikenal'

export interface AuditEvent<Kind extends AuditKind = AuditKind> {
  readonly kind: Kind
  readonly actor: Actor
  /** `sub` of the person, or the client_id, whom the event is about. */
  readonly subject?: string | undefined
  readonly clientId?: string | undefined
  readonly outcome?: 'berhasil' | 'gagal' | 'ditolak'
  readonly data: AuditCatalogue[Kind]
}
