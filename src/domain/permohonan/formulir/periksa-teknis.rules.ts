import { checkRedirectUri, type UriCheck } from '../../clients/redirect-uri.rules.ts'
import { jwkMistake } from '../../clients/pendaftaran/jwks.rules.ts'
import type { Kesalahan } from '../permohonan.ts'
import type { Isian } from './isian.schema.ts'
import type { KonteksIsian } from './konteks.ts'
import { URI_KATA } from './kata.ts'
import { lineMistake, TERPANJANG } from './periksa-resmi.rules.ts'
import { checkTrialUri } from './uji.rules.ts'

const MOST_URIS = 20
const when = (wrong: boolean, bidang: string, pesan: string): Kesalahan[] => wrong ? [{ bidang, pesan }] : []

/** Each address by its line, so that its author finds it. */
function uriList(bidang: string, uris: readonly string[], check: (uri: string) => UriCheck): Kesalahan[] {
  const wrong = uris.flatMap((uri, index) => {
    const checked = check(uri)
    const twice = uris.indexOf(uri) < index
    return checked.ok && !twice ? [] : [`Baris ${index + 1}: ${checked.ok ? 'alamat ini sudah ada di atas.' : URI_KATA[checked.reason]}`]
  })
  return [
    ...when(uris.length > MOST_URIS, bidang, `Paling banyak ${MOST_URIS} alamat.`),
    ...when(wrong.length > 0, bidang, wrong.join(' ')),
  ]
}

/** @returns what is wrong with each address; that some are missing is the caller's question */
function uriMistakes({ uri, subdomain, jenisKlien, jwksUri, kredensial }: Isian): Kesalahan[] {
  const onHost = (one: string): UriCheck => checkRedirectUri(one, { host: subdomain, state: 'aktif' })
  const single = (bidang: string, one: string | undefined): Kesalahan[] => {
    const check = one === undefined ? undefined : onHost(one)
    return check === undefined || check.ok ? [] : [{ bidang, pesan: URI_KATA[check.reason] }]
  }
  return [
    ...jenisKlien === 'mesin' ? [] : [
      ...when(uri.redirect.length === 0, 'uri.redirect', 'Isi sedikitnya satu redirect URI.'),
      ...uriList('uri.redirect', uri.redirect, onHost), ...uriList('uri.logout', uri.logout, onHost),
      ...single('uri.backchannel', uri.backchannel),
    ],
    ...single('uri.beranda', uri.beranda),
    ...kredensial === 'jwks_uri' ? single('jwksUri', jwksUri) : [],
  ]
}

/** @returns what is wrong with the addresses of a trial; `required` where one is to be opened */
export function trialMistakes(isian: Isian, { terdaftar }: Pick<KonteksIsian, 'terdaftar'>, required = false): Kesalahan[] {
  if (isian.jenisKlien === 'mesin') return []
  const { uriUji, subdomain } = isian
  const others = new Set(terdaftar.map(({ host }) => host))
  const foreign = uriUji.filter((uri) => URL.canParse(uri) && others.has(new URL(uri).host))
  return [
    ...when(required && uriUji.length === 0, 'uriUji', 'Isi sedikitnya satu alamat uji, misalnya http://localhost:8080/sso/callback.'),
    ...uriList('uriUji', uriUji, (uri) => checkTrialUri(uri, subdomain)),
    ...when(foreign.length > 0, 'uriUji', `Host ini milik aplikasi lain: ${foreign.join(', ')}`),
  ]
}

/** Whether what proves who the application is fits its kind. */
function credentialMistakes({ jenisKlien, kredensial, jwks, jwksUri }: Isian): Kesalahan[] {
  const isPublic = jenisKlien === 'spa' || jenisKlien === 'mobile'
  if (isPublic) {
    return when(kredensial !== 'tanpa', 'kredensial', 'Aplikasi di peramban atau ponsel tidak dapat menyimpan rahasia: pilih tanpa rahasia (PKCE).')
  }
  return [
    ...when(kredensial === 'tanpa', 'kredensial', 'Aplikasi di server membuktikan dirinya: pilih rahasia atau kunci publik.'),
    ...when(kredensial === 'jwks_uri' && jwksUri === undefined, 'jwksUri', 'Isi alamat kunci publik.'),
    ...kredensial === 'jwks' ? keyMistakes(jwks) : [],
  ]
}

function keyMistakes(jwks: unknown): Kesalahan[] {
  const keys = typeof jwks === 'object' && jwks !== null ? (jwks as { keys?: unknown }).keys : undefined
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > 10) {
    return [{ bidang: 'jwks', pesan: 'Tempel JWK Set: satu objek JSON dengan "keys" berisi 1 sampai 10 kunci publik.' }]
  }
  const wrong = keys.flatMap((key, index) => {
    const mistake = typeof key === 'object' && key !== null && !Array.isArray(key) ? jwkMistake(key as Record<string, unknown>) : 'bukan objek'
    return mistake === undefined ? [] : [index + 1]
  })
  return when(wrong.length > 0, 'jwks', `Kunci ke-${wrong.join(', ')} bukan kunci publik RSA (2048 bit atau lebih) atau EC P-256.`)
}

function elementMistakes({ elemen, jenisKlien, peranAplikasi }: Isian): Kesalahan[] {
  const kinds = elemen.map(({ klaim }) => klaim)
  return [
    ...when(jenisKlien === 'mesin' && elemen.length > 0, 'elemen', 'Program tanpa pengguna tidak menerima data orang lewat masuk.'),
    ...when(new Set(kinds).size < kinds.length, 'elemen', 'Setiap elemen disebut sekali.'),
    ...elemen.flatMap(({ klaim, tujuan }) => tujuan.length < 10 || tujuan.length > TERPANJANG.uraian
      ? [{ bidang: `elemen.${klaim}`, pesan: 'Tulis untuk apa data ini diperlukan (10 sampai 2000 karakter): pemilik data memutus atas dasar itu.' }] : []),
    ...when(peranAplikasi.length > 0 && !kinds.includes('peran'), 'elemen',
      'Aplikasi mendaftarkan peran sendiri: minta juga elemen peran.'),
  ]
}

function ruleMistakes({ aturanMasuk: rule }: Isian, { unit, orang }: KonteksIsian): Kesalahan[] {
  if (rule.jenis !== 'tertentu') return []
  const named = [...rule.unit, ...rule.jabatan, ...rule.eselon, ...rule.orang]
  return [
    ...when(named.length === 0, 'aturanMasuk', 'Sebut sedikitnya satu unit, jabatan, eselon, atau orang.'),
    ...when(rule.unit.some((one) => !unit.has(one)), 'aturanMasuk.unit', 'Ada unit yang sudah tidak ada.'),
    ...when(rule.orang.some((one) => !orang.has(one)), 'aturanMasuk.orang', 'Ada orang yang tidak ditemukan.'),
  ]
}

/** What an application may call its roles: goes into tokens as it is. */
const ROLE_CODE = /^[a-z0-9][a-z0-9._-]{0,39}$/

function roleMistakes({ peranAplikasi }: Isian): Kesalahan[] {
  const codes = peranAplikasi.map(({ kode }) => kode)
  return [
    ...when(codes.some((kode) => !ROLE_CODE.test(kode)), 'peranAplikasi', 'Kode peran: huruf kecil, angka, titik, garis bawah, atau tanda hubung, paling panjang 40.'),
    ...when(new Set(codes).size < codes.length, 'peranAplikasi', 'Setiap kode peran disebut sekali.'),
    ...peranAplikasi.flatMap(({ nama }) => lineMistake('peranAplikasi', nama, 'nama setiap peran', TERPANJANG.nama)).slice(0, 1),
  ]
}

/** @returns what is missing or wrong in the technical part, but for the host */
export function technicalMistakes(isian: Isian, konteks: KonteksIsian): Kesalahan[] {
  return [
    ...credentialMistakes(isian), ...uriMistakes(isian), ...trialMistakes(isian, konteks), ...elementMistakes(isian),
    ...ruleMistakes(isian, konteks), ...roleMistakes(isian),
    ...isian.pse.nomor === undefined ? [] : lineMistake('pse.nomor', isian.pse.nomor, 'nomor PSE', TERPANJANG.nama),
    ...isian.pse.alasanPengecualian === undefined ? [] : when(isian.pse.alasanPengecualian.length > TERPANJANG.uraian, 'pse.alasanPengecualian',
      `Paling panjang ${TERPANJANG.uraian} karakter.`),
  ]
}

/** @returns what its author and those who decide should know of the technical part */
export function technicalWarnings({ pse, uri, jenisKlien, subdomain }: Isian): Kesalahan[] {
  return [
    ...when(pse.nomor === undefined, 'pse.nomor', 'Nomor pendaftaran PSE belum ada. Permohonan dapat diajukan; Kepala Dinas menerima alasannya atau menunda.'),
    ...when(pse.nomor === undefined && pse.alasanPengecualian === undefined, 'pse.alasanPengecualian', 'Tulis mengapa nomor PSE belum ada.'),
    ...when(jenisKlien === 'server' && uri.backchannel === undefined && subdomain !== '', 'uri.backchannel',
      'Tanpa alamat back-channel logout, aplikasi tidak tahu bahwa pegawai sudah keluar.'),
  ]
}
