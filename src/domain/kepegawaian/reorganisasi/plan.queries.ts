import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Plan, ReorganisationKind } from './plan.rules.ts'

/** A reorganisation as it is recorded. */
export interface Reorganisation {
  readonly id: string
  readonly jenis: ReorganisationKind
  readonly unit_id: string
  readonly penerus_id: string | null
  readonly nama_baru: string | null
  readonly berlaku: string
  readonly dasar: string
  readonly oleh: string
  readonly at: Date
  readonly diterapkan_at: Date | null
  readonly dibatalkan_at: Date | null
}

const COLUMNS = `id, jenis, unit_id, penerus_id, nama_baru, berlaku, dasar, oleh, at, diterapkan_at, dibatalkan_at`

/**
 * Gives a unit its last day and its successor, once.
 * @returns false when it has them already: whoever came first decided
 */
export async function announceEnd(
  trx: Knex.Transaction, { unitId, penerusId, berlaku }: Pick<Plan, 'unitId' | 'penerusId' | 'berlaku'>,
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE unit_kerja SET valid_to = :berlaku, successor_id = :penerusId WHERE id = :unitId AND valid_to IS NULL
     RETURNING id`, { unitId, penerusId: penerusId ?? null, berlaku })
  return rows.length === 1
}

/** Takes an announced end back. */
export async function withdrawEnd(trx: Knex.Transaction, { unit_id, berlaku }: Reorganisation): Promise<void> {
  await trx.raw(`UPDATE unit_kerja SET valid_to = NULL, successor_id = NULL WHERE id = :unit_id AND valid_to = :berlaku`,
    { unit_id, berlaku })
}

/** A name from a day on; the one before ends there. */
export async function announceName(
  trx: Knex.Transaction, { unitId, namaBaru, berlaku }: Pick<Plan, 'unitId' | 'namaBaru' | 'berlaku'>,
): Promise<void> {
  await trx.raw(`
    UPDATE unit_nama SET valid_to = :berlaku
    WHERE unit_id = :unitId AND valid_from < :berlaku AND (valid_to IS NULL OR valid_to > :berlaku)`, { unitId, berlaku })
  await trx.raw(`
    INSERT INTO unit_nama (unit_id, nama, valid_from, valid_to)
    SELECT :unitId, :namaBaru, :berlaku::date, (SELECT min(valid_from) FROM unit_nama
      WHERE unit_id = :unitId AND valid_from > :berlaku)
    ON CONFLICT (unit_id, valid_from) DO UPDATE SET nama = excluded.nama, valid_to = excluded.valid_to`,
  { unitId, namaBaru: namaBaru?.trim() ?? '', berlaku })
}

/** Takes an announced name back: the one before goes on. */
export async function withdrawName(trx: Knex.Transaction, { unit_id, nama_baru, berlaku }: Reorganisation): Promise<void> {
  await trx.raw(`
    WITH gone AS (DELETE FROM unit_nama WHERE unit_id = :unit_id AND valid_from = :berlaku AND nama = :nama_baru
      RETURNING valid_to)
    UPDATE unit_nama SET valid_to = (SELECT valid_to FROM gone)
    WHERE unit_id = :unit_id AND valid_to = :berlaku AND EXISTS (SELECT FROM gone)`, { unit_id, nama_baru, berlaku })
}

export async function insertPlan(
  trx: Knex.Transaction, plan: Plan, { id, by, at }: { id: string; by: string; at: Date },
): Promise<void> {
  const { jenis, unitId, penerusId, namaBaru, berlaku, dasar, bagian = [] } = plan
  const isRename = jenis === 'nama'
  await trx.raw(`
    INSERT INTO reorganisasi (id, jenis, unit_id, penerus_id, nama_baru, berlaku, dasar, oleh, at)
    VALUES (:id, :jenis, :unitId, :penerusId, :namaBaru, :berlaku, :dasar, :by, :at)`,
  {
    id, jenis, unitId, berlaku, by, at, dasar: dasar.trim(),
    penerusId: isRename ? null : penerusId ?? null, namaBaru: isRename ? namaBaru?.trim() ?? '' : null,
  })
  if (bagian.length === 0) return
  await trx.raw(`
    INSERT INTO reorganisasi_bagian (reorganisasi_id, bagian_id, penerus_id)
    SELECT :id, bagian, penerus FROM json_to_recordset(:rows::json) AS r(bagian uuid, penerus uuid)`,
  { id, rows: JSON.stringify(bagian.map(({ bagianId, penerusId: to }) => ({ bagian: bagianId, penerus: to }))) })
}

/** Cancels what is not done yet, once. @returns undefined when it is done or cancelled already */
export async function cancelPlan(
  trx: Knex.Transaction, id: string, { by, at }: { by: string; at: Date },
): Promise<Reorganisation | undefined> {
  const { rows } = await trx.raw<{ rows: Reorganisation[] }>(`
    UPDATE reorganisasi SET dibatalkan_at = :at, dibatalkan_oleh = :by
    WHERE id = :id AND diterapkan_at IS NULL AND dibatalkan_at IS NULL RETURNING ${COLUMNS}`, { id, by, at })
  return rows[0]
}

/** @returns what is announced, or was done or cancelled, newest day first */
export function reorganisations(database: Database, most: number): Promise<Reorganisation[]> {
  return database.query<Reorganisation>({
    text: `SELECT ${COLUMNS} FROM reorganisasi ORDER BY berlaku DESC, at DESC, id LIMIT $1`, values: [most],
  })
}

/** What a unit takes along. */
export interface Concerned {
  readonly pegawai: number
  /** people in the parts below it, who keep their unit and get another OPD */
  readonly pegawai_bagian: number
  readonly penugasan: number
  readonly aplikasi: number
  readonly peran: number
}

/** @returns what closing a unit on a day moves, counted today */
export async function countConcerned(database: Database, unitId: string, berlaku: string): Promise<Concerned> {
  const [counts] = await database.query<Concerned>({
    text: `WITH RECURSIVE below AS (
        SELECT id, 0 AS depth FROM unit_kerja WHERE id = $1
        UNION ALL SELECT u.id, depth + 1 FROM unit_kerja u JOIN below ON u.induk_id = below.id WHERE depth < 12
      ), post AS (
        SELECT below.depth FROM pegawai_jabatan j JOIN below ON below.id = j.unit_id
        WHERE j.valid_to IS NULL OR j.valid_to > $2
      )
      SELECT (SELECT count(*)::int FROM post WHERE depth = 0) AS pegawai,
        (SELECT count(*)::int FROM post WHERE depth > 0) AS pegawai_bagian,
        (SELECT count(*)::int FROM penugasan WHERE unit_id = $1 AND ended_at IS NULL
          AND (valid_to IS NULL OR valid_to > $2)) AS penugasan,
        (SELECT count(*)::int FROM aplikasi WHERE unit_id = $1) AS aplikasi,
        (SELECT count(*)::int FROM product_role WHERE unit_id = $1 AND revoked_at IS NULL
          AND (valid_to IS NULL OR valid_to > $2)) AS peran`,
    values: [unitId, berlaku],
  })
  return counts ?? { pegawai: 0, pegawai_bagian: 0, penugasan: 0, aplikasi: 0, peran: 0 }
}

/** @returns one reorganisation, undefined when there is none */
export async function findReorganisation(database: Database, id: string): Promise<Reorganisation | undefined> {
  return (await database.query<Reorganisation>({ text: `SELECT ${COLUMNS} FROM reorganisasi WHERE id = $1`, values: [id] }))[0]
}
