import { dayInWords } from '../../../kernel/lib/day-in-words.ts'
import { ruleInWords, type RuleNames } from '../../clients/masuk/kata.rules.ts'
import type { Isian } from '../formulir/isian.schema.ts'

// What a form says, as lists of [name, value] that a page or a sheet shows one below the other.

export type Fakta = readonly (readonly [nama: string, nilai: string])[]

const NONE = 'tidak ada'
const JENIS: Readonly<Record<Isian['jenisKlien'], string>> = {
  server: 'aplikasi web dengan server', spa: 'aplikasi peramban (SPA)', mobile: 'aplikasi ponsel', mesin: 'program tanpa pengguna',
}
const ACR: Readonly<Record<Isian['acrMinimum'], string>> = {
  'sandi': 'kata sandi', 'mfa': 'kata sandi dan langkah kedua', 'tahan-phishing': 'passkey (tahan phishing)',
}
const KREDENSIAL: Readonly<Record<Isian['kredensial'], string>> = {
  rahasia: 'rahasia klien', jwks: 'kunci publik yang ditempel', jwks_uri: 'kunci publik dari alamatnya', tanpa: 'tanpa rahasia (klien publik, PKCE)',
}

/** What each element tells an application, in words of whoever owns the data. */
export const ELEMEN: Readonly<Record<Isian['elemen'][number]['klaim'], string>> = {
  profile: 'nama, gelar, jenis kelamin', email: 'alamat surel', phone: 'nomor telepon', pegawai: 'NIP, jenis pegawai, golongan, kedudukan',
  opd: 'OPD dan unit kerja', jabatan: 'jabatan, eselon, penugasan', peran: 'peran di aplikasi ini',
}

const given = (value: string | undefined): string => value === undefined || value === '' ? NONE : value
/** @returns a day that somebody typed, in words where it is one */
export const typedDay = (day: string): string => Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? given(day) : dayInWords(day)

const many = (values: readonly string[]): string => values.length === 0 ? NONE : values.join('\n')

/** @returns the official form of SOP 555/787 */
export function officialFacts(isian: Isian, { nomor, opd }: { nomor: string; opd: string }): Fakta {
  const { penanggungJawab: orang, surat } = isian
  return [
    ['Nomor permohonan', nomor], ['Nama OPD', opd], ['Nama aplikasi', given(isian.nama)], ['Keterangan', given(isian.keterangan)],
    ['Penanggung jawab', given(orang.nama)], ['Nomor telepon', given(orang.telepon)], ['Surel', given(orang.surel)],
    ['Jabatan', given(orang.jabatan)], ['Nama subdomain', given(isian.subdomain)],
    ['Surat permohonan', surat.nomor === '' ? NONE : `nomor ${surat.nomor}, tanggal ${typedDay(surat.tanggal)}`],
  ]
}

/** @returns the technical part, the entry rule in words */
export function technicalFacts(isian: Isian, names: RuleNames): Fakta {
  const { uri, pse } = isian
  return [
    ['Jenis klien', JENIS[isian.jenisKlien]], ['Siapa boleh masuk', ruleInWords(isian.aturanMasuk, names)],
    ['Jaminan masuk paling rendah', ACR[isian.acrMinimum]], ['Cara klien membuktikan diri', KREDENSIAL[isian.kredensial]],
    ['Alamat kembali (redirect URI)', many(uri.redirect)], ['Alamat sesudah keluar', many(uri.logout)],
    ['Back-channel logout', given(uri.backchannel)], ['Halaman awal', given(uri.beranda)],
    ['Alamat uji coba saja', many(isian.uriUji)],
    ['Peran aplikasi', many(isian.peranAplikasi.map(({ kode, nama }) => `${nama} (${kode})`))],
    ['Nomor PSE', pse.nomor ?? `belum ada${pse.alasanPengecualian ? `: ${pse.alasanPengecualian}` : ''}`],
    ['Spesifikasi teknis', given(isian.spesifikasi.uraian)],
  ]
}
