/** What is wrong with a line and what BKD has to put right in SIMPEG, for each reason of finding.ts. */
import type { Reason } from '../../domain/kepegawaian/finding.ts'

export interface ReasonWords {
  readonly apa: string
  readonly perbaiki: string
}

const NIP = 'Perbaiki NIP pada data utama pegawai di SIMPEG, sesuai SK pengangkatannya.'
const EXPORT = 'Ekspor ulang dari SIMPEG; jangan sunting berkasnya dengan tangan.'
const TMT = 'Perbaiki tanggalnya pada riwayat di SIMPEG; bentuknya dd-mm-yyyy.'

const WORDS: Readonly<Record<Reason, ReasonWords>> = {
  'columns': { apa: 'Jumlah kolom baris ini berbeda dari baris judul.', perbaiki: EXPORT },
  'quotes': { apa: 'Tanda kutip tidak ditutup dan menelan baris sesudahnya.', perbaiki: EXPORT },
  'duplicate-id': { apa: 'ID yang sama ada pada lebih dari satu baris.', perbaiki: 'Hapus catatan ganda pegawai itu di SIMPEG.' },
  'duplicate-nip': { apa: 'NIP yang sama ada pada lebih dari satu baris.', perbaiki: 'Pastikan di SIMPEG siapa pemilik NIP itu, lalu perbaiki yang lain.' },
  'two-rows-one-person': { apa: 'Lebih dari satu baris berarti orang yang sama.', perbaiki: 'Gabungkan catatan ganda orang itu di SIMPEG.' },
  'empty': { apa: 'Isian wajib kosong.', perbaiki: 'Lengkapi isian itu di SIMPEG.' },
  'too-long': { apa: 'Isian lebih panjang dari 300 huruf.', perbaiki: 'Persingkat isian itu di SIMPEG.' },
  'date-invalid': { apa: 'Tanggal ini tidak ada di kalender, atau bentuknya bukan dd-mm-yyyy.', perbaiki: TMT },
  'date-in-future': { apa: 'Tanggal ini belum tiba.', perbaiki: TMT },
  'date-before-birth': { apa: 'Tanggal ini sebelum tanggal lahir.', perbaiki: 'Periksa tanggal itu dan tanggal lahirnya di SIMPEG.' },
  'ends-before-start': { apa: 'Hari terakhir mendahului hari pertama.', perbaiki: TMT },
  'nip-not-digits': { apa: 'NIP memuat selain angka.', perbaiki: NIP },
  'nip-length': { apa: 'NIP tidak berisi 18 angka.', perbaiki: NIP },
  'nip-rounded': { apa: 'NIP dibulatkan oleh lembar kerja (misalnya 1,99E+17).', perbaiki: 'Ekspor ulang dengan kolom NIP sebagai teks; jangan simpan lewat Excel.' },
  'nip-birth-date': { apa: 'Delapan angka pertama NIP bukan tanggal.', perbaiki: NIP },
  'nip-born-in-future': { apa: 'Tanggal lahir dalam NIP belum tiba.', perbaiki: NIP },
  'nip-kind': { apa: 'Angka ke-13 dan ke-14 NIP bukan PNS dan bukan PPPK.', perbaiki: NIP },
  'nip-sex': { apa: 'Angka ke-15 NIP bukan 1 dan bukan 2.', perbaiki: NIP },
  'nip-serial': { apa: 'Nomor urut dalam NIP adalah 000.', perbaiki: NIP },
  'nip-of-another-person': { apa: 'NIP ini sedang dipakai orang lain.', perbaiki: 'Pastikan di SIMPEG siapa pemilik NIP itu, lalu perbaiki yang lain.' },
  'perhaps-known': {
    apa: 'NIP ini baru, tetapi orang dengan nama dan tanggal lahir yang sama sudah dikenal dengan NIP yang tidak ada lagi.',
    perbaiki: 'Impor paket SIASN yang terbaru: ID-nya memastikan apakah mereka orang yang sama.',
  },
  'standing-unknown': { apa: 'Kedudukan hukum ini tidak dikenal.', perbaiki: 'Pilih kedudukan hukum dari daftar BKN di SIMPEG. Bila kodenya baru, beri tahu administrator layanan.' },
  'standing-unsaid': { apa: 'Kedudukan hukum tidak disebut untuk orang yang baru.', perbaiki: 'Isi kedudukan hukum di SIMPEG.' },
  'post-kind-unknown': { apa: 'Jenis jabatan ini tidak dikenal.', perbaiki: 'Pilih jenis jabatan dari daftar BKN di SIMPEG.' },
  'unit-unknown': { apa: 'Unit kerja ini tidak dikenal.', perbaiki: 'Petakan unit itu, atau sertakan unor.csv dalam paket.' },
  'unit-closed': { apa: 'Unit kerja ini sudah ditutup; penggantinya yang dipakai.', perbaiki: 'Pindahkan pegawai ke unit pengganti di SIMPEG.' },
  'assignment-kind-unknown': { apa: 'Jenis penugasan bukan PLT, PLH, PJ, atau TT.', perbaiki: 'Perbaiki jenis penugasan di SIMPEG.' },
  'person-unknown': { apa: 'Orang ini tidak ada di pegawai.csv.', perbaiki: 'Sertakan orang itu dalam ekspor pegawai.' },
  'person-quarantined': { apa: 'Baris orang ini sendiri dikarantina.', perbaiki: 'Perbaiki dulu baris orang itu.' },
  'parent-unknown': { apa: 'Unit di atasnya tidak dikenal.', perbaiki: 'Sertakan unit induknya dalam unor.csv.' },
  'parent-cycle': { apa: 'Unit ini berada di atas dirinya sendiri.', perbaiki: 'Perbaiki unit induk di SIMPEG.' },
  'unit-name-ambiguous': { apa: 'Lebih dari satu baris memakai nama unit yang sama.', perbaiki: 'Bedakan kedua unit itu di SIMPEG, atau petakan dengan tangan.' },
  'read-as-windows-1252': { apa: 'Berkasnya bukan UTF-8; dibaca sebagai windows-1252.', perbaiki: 'Ekspor sebagai UTF-8 agar huruf nama tidak rusak.' },
  'birth-date-differs-from-nip': { apa: 'Tanggal lahir berbeda dari NIP.', perbaiki: 'Periksa tanggal lahir atau NIP di SIMPEG.' },
  'sex-differs-from-nip': { apa: 'Jenis kelamin berbeda dari NIP.', perbaiki: 'Periksa jenis kelamin atau NIP di SIMPEG.' },
  'sex-unknown': { apa: 'Jenis kelamin tidak dikenal; dipakai yang dalam NIP.', perbaiki: 'Isi jenis kelamin di SIMPEG.' },
  'kind-differs-from-nip': { apa: 'Jenis pegawai berbeda dari NIP, dan NIP yang dipakai.', perbaiki: 'Periksa jenis pegawai di SIMPEG.' },
  'age-at-appointment': { apa: 'Usia saat diangkat menurut NIP di bawah 18 atau di atas 58 tahun.', perbaiki: NIP },
  'rank-unknown': { apa: 'Golongan tidak dikenal; dikosongkan.', perbaiki: 'Pilih golongan dari daftar di SIMPEG.' },
  'rank-of-other-kind': { apa: 'Golongan PNS pada PPPK, atau sebaliknya; dikosongkan.', perbaiki: 'Periksa golongan dan jenis pegawai di SIMPEG.' },
  'echelon-unknown': { apa: 'Eselon tidak dikenal; dikosongkan.', perbaiki: 'Pilih eselon dari daftar di SIMPEG.' },
  'email-invalid': { apa: 'Ini bukan alamat surel; dikosongkan.', perbaiki: 'Perbaiki alamat surel di SIMPEG.' },
  'phone-invalid': { apa: 'Ini bukan nomor telepon; dikosongkan.', perbaiki: 'Perbaiki nomor HP di SIMPEG.' },
  'contract-without-pppk': { apa: 'Hanya PPPK yang mempunyai akhir kontrak; dikosongkan.', perbaiki: 'Hapus akhir kontrak, atau perbaiki jenis pegawai di SIMPEG.' },
  'unit-empty': { apa: 'Orang ini tidak mempunyai unit, jadi tidak mempunyai OPD.', perbaiki: 'Isi unit organisasi pada riwayat jabatan di SIMPEG.' },
  'assignment-open-ended': { apa: 'Penugasan tidak mempunyai hari terakhir.', perbaiki: 'Isi hari terakhir menurut surat perintahnya.' },
  'assignment-repeated': { apa: 'Penugasan yang sama sudah ada pada baris sebelumnya.', perbaiki: 'Hapus catatan gandanya di SIMPEG.' },
  'acting-too-long': { apa: 'Plt paling lama 3 bulan dan diperpanjang sekali 3 bulan.', perbaiki: 'Periksa masa Plt dan surat perintahnya.' },
  'assignments-kept': { apa: 'Lebih dari sepersepuluh baris rusak, sehingga tidak ada penugasan yang dicabut.', perbaiki: EXPORT },
  'unit-similar': { apa: 'Namanya hampir sama dengan unit lain.', perbaiki: 'Pastikan bahwa keduanya memang unit yang berbeda.' },
  'code-not-15-digits': { apa: 'Kode unit tidak berisi 15 angka.', perbaiki: 'Perbaiki kode unit (kunker) di SIMPEG.' },
  'retirement-age-unlikely': { apa: 'Usia pensiun menurut TMT pensiun tidak lazim.', perbaiki: 'Periksa TMT pensiun dan tanggal lahir di SIMPEG.' },
  'unit-code-taken': { apa: 'Kode unit ini sudah dipakai unit lain; dikosongkan.', perbaiki: 'Perbaiki kode unit di SIMPEG.' },
}

/** @returns the words of a reason; a code of an older version speaks for itself */
export function karantinaWords(reason: string): ReasonWords {
  return Object.hasOwn(WORDS, reason) ? WORDS[reason as Reason] : { apa: reason, perbaiki: 'Hubungi administrator layanan.' }
}
