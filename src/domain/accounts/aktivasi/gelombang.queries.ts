/** Waves: people of a unit who had no account when somebody set out to bring them in. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'

export interface Gelombang {
  readonly id: string
  readonly unit_id: string
  readonly dibuat_at: Date
  readonly orang: number
  readonly aktif: number
  readonly diingatkan: number
  /** Whom no message could reach: they need a letter. */
  readonly tanpa_kontak: number
}

/**
 * Begins a wave with whoever of these units has no account and is in a state in which people sign in.
 * @returns how many they are; with nobody there is no wave
 */
export async function insertWave(
  trx: Knex.Transaction,
  { unitIds, ...wave }: { id: string; unitId: string; unitIds: readonly string[]; oleh: string; at: Date; today: string },
): Promise<number> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `WITH post AS (
       SELECT DISTINCT ON (pj.pegawai_id) pj.pegawai_id, pj.unit_id FROM pegawai_jabatan pj
       WHERE pj.unit_id IS NOT NULL AND pj.valid_from <= :today AND (pj.valid_to IS NULL OR pj.valid_to > :today)
       ORDER BY pj.pegawai_id, pj.valid_from DESC
     ), siapa AS (
       SELECT p.id FROM post JOIN pegawai p ON p.id = post.pegawai_id
       WHERE post.unit_id = ANY(CAST(:unitIds AS uuid[])) AND p.keadaan IN ('aktif', 'terbatas')
         AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id)
     ), gelombang AS (
       INSERT INTO gelombang_aktivasi (id, unit_id, dibuat_oleh, dibuat_at)
       SELECT CAST(:id AS uuid), CAST(:unitId AS uuid), CAST(:oleh AS uuid), CAST(:at AS timestamptz)
       WHERE EXISTS (SELECT FROM siapa)
     )
     INSERT INTO gelombang_orang (gelombang_id, pegawai_id) SELECT CAST(:id AS uuid), id FROM siapa`,
    { ...wave, unitIds: [...unitIds] })
  return rowCount
}

/**
 * @param unitIds of waves to list; undefined: of any unit
 * @param id this wave alone
 * @returns the newest first, at most fifty
 */
export function findWaves(
  database: Database, { unitIds, id }: { unitIds: readonly string[] | undefined; id?: string },
): Promise<Gelombang[]> {
  return database.query<Gelombang>({
    text: `SELECT g.id, g.unit_id, g.dibuat_at, count(o.pegawai_id)::int AS orang, count(a.pegawai_id)::int AS aktif,
        count(o.diingatkan_at)::int AS diingatkan,
        count(*) FILTER (WHERE o.tanpa_kontak AND a.pegawai_id IS NULL)::int AS tanpa_kontak
      FROM gelombang_aktivasi g LEFT JOIN gelombang_orang o ON o.gelombang_id = g.id
        LEFT JOIN account a ON a.pegawai_id = o.pegawai_id
      WHERE ($1::uuid[] IS NULL OR g.unit_id = ANY($1)) AND ($2::uuid IS NULL OR g.id = $2)
      GROUP BY g.id ORDER BY g.dibuat_at DESC, g.id DESC LIMIT 50`,
    values: [unitIds ?? null, id ?? null],
  })
}

/** @returns ids of whoever of a wave has no account yet */
export async function findInactive(database: Database, id: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>({
    text: `SELECT o.pegawai_id AS id FROM gelombang_orang o WHERE o.gelombang_id = $1
      AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = o.pegawai_id)`,
    values: [id],
  })
  return rows.map((row) => row.id)
}

/**
 * Takes people of a wave who were not reminded and have no account: of two who send at the same time each takes others.
 * @returns whom
 */
export async function takeForReminder(
  trx: Knex.Transaction, { id, at, most }: { id: string; at: Date; most: number },
): Promise<{ readonly pegawai_id: string; readonly nama: string }[]> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string; nama: string }[] }>(
    `UPDATE gelombang_orang g SET diingatkan_at = :at FROM pegawai orang
     WHERE orang.id = g.pegawai_id AND g.gelombang_id = :id AND g.diingatkan_at IS NULL AND g.pegawai_id IN (
       SELECT o.pegawai_id FROM gelombang_orang o JOIN pegawai p ON p.id = o.pegawai_id
       WHERE o.gelombang_id = :id AND o.diingatkan_at IS NULL AND p.keadaan IN ('aktif', 'terbatas')
         AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = o.pegawai_id)
       ORDER BY o.pegawai_id LIMIT :most FOR UPDATE OF o SKIP LOCKED)
     RETURNING g.pegawai_id, orang.nama`, { id, at, most })
  return rows
}

/** Writes whom no message could reach. */
export async function markUnreachable(trx: Knex.Transaction, id: string, pegawaiIds: readonly string[]): Promise<void> {
  await trx('gelombang_orang').where({ gelombang_id: id }).whereIn('pegawai_id', [...pegawaiIds]).update({ tanpa_kontak: true })
}
