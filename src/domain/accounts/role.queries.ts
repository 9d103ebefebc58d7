import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { Ending } from '../../kernel/db/endings.ts'
import { datedState } from '../pegawai/keadaan.queries.ts'
import type { DatedState } from '../pegawai/keadaan.rules.ts'
import { hasToDoWithSeats } from '../pegawai/person.queries.ts'

export interface RoleRow {
  readonly role: string
  readonly opd: string | null
  readonly valid_from: string
  /** Last day, inclusive. */
  readonly until: string | null
}

/** @returns what a person may do here on a day, oldest first */
export async function findRoles(database: Database, pegawaiId: string, today: string): Promise<RoleRow[]> {
  return database.query<RoleRow>({
    text: `SELECT r.role, k.kode AS opd, r.valid_from, r.valid_to - 1 AS until
           FROM product_role r LEFT JOIN unit_kode k ON k.unit_id = r.unit_id AND k.valid_to IS NULL
           WHERE r.pegawai_id = $1 AND r.revoked_at IS NULL AND r.valid_from <= $2
             AND (r.valid_to IS NULL OR r.valid_to > $2)
           ORDER BY r.given_at, r.role`,
    values: [pegawaiId, today],
  })
}

/** What somebody is who was given a role: his state, and whether his account is frozen. */
export interface RoleHolder extends DatedState {
  readonly frozen: boolean
}

/** @returns the person when he has the role on that day, for whatever unit; he need not be able to act by it */
export async function findRoleHolder(
  trx: Knex.Transaction, { pegawaiId, role, today }: { pegawaiId: string; role: string; today: string },
): Promise<RoleHolder | undefined> {
  const { rows } = await trx.raw<{ rows: RoleHolder[] }>(
    `SELECT ${datedState('p')}, EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id AND a.frozen_at IS NOT NULL) AS frozen
     FROM pegawai p WHERE p.id = CAST(:pegawaiId AS uuid) AND EXISTS (
       SELECT FROM product_role r WHERE r.pegawai_id = p.id AND r.role = :role AND r.revoked_at IS NULL
         AND r.valid_from <= CAST(:today AS date) AND (r.valid_to IS NULL OR r.valid_to > CAST(:today AS date)))`,
    { pegawaiId, role, today })
  return rows[0]
}

/** Gives a role, or moves the end of one that is held; one whose end has passed begins anew on the day it is given. */
export async function giveRole(trx: Knex.Transaction, role: {
  pegawaiId: string; role: string; unitId: string | undefined; from: string; until: string | undefined; by: string
}): Promise<void> {
  await trx.raw(
    `INSERT INTO product_role (pegawai_id, role, unit_id, valid_from, valid_to, given_by)
     VALUES (:pegawaiId, :role, :unitId, :from, CAST(:until AS date) + 1, :by)
     ON CONFLICT (pegawai_id, role, unit_id) WHERE revoked_at IS NULL
       DO UPDATE SET valid_to = excluded.valid_to, given_by = excluded.given_by,
         valid_from = CASE WHEN product_role.valid_to <= excluded.valid_from
           THEN excluded.valid_from ELSE product_role.valid_from END`,
    { ...role, unitId: role.unitId ?? null, until: role.until ?? null })
}

/** Ends a role at once. @returns false when it is not held */
export async function revokeRole(
  trx: Knex.Transaction, { pegawaiId, role, unitId, at }: { pegawaiId: string; role: string; unitId: string | undefined; at: Date },
): Promise<boolean> {
  const held = { pegawai_id: pegawaiId, role, unit_id: unitId ?? null, revoked_at: null }
  return await trx('product_role').where(held).update({ revoked_at: at }) > 0
}

/** @returns whether the person holds the role, whatever its dates */
export async function holdsRole(
  database: Database, pegawaiId: string, role: string, unitId: string | undefined,
): Promise<boolean> {
  const rows = await database.query({
    text: `SELECT 1 FROM product_role
           WHERE pegawai_id = $1 AND role = $2 AND unit_id IS NOT DISTINCT FROM $3 AND revoked_at IS NULL`,
    values: [pegawaiId, role, unitId ?? null],
  })
  return rows.length > 0
}

/** @param today official day in WIB @returns whether the person holds any product role on that day, or was let into a seat */
export async function holdsAnyRole(trx: Knex.Transaction, pegawaiId: string, today: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `SELECT FROM pegawai p WHERE p.id = :pegawaiId AND (${hasToDoWithSeats('p.id')} OR EXISTS (
       SELECT FROM product_role r WHERE r.pegawai_id = p.id AND r.revoked_at IS NULL AND r.valid_from <= :today
         AND (r.valid_to IS NULL OR r.valid_to > :today)))`, { pegawaiId, today })
  return rows.length > 0
}

/**
 * Whoever left for good (dismissed, retired, dead) loses his product roles; a suspension can be taken back, and the
 * roles sleep meanwhile: nobody may be signed in by them.
 */
export const ROLE_ENDING: Ending = {
  name: 'product-roles', tables: ['product_role'], because: ['berhenti'],
  sql: `UPDATE product_role r SET revoked_at = :at FROM pegawai p
        WHERE p.id = r.pegawai_id AND r.revoked_at IS NULL AND p.id IN (SELECT pegawai_id FROM leaving)
          AND (p.keadaan = 'tutup'
            OR p.tgl_meninggal <= (CAST(:at AS timestamptz) AT TIME ZONE 'Asia/Jakarta')::date)
        RETURNING true AS counts,
          jsonb_build_object('pegawai', r.pegawai_id, 'peran', r.role, 'unit', r.unit_id) AS told`,
}
