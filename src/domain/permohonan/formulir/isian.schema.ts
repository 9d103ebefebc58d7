import { z } from 'zod'
import { cleanJson, cleanText } from './bersih.rules.ts'

/** Scopes that an application may ask for beside `openid`; each is one element with its purpose. */
export const SCOPE_ISIAN = ['profile', 'email', 'phone', 'pegawai', 'opd', 'jabatan', 'peran'] as const
export const JENIS_KLIEN = ['server', 'spa', 'mobile', 'mesin'] as const
export const ACR_ISIAN = ['sandi', 'mfa', 'tahan-phishing'] as const
export const KREDENSIAL = ['rahasia', 'jwks', 'jwks_uri', 'tanpa'] as const

/** More of one kind is no form that somebody filled in by hand. */
const MOST_ROWS = 50

const text = z.string().transform(cleanText).catch('')
const given = z.string().transform(cleanText).transform((value) => value || undefined).optional().catch(undefined)
/** What is no list counts as empty; what is wrong in it is left out. */
const list = <Row extends z.ZodType>(row: Row) => z.array(z.unknown()).catch([]).transform((rows) =>
  rows.slice(0, MOST_ROWS).flatMap((one) => {
    const read = row.safeParse(one)
    return read.success ? [read.data] : []
  }))
const texts = list(z.string().transform(cleanText).refine((value) => value !== ''))

const elemen = z.object({ klaim: z.enum(SCOPE_ISIAN), tujuan: text })

const aturanMasuk = z.discriminatedUnion('jenis', [
  z.object({ jenis: z.literal('semua') }),
  z.object({ jenis: z.literal('opd') }),
  z.object({ jenis: z.literal('tertentu'), unit: texts, jabatan: texts, eselon: texts, orang: texts }),
])

const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}, z.object(shape))

const isian = part({
  nama: text,
  keterangan: text,
  penanggungJawab: part({ pegawaiId: given, nama: text, telepon: text, surel: text, jabatan: text }),
  subdomain: text.transform((host) => host.toLowerCase()),
  surat: part({ nomor: text, tanggal: text, lampiran: given }),
  spesifikasi: part({ lampiran: given, uraian: text }),
  komitmen: z.boolean().catch(false),
  jenisKlien: z.enum(JENIS_KLIEN).catch('server'),
  uri: part({ redirect: texts, logout: texts, backchannel: given, beranda: given }),
  uriUji: texts,
  elemen: list(elemen),
  aturanMasuk: aturanMasuk.catch({ jenis: 'semua' }),
  peranAplikasi: list(z.object({ kode: text, nama: text })),
  acrMinimum: z.enum(ACR_ISIAN).catch('sandi'),
  pse: part({ nomor: given, alasanPengecualian: given }),
  kredensial: z.enum(KREDENSIAL).catch('rahasia'),
  jwks: z.unknown().transform((keys) => cleanJson(keys)).optional(),
  jwksUri: given,
})

/**
 * What an application says: the official form (SOP 555/787) and its technical part. `subdomain` is the full host in lower
 * case; `lampiran` is the id of an attachment; `uriUji` counts while the client is on trial; `elemen` are the scopes beyond
 * `openid`, each with what it is needed for; `jwks` is as it was pasted (text where it is no JSON).
 */
export type Isian = z.infer<typeof isian>
/** Who may enter. */
export type AturanMasukIsian = Isian['aturanMasuk']
export type ScopeIsian = typeof SCOPE_ISIAN[number]

/**
 * Reads a stored form as leniently as a draft needs: what is missing or no such thing is empty, and nothing throws. Reading
 * what was read changes nothing, so that its hash is the same before and after it was stored.
 * @param isi `permohonan.isi`, or anything
 */
export const readIsian = (isi: unknown): Isian => withoutGaps(isian.parse(isi))

/** JSON has no undefined: a field that is not there is not there. */
const withoutGaps = (value: Isian): Isian => JSON.parse(JSON.stringify(value)) as Isian
