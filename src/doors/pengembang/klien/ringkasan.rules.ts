import { ACRS, type Acr } from '../../../domain/accounts/acr.rules.ts'
import type { AuthMethod } from '../../../domain/clients/client.types.ts'
import type { ClientFile } from '../../../domain/clients/operasi/index.ts'

/** One line of what is registered: in words, its content, and what the protocol calls it. */
export type Registered = readonly [kata: string, isi: string, protokol: string]

const METHODS: Readonly<Record<AuthMethod, string>> = {
  client_secret_basic: 'Rahasia, dikirim di header Authorization',
  client_secret_post: 'Rahasia, dikirim di isi permintaan',
  private_key_jwt: 'Kunci sendiri: token yang ditandatangani aplikasi',
  none: 'Tidak membuktikan diri (aplikasi di peramban atau ponsel), dengan PKCE',
}

const ACR_WORDS: Readonly<Record<Acr, string>> = {
  [ACRS[0]]: 'kata sandi', [ACRS[1]]: 'kata sandi dan faktor kedua', [ACRS[2]]: 'passkey (tahan phishing)',
}

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  openid: 'pengenal orang (sub)', profile: 'nama dan gelar', email: 'surel', phone: 'nomor telepon',
  pegawai: 'NIP dan status kepegawaian', opd: 'OPD dan unit kerja', jabatan: 'jabatan dan penugasan',
  peran: 'peran di aplikasi ini', offline_access: 'akses saat orangnya tidak hadir',
}

/** @returns a scope as people say it; one that nobody named keeps its own */
export const scopeWords = (scope: string): string => SCOPE_WORDS[scope] ?? scope

const lines = (uris: readonly string[]): string => uris.length === 0 ? 'tidak ada' : uris.join(', ')

/** @returns everything that is registered of a client, each once in words and once as the protocol calls it */
export function registeredOf({ clientId, metadata, acrMinimum }: ClientFile): Registered[] {
  const scopes = metadata.scope?.split(' ') ?? []
  return [
    ['Nama klien dalam protokol', clientId, 'client_id'],
    ['Alamat kembali sesudah masuk', lines(metadata.redirect_uris), 'redirect_uris'],
    ['Alamat kembali sesudah keluar', lines(metadata.post_logout_redirect_uris), 'post_logout_redirect_uris'],
    ['Diberi tahu saat orangnya keluar', metadata.backchannel_logout_uri ?? 'tidak', 'backchannel_logout_uri'],
    ['Beranda', metadata.client_uri ?? 'tidak ada', 'client_uri'],
    ['Data yang boleh diminta', scopes.length === 0 ? 'tidak ada' : scopes.map(scopeWords).join(', '),
      `scope: ${scopes.join(' ') || '–'}`],
    ['Cara membuktikan diri', METHODS[metadata.token_endpoint_auth_method],
      `token_endpoint_auth_method: ${metadata.token_endpoint_auth_method}`],
    ['Cara masuk paling rendah', acrMinimum === null ? 'kata sandi' : ACR_WORDS[acrMinimum],
      `acr: ${acrMinimum ?? ACRS[0]}`],
    ['Pengenal orang', metadata.subject_type === 'pairwise' ? 'khusus aplikasi ini' : 'sama di semua aplikasi provinsi',
      `subject_type: ${metadata.subject_type}`],
    ['Izin yang dipakai', metadata.grant_types.join(', '), 'grant_types'],
    ['Tanda tangan token identitas', metadata.id_token_signed_response_alg, 'id_token_signed_response_alg'],
  ]
}
