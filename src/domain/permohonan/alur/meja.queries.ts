import type { Database } from '../../../kernel/db/database.ts'
import type { KunciLangkah, Permohonan } from '../permohonan.ts'
import type { Waktu } from './jam-langkah.rules.ts'

/** What is open at a desk, with everything that its clock is made from. */
export interface Terbuka {
  readonly id: string
  readonly permohonan_id: string
  readonly langkah: KunciLangkah
  readonly unit_id: string | null
  readonly mulai_at: Date
  readonly selesai_at: null
  readonly batas_hari: number | null
  readonly dikabarkan_at: Date | null
  readonly kuning_at: Date | null
  readonly merah_at: Date | null
  readonly eskalasi_at: Date | null
  readonly nomor: string
  readonly jenis: Permohonan['jenis']
  readonly prosedur: string
  readonly versi: number
  readonly nama: string
  /** name of the OPD that applies */
  readonly opd: string
  readonly semua: readonly Waktu[]
  readonly libur: readonly string[]
}

type Row = Omit<Terbuka, 'semua'> & {
  readonly semua: readonly (Omit<Waktu, 'mulai_at' | 'selesai_at'> & { readonly mulai_at: string; readonly selesai_at: string | null })[]
}

/** The name of a unit that is valid on day $1, of one that is no more the last that it had. */
export const unitName = (unit: string): string => `(SELECT n.nama FROM unit_nama n WHERE n.unit_id = ${unit}
  ORDER BY (n.valid_from <= $1 AND (n.valid_to IS NULL OR n.valid_to > $1)) DESC, n.valid_from DESC LIMIT 1)`

/** All visits of an application, as JSON. */
export const allVisits = (permohonan: string): string => `
  (SELECT jsonb_agg(jsonb_build_object('langkah', s.langkah, 'unit_id', s.unit_id, 'mulai_at', s.mulai_at, 'selesai_at', s.selesai_at,
     'batas_hari', s.batas_hari) ORDER BY s.mulai_at, s.ke) FROM permohonan_langkah s WHERE s.permohonan_id = ${permohonan})`

/** Days on which nobody works. */
export const HOLIDAYS = `ARRAY(SELECT tanggal::text FROM hari_libur ORDER BY tanggal)`

const OPEN = `
  SELECT v.id, v.permohonan_id, v.langkah, v.unit_id, v.mulai_at, v.selesai_at, v.batas_hari, v.dikabarkan_at, v.kuning_at,
    v.merah_at, v.eskalasi_at, p.nomor, p.jenis, p.prosedur, p.versi, coalesce(p.isi ->> 'nama', '') AS nama,
    ${unitName('p.unit_id')} AS opd, ${allVisits('p.id')} AS semua, ${HOLIDAYS} AS libur
  FROM permohonan_langkah v JOIN permohonan p ON p.id = v.permohonan_id
  WHERE v.selesai_at IS NULL AND p.keadaan = 'berjalan'`

/** JSON has instants as text. */
export const withInstants = <One extends { readonly mulai_at: string; readonly selesai_at: string | null }>(
  { mulai_at: from, selesai_at: to, ...one }: One) => ({ ...one, mulai_at: new Date(from), selesai_at: to === null ? null : new Date(to) })

const read = (row: Row): Terbuka => ({ ...row, semua: row.semua.map(withInstants) })

/** @param today official day in WIB @returns everything that waits at any desk, the oldest first */
export async function findOpen(database: Database, today: string): Promise<Terbuka[]> {
  const rows = await database.query<Row>({ text: `${OPEN} AND $1::date IS NOT NULL ORDER BY v.mulai_at, v.id`, values: [today] })
  return rows.map(read)
}

/** A desk that is somebody's. */
export interface MejaSaya {
  readonly prosedur: string
  readonly versi: number
  readonly langkah: KunciLangkah
  /** null: a desk of the Diskominfo */
  readonly unitId: string | null
  /** whether it is the desk of units below as well: of a product role */
  readonly bawahan: boolean
}

/** @returns what waits at these desks */
export async function findOpenAt(database: Database, desks: readonly MejaSaya[], today: string): Promise<Terbuka[]> {
  if (desks.length === 0) return []
  const rows = await database.query<Row>({
    text: `${OPEN} AND EXISTS (
        SELECT FROM json_to_recordset($2::json) AS d(prosedur text, versi int, langkah text, "unitId" uuid, bawahan boolean)
        WHERE d.prosedur = p.prosedur AND d.versi = p.versi AND d.langkah = v.langkah
          AND (v.unit_id IS NULL OR v.unit_id = d."unitId" OR (d.bawahan AND EXISTS (
            WITH RECURSIVE up AS (
              SELECT u.id, u.induk_id FROM unit_kerja u WHERE u.id = v.unit_id
              UNION SELECT u.id, u.induk_id FROM unit_kerja u JOIN up ON u.id = up.induk_id
            ) SELECT FROM up WHERE up.id = d."unitId"))))`,
    values: [today, JSON.stringify(desks)],
  })
  return rows.map(read)
}
