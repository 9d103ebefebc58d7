/** What each reason says to the developer of an OPD; the operator's words stand beside the rules. */
import type { HostReason } from '../../clients/host.rules.ts'
import type { UriReason } from '../../clients/redirect-uri.rules.ts'

export const HOST_KATA: Readonly<Record<HostReason, string>> = {
  'panjang': 'Nama host paling panjang 253 karakter.',
  'huruf-besar': 'Tulis nama host dengan huruf kecil.',
  'alamat-ip': 'Tulis nama host, bukan alamat IP.',
  'port': 'Port harus angka 1 sampai 65535; port 443 tidak perlu ditulis.',
  'localhost': 'localhost hanya untuk alamat uji coba.',
  'label': 'Tulis nama lengkap, misalnya skp.bantenprov.go.id: huruf, angka, dan tanda hubung, tanpa https:// dan tanpa garis miring.',
  'punycode': 'Nama dengan huruf di luar a sampai z tidak diterima: tidak dapat dibedakan dari nama yang mirip.',
  'akhiran': 'Ini akhiran umum, bukan nama yang dapat dimiliki satu instansi.',
}

export const URI_KATA: Readonly<Record<UriReason, string>> = {
  'panjang': 'Alamat paling panjang 2000 karakter.',
  'karakter': 'Alamat memuat karakter yang tidak diterima (spasi, garis miring terbalik, kurung siku, atau huruf di luar ASCII).',
  'fragmen': 'Alamat tidak boleh memuat tanda #.',
  'enkode': 'Alamat tidak boleh memuat tanda %.',
  'wildcard': 'Alamat harus persis: tanda * tidak diterima.',
  'tidak-terbaca': 'Tulis alamat lengkap, dimulai dengan https://.',
  'skema': 'Alamat harus dimulai dengan https://. http:// hanya untuk localhost pada uji coba.',
  'userinfo': 'Alamat tidak boleh memuat nama pengguna atau kata sandi.',
  'alamat-ip': 'Alamat harus memuat nama host, bukan alamat IP.',
  'localhost': 'localhost hanya untuk alamat uji coba.',
  'host': 'Alamat harus di host yang didaftarkan.',
  'port': 'Port harus sama dengan yang didaftarkan; localhost harus memakai port.',
  'path': 'Jalur alamat tidak boleh memuat bagian kosong, titik, atau titik ganda.',
  'tidak-baku': 'Tulis alamat dalam bentuk bakunya: host huruf kecil, tanpa port 443, tanpa tanda tanya di akhir.',
}

/** How the fields of a client file are called in our form: what `client add` would refuse is told there. */
export const BIDANG_PENDAFTARAN: Readonly<Record<string, string>> = {
  client_name: 'nama', host: 'subdomain', redirect_uris: 'uri.redirect', post_logout_redirect_uris: 'uri.logout',
  backchannel_logout_uri: 'uri.backchannel', client_uri: 'uri.beranda', contacts: 'penanggungJawab.surel', jwks: 'jwks',
  jwks_uri: 'jwksUri', scope: 'elemen', token_endpoint_auth_method: 'kredensial',
}
