import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { MovedItem } from './apply.queries.ts'

/** Opens the one task about a reorganisation, with everything that it moved. */
export async function openReview(
  trx: Knex.Transaction, { id, rujukan, items, at }: { id: string; rujukan: string; items: readonly MovedItem[]; at: Date },
): Promise<void> {
  await trx.raw(`INSERT INTO tugas_tinjau (id, jenis, rujukan, dibuat_at) VALUES (:id, 'reorganisasi', :rujukan, :at)`,
    { id, rujukan, at })
  if (items.length === 0) return
  await trx.raw(`
    INSERT INTO tugas_tinjau_butir (tugas_id, jenis, pegawai_id, keterangan, ke_id)
    SELECT :id, jenis, pegawai_id, keterangan, ke_id
    FROM json_to_recordset(:rows::json) AS r(jenis text, pegawai_id uuid, keterangan text, ke_id uuid)`,
  { id, rows: JSON.stringify(items) })
}

/** A task of the list. */
export interface Review {
  readonly id: string
  readonly dibuat_at: Date
  readonly selesai_at: Date | null
  readonly selesai_oleh_nama: string | null
  readonly catatan: string | null
  readonly jenis: 'gabung' | 'pecah' | 'nama'
  readonly berlaku: string
  readonly dasar: string
  readonly nama_lama: string
  readonly nama_baru: string
  readonly butir: number
}

const REVIEW = `
  SELECT t.id, t.dibuat_at, t.selesai_at, t.catatan, r.jenis, r.berlaku, r.dasar, p.nama AS selesai_oleh_nama,
    COALESCE((SELECT nama FROM unit_nama WHERE unit_id = r.unit_id AND valid_from < r.berlaku
      ORDER BY valid_from DESC LIMIT 1), '') AS nama_lama,
    COALESCE(r.nama_baru, (SELECT nama FROM unit_nama WHERE unit_id = r.penerus_id ORDER BY valid_from DESC LIMIT 1), '')
      AS nama_baru,
    (SELECT count(*)::int FROM tugas_tinjau_butir b WHERE b.tugas_id = t.id) AS butir
  FROM tugas_tinjau t JOIN reorganisasi r ON r.id = t.rujukan
  LEFT JOIN pegawai p ON t.selesai_oleh = 'pegawai:' || p.id`

/** @returns tasks, the open ones first, each part newest first */
export function reviews(database: Database, most: number): Promise<Review[]> {
  return database.query<Review>({
    text: `${REVIEW} ORDER BY t.selesai_at IS NOT NULL, t.dibuat_at DESC, t.id LIMIT $1`, values: [most],
  })
}

export async function findReview(database: Database, id: string): Promise<Review | undefined> {
  return (await database.query<Review>({ text: `${REVIEW} WHERE t.id = $1`, values: [id] }))[0]
}

/** One line of a task. */
export interface ReviewItem {
  readonly urut: number
  readonly jenis: MovedItem['jenis']
  readonly nama: string | null
  readonly keterangan: string | null
  readonly ke: string
}

/** @returns what moved, `most` at a time behind `after` */
export function reviewItems(
  database: Database, { id, after, most }: { id: string; after: number; most: number },
): Promise<ReviewItem[]> {
  return database.query<ReviewItem>({
    text: `SELECT b.urut, b.jenis, p.nama, b.keterangan, COALESCE((SELECT nama FROM unit_nama WHERE unit_id = b.ke_id
        ORDER BY valid_from DESC LIMIT 1), '') AS ke
      FROM tugas_tinjau_butir b LEFT JOIN pegawai p ON p.id = b.pegawai_id
      WHERE b.tugas_id = $1 AND b.urut > $2 ORDER BY b.urut LIMIT $3`,
    values: [id, after, most],
  })
}

/** @returns how many things of each kind a task lists */
export function reviewCounts(database: Database, id: string): Promise<{ jenis: MovedItem['jenis']; jumlah: number }[]> {
  return database.query({
    text: 'SELECT jenis, count(*)::int AS jumlah FROM tugas_tinjau_butir WHERE tugas_id = $1 GROUP BY jenis ORDER BY jenis',
    values: [id],
  })
}

/** Closes a task, once. @returns false when it is closed already, or there is none */
export async function closeReview(
  trx: Knex.Transaction, id: string, { by, at, catatan }: { by: string; at: Date; catatan: string },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(`
    UPDATE tugas_tinjau SET selesai_at = :at, selesai_oleh = :by, catatan = NULLIF(:catatan, '')
    WHERE id = :id AND selesai_at IS NULL RETURNING id`, { id, by, at, catatan })
  return rows.length === 1
}
