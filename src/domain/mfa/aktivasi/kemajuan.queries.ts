import type { Database } from '../../../kernel/db/database.ts'
import { factorsOf } from '../../pegawai/person.queries.ts'

/** How far the people of an OPD are; each number is among the one before it. */
export interface Kemajuan {
  /** Id of the OPD; null for people whose unit is not known. */
  readonly opd: string | null
  readonly orang: number
  /** Got a letter, or opened an account without one. */
  readonly diundang: number
  /** Used what opens the activation. */
  readonly dibuka: number
  readonly aktif: number
  readonly berfaktor: number
}

/** Kinds of unit that are an OPD of their own: the nearest one upward is a person's (domain.md, 4). */
const OPD_KINDS = `('sekretariat-daerah', 'biro', 'sekretariat-dprd', 'inspektorat', 'dinas', 'badan', 'satpol-pp',
  'badan-penghubung', 'uptd', 'balai', 'rsud')`

/** @returns the counts of every OPD, in one statement. @param today official day in WIB */
export function activationProgress(database: Database, today: string): Promise<Kemajuan[]> {
  return database.query<Kemajuan>({
    text: `WITH RECURSIVE atas AS (
        SELECT id AS unit, id, induk_id, jenis FROM unit_kerja
        UNION ALL
        SELECT atas.unit, u.id, u.induk_id, u.jenis FROM atas JOIN unit_kerja u ON u.id = induk_pada(atas.id, atas.induk_id, $1::date)
        WHERE atas.jenis NOT IN ${OPD_KINDS}
      ), milik AS (SELECT unit, id AS opd FROM atas WHERE jenis IN ${OPD_KINDS}),
      orang AS (
        SELECT milik.opd, a.pegawai_id IS NOT NULL AS aktif,
          EXISTS (SELECT FROM kode_aktivasi k WHERE k.pegawai_id = p.id AND k.jenis = 'surat') AS surat,
          EXISTS (SELECT FROM kode_aktivasi k WHERE k.pegawai_id = p.id AND k.used_at IS NOT NULL) AS buka,
          EXISTS (${factorsOf('p.id')}) AS berfaktor
        FROM pegawai p LEFT JOIN account a ON a.pegawai_id = p.id
        LEFT JOIN LATERAL (SELECT unit_id FROM pegawai_jabatan WHERE pegawai_id = p.id AND valid_from <= $1
          AND (valid_to IS NULL OR valid_to > $1) ORDER BY valid_from DESC LIMIT 1) pj ON true
        LEFT JOIN milik ON milik.unit = unit_pada(pj.unit_id, $1::date)
        WHERE p.keadaan IN ('aktif', 'terbatas')
      )
      SELECT opd, count(*)::int AS orang, count(*) FILTER (WHERE surat OR buka OR aktif)::int AS diundang,
        count(*) FILTER (WHERE buka OR aktif)::int AS dibuka, count(*) FILTER (WHERE aktif)::int AS aktif,
        count(*) FILTER (WHERE aktif AND berfaktor)::int AS berfaktor
      FROM orang GROUP BY opd`,
    values: [today],
  })
}
