/** Seats as the pages of the admins read them. */
import type { Database } from '../../../kernel/db/database.ts'
import type { SeatRow } from './kursi.queries.ts'
import type { PostWay } from './kursi.ts'

export interface SeatEntry extends SeatRow {
  readonly unit: string
  readonly jabatan_unit: string
  /** Post of the substitute seat. */
  readonly pengganti: string | null
}

const nameOf = (unit: string): string =>
  `COALESCE((SELECT n.nama FROM unit_nama n WHERE n.unit_id = ${unit} ORDER BY n.valid_from DESC LIMIT 1), '')`

const ENTRY = `
  SELECT k.id, k.jenis, k.unit_id, k.jabatan, k.jabatan_unit_id, k.pengganti_id, g.jabatan AS pengganti,
    ${nameOf('k.unit_id')} AS unit, ${nameOf('k.jabatan_unit_id')} AS jabatan_unit
  FROM kursi k LEFT JOIN kursi g ON g.id = k.pengganti_id WHERE k.ended_at IS NULL`

/** @returns every seat that was not closed: those of the Diskominfo first, then the OPD by name */
export function allSeats(database: Database): Promise<SeatEntry[]> {
  return database.query<SeatEntry>({
    text: `${ENTRY} ORDER BY array_position(ARRAY['kepala-dinas', 'kepala-bidang', 'kepala-seksi', 'kepala-opd'], k.jenis), unit, k.id`,
    values: [],
  })
}

/** @returns one seat that was not closed */
export async function findSeat(database: Database, id: string): Promise<SeatEntry | undefined> {
  return (await database.query<SeatEntry>({ text: `${ENTRY} AND k.id = $1`, values: [id] }))[0]
}

/** Somebody who was let into a seat and not taken out; whether he counts today is `pemegang_kursi`'s to say. */
export interface HoldEntry {
  readonly id: string
  readonly pegawai_id: string
  readonly nama: string
  readonly cara: PostWay
  readonly sk: string
  readonly mulai: string
  readonly selesai: string | null
  readonly ended_at: Date | null
  readonly sebab: string | null
}

/** @returns who was ever let into a seat, the latest first; at most 50 */
export function holdsOf(database: Database, kursiId: string): Promise<HoldEntry[]> {
  return database.query<HoldEntry>({
    text: `SELECT h.id, h.pegawai_id, p.nama, h.cara, h.sk, h.mulai, h.selesai, h.ended_at, h.sebab
      FROM kursi_pemegang h JOIN pegawai p ON p.id = h.pegawai_id WHERE h.kursi_id = $1
      ORDER BY h.ended_at DESC NULLS FIRST, h.dikonfirmasi_at DESC, h.id LIMIT 50`,
    values: [kursiId],
  })
}

/** Structural posts that the directory has in these units, to bind a seat to. @returns their names */
export async function postsOf(database: Database, unitIds: readonly string[], today: string): Promise<string[]> {
  const rows = await database.query<{ nama: string }>({
    text: `SELECT DISTINCT j.nama FROM pegawai_jabatan pj JOIN jabatan j ON j.id = pj.jabatan_id
      WHERE pj.unit_id = ANY($1::uuid[]) AND j.jenis IN ('struktural', 'rangkap') AND pj.valid_from <= $2::date
        AND (pj.valid_to IS NULL OR pj.valid_to > $2::date - 365)
      UNION SELECT t.jabatan FROM penugasan t WHERE t.unit_id = ANY($1::uuid[]) AND t.ended_at IS NULL
        AND (t.valid_to IS NULL OR t.valid_to > $2) ORDER BY 1 LIMIT 200`,
    values: [unitIds, today],
  })
  return rows.map(({ nama }) => nama)
}

/** @returns the unit whose people answer for a claim of the element list, by claim */
export function claimOwners(database: Database): Promise<{ klaim: string; unit: string }[]> {
  return database.query<{ klaim: string; unit: string }>({
    text: `SELECT o.klaim, ${nameOf('u.id')} AS unit FROM pemilik_klaim o LEFT JOIN unit_kerja u ON u.slug = o.unit_slug ORDER BY o.klaim`,
    values: [],
  })
}
