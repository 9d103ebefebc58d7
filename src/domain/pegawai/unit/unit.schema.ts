import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** One unit of seeds/unit.json; the parent stands before its children. */
const unitSeed = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  nama: z.string().min(1),
  /** Every spelling of the name in Table 1. */
  tercetak: z.array(z.string().min(1)),
  jenis: z.string().min(1),
  induk: z.string().nullable(),
  kode: z.string().regex(/^[0-9]{15}$/),
  /** Codes of the seed are invented until BKD's unit file is imported (domain.md section 4). */
  kode_sumber: z.literal('sintetis'),
  singkatan: z.string().min(1),
  /** The id under which the source `siasn` knows the unit. */
  external_id: z.string().min(1),
})

export type UnitSeed = z.infer<typeof unitSeed>

const seeds = new URL('../../../../seeds/unit.json', import.meta.url)

/** @returns the units that the product ships with; @throws when the file is not what it should be */
export function readUnitSeeds(): UnitSeed[] {
  return z.array(unitSeed).parse(JSON.parse(readFileSync(seeds, 'utf8')))
}
