/** Addresses of people with a product role that wait for a word of theirs. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, KEY_PARTS, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import { hasToDoWithSeats } from '../../pegawai/person.queries.ts'
import type { KontakKolom } from './kontak.rules.ts'

export interface ProposedKontak {
  readonly pegawai_id: string
  readonly kolom: KontakKolom
  readonly nilai: string | null
}

export interface WaitingKontak {
  readonly id: string
  readonly pegawai_id: string
  readonly nama: string
  readonly kolom: KontakKolom
  readonly nilai: string | null
  readonly lama: string | null
  readonly sumber: string
  /** where the question goes: the address that is believed so far */
  readonly surel_lama: string | null
  readonly sejak: Date
  readonly batas: Date
  readonly izin_pertama: string | null
  readonly putusan: string | null
}

/** @returns who of these people holds a product role on a day, or was let into a seat */
export async function roleHoldersAmong(trx: Knex.Transaction, pegawaiIds: readonly string[], today: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(
    `SELECT p.id AS pegawai_id FROM pegawai p WHERE p.id = ANY(:pegawaiIds::uuid[]) AND (${hasToDoWithSeats('p.id')}
       OR EXISTS (SELECT FROM product_role r WHERE r.pegawai_id = p.id AND r.revoked_at IS NULL
         AND (r.valid_to IS NULL OR r.valid_to > :today)))`, { pegawaiIds, today })
  return rows.map(({ pegawai_id }) => pegawai_id)
}

/**
 * Keeps what a source proposes as a question where it differs from what is believed. A question about another value is
 * replaced; what was refused before is not asked again; a proposal that came back to the believed value ends its question.
 * @returns the questions that are new
 */
export async function keepProposals(
  trx: Knex.Transaction, proposals: readonly ProposedKontak[],
  { sumber, run, at, until }: { sumber: string; run: string; at: Date; until: Date },
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `WITH said AS (
       SELECT r.pegawai_id, r.kolom, r.nilai AS baru, CASE r.kolom WHEN 'email' THEN p.email ELSE p.no_hp END AS lama
       FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, kolom text, nilai text)
       JOIN pegawai p ON p.id = r.pegawai_id
     ), overtaken AS (
       UPDATE kontak_menunggu m SET putusan = 'diganti', diputus_at = :at, diputus_oleh = 'sistem'
       FROM said s WHERE m.pegawai_id = s.pegawai_id AND m.kolom = s.kolom AND m.putusan IS NULL
         AND m.nilai IS DISTINCT FROM s.baru RETURNING m.pegawai_id, m.kolom
     )
     SELECT s.pegawai_id, s.kolom, s.baru FROM said s
     WHERE s.baru IS DISTINCT FROM s.lama
       AND NOT EXISTS (SELECT FROM kontak_menunggu m WHERE m.pegawai_id = s.pegawai_id AND m.kolom = s.kolom
         AND m.nilai IS NOT DISTINCT FROM s.baru AND (m.putusan IS NULL OR m.putusan = 'ditolak'))`,
    { rows: JSON.stringify(proposals), at })
  if (rows.length === 0) return []
  // After the old question has gone: the index lets one stand.
  const inserted = await trx.raw<{ rows: { id: string }[] }>(
    `INSERT INTO kontak_menunggu (pegawai_id, kolom, nilai, sumber, run_id, sejak, batas)
     SELECT pegawai_id, kolom, baru, :sumber, :run::uuid, :at, :until
     FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, kolom text, baru text) RETURNING id`,
    { rows: JSON.stringify(rows), sumber, run, at, until })
  return inserted.rows.map(({ id }) => id)
}

const WAITING = `
  SELECT m.id, m.pegawai_id, p.nama, m.kolom, m.nilai, m.sumber, m.sejak, m.batas, m.izin_pertama, m.putusan,
    CASE m.kolom WHEN 'email' THEN p.email ELSE p.no_hp END AS lama, p.email AS surel_lama
  FROM kontak_menunggu m JOIN pegawai p ON p.id = m.pegawai_id`

/** @returns these questions, whatever became of them */
export async function findKontak(trx: Knex.Transaction, ids: readonly string[]): Promise<WaitingKontak[]> {
  const { rows } = await trx.raw<{ rows: WaitingKontak[] }>(`${WAITING} WHERE m.id = ANY(:ids::uuid[])`, { ids })
  return rows
}

/** @returns the question of this id, undefined when there is none */
export async function findOneKontak(database: Database, id: string): Promise<WaitingKontak | undefined> {
  const [row] = await database.query<WaitingKontak>({ text: `${WAITING} WHERE m.id = $1`, values: [id] })
  return row
}

/** @param window from `readWindow` with the parts of KONTAK_KEY */
export async function listKontak(database: Database, window: ListWindow): Promise<ListPage<WaitingKontak>> {
  const { where, order, values } = keysetSql(['m.sejak', 'm.id'], window, 0)
  const found = await database.query<WaitingKontak & { key: string }>({
    text: `${WAITING.replace('SELECT', 'SELECT m.sejak::text AS key,')} WHERE m.putusan IS NULL AND ${where} ${order}`, values,
  })
  return cutPage(found, window, ({ key, id }) => [key, id])
}

export const KONTAK_KEY = [KEY_PARTS.instant, KEY_PARTS.uuid] as const

/**
 * Decides an open question, once: of two answers at the same time one counts.
 * @returns whether it was this one
 */
export async function decideKontak(
  trx: Knex.Transaction, id: string,
  { putusan, by, at, beforeEnd }: { putusan: 'disetujui' | 'ditolak'; by: string; at: Date; beforeEnd: boolean },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE kontak_menunggu SET putusan = :putusan, diputus_at = :at, diputus_oleh = :by
     WHERE id = :id AND putusan IS NULL AND (NOT :beforeEnd::boolean OR batas > :at) RETURNING id`,
    { id, putusan, by, at, beforeEnd })
  return rows.length > 0
}

/**
 * Writes the first of two permissions.
 * @param instead whose permission counts no more, undefined where there is none such
 * @returns whether nobody else's stood there
 */
export async function allowFirst(
  trx: Knex.Transaction, id: string, { by, instead }: { by: string; instead: string | undefined },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE kontak_menunggu SET izin_pertama = :by
     WHERE id = :id AND putusan IS NULL AND (izin_pertama IS NULL OR izin_pertama = CAST(:instead AS uuid))
     RETURNING id`, { id, by, instead: instead ?? null })
  return rows.length > 0
}

/** Brings an agreed value to the person. */
export async function applyKontak(trx: Knex.Transaction, id: string, at: Date): Promise<void> {
  await trx.raw(`
    UPDATE pegawai p SET email = CASE m.kolom WHEN 'email' THEN m.nilai ELSE p.email END,
      no_hp = CASE m.kolom WHEN 'no_hp' THEN m.nilai ELSE p.no_hp END, updated_at = :at
    FROM kontak_menunggu m WHERE m.id = :id AND p.id = m.pegawai_id`, { id, at })
}
