/** The calendar of coming ends as BKD looks at it. */
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, KEY_PARTS, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import type { Passed } from '../limits.rules.ts'
import { ENDS, POST_TODAY, UNIT_OPD } from './akhir.queries.ts'
import type { AkhirSebab } from './kalender.rules.ts'

/** An end as the lists show it. */
export interface ListedEnd {
  readonly pegawai_id: string
  readonly nama: string
  readonly nip: string | null
  readonly opd: string | null
  /** First day without sign-in. */
  readonly hari: string
  readonly sebab: AkhirSebab
  /** Waits for BKD. */
  readonly ditahan: boolean
  /** Two people of BKD have confirmed it. */
  readonly disetujui: boolean
}

/** Which ends: those after `today` up to `to`, and every one that is held; of one day or OPD where it is given. */
export interface EndFilter {
  readonly today: string
  readonly to: string
  readonly hari?: string | undefined
  readonly opd?: string | undefined
}

/** The fragments name their parameters as knex does; here they are numbered. */
const numbered = (sql: string): string =>
  sql.replaceAll(':from', `'1900-01-01'`).replaceAll(':today', '$1').replaceAll(':to', '$2')

const SHOWN = `
  WITH opd AS MATERIALIZED (${UNIT_OPD}), post AS (${numbered(POST_TODAY)}),
  shown AS (
    SELECT DISTINCT ON (e.hari, e.pegawai_id) e.pegawai_id, e.hari, e.sebab, opd.opd_id,
      m.pegawai_id IS NOT NULL AS ditahan, a.disetujui_at IS NOT NULL AS disetujui,
      100000 - (e.hari - CAST($1 AS date)) AS urut
    FROM (${numbered(ENDS)}) AS e
    LEFT JOIN post ON post.pegawai_id = e.pegawai_id LEFT JOIN opd ON opd.unit_id = post.unit_id
    LEFT JOIN pegawai_tahan m ON m.pegawai_id = e.pegawai_id AND m.sebab = 'kalender' AND m.lepas_at IS NULL
      AND m.hari >= e.hari
    LEFT JOIN akhir_masa a ON a.pegawai_id = e.pegawai_id AND a.hari = e.hari
    WHERE (e.hari > CAST($1 AS date) OR m.pegawai_id IS NOT NULL) AND a.berakhir_at IS NULL
    ORDER BY e.hari, e.pegawai_id, e.sebab
  )`

const NAME_OF_OPD = `(SELECT n.nama FROM unit_nama n WHERE n.unit_id = shown.opd_id AND n.valid_from <= $1
  AND (n.valid_to IS NULL OR n.valid_to > $1) ORDER BY n.valid_from DESC LIMIT 1)`

/** Forms of the cursor of this list. */
export const END_KEY = [KEY_PARTS.number, KEY_PARTS.uuid] as const

/** @returns one page of ends, the nearest first */
export async function listEnds(
  database: Database, { today, to, hari, opd }: EndFilter, window: ListWindow,
): Promise<ListPage<ListedEnd>> {
  const { where, order, values } = keysetSql(['urut', 'shown.pegawai_id'], window, 4)
  const found = await database.query<ListedEnd & { urut: number }>({
    text: `${SHOWN}
      SELECT shown.pegawai_id, p.nama, shown.hari, shown.sebab, shown.ditahan, shown.disetujui, urut,
        ${NAME_OF_OPD} AS opd,
        (SELECT nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL ORDER BY n.valid_from DESC LIMIT 1)
          AS nip
      FROM shown JOIN pegawai p ON p.id = shown.pegawai_id
      WHERE ($3::date IS NULL OR shown.hari = $3) AND ($4::uuid IS NULL OR shown.opd_id = $4) AND ${where} ${order}`,
    values: [today, to, hari ?? null, opd ?? null, ...values],
    prepared: false,
  })
  return cutPage(found, window, ({ urut, pegawai_id }) => [String(urut), pegawai_id])
}

/** How many end on a day in an OPD. */
export interface EndCount {
  readonly hari: string
  readonly opd: string | null
  readonly nama: string | null
  readonly jumlah: number
  readonly ditahan: number
}

/** @returns the ends by day and OPD, the nearest day first */
export function countEnds(database: Database, { today, to }: Pick<EndFilter, 'today' | 'to'>): Promise<EndCount[]> {
  return database.query<EndCount>({
    text: `${SHOWN}
      SELECT hari, opd_id AS opd, ${NAME_OF_OPD} AS nama, count(*)::int AS jumlah,
        (count(*) FILTER (WHERE ditahan))::int AS ditahan
      FROM shown GROUP BY hari, opd_id ORDER BY hari, nama`,
    values: [today, to],
  })
}

/** A crowded day and what was said to it. */
export interface DayQuestion {
  readonly hari: string
  readonly sebab: readonly (Passed & { readonly nama?: string | null })[]
  /** hex of the list that the first one confirmed */
  readonly digest: string | null
  readonly pertama: string | null
  readonly pertama_nama: string | null
  readonly pertama_at: Date | null
  readonly kedua_nama: string | null
  readonly kedua_at: Date | null
}

/** @returns the question of a day, undefined where there never was one; OPD under their names of today */
export async function findDayQuestion(
  database: Database, { hari, today }: { hari: string; today: string },
): Promise<DayQuestion | undefined> {
  const [row] = await database.query<DayQuestion>({
    text: `SELECT r.hari, encode(r.digest, 'hex') AS digest, r.pertama, one.nama AS pertama_nama, r.pertama_at,
        other.nama AS kedua_nama, r.kedua_at,
        (SELECT jsonb_agg(s || jsonb_build_object('nama', (SELECT n.nama FROM unit_nama n
             WHERE n.unit_id = (s ->> 'opd')::uuid AND n.valid_from <= $2 AND (n.valid_to IS NULL OR n.valid_to > $2)
             ORDER BY n.valid_from DESC LIMIT 1)))
         FROM jsonb_array_elements(r.sebab) AS s) AS sebab
      FROM kalender_rem r LEFT JOIN pegawai one ON one.id = r.pertama LEFT JOIN pegawai other ON other.id = r.kedua
      WHERE r.hari = $1`,
    values: [hari, today],
  })
  return row
}

/** @returns days that wait for a confirmation: crowded, with ends that nobody has confirmed */
export async function findCrowdedDays(database: Database, today: string, to: string): Promise<Set<string>> {
  const rows = await database.query<{ hari: string }>({
    text: `SELECT hari FROM kalender_rem WHERE kedua IS NULL AND (hari > $1 AND hari <= $2
        OR EXISTS (SELECT FROM pegawai_tahan m WHERE m.sebab = 'kalender' AND m.lepas_at IS NULL AND m.hari = kalender_rem.hari))`,
    values: [today, to],
  })
  return new Set(rows.map(({ hari }) => hari))
}
