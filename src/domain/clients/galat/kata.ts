/** What each kind of error means and what its developer does about it: one table, Indonesian, shown as it stands. */
import type { Beda } from './alamat.rules.ts'
import type { Alasan, Rincian, Titik } from './galat.ts'

/** A kind of error in words. */
export interface Kata {
  readonly arti: string
  readonly perbaikan: string
  /** Nothing failed; it could be safer. */
  readonly peringatan?: true
}

/** Where it happened, as the page says it. */
export const TITIK_WORDS: Readonly<Record<Titik, string>> = {
  auth: 'Permintaan masuk (/oidc/auth)', token: 'Penukaran token (/oidc/token)', userinfo: 'Data pengguna (/oidc/me)',
  introspeksi: 'Introspeksi token', revocation: 'Pencabutan token', end_session: 'Keluar (/oidc/session/end)',
  logout: 'Penerima kabar keluar milik aplikasi',
}

const RAHASIA = 'Terbitkan rahasia baru di tab Rahasia atau kunci, lalu pasang di server aplikasi; dua rahasia boleh hidup bersamaan.'
const MASUK_ULANG = 'Mulai lagi dari permintaan masuk baru (/oidc/auth).'

export const KATA: Readonly<Record<Alasan, Kata>> = {
  'alamat-kembali': {
    arti: 'redirect_uri yang dikirim tidak sama huruf demi huruf dengan salah satu yang terdaftar.',
    perbaikan: 'Samakan redirect_uri di konfigurasi aplikasi dengan yang terdaftar, atau daftarkan yang baru lewat perubahan klien.',
  },
  'parameter-kurang': { arti: 'Permintaan tidak memuat parameter yang wajib.', perbaikan: 'Tambahkan parameter yang disebut di rincian.' },
  'parameter-ganda': {
    arti: 'Satu parameter dikirim lebih dari sekali.', perbaikan: 'Kirim setiap parameter satu kali; periksa apakah URL sudah memuatnya sebelum ditambahkan.',
  },
  'pkce-tidak-ada': {
    arti: 'Permintaan masuk tidak memuat PKCE (code_challenge).',
    perbaikan: 'Nyalakan PKCE dengan S256 di pustaka OIDC: kirim code_challenge dan code_challenge_method=S256, lalu code_verifier saat menukar kode.',
  },
  'pkce-bentuk': {
    arti: 'code_challenge atau code_challenge_method tidak sesuai aturan.',
    perbaikan: 'Pakai S256: code_challenge adalah base64url tanpa "=" dari SHA-256 code_verifier (43–128 karakter).',
  },
  'cakupan-tidak-terdaftar': {
    arti: 'Aplikasi meminta cakupan (scope) yang tidak terdaftar untuknya.',
    perbaikan: 'Hapus cakupan itu dari permintaan, atau ajukan perubahan elemen data agar pemilik datanya menyetujui.',
  },
  'openid-tidak-diminta': { arti: 'Cakupan openid tidak diminta.', perbaikan: 'Selalu sertakan openid di parameter scope.' },
  'jenis-jawaban': { arti: 'response_type yang diminta tidak didukung klien ini.', perbaikan: 'Pakai response_type=code.' },
  'cara-jawaban': { arti: 'response_mode yang diminta tidak boleh dipakai klien ini.', perbaikan: 'Hapus response_mode, atau pakai query atau form_post.' },
  'prompt-salah': { arti: 'Nilai prompt tidak dikenal atau digabung dengan none.', perbaikan: 'Pakai login, consent, atau none sendirian; atau hapus prompt.' },
  'acr-tak-terpenuhi': {
    arti: 'Tingkat pembuktian (acr) yang diwajibkan tidak dapat dipenuhi orang yang masuk.',
    perbaikan: 'Minta acr sebagai harapan (acr_values), bukan keharusan; atau minta pengguna memasang faktor kedua lebih dahulu.',
  },
  'objek-permintaan': {
    arti: 'Objek permintaan (request) tidak diterima.',
    perbaikan: 'Kirim parameter biasa, atau daftarkan algoritma tanda tangannya dan periksa exp, nbf, dan aud.',
  },
  par: {
    arti: 'request_uri tidak dikenal, sudah dipakai, sudah lewat, atau klien ini wajib memakainya dan tidak memakainya.',
    perbaikan: 'Kirim permintaan ke /oidc/request lebih dahulu dan pakai request_uri jawabannya satu kali dalam satu menit.',
  },
  'klien-tertutup': {
    arti: 'Klien sedang tidak terbuka, sehingga setiap permintaannya ditolak.',
    perbaikan: 'Lihat keadaan klien di tab Ringkasan; yang ditangguhkan dibuka lagi oleh tim keamanan, yang menunggu oleh persetujuannya.',
  },
  'masuk-ditolak': {
    arti: 'Orang yang masuk tidak boleh masuk ke aplikasi ini menurut aturannya. Siapa orangnya tidak dicatat di sini.',
    perbaikan: 'Periksa aturan masuk, daftar penguji, dan kelompok rintisan klien ini; orangnya sendiri sudah membaca alasannya.',
  },
  'tanpa-state': {
    arti: 'Permintaan masuk tidak memuat state.', peringatan: true,
    perbaikan: 'Kirim state acak yang disimpan di sesi peramban dan bandingkan saat kembali: itu menahan masuk palsu (CSRF).',
  },
  'tanpa-nonce': {
    arti: 'Permintaan masuk tidak memuat nonce.', peringatan: true,
    perbaikan: 'Kirim nonce acak dan bandingkan dengan klaim nonce di ID token: itu menahan ID token yang dipakai ulang.',
  },

  'rahasia-salah': { arti: 'Rahasia klien (client_secret) salah.', perbaikan: `Periksa salinan rahasia: spasi, tanda kutip, atau milik lingkungan lain. ${RAHASIA}` },
  'rahasia-kedaluwarsa': { arti: 'Rahasia klien benar, tetapi masa berlakunya sudah habis.', perbaikan: RAHASIA },
  'rahasia-dicabut': { arti: 'Rahasia klien ini pernah benar, tetapi sudah dicabut.', perbaikan: RAHASIA },
  'rahasia-belum-ada': { arti: 'Klien ini tidak punya rahasia yang hidup.', perbaikan: RAHASIA },
  'cara-bukti-diri': {
    arti: 'Cara aplikasi membuktikan diri tidak sama dengan yang terdaftar.',
    perbaikan: 'Samakan token_endpoint_auth_method di aplikasi dengan yang terdaftar.',
  },
  'bukti-diri-ganda': {
    arti: 'Aplikasi membuktikan diri dengan dua cara sekaligus, atau menyebut dua client_id.',
    perbaikan: 'Kirim header Authorization, client_secret, atau client_assertion: satu saja, dengan client_id yang sama.',
  },
  'header-basic': {
    arti: 'Header Authorization tidak dapat dibaca.',
    perbaikan: 'Bentuknya "Basic " diikuti base64 dari client_id:client_secret, keduanya di-URL-encode lebih dahulu.',
  },
  'jam-aplikasi': {
    arti: 'Waktu di client_assertion tidak cocok dengan jam kami: jam server aplikasi meleset, atau assertion lama dikirim lagi.',
    perbaikan: 'Setel jam server dengan NTP dan buat assertion baru untuk setiap permintaan, exp paling lama satu jam.',
  },
  'assertion-aud': {
    arti: 'aud di client_assertion bukan alamat kami.', perbaikan: 'Isi aud dengan issuer persis seperti di dokumen discovery.',
  },
  'assertion-terpakai': { arti: 'client_assertion yang sama dikirim dua kali.', perbaikan: 'Buat assertion baru dengan jti baru untuk setiap permintaan.' },
  'assertion-kunci': {
    arti: 'Tanda tangan client_assertion tidak cocok dengan kunci publik yang terdaftar.',
    perbaikan: 'Periksa JWKS klien ini, kid, dan alg; kunci pribadi harus pasangan dari kunci yang terdaftar.',
  },
  'assertion-lain': {
    arti: 'client_assertion tidak lengkap atau tidak dapat dibaca.',
    perbaikan: 'Isi iss dan sub dengan client_id, aud dengan issuer, serta exp, iat, dan jti; client_assertion_type jwt-bearer.',
  },

  'kode-kedaluwarsa': {
    arti: 'Kode (code) ditukar sesudah masa hidupnya yang satu menit habis.',
    perbaikan: 'Tukar kode segera sesudah sampai di redirect_uri; periksa antrean dan jam server aplikasi.',
  },
  'kode-terpakai': {
    arti: 'Kode yang sama ditukar dua kali; token dari penukaran pertama ikut dicabut.',
    perbaikan: 'Jangan ulang penukaran saat halaman dimuat ulang: sesudah berhasil, alihkan peramban ke halaman lain.',
  },
  'kode-tidak-dikenal': {
    arti: 'Kode tidak ada: salah salin, sudah lama lewat, atau dari lingkungan lain.', perbaikan: `Periksa alamat issuer di konfigurasi. ${MASUK_ULANG}`,
  },
  'klien-lain': { arti: 'Kode atau token milik klien lain.', perbaikan: 'Pakai client_id yang sama di permintaan masuk dan di penukaran token.' },
  'alamat-kembali-beda': {
    arti: 'redirect_uri di penukaran token berbeda dari yang di permintaan masuk.', perbaikan: 'Kirim redirect_uri yang sama persis di kedua permintaan.',
  },
  'pkce-verifier-tidak-ada': {
    arti: 'code_verifier tidak dikirim saat menukar kode.', perbaikan: 'Simpan code_verifier di sesi peramban dan kirim bersama kode.',
  },
  'pkce-verifier-salah': {
    arti: 'code_verifier tidak cocok dengan code_challenge.',
    perbaikan: 'Pakai verifier dari permintaan yang sama: dua tab tidak boleh saling menimpa, dan semua node aplikasi harus berbagi sesi.',
  },
  'penyegar-kedaluwarsa': { arti: 'Refresh token sudah lewat masa berlakunya.', perbaikan: MASUK_ULANG },
  'penyegar-terpakai': {
    arti: 'Refresh token yang sudah ditukar dipakai lagi; semua token dari izin itu dicabut.',
    perbaikan: 'Simpan refresh token baru dari setiap jawaban, dan jaga agar hanya satu proses yang menyegarkan pada satu saat.',
  },
  'penyegar-tidak-dikenal': { arti: 'Refresh token tidak ada atau sudah dicabut.', perbaikan: MASUK_ULANG },
  'sesi-berakhir': { arti: 'Sesi atau izin di balik kode atau token ini sudah berakhir: orangnya keluar, atau izinnya dicabut.', perbaikan: MASUK_ULANG },
  'orang-tidak-boleh': {
    arti: 'Orang di balik token ini tidak boleh lagi masuk ke aplikasi. Siapa orangnya tidak dicatat di sini.',
    perbaikan: 'Akhiri sesinya di aplikasi; periksa aturan masuk bila itu tidak diharapkan.',
  },
  'hibah-tidak-dikenal': { arti: 'grant_type tidak dikenal.', perbaikan: 'Pakai authorization_code, refresh_token, atau client_credentials.' },
  'hibah-tidak-terdaftar': { arti: 'grant_type ini tidak terdaftar untuk klien ini.', perbaikan: 'Jangan memintanya, atau ajukan perubahan klien.' },
  dpop: { arti: 'Bukti DPoP tidak ada, salah, atau klien ini tidak mendaftarkannya.', perbaikan: 'Nyalakan atau matikan DPoP di pustaka sesuai pendaftaran klien.' },
  'token-kedaluwarsa': {
    arti: 'Access token sudah lewat masa berlakunya yang sepuluh menit, atau sudah dicabut.', perbaikan: 'Segarkan dengan refresh token, atau minta pengguna masuk lagi.',
  },
  'token-tanpa-openid': { arti: 'Access token tidak memuat cakupan openid.', perbaikan: 'Sertakan openid di scope permintaan masuk.' },
  'token-sasaran': {
    arti: 'Access token ini untuk API lain, bukan untuk data pengguna.', perbaikan: 'Panggil /oidc/me dengan token yang diminta tanpa resource.',
  },

  'alamat-keluar': {
    arti: 'post_logout_redirect_uri tidak sama dengan salah satu yang terdaftar.', perbaikan: 'Samakan dengan yang terdaftar, atau daftarkan yang baru lewat perubahan klien.',
  },
  'petunjuk-keluar': {
    arti: 'id_token_hint tidak dapat dipakai.', perbaikan: 'Kirim ID token terakhir dari klien ini, utuh; atau kirim client_id saja.',
  },
  'penerima-menolak': {
    arti: 'Penerima kabar keluar milik aplikasi menjawab selain 200 atau 204.',
    perbaikan: 'Lihat log aplikasi pada jam itu: periksa tanda tangan, iss, aud, dan events di logout_token, lalu jawab 200.',
  },
  'penerima-tak-terjangkau': {
    arti: 'Penerima kabar keluar milik aplikasi tidak dapat dihubungi.', perbaikan: 'Periksa DNS, sertifikat, dan tembok api dari pusat data provinsi ke backchannel_logout_uri.',
  },
  'penerima-di-luar-jaringan': {
    arti: 'Alamat penerima kabar keluar di luar jaringan yang boleh kami hubungi.', perbaikan: 'Hubungi pengelola Banten Satu Login dengan alamat server aplikasi.',
  },

  'gangguan-kami': {
    arti: 'Kesalahan di pihak kami, bukan di aplikasi Anda.', perbaikan: 'Coba lagi; bila berulang, sebut kode bantuan di rincian kepada pengelola.',
  },
  lain: { arti: 'Permintaan ditolak dengan keterangan di rincian.', perbaikan: 'Cocokkan keterangan itu dengan panduan pengembang.' },
}

const BEDA: Readonly<Record<Beda, string>> = {
  skema: 'skema (http atau https)', host: 'nama host', port: 'port', jalur: 'jalur (path)', 'garis-miring': 'garis miring di akhir',
  huruf: 'huruf besar dan kecil', kueri: 'kueri (bagian sesudah ?)', fragmen: 'fragmen (bagian sesudah #)',
}

const KEADAAN: Readonly<Record<string, string>> = {
  draf: 'masih draf', menunggu: 'menunggu persetujuan', tangguh: 'ditangguhkan', tutup: 'ditutup',
}

const SEBAB: Readonly<Record<string, string>> = {
  keadaan: 'orangnya tidak aktif', klien: 'klien tidak terbuka', terbatas: 'status kepegawaiannya sedang terbatas',
  penguji: 'bukan penguji yang didaftarkan', tahan: 'datanya sedang ditahan untuk diperiksa', aturan: 'di luar aturan masuk', pilot: 'di luar kelompok rintisan',
  'nobody listens there': 'tidak ada yang mendengarkan di sana', 'the connection was cut': 'sambungan terputus',
  'it does not speak TLS': 'tidak berbicara TLS', 'the host has no address': 'nama host tidak punya alamat',
  'the host cannot be reached': 'host tidak terjangkau', 'the certificate is of another host': 'sertifikat milik host lain',
  'the certificate has expired': 'sertifikat kedaluwarsa', 'the certificate is not trusted': 'sertifikat tidak tepercaya',
  'no answer in time': 'tidak menjawab pada waktunya', 'it does not speak HTTP': 'tidak berbicara HTTP',
}

/** @returns a stretch of time in the one unit that matters */
function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} detik`
  return seconds < 7_200 ? `${Math.floor(seconds / 60)} menit` : `${Math.floor(seconds / 3_600)} jam`
}

const LABELS: Readonly<Record<string, readonly [judul: string, say: (value: unknown) => string]>> = {
  diminta: ['Dikirim', String], terdaftar: ['Terdaftar', String],
  beda: ['Bedanya', (value) => (value as Beda[]).map((one) => BEDA[one]).join(', ')],
  cakupan: ['Cakupan', String], dipakai: ['Dipakai', String], keterangan: ['Keterangan', String],
  lewatDetik: ['Terlambat', (value) => duration(Number(value))], laluDetik: ['Sudah dipakai', (value) => `${duration(Number(value))} sebelumnya`],
  majuDetik: ['Jam aplikasi terlalu cepat', (value) => duration(Number(value))],
  keadaan: ['Keadaan klien', (value) => KEADAAN[String(value)] ?? String(value)],
  sebab: ['Sebab', (value) => SEBAB[String(value)] ?? String(value)], jawaban: ['Jawaban', (value) => `HTTP ${String(value)}`],
  bantuan: ['Kode bantuan', String],
}

/** @returns the facts of an error as [what, value], those that say something */
export function factsInWords(rincian: Rincian): [judul: string, nilai: string][] {
  return Object.entries(rincian).flatMap(([name, value]) => {
    const [judul, say] = LABELS[name] ?? [name, String]
    const nilai = say(value)
    return nilai === '' ? [] : [[judul, nilai] as [string, string]]
  })
}
