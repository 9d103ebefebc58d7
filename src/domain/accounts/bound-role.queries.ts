import type { Knex } from 'knex'

/** A role that ended because its holder left the OPD that it was for. */
export interface LostRole {
  readonly pegawai_id: string
  readonly role: string
  readonly unit_id: string
}

/**
 * Ends roles that are bound to an OPD and whose holder worked there, or in a unit below it, and does so no longer by his
 * post or an assignment of today (decision 27: losing ends at once, without asking). Whoever was given a role for an OPD
 * that he never worked in was given it knowingly; people without a NIP have no posts, theirs end with their sponsor.
 * @param today official day in WIB, YYYY-MM-DD
 */
export async function endRolesOfLeavers(
  trx: Knex.Transaction, { today, at }: { today: string; at: Date },
): Promise<LostRole[]> {
  const { rows } = await trx.raw<{ rows: LostRole[] }>(
    `WITH RECURSIVE bound AS MATERIALIZED (
       SELECT id, pegawai_id, unit_id, valid_from FROM product_role WHERE unit_id IS NOT NULL AND revoked_at IS NULL
     ),
     below AS (
       SELECT DISTINCT unit_id AS opd, unit_id FROM bound
       UNION SELECT below.opd, u.id FROM below JOIN unit_kerja u ON u.induk_id = below.unit_id
     )
     UPDATE product_role r SET revoked_at = :at FROM bound
     WHERE r.id = bound.id
       AND EXISTS (SELECT FROM pegawai_jabatan j JOIN below ON below.opd = bound.unit_id AND below.unit_id = j.unit_id
         WHERE j.pegawai_id = bound.pegawai_id AND j.valid_to > bound.valid_from AND j.valid_to <= CAST(:today AS date))
       AND NOT EXISTS (SELECT FROM pegawai_jabatan j JOIN below ON below.opd = bound.unit_id AND below.unit_id = j.unit_id
         WHERE j.pegawai_id = bound.pegawai_id AND j.valid_from <= CAST(:today AS date)
           AND (j.valid_to IS NULL OR j.valid_to > CAST(:today AS date)))
       AND NOT EXISTS (SELECT FROM penugasan t JOIN below ON below.opd = bound.unit_id AND below.unit_id = t.unit_id
         WHERE t.pegawai_id = bound.pegawai_id AND t.ended_at IS NULL AND t.valid_from <= CAST(:today AS date)
           AND (t.valid_to IS NULL OR t.valid_to > CAST(:today AS date)))
     RETURNING r.pegawai_id, r.role, r.unit_id`,
    { today, at },
  )
  return rows
}
