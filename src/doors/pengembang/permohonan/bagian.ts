/** The form in its parts: which fields stand on which page, what they are called, and how each is read and written. */
import type { Isian, ScopeIsian } from '../../../domain/permohonan/formulir/isian.schema.ts'
import { bare, type Bagian, type Kolom, line, lines, paragraph, select, tick } from './kolom.ts'

const KIND = [
  { nilai: 'server', teks: 'Aplikasi di server (PHP, Java, Node, …)' }, { nilai: 'spa', teks: 'Aplikasi di peramban saja (SPA)' },
  { nilai: 'mobile', teks: 'Aplikasi ponsel' }, { nilai: 'mesin', teks: 'Program tanpa pengguna' },
]
const PROOF = [
  { nilai: 'rahasia', teks: 'Rahasia (client secret)' }, { nilai: 'jwks', teks: 'Kunci publik, ditempel di sini' },
  { nilai: 'jwks_uri', teks: 'Kunci publik, di alamat aplikasi' }, { nilai: 'tanpa', teks: 'Tanpa rahasia (PKCE), untuk peramban dan ponsel' },
]
const ASSURANCE = [
  { nilai: 'sandi', teks: 'Kata sandi' }, { nilai: 'mfa', teks: 'Kata sandi dan faktor kedua' },
  { nilai: 'tahan-phishing', teks: 'Passkey' },
]

/** Each element that may be asked for, in the words of the office. */
export const ELEMEN: Readonly<Record<ScopeIsian, string>> = {
  profile: 'Nama, gelar, jenis kelamin', email: 'Alamat surel', phone: 'Nomor telepon', pegawai: 'NIP, jenis ASN, golongan',
  opd: 'OPD dan unit kerja', jabatan: 'Jabatan, eselon, dan penugasan (Plt, Plh)', peran: 'Peran di aplikasi ini',
}

function purpose(klaim: ScopeIsian): Kolom {
  return {
    ...bare(`elemen.${klaim}`, `${ELEMEN[klaim]} (${klaim})`, 'uraian'), baris: 2,
    petunjuk: 'Untuk apa data ini dipakai. Kosongkan bila tidak diminta.',
    read: ({ elemen }) => elemen.find((one) => one.klaim === klaim)?.tujuan ?? '',
    write: (isian, text) => {
      const others = isian.elemen.filter((one) => one.klaim !== klaim)
      return { ...isian, elemen: text === '' ? others : [...others, { klaim, tujuan: text }] }
    },
  }
}

const jwks: Kolom = {
  ...bare('jwks', 'Kunci publik (JWK Set)', 'uraian'), baris: 5, petunjuk: 'Hanya untuk pilihan kunci yang ditempel. Jangan tempel kunci rahasia.',
  read: ({ jwks: keys }) => keys === undefined ? '' : typeof keys === 'string' ? keys : JSON.stringify(keys, undefined, 2),
  write: ({ jwks: _, ...isian }, text) => text === '' ? isian : { ...isian, jwks: parsed(text) },
}

/** What is no JSON stays as it was typed, and is told at its field. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

const roles: Kolom = {
  ...bare('peranAplikasi', 'Peran, satu per baris', 'uraian'), baris: 5, petunjuk: 'kode = nama, misalnya: verifikator = Verifikator berkas',
  read: ({ peranAplikasi }) => peranAplikasi.map(({ kode, nama }) => `${kode} = ${nama}`).join('\n'),
  write: (isian, text) => ({ ...isian, peranAplikasi: text.split('\n').filter((row) => row.trim() !== '').map((row) => {
    const [kode = '', ...nama] = row.split('=')
    return { kode: kode.trim(), nama: nama.join('=').trim() }
  }) }),
}

const put = <Key extends keyof Isian>(key: Key) => (isian: Isian, part: Partial<Isian[Key]>): Isian =>
  ({ ...isian, [key]: { ...isian[key] as object, ...part } })
const putPerson = put('penanggungJawab')
const putLetter = put('surat')
const putUri = put('uri')
const putPse = put('pse')
const orNone = (text: string): string | undefined => text || undefined

/** In the order in which they are filled in. */
export const BAGIAN: readonly Bagian[] = [
  { kunci: 'aplikasi', judul: 'Aplikasi dan subdomain', kolom: [
    line('nama', 'Nama aplikasi', (i) => i.nama, (i, nama) => ({ ...i, nama })),
    paragraph('keterangan', 'Untuk apa aplikasi ini', (i) => i.keterangan, (i, keterangan) => ({ ...i, keterangan })),
    { ...line('subdomain', 'Subdomain lengkap', (i) => i.subdomain, (i, subdomain) => ({ ...i, subdomain })),
      petunjuk: 'Misalnya skp.bantenprov.go.id: huruf kecil, angka, dan tanda hubung; nama OPD yang berlaku. Nama subdomain harus mematuhi aturan yang berlaku.' },
  ] },
  { kunci: 'penanggung-jawab', judul: 'Penanggung jawab', kolom: [
    line('penanggungJawab.nama', 'Nama', (i) => i.penanggungJawab.nama, (i, nama) => putPerson(i, { nama })),
    line('penanggungJawab.telepon', 'Nomor telepon kantor atau ponsel', (i) => i.penanggungJawab.telepon, (i, telepon) => putPerson(i, { telepon })),
    line('penanggungJawab.surel', 'Surel', (i) => i.penanggungJawab.surel, (i, surel) => putPerson(i, { surel })),
    line('penanggungJawab.jabatan', 'Jabatan', (i) => i.penanggungJawab.jabatan, (i, jabatan) => putPerson(i, { jabatan })),
  ] },
  { kunci: 'surat', judul: 'Surat permohonan', lampiran: ['surat-permohonan'], kolom: [
    line('surat.nomor', 'Nomor surat', (i) => i.surat.nomor, (i, nomor) => putLetter(i, { nomor })),
    { ...line('surat.tanggal', 'Tanggal surat', (i) => i.surat.tanggal, (i, tanggal) => putLetter(i, { tanggal })), tipe: 'date' },
  ] },
  { kunci: 'spesifikasi', judul: 'Spesifikasi teknis', lampiran: ['spesifikasi'], kolom: [
    { ...paragraph('spesifikasi.uraian', 'Spesifikasi teknis dan struktur data', (i) => i.spesifikasi.uraian,
      (i, uraian) => ({ ...i, spesifikasi: { ...i.spesifikasi, uraian } })), petunjuk: 'Bahasa, kerangka kerja, basis data, tabel yang diintegrasikan; atau unggah dokumennya di bawah.', baris: 6 },
  ] },
  { kunci: 'teknis', judul: 'Jenis dan kredensial', kolom: [
    select('jenisKlien', 'Jenis aplikasi', KIND, (i) => i.jenisKlien, (i, text) => ({ ...i, jenisKlien: text as Isian['jenisKlien'] })),
    select('kredensial', 'Cara aplikasi membuktikan dirinya', PROOF, (i) => i.kredensial, (i, text) => ({ ...i, kredensial: text as Isian['kredensial'] })),
    jwks,
    line('jwksUri', 'Alamat kunci publik', (i) => i.jwksUri ?? '', ({ jwksUri: _, ...i }, text) => text === '' ? i : { ...i, jwksUri: text }),
    select('acrMinimum', 'Paling lemah, pegawai masuk dengan', ASSURANCE, (i) => i.acrMinimum, (i, text) => ({ ...i, acrMinimum: text as Isian['acrMinimum'] })),
  ] },
  { kunci: 'alamat', judul: 'Alamat aplikasi', kolom: [
    lines('uri.redirect', 'Redirect URI, satu per baris', (i) => i.uri.redirect, (i, redirect) => putUri(i, { redirect })),
    lines('uri.logout', 'Alamat kembali sesudah keluar, satu per baris', (i) => i.uri.logout, (i, logout) => putUri(i, { logout })),
    line('uri.backchannel', 'Alamat back-channel logout', (i) => i.uri.backchannel ?? '', (i, text) => putUri(i, { backchannel: orNone(text) })),
    line('uri.beranda', 'Alamat beranda', (i) => i.uri.beranda ?? '', (i, text) => putUri(i, { beranda: orNone(text) })),
    { ...lines('uriUji', 'Alamat uji coba, satu per baris', (i) => i.uriUji, (i, uriUji) => ({ ...i, uriUji })),
      petunjuk: 'http://localhost dengan port, atau host uji: uji.<host>, <nama>-uji, <nama>-staging. Tidak berlaku setelah disetujui.' },
  ] },
  { kunci: 'data', judul: 'Data yang diminta', kolom: (['profile', 'email', 'phone', 'pegawai', 'opd', 'jabatan', 'peran'] as const).map(purpose) },
  { kunci: 'masuk', judul: 'Siapa yang boleh masuk', kolom: [] },
  { kunci: 'peran', judul: 'Peran di aplikasi', kolom: [roles] },
  { kunci: 'pse', judul: 'Pendaftaran PSE', kolom: [
    line('pse.nomor', 'Nomor pendaftaran PSE', (i) => i.pse.nomor ?? '', (i, text) => putPse(i, { nomor: orNone(text) })),
    paragraph('pse.alasanPengecualian', 'Bila belum ada: mengapa', (i) => i.pse.alasanPengecualian ?? '', (i, text) => putPse(i, { alasanPengecualian: orNone(text) })),
  ] },
  { kunci: 'komitmen', judul: 'Kesanggupan OPD', lampiran: ['surat-bertanda-tangan', 'lain'], kolom: [
    tick('komitmen', 'OPD kami mengajukan integrasi ini dan menyanggupi serta berkomitmen melakukan integrasi sistem informasi / aplikasi dan data dalam rangka menyajikan informasi terkini yang dibutuhkan masyarakat Provinsi Banten.',
      (i) => i.komitmen, (i, komitmen) => ({ ...i, komitmen })),
  ] },
]

export const bagianOf = (kunci: string): Bagian | undefined => BAGIAN.find((one) => one.kunci === kunci)

/** Fields of attachments and of the entry rule, which are no columns of a part. */
const BESIDE: Readonly<Record<string, string>> = { 'surat.lampiran': 'surat', 'spesifikasi.lampiran': 'spesifikasi' }

/** @returns the part on which a field stands; the first for what is nowhere */
export function placeOf(bidang: string): string {
  const [root = ''] = bidang.split('.')
  if (root === 'aturanMasuk') return 'masuk'
  return BESIDE[bidang] ?? BAGIAN.find(({ kolom }) => kolom.some(({ id }) => id === bidang))?.kunci
    ?? (root === 'elemen' ? 'data' : 'aplikasi')
}
