import { z } from 'zod'
import { dayInWib } from '../../../kernel/lib/clock.ts'
import { readEselon } from '../../pegawai/eselon.rules.ts'
import { readGolongan } from '../../pegawai/golongan.rules.ts'
import { readKedudukan } from '../../pegawai/kedudukan.rules.ts'
import { normaliseNip, parseNip } from '../../pegawai/nip.rules.ts'
import { isDay } from '../days.rules.ts'
import { cleanText, POST_KINDS, readEmail, readPhone } from '../validation/fields.rules.ts'
import { ASSIGNMENT_KINDS } from '../validation/penugasan.rules.ts'

/** What the personnel system may push (`POST /api/v1/kepegawaian/peristiwa`): one event, or a batch of them. */

export const MOST_EVENTS = 100

// A number from tomorrow's birth date is refused where today is known.
const LAST_DAY = '9999-12-31'

// Half a surrogate pair is no character; PostgreSQL keeps none.
const written = (most: number) => z.string().min(1).max(most).refine((read) => read.isWellFormed(), 'must be Unicode text')
  .transform(cleanText).refine((read) => read !== '', 'must not be empty')

const text = written(300)
const key = z.string().regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 visible ASCII characters')
const day = z.string().refine(isDay, 'must be a day, YYYY-MM-DD')
const nip = z.string().max(40).transform(normaliseNip)
  .refine((read) => parseNip(read, LAST_DAY).ok, 'must be a NIP or NI PPPK')
const golongan = z.string().max(10).refine((read) => readGolongan(read) !== undefined, 'must be a golongan, as III/c or IX')
  .transform((read) => readGolongan(read)?.golongan ?? read)
const eselon = z.string().max(10).refine((read) => readEselon(read) !== undefined, 'must be the code of an eselon, as 21 or 99')
  .transform((read) => readEselon(read)?.eselon ?? null)
const email = z.string().max(254).refine((read) => readEmail(read) !== undefined, 'must be an e-mail address')
const phone = z.string().max(30).refine((read) => readPhone(read) !== undefined, 'must be a telephone number')
  .transform((read) => readPhone(read) ?? read)

/** Which moment an event counts from: a day means 00:00 WIB. */
const moment = z.union([
  day.transform((read) => new Date(`${read}T00:00:00+07:00`)),
  z.iso.datetime({ offset: true }).transform((read) => new Date(read)),
], { error: 'must be a day, YYYY-MM-DD, or a date-time with an offset' })
  .refine((at) => isDay(dayInWib(at)), 'must lie between the years 1900 and 9999')

const post = z.strictObject({ id: key.optional(), nama: text, jenis: z.enum(POST_KINDS), eselon: eselon.optional() })
const kind = z.enum(['PNS', 'CPNS', 'PPPK'])
const standing = written(60).describe("SIASN's code of the kedudukan hukum; an unknown one holds the person")

const contact = { email: email.nullable().optional(), no_hp: phone.nullable().optional() }

/** What each kind of event tells. What is not there says nothing; null takes away. */
export const DATA = {
  masuk: z.strictObject({
    nama: text, gelar_depan: text.nullable().optional(), gelar_belakang: text.nullable().optional(),
    jenis_kelamin: z.enum(['L', 'P']).optional(), jenis: kind.optional(), kedudukan: standing.refine((read) => !readKedudukan(read).tahan, 'nobody knows this kedudukan: a new person has no good state to keep'),
    golongan: golongan.optional(), tmt_golongan: day.optional(), jabatan: post.nullable().optional(),
    unit: key.optional(), ...contact, tmt_pensiun: day.nullable().optional(),
    akhir_kontrak: day.nullable().optional(),
  }),
  mutasi: z.strictObject({ unit: key }),
  jabatan: z.strictObject({ jabatan: post.nullable(), unit: key.optional() }),
  golongan: z.strictObject({ golongan }),
  kedudukan: z.strictObject({ kedudukan: standing }),
  pensiun: z.strictObject({ tmt_pensiun: day.nullable() }),
  meninggal: z.strictObject({ tgl_meninggal: day.nullable() }),
  kontrak: z.strictObject({ akhir_kontrak: day }),
  nip_berubah: z.strictObject({ nip, jenis: kind.optional() }),
  kontak: z.strictObject(contact),
  penugasan: z.strictObject({
    sk: text, jenis: z.enum(ASSIGNMENT_KINDS), jabatan: text, unit: key, mulai: day, selesai: day.nullable().optional(),
  }).refine(({ mulai, selesai }) => !selesai || selesai >= mulai, { path: ['selesai'], error: 'must not lie before mulai' }),
  penugasan_selesai: z.strictObject({ sk: text, selesai: day }),
  penugasan_dicabut: z.strictObject({ sk: text }),
} as const

export type Jenis = keyof typeof DATA

const person = z.strictObject({ id: key.optional(), nip: nip.optional(), tanggal_lahir: day.optional() })
const known = person.refine((read) => read.id !== undefined || (read.nip !== undefined && read.tanggal_lahir !== undefined),
  'must have id, or nip and tanggal_lahir')
const whole = person.required()

const common = {
  id: key, sumber: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/).default('simpeg'), berlaku: moment,
  versi: z.int().min(0).max(2_147_483_647).default(1),
}

const of = <Name extends Jenis>(jenis: Name) =>
  z.strictObject({ ...common, jenis: z.literal(jenis), orang: known, data: DATA[jenis] })

export const peristiwaSchema = z.discriminatedUnion('jenis', [
  z.strictObject({ ...common, jenis: z.literal('masuk'), orang: whole, data: DATA.masuk }),
  of('mutasi'), of('jabatan'), of('golongan'), of('kedudukan'), of('pensiun'), of('meninggal'), of('kontrak'),
  of('nip_berubah'), of('kontak'), of('penugasan'), of('penugasan_selesai'), of('penugasan_dicabut'),
])

/** The envelope of a batch; each event in it is judged by itself. */
export const kumpulanSchema = z.strictObject({ peristiwa: z.array(z.unknown()).min(1).max(MOST_EVENTS) })

/** An event as it was understood. */
export type Peristiwa = z.infer<typeof peristiwaSchema>
export type PeristiwaOf<Name extends Jenis> = Extract<Peristiwa, { jenis: Name }>
