import type { Database } from '../../../kernel/db/database.ts'

/** Which findings are asked for. */
export interface FindingFilter {
  /** OPD that the asker may see; undefined: all, those without an OPD among them */
  readonly opdIds?: readonly string[] | undefined
  readonly jenis?: string | undefined
}

/** How many of one kind an OPD has. */
export interface FindingCount {
  readonly opd_id: string | null
  readonly jenis: string
  readonly jumlah: number
}

export function countFindings(database: Database, { opdIds }: FindingFilter): Promise<FindingCount[]> {
  return database.query<FindingCount>({
    text: `SELECT opd_id, jenis, count(*)::int AS jumlah FROM mutu_temuan
      WHERE hilang_at IS NULL AND ($1::uuid[] IS NULL OR opd_id = ANY($1)) GROUP BY opd_id, jenis`,
    values: [opdIds ?? null],
  })
}

/** One finding of the list; an OPD as such has no person. */
export interface ListedFinding {
  readonly id: number
  readonly jenis: string
  readonly opd_id: string | null
  readonly nama: string | null
  readonly nip: string | null
  readonly unit: string | null
  readonly sejak: Date
}

/** @returns findings, newest first, `most` at a time before `before` */
export function findFindings(
  database: Database, { opdIds, jenis, before, most, today }: FindingFilter & {
    readonly before?: string | undefined; readonly most: number; readonly today: string
  },
): Promise<ListedFinding[]> {
  return database.query<ListedFinding>({
    text: `SELECT t.id, t.jenis, t.opd_id, p.nama, t.sejak,
        (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL
         ORDER BY n.valid_from DESC LIMIT 1) AS nip,
        (SELECT n.nama FROM pegawai_jabatan j JOIN unit_nama n ON n.unit_id = unit_pada(j.unit_id, $5)
           AND n.valid_from <= $5 AND (n.valid_to IS NULL OR n.valid_to > $5)
         WHERE j.pegawai_id = p.id AND j.valid_from <= $5 AND (j.valid_to IS NULL OR j.valid_to > $5)
         ORDER BY j.valid_from DESC LIMIT 1) AS unit
      FROM mutu_temuan t LEFT JOIN pegawai p ON p.id = t.pegawai_id
      WHERE t.hilang_at IS NULL AND ($1::uuid[] IS NULL OR t.opd_id = ANY($1)) AND ($2::text IS NULL OR t.jenis = $2)
        AND ($3::bigint IS NULL OR t.id < $3)
      ORDER BY t.id DESC LIMIT $4`,
    values: [opdIds ?? null, jenis ?? null, before ?? null, most, today],
  })
}

/** @returns when everything was looked at last, undefined before the first time */
export async function lastRefresh(database: Database): Promise<Date | undefined> {
  return (await database.query<{ at: Date }>({ text: 'SELECT at FROM mutu_penyegaran', values: [] }))[0]?.at
}
