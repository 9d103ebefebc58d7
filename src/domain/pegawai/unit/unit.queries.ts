import type { Knex } from 'knex'
import type { Database, Statement } from '../../../kernel/db/database.ts'
import type { UnitSeed } from './unit.schema.ts'

/** A living unit with its current name and code. */
export interface Unit {
  readonly id: string
  /** Null for units that a source brought. */
  readonly slug: string | null
  readonly jenis: string
  readonly nama: string
  readonly kode: string | null
  /** `sintetis` for invented codes, which a production instance never shows to an application. */
  readonly kode_sumber: string | null
}

const unitWhere = (condition: string, ...values: readonly string[]): Statement => ({
  text: `SELECT u.id, u.slug, u.jenis, n.nama, k.kode, k.kode_sumber
    FROM unit_kerja u
    JOIN unit_nama n ON n.unit_id = u.id AND n.valid_to IS NULL
    LEFT JOIN unit_kode k ON k.unit_id = u.id AND k.valid_to IS NULL
    WHERE ${condition}`,
  values,
})

/**
 * @param kode the unit's current code, 15 digits
 * @param today YYYY-MM-DD in WIB: a unit whose end is announced lives until then
 * @returns undefined for a code that no living unit has
 */
export async function findUnitByKode(database: Database, kode: string, today: string): Promise<Unit | undefined> {
  return (await database.query<Unit>(
    unitWhere('k.kode = $1 AND (u.valid_to IS NULL OR u.valid_to > $2)', kode, today),
  ))[0]
}

/** @param slug the name of a seeded unit in seeds/unit.json */
export async function findUnitBySlug(database: Database, slug: string): Promise<Unit | undefined> {
  return (await database.query<Unit>(unitWhere('u.slug = $1 AND u.valid_to IS NULL', slug)))[0]
}

/** @returns id by slug of the seeded units that are there already */
export async function seededUnits(trx: Knex.Transaction): Promise<Map<string, string>> {
  const { rows } = await trx.raw<{ rows: { slug: string; id: string }[] }>(
    'SELECT slug, id FROM unit_kerja WHERE slug IS NOT NULL',
  )
  return new Map(rows.map(({ slug, id }) => [slug, id]))
}

/** A seeded unit with the ids that it and its parent have or get. */
export type PlacedUnit = UnitSeed & { readonly id: string; readonly induk_id: string | null }

/** Inserts units with name, code and source id in one statement; parents may be among them. */
export async function insertUnits(
  trx: Knex.Transaction, units: readonly PlacedUnit[], sumber: string, validFrom: string,
): Promise<void> {
  await trx.raw(
    `WITH unit AS (SELECT *, CAST(:validFrom AS date) AS since FROM json_to_recordset(CAST(:units AS json)) AS unit(
         id uuid, slug text, jenis text, induk_id uuid, singkatan text, nama text, kode text, kode_sumber text,
         external_id text)),
       tree AS (INSERT INTO unit_kerja (id, slug, jenis, induk_id, singkatan, valid_from)
         SELECT id, slug, jenis, induk_id, singkatan, since FROM unit),
       names AS (INSERT INTO unit_nama (unit_id, nama, valid_from) SELECT id, nama, since FROM unit),
       codes AS (INSERT INTO unit_kode (unit_id, kode, kode_sumber, valid_from)
         SELECT id, kode, kode_sumber, since FROM unit)
     INSERT INTO unit_sumber (sumber, external_id, unit_id) SELECT :sumber, external_id, id FROM unit`,
    { units: JSON.stringify(units), sumber, validFrom },
  )
}

/**
 * Adds printed spellings; one that is known keeps the unit it means, which a person may have corrected.
 * @returns ids of the units that gained a spelling, each as often as it did
 */
export async function insertAliases(
  trx: Knex.Transaction, aliases: readonly { nama_tercetak: string; unit_id: string }[],
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { unit_id: string }[] }>(
    `INSERT INTO unit_alias (nama_tercetak, unit_id)
     SELECT nama_tercetak, unit_id FROM json_to_recordset(?::json) AS alias(nama_tercetak text, unit_id uuid)
     ON CONFLICT (nama_tercetak) DO NOTHING RETURNING unit_id`,
    [JSON.stringify(aliases)],
  )
  return rows.map(({ unit_id }) => unit_id)
}
