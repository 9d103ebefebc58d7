/** What each parameter, answer and claim means, as a developer reads it beside the value. */

/** Parameters of the authorization request (OpenID Connect Core, 3.1.2.1; RFC 7636). */
export const PERMINTAAN: Readonly<Record<string, string>> = {
  client_id: 'Siapa aplikasinya; sama dengan yang terdaftar.',
  response_type: 'Minta kode, bukan token: token tidak pernah lewat peramban.',
  scope: 'Data yang diminta. openid wajib; yang lain hanya yang terdaftar untuk klien ini.',
  redirect_uri: 'Ke mana peramban kembali. Di percobaan ini alamat kami sendiri; di aplikasi Anda: yang terdaftar, huruf demi huruf.',
  state: 'Acak, sekali pakai, disimpan di sesi peramban: saat kembali harus sama, sehingga orang lain tidak dapat menyisipkan kode.',
  nonce: 'Acak, kembali di dalam ID token: ID token dari permintaan lain tidak dapat dipakai.',
  code_challenge: 'PKCE: SHA-256 dari code_verifier. Siapa pun yang mencuri kode tidak dapat menukarnya tanpa verifier.',
  code_challenge_method: 'Selalu S256.',
}

/** Answers at the redirect URI (RFC 6749, 4.1.2; RFC 9207). */
export const KEMBALI: Readonly<Record<string, string>> = {
  code: 'Kode, hidup satu menit, satu kali pakai. Tukar segera dari server.',
  state: 'Harus sama dengan yang dikirim; kalau tidak, berhenti.',
  iss: 'Harus sama dengan issuer di discovery: jawaban dari penyedia lain ditolak.',
  error: 'Tidak ada kode; nama kesalahannya.',
  error_description: 'Keterangan untuk log aplikasi, jangan ditampilkan kepada pengguna.',
}

/** Of the token endpoint (RFC 6749, 4.1.3 and 5.1). */
export const TOKEN: Readonly<Record<string, string>> = {
  grant_type: 'Apa yang ditukar.', code: 'Kode dari langkah sebelumnya.', redirect_uri: 'Sama persis dengan yang di permintaan masuk.',
  code_verifier: 'Asal dari code_challenge; disimpan di sesi peramban, dikirim hanya sekarang.', client_id: 'Siapa aplikasinya.',
  client_secret: 'Bukti bahwa ini server aplikasi.', refresh_token: 'Untuk meminta token baru tanpa pengguna; berganti setiap kali dipakai, simpan yang terbaru.',
  access_token: 'Kunci untuk /oidc/me, hidup sepuluh menit. Bukan tanda masuk: tanda masuk adalah ID token.', token_type: 'Cara mengirimnya: Authorization: Bearer.',
  expires_in: 'Sisa hidup access token, detik.', scope: 'Cakupan yang diberikan.', id_token: 'Siapa yang masuk, bertanda tangan; diurai di langkah berikutnya.',
  token: 'Token yang dicabut.', error: 'Nama kesalahan.', error_description: 'Keterangannya.',
}

/** Claims, with how to check those that are checked (OpenID Connect Core, 3.1.3.7). */
export const KLAIM: Readonly<Record<string, string>> = {
  iss: 'Penerbit. Periksa: sama persis dengan issuer di discovery.', aud: 'Untuk siapa. Periksa: sama dengan client_id Anda.',
  exp: 'Berlaku sampai (detik sejak 1970). Periksa: belum lewat, beri kelonggaran beberapa detik.', iat: 'Dibuat pada (detik sejak 1970).',
  nonce: 'Periksa: sama dengan nonce yang dikirim.', sub: 'Pengenal tetap orang ini. Simpan ini sebagai kunci, bukan NIP atau surel.',
  sid: 'Pengenal sesi. Simpan bersama sesi aplikasi: kabar keluar menyebutnya.', auth_time: 'Kapan orangnya membuktikan diri.',
  acr: 'Seberapa kuat masuknya: sandi, mfa, atau tahan-phishing. Periksa bila aplikasi memintanya.', amr: 'Cara-cara yang dipakai (RFC 8176).',
  at_hash: 'Sidik access token; pustaka memeriksanya.', azp: 'Kepada siapa token diberikan; sama dengan client_id.',
  name: 'Nama lengkap dengan gelar.', given_name: 'Nama depan, bila dapat dipisahkan.', family_name: 'Nama belakang, bila dapat dipisahkan.',
  gelar_depan: 'Gelar di depan nama.', gelar_belakang: 'Gelar di belakang nama.', gender: 'Jenis kelamin.', locale: 'Bahasa.', zoneinfo: 'Zona waktu.',
  updated_at: 'Kapan data ini terakhir berubah.', email: 'Alamat surel; dapat berubah.', email_verified: 'Apakah surel sudah terbukti.',
  phone_number: 'Nomor telepon; dapat berubah.', phone_number_verified: 'Apakah nomor sudah terbukti.', nip: 'NIP; pakai sekali untuk mencocokkan akun lama, lalu simpan sub.',
  asn: 'Status kepegawaian.', opd: 'OPD tempat ia bekerja hari ini.', unit_kerja: 'Unit kerjanya hari ini.', jabatan: 'Jabatannya hari ini.',
  penugasan: 'Plt., Plh., dan sejenisnya yang berlaku hari ini.', peran: 'Perannya di aplikasi ini, yang diberikan admin OPD.',
  data_per: 'Kapan data kepegawaian terakhir diselaraskan.',
}

/** Of the discovery document (OpenID Connect Discovery 1.0, section 3), in the order of a sign-in. */
export const DISCOVERY: Readonly<Record<string, string>> = {
  issuer: 'Nama kami. Bandingkan dengan iss di setiap jawaban dan token.', authorization_endpoint: 'Ke sini peramban dikirim untuk masuk.',
  token_endpoint: 'Di sini server menukar kode.', userinfo_endpoint: 'Di sini data pengguna dibaca.', jwks_uri: 'Kunci publik kami untuk memeriksa tanda tangan.',
  end_session_endpoint: 'Ke sini peramban dikirim untuk keluar.', revocation_endpoint: 'Di sini token dicabut.',
}

/** Errors of the authorization endpoint that a try-out can meet. */
export const GALAT_MASUK: Readonly<Record<string, string>> = {
  access_denied: 'Anda ditolak atau membatalkan. Aturan masuk klien ini berlaku juga bagi pengembangnya: minta dimasukkan sebagai penguji, atau ubah aturan masuknya.',
  login_required: 'Pengguna belum masuk dan halaman masuk tidak boleh ditampilkan.',
  invalid_scope: 'Ada cakupan yang tidak terdaftar untuk klien ini.',
  unmet_authentication_requirements: 'Klien ini meminta pembuktian yang lebih kuat daripada yang Anda punya: pasang faktor kedua atau passkey di halaman Akun.',
}

/** @returns values with their meanings, in the order given */
export function explained(
  values: Readonly<Record<string, unknown>>, words: Readonly<Record<string, string>>,
): { nama: string; nilai: string; arti: string }[] {
  return Object.entries(values).filter(([, nilai]) => nilai !== undefined).map(([nama, nilai]) => ({
    nama, nilai: typeof nilai === 'string' ? nilai : JSON.stringify(nilai), arti: words[nama] ?? '',
  }))
}

/** @returns the first letters of a bearer value, never enough to use it */
export const cut = (value: unknown): string | undefined =>
  typeof value === 'string' ? `${value.slice(0, 6)}… (${value.length} karakter, dipotong)` : undefined

const BEARER = ['code', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'token', 'client_secret']

/** @returns the same values, those that somebody could use cut */
export function withoutBearer(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([nama, nilai]) => [nama, BEARER.includes(nama) ? cut(nilai) : nilai]))
}
