import { z } from 'zod'
import { ACRS } from '../../accounts/acr.rules.ts'

/**
 * The claims as a contract with applications: their form, the scope that releases each, what it means, an example. The only
 * source of the JSON Schema, of the table that developers read and of the flat names of the ready files. Within a version
 * claims are added and never change or go; what does is version 2 beside this one.
 */
export const VERSI_KLAIM = 1

const text = z.string().min(1)
const day = z.iso.date()
const id = z.uuid().describe('Tetap, juga bila nama atau kodenya berubah.')

const unit = z.strictObject({
  id, kode: text.optional().describe('Kode unit; tidak ada selama belum diketahui.'), nama: text,
})

/** What a claim looks like and means. */
export interface Klaim {
  readonly bentuk: z.ZodType
  /** In words, Indonesian. */
  readonly arti: string
  readonly contoh: unknown
}

const klaim = (bentuk: z.ZodType, arti: string, contoh: unknown): Klaim => ({ bentuk, arti, contoh })

const DINAS = { id: '0f6f3a52-5a3e-4a0a-9a5e-2f3b1c7d8e90', kode: '920600000000000', nama: 'Dinas Contoh' }
const BIDANG = { id: '7d1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d', kode: '920601000000000', nama: 'Bidang Contoh' }

/** Of the ID token alone: how and when the sign-in was. */
export const KLAIM_MASUK = {
  sub: klaim(text.max(255), 'Orangnya. Tidak pernah berubah dan tidak pernah dipakai ulang: simpan ini, bukan NIP.', '5b0c1d2e-3f40-4152-8637-48596a7b8c9d'),
  acr: klaim(z.enum(ACRS), 'Seberapa kuat buktinya: sandi < mfa < tahan-phishing.', 'urn:bantenprov:acr:mfa'),
  amr: klaim(z.array(text).min(1), 'Cara membuktikan (RFC 8176).', ['pwd', 'otp', 'mfa']),
  auth_time: klaim(z.int().positive(), 'Saat kata sandi diketik, detik sejak 1970.', 1_795_305_600),
  sid: klaim(text, 'Sesi di layanan masuk; disebut lagi saat sesinya berakhir.', 'cXq3mB0G2s'),
} as const satisfies Record<string, Klaim>

/** Of a person, by the scope that releases them. */
export const KLAIM_ORANG = {
  profile: {
    name: klaim(text, 'Nama lengkap dengan gelar.', 'Dr. Siti Contoh, S.Kom.'),
    given_name: klaim(text, 'Hanya untuk orang dengan satu nama.', 'Suparman'),
    family_name: klaim(text, 'Belum pernah diberikan: nama tidak dibagi dengan menebak.', 'Contoh'),
    gelar_depan: klaim(text, 'Gelar di depan nama.', 'Dr.'),
    gelar_belakang: klaim(text, 'Gelar di belakang nama.', 'S.Kom.'),
    gender: klaim(z.enum(['male', 'female']), 'Jenis kelamin, seperti dalam OIDC Core.', 'female'),
    locale: klaim(z.literal('id-ID'), 'Bahasa.', 'id-ID'),
    zoneinfo: klaim(z.literal('Asia/Jakarta'), 'Zona waktu.', 'Asia/Jakarta'),
    updated_at: klaim(z.int().nonnegative(), 'Saat datanya terakhir berubah, detik sejak 1970.', 1_795_305_600),
  },
  email: {
    email: klaim(z.email(), 'Surel. Bukan pengenal: dapat berubah.', 'siti@surel.example'),
    email_verified: klaim(z.boolean(), 'Selalu false selama belum diperiksa layanan masuk.', false),
  },
  phone: {
    phone_number: klaim(text, 'Nomor ponsel, E.164.', '+6281200000000'),
    phone_number_verified: klaim(z.boolean(), 'Selalu false selama belum diperiksa layanan masuk.', false),
  },
  pegawai: {
    nip: klaim(z.string().regex(/^[0-9]{18}$/), 'NIP. Tidak semua orang memilikinya, dan NIP dapat berubah.', '199001012015032001'),
    asn: klaim(z.strictObject({
      jenis: z.enum(['PNS', 'CPNS', 'PPPK']).optional(), kedudukan: text.optional(), golongan: text.optional(), pangkat: text.optional(),
    }), 'Jenis kepegawaian, kedudukan hukum, golongan dan pangkat.',
    { jenis: 'PNS', kedudukan: 'Aktif', golongan: 'III/d', pangkat: 'Penata Tingkat I' }),
  },
  opd: {
    opd: klaim(z.strictObject({ ...unit.shape, induk: unit.optional().describe('Unit di atasnya: Sekretariat Daerah dari sebuah Biro, Dinas dari sebuah RSUD.') }),
      'Perangkat daerah tempat orang itu bekerja.', DINAS),
    unit_kerja: klaim(unit, 'Unitnya sendiri di dalam OPD.', BIDANG),
  },
  jabatan: {
    jabatan: klaim(z.strictObject({
      id: text.optional(), nama: text.optional(), jenis: text.optional(), eselon: text.optional(), unit: unit.optional(), tmt: day.optional(),
    }), 'Jabatan definitif pada hari ini.',
    { id: 'b5f0', nama: 'Kepala Bidang Contoh', jenis: 'struktural', eselon: 'III.a', unit: BIDANG, tmt: '2025-01-02' }),
    penugasan: klaim(z.array(z.strictObject({
      jenis: z.enum(['PLT', 'PLH', 'PJ', 'TT']), jabatan: text, unit, mulai: day,
      selesai: day.optional().describe('Hari terakhir, ikut terhitung.'), sk: text.optional(),
    })).min(1), 'Plt, Plh, Pj dan tugas tambahan yang berlaku hari ini.',
    [{ jenis: 'PLT', jabatan: 'Sekretaris Dinas', unit: DINAS, mulai: '2026-10-01', selesai: '2026-12-31', sk: '800/1' }]),
  },
  peran: {
    peran: klaim(z.array(text).min(1), 'Peran orang itu di aplikasi Anda sendiri, yang berlaku hari ini.', ['penilai']),
  },
} as const satisfies Record<string, Record<string, Klaim>>

/** Comes with any of pegawai, opd, jabatan and peran. */
export const DATA_PER = klaim(z.iso.datetime(), 'Saat data kepegawaian terakhir diselaraskan.', '2026-11-22T01:00:00.000Z')

export type ScopeOrang = keyof typeof KLAIM_ORANG

/** Scopes with whose claims `data_per` comes. */
export const WITH_DATA_PER: readonly ScopeOrang[] = ['pegawai', 'opd', 'jabatan', 'peran']

export const SCOPE_ORANG = Object.keys(KLAIM_ORANG) as ScopeOrang[]

/** @returns the claims of a person that a scope releases, in order, `data_per` last */
export function klaimOf(scope: ScopeOrang): Record<string, Klaim> {
  return { ...KLAIM_ORANG[scope], ...WITH_DATA_PER.includes(scope) && { data_per: DATA_PER } }
}

const optional = (claims: Record<string, Klaim>): Record<string, z.ZodType> =>
  Object.fromEntries(Object.entries(claims).map(([name, { bentuk, arti }]) => [name, bentuk.optional().describe(arti)]))

const everyClaim = optional(Object.assign({}, ...SCOPE_ORANG.map(klaimOf)) as Record<string, Klaim>)
const { sub, ...masuk } = KLAIM_MASUK

/** What userinfo answers. Nothing but what is named here ever comes. */
export const USERINFO = z.strictObject({ sub: sub.bentuk.describe(sub.arti), ...everyClaim })

const standing = { iss: z.url(), aud: z.union([text, z.array(text).min(1)]), exp: z.int(), iat: z.int() }

/** Claims of a person stand in it where the application asked by the `claims` parameter. */
export const ID_TOKEN = z.strictObject({
  ...standing, azp: text.optional(), nonce: text.optional(), at_hash: text.optional(), c_hash: text.optional(), s_hash: text.optional(),
  sub: sub.bentuk.describe(sub.arti), ...optional(masuk), ...everyClaim,
})

/** OpenID Connect Back-Channel Logout 1.0, section 2.4. */
export const LOGOUT_TOKEN = z.strictObject({
  ...standing, jti: text, sub: text.optional(), sid: text.optional(),
  events: z.strictObject({ 'http://schemas.openid.net/event/backchannel-logout': z.strictObject({}) }),
})
