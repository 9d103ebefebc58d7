import { z } from 'zod'
import { isNetwork } from '../../../kernel/lib/cidr.ts'
import { readGolongan } from '../../pegawai/golongan.rules.ts'
import { isProductRole, isSeat } from '../../accounts/role.rules.ts'
import { TUNTUTAN } from './aturan.ts'

/** YYYY-MM-DD of the calendar. */
const day = z.iso.date('must be a day of the calendar as YYYY-MM-DD')

/** Nobody means a condition without a value: it would fit nobody. */
const some = <Of extends z.ZodType>(of: Of) => z.array(of).min(1, 'must name something, or be left out').max(500).optional()

const networks = some(z.string().refine(isNetwork, 'must be a CIDR range, of IPv6 one of at most 64 bits'))

const role = z.string().refine((name) => name === '*' || isProductRole(name) || isSeat(name), 'must be a product role or a seat, or * for any')

const golongan = z.string().refine((text) => readGolongan(text)?.golongan === text, 'must be a golongan as "IV/a" or "IX"')

const dash = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Conditions that the file and the stored rule have in common; the rest names people and units differently. */
const siapa = {
  jenis_jabatan: some(z.enum(['struktural', 'fungsional', 'rangkap', 'pelaksana'])),
  eselon: some(z.enum(['I', 'II', 'III', 'IV', 'V'])),
  golongan: some(golongan),
  peran: some(role),
}

const ke = {
  klien: some(z.string().min(1).max(200)),
  kelompok: some(z.string().regex(dash)),
  berisiko: z.literal(true).optional(),
}

const dari = { jaringan: networks, luar_jaringan: networks }

const aturan = {
  id: z.string().max(60).regex(dash, 'must be lower-case words with hyphens'),
  nama: z.string().trim().min(1).max(120).regex(/^\P{Cc}*$/u, 'must have no control character'),
  tuntutan: z.enum(TUNTUTAN),
  perangkat_tepercaya: z.boolean().default(true),
  kode_pesan: z.array(z.enum(['email', 'sms'])).max(2).default([]),
  sejak: day,
  pendaftaran_sampai: day.nullable().default(null),
}

/** A rule as it is stored. A word that a newer version wrote is left out, so that the rule is about more people, not fewer. */
export const storedRule = z.object({
  ...aturan,
  siapa: z.object({ ...siapa, opd: some(z.uuid()), pegawai: some(z.uuid()) }),
  ke: z.object(ke), dari: z.object(dari),
})

/** A rule as an operator writes it: OPD by their codes, people by their NIPs. */
export const ruleFile = z.strictObject({
  ...aturan,
  siapa: z.strictObject({ ...siapa, opd: some(z.string().min(1).max(50)), pegawai: some(z.string().min(1).max(40)) }),
  ke: z.strictObject(ke).default({}), dari: z.strictObject(dari).default({}),
})

export type RuleFile = z.infer<typeof ruleFile>
