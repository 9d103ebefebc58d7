/** What a claim means to the person it speaks of, and which scope releases it (architecture.md, Claims). */
export interface ClaimWords {
  meaning: string
  scope: string
}

const token = 'bagian dari token'
const personnel = 'pegawai, opd, jabatan atau peran'

/** Every claim of the service, in the order in which a person wants to read them. */
export const claimWords: Record<string, ClaimWords> = {
  name: { meaning: 'Nama lengkap dengan gelar', scope: 'profile' },
  given_name: { meaning: 'Nama depan', scope: 'profile' },
  family_name: { meaning: 'Nama belakang', scope: 'profile' },
  gelar_depan: { meaning: 'Gelar di depan nama', scope: 'profile' },
  gelar_belakang: { meaning: 'Gelar di belakang nama', scope: 'profile' },
  gender: { meaning: 'Jenis kelamin', scope: 'profile' },
  nip: { meaning: 'Nomor Induk Pegawai', scope: 'pegawai' },
  asn: { meaning: 'Status kepegawaian', scope: 'pegawai' },
  opd: { meaning: 'Organisasi Perangkat Daerah tempat Anda bekerja', scope: 'opd' },
  unit_kerja: { meaning: 'Unit kerja Anda di dalam OPD', scope: 'opd' },
  jabatan: { meaning: 'Jabatan definitif Anda', scope: 'jabatan' },
  penugasan: { meaning: 'Penugasan tambahan yang berlaku hari ini', scope: 'jabatan' },
  peran: { meaning: 'Peran Anda di aplikasi ini', scope: 'peran' },
  email: { meaning: 'Alamat surel', scope: 'email' },
  email_verified: { meaning: 'Apakah surel sudah dibuktikan milik Anda', scope: 'email' },
  phone_number: { meaning: 'Nomor telepon', scope: 'phone' },
  phone_number_verified: { meaning: 'Apakah nomor telepon sudah dibuktikan milik Anda', scope: 'phone' },
  locale: { meaning: 'Bahasa pilihan', scope: 'profile' },
  zoneinfo: { meaning: 'Zona waktu', scope: 'profile' },
  updated_at: { meaning: 'Data profil terakhir berubah', scope: 'profile' },
  data_per: { meaning: 'Data kepegawaian terakhir diselaraskan', scope: personnel },
  sub: { meaning: 'Nomor tetap Anda di Banten Satu Login, tidak berubah walau NIP berganti', scope: 'openid' },
  sid: { meaning: 'Nomor sesi Anda di Banten Satu Login', scope: 'openid' },
  auth_time: { meaning: 'Saat Anda membuktikan diri', scope: 'openid' },
  acr: { meaning: 'Tingkat keyakinan cara masuk', scope: 'openid' },
  amr: { meaning: 'Cara masuk yang dipakai', scope: 'openid' },
  iss: { meaning: 'Penerbit token', scope: token },
  aud: { meaning: 'Aplikasi yang dituju token', scope: token },
  azp: { meaning: 'Aplikasi yang memegang token', scope: token },
  iat: { meaning: 'Token diterbitkan', scope: token },
  nbf: { meaning: 'Token berlaku mulai', scope: token },
  exp: { meaning: 'Token berlaku sampai', scope: token },
  jti: { meaning: 'Nomor token', scope: token },
  nonce: { meaning: 'Angka acak dari aplikasi ini, pengikat token dengan permintaan masuk', scope: token },
  at_hash: { meaning: 'Sidik token akses', scope: token },
  c_hash: { meaning: 'Sidik kode masuk', scope: token },
  s_hash: { meaning: 'Sidik state', scope: token },
}

/** Names of the parts of nested claims. */
export const partWords: Record<string, string> = {
  id: 'ID',
  kode: 'Kode',
  nama: 'Nama',
  induk: 'Induk',
  jenis: 'Jenis',
  kedudukan: 'Kedudukan hukum',
  golongan: 'Golongan',
  pangkat: 'Pangkat',
  eselon: 'Eselon',
  jabatan: 'Jabatan',
  unit: 'Unit kerja',
  tmt: 'Terhitung mulai tanggal (TMT)',
  mulai: 'Mulai',
  selesai: 'Selesai',
  sk: 'Nomor SK',
}

/** Words for values that are codes, by the name of the claim or part that holds them. */
export const valueWords: Record<string, Record<string, string>> = {
  acr: {
    'urn:bantenprov:acr:sandi': 'kata sandi',
    'urn:bantenprov:acr:mfa': 'kata sandi dan faktor kedua',
    'urn:bantenprov:acr:tahan-phishing': 'passkey, tahan phishing',
  },
  // RFC 8176 section 2.
  amr: {
    pwd: 'kata sandi',
    otp: 'kode sekali pakai',
    mfa: 'lebih dari satu faktor',
    hwk: 'kunci di perangkat keras',
    swk: 'kunci di perangkat lunak',
    user: 'kehadiran Anda dibuktikan',
  },
  gender: { male: 'laki-laki', female: 'perempuan' },
  jenis: {
    PLT: 'pelaksana tugas',
    PLH: 'pelaksana harian',
    PJ: 'penjabat',
    TT: 'tugas tambahan',
    PNS: 'Pegawai Negeri Sipil',
    CPNS: 'Calon Pegawai Negeri Sipil',
    PPPK: 'Pegawai Pemerintah dengan Perjanjian Kerja',
  },
}
