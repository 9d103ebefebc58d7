import type { Database } from '../../../kernel/db/database.ts'

/** A unit as the staff's pages and rules read it: alive or closed, under its name and code of a day. */
export interface DirectoryUnit {
  readonly id: string
  readonly induk_id: string | null
  /** null for a unit that no seed brought */
  readonly slug: string | null
  readonly jenis: string
  readonly nama: string
  readonly kode: string | null
  /** `sintetis`: invented */
  readonly kode_sumber: string | null
  readonly valid_from: string
  /** first day without it; null: no end is known */
  readonly valid_to: string | null
  readonly successor_id: string | null
  /** spellings that documents print */
  readonly aliases: readonly string[]
}

/** @returns every unit there is or was, by name. @param today YYYY-MM-DD in WIB */
export function allUnits(database: Database, today: string): Promise<DirectoryUnit[]> {
  return database.query<DirectoryUnit>({
    text: `SELECT u.id, u.induk_id, u.slug, u.jenis, COALESCE(n.nama, '') AS nama, k.kode, k.kode_sumber, u.valid_from,
        u.valid_to, u.successor_id,
        ARRAY(SELECT a.nama_tercetak FROM unit_alias a WHERE a.unit_id = u.id ORDER BY 1) AS aliases
      FROM unit_kerja u
      LEFT JOIN LATERAL (SELECT nama FROM unit_nama WHERE unit_id = u.id AND valid_from <= $1
        AND (valid_to IS NULL OR valid_to > $1) ORDER BY valid_from DESC LIMIT 1) n ON true
      LEFT JOIN LATERAL (SELECT kode, kode_sumber FROM unit_kode WHERE unit_id = u.id AND valid_from <= $1
        AND (valid_to IS NULL OR valid_to > $1) ORDER BY valid_from DESC LIMIT 1) k ON true
      ORDER BY nama, u.id`,
    values: [today],
  })
}

/** Something that a unit bears for a time: a name, or a code of a system. */
export interface Borne {
  readonly apa: string
  readonly nilai: string
  readonly valid_from: string
  readonly valid_to: string | null
}

/** @returns every name and code that a unit bears, bore or will bear, newest first; invented codes are left out */
export function borneBy(database: Database, unitId: string): Promise<Borne[]> {
  return database.query<Borne>({
    text: `SELECT 'nama' AS apa, nama AS nilai, valid_from, valid_to FROM unit_nama WHERE unit_id = $1
      UNION ALL SELECT 'kunker', kode, valid_from, valid_to FROM unit_kode WHERE unit_id = $1 AND kode_sumber <> 'sintetis'
      UNION ALL SELECT sistem, kode, valid_from, valid_to FROM unit_kode_silang WHERE unit_id = $1
      ORDER BY valid_from DESC, apa`,
    values: [unitId],
  })
}
