/** People of some units as the helper's pages need them, and how far they have come to an account. */
import type { Database } from '../../../kernel/db/database.ts'
import { datedState } from '../../pegawai/keadaan.queries.ts'
import type { DatedState } from '../../pegawai/keadaan.rules.ts'
import { factorsOf } from '../../pegawai/person.queries.ts'

/** Somebody, and where he stands. */
export interface OrangRow extends DatedState {
  readonly id: string
  readonly nama: string
  readonly nomor: string | null
  readonly unit_id: string
  readonly diundang: boolean
  readonly dibuka: boolean
  readonly aktif: boolean
  /** Has a letter that is still good. */
  readonly bersurat: boolean
}

/** How many people of one unit have come how far. */
export interface UnitProgress {
  readonly unit_id: string
  readonly orang: number
  readonly diundang: number
  readonly dibuka: number
  readonly aktif: number
  readonly berfaktor: number
}

/** The post of everybody on day `$1`: its unit is the person's. */
const POST = `post AS (
  SELECT DISTINCT ON (pj.pegawai_id) pj.pegawai_id, pj.unit_id FROM pegawai_jabatan pj
  WHERE pj.unit_id IS NOT NULL AND pj.valid_from <= $1 AND (pj.valid_to IS NULL OR pj.valid_to > $1)
  ORDER BY pj.pegawai_id, pj.valid_from DESC)`

/** Whoever has an account was invited and came, however it was made; a reminder invites where it could be sent. */
const STANDING = `
  a.pegawai_id IS NOT NULL OR u.surat OR u.buka OR EXISTS (SELECT FROM gelombang_orang g WHERE g.pegawai_id = p.id
    AND g.diingatkan_at IS NOT NULL AND NOT g.tanpa_kontak) AS diundang,
  a.pegawai_id IS NOT NULL OR u.buka AS dibuka, a.pegawai_id IS NOT NULL AS aktif`

const FROM = `post JOIN pegawai p ON p.id = post.pegawai_id LEFT JOIN account a ON a.pegawai_id = p.id
  CROSS JOIN LATERAL (SELECT coalesce(bool_or(k.jenis = 'surat'), false) AS surat,
    coalesce(bool_or(k.used_at IS NOT NULL), false) AS buka FROM kode_aktivasi k WHERE k.pegawai_id = p.id) u`

/** One row a unit with people, in one statement. @param unitIds undefined: all */
export function countProgress(
  database: Database, { today, unitIds }: { today: string; unitIds: readonly string[] | undefined },
): Promise<UnitProgress[]> {
  return database.query<UnitProgress>({
    text: `WITH ${POST}, each AS (
        SELECT post.unit_id, ${STANDING}, EXISTS (${factorsOf('p.id')}) AS berfaktor FROM ${FROM}
        WHERE p.keadaan IN ('aktif', 'terbatas') AND ($2::uuid[] IS NULL OR post.unit_id = ANY($2)))
      SELECT unit_id, count(*)::int AS orang, count(*) FILTER (WHERE diundang)::int AS diundang,
        count(*) FILTER (WHERE dibuka)::int AS dibuka, count(*) FILTER (WHERE aktif)::int AS aktif,
        count(*) FILTER (WHERE aktif AND berfaktor)::int AS berfaktor
      FROM each GROUP BY unit_id`,
    values: [today, unitIds ?? null],
  })
}

interface OrangFilter {
  readonly today: string
  readonly at: Date
  readonly unitIds?: readonly string[] | undefined
  /** These alone. */
  readonly ids?: readonly string[]
  /** A part of the name, or a whole number. */
  readonly cari?: string
  readonly belumAktif?: boolean
  readonly limit: number
}

/** @returns people by name */
export function findOrang(
  database: Database, { today, at, unitIds, ids, cari, belumAktif = false, limit }: OrangFilter,
): Promise<OrangRow[]> {
  return database.query<OrangRow>({
    text: `WITH ${POST}
      SELECT p.id, p.nama, post.unit_id, ${STANDING}, ${datedState('p')},
        (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL
         ORDER BY n.valid_from DESC LIMIT 1) AS nomor,
        EXISTS (SELECT FROM kode_aktivasi k WHERE k.pegawai_id = p.id AND k.jenis = 'surat' AND k.used_at IS NULL
          AND k.dicabut_at IS NULL AND k.expires_at > $2) AS bersurat
      FROM ${FROM}
      WHERE p.keadaan IN ('aktif', 'terbatas') AND ($3::uuid[] IS NULL OR post.unit_id = ANY($3))
        AND ($4::uuid[] IS NULL OR p.id = ANY($4)) AND (NOT $5::boolean OR a.pegawai_id IS NULL)
        AND ($6::text IS NULL OR p.nama ILIKE $6 OR EXISTS (SELECT FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.nip = $7))
      ORDER BY p.nama, p.id LIMIT $8`,
    values: [today, at, unitIds ?? null, ids ?? null, belumAktif,
      cari === undefined ? null : `%${cari.replace(/[\\%_]/g, '\\$&')}%`, cari?.replace(/[\s.-]/g, '') ?? null, limit],
  })
}
