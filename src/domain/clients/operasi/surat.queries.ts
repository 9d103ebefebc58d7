import type { Knex } from 'knex'
import type { Role } from '../../accounts/role.rules.ts'

/** @returns who holds one of these roles on a day for a unit or one above it, each once */
export async function holdersFor(
  trx: Knex.Transaction, { roles, unitId, today }: { roles: readonly Role[]; unitId: string; today: string },
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `WITH RECURSIVE above AS (
       SELECT id, induk_id FROM unit_kerja WHERE id = CAST(:unitId AS uuid)
       UNION SELECT u.id, u.induk_id FROM unit_kerja u JOIN above ON above.induk_id = u.id
     )
     SELECT DISTINCT r.pegawai_id AS id FROM product_role r
     WHERE r.role = ANY(CAST(:roles AS text[])) AND r.unit_id IN (SELECT id FROM above) AND r.revoked_at IS NULL
       AND r.valid_from <= CAST(:today AS date) AND (r.valid_to IS NULL OR r.valid_to > CAST(:today AS date))
     ORDER BY id`, { roles: [...roles], unitId, today })
  return rows.map(({ id }) => id)
}
