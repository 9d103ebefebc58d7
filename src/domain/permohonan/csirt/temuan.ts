/** What the automatic check of an application came to, point by point. */

/** Each point of the check in the order of the report, with its name in words of the team. */
export const PERIKSA = {
  'https': 'https, dan tidak ada isi lewat http',
  'sertifikat-berlaku': 'Masa berlaku sertifikat',
  'sertifikat-host': 'Sertifikat mencakup nama host',
  'sertifikat-rantai': 'Rantai sertifikat dipercaya',
  'alamat': 'Alamat tujuan tepat, tanpa alamat uji',
  'pkce': 'PKCE diwajibkan',
  'rahasia': 'Umur rahasia klien',
  'hsts': 'Strict-Transport-Security',
  'nosniff': 'X-Content-Type-Options',
  'bingkai': 'Perlindungan bingkai',
  'cookie': 'Tanda pada cookie',
  'keluar': 'Menolak logout token palsu',
} as const

export type Periksa = keyof typeof PERIKSA

/** How many points a whole report has. */
export const BANYAK_PERIKSA = Object.keys(PERIKSA).length

/** `tidak-dapat`: could not be looked at from here, or there is nothing to look at; the team looks by hand. */
export type Hasil = 'lulus' | 'gagal' | 'tidak-dapat'

export interface Temuan {
  readonly periksa: Periksa
  readonly hasil: Hasil
  /** One sentence: what was seen, or what to do. */
  readonly rincian: string
}

/** What the check knows of an application: as it was filed, and as it runs on trial. */
export interface Sasaran {
  /** The one host, with its port when that is not 443. */
  readonly host: string
  readonly clientId: string
  readonly redirect: readonly string[]
  readonly logout: readonly string[]
  readonly backchannel: string | undefined
  /** Where people begin; the host's root unless given. */
  readonly beranda: string | undefined
  /** Addresses of the trial alone. */
  readonly uji: readonly string[]
  readonly pkceDikecualikan: boolean
  readonly kredensial: 'rahasia' | 'jwks' | 'jwks_uri' | 'tanpa'
  /** When each secret that is alive was issued. */
  readonly rahasia: readonly { readonly sejak: Date; readonly sampai: Date | null }[]
}
